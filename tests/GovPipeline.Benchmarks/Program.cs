using GovPipeline.Benchmarks;

Console.OutputEncoding = System.Text.Encoding.UTF8;
return args switch
{
    ["peers", .. var rest] => await Peers.RunAsync(rest).ConfigureAwait(false),
    ["formats", .. var rest] => await Formats.RunAsync(rest).ConfigureAwait(false),
    ["hostile", .. var rest] => await Hostile.RunAsync(rest).ConfigureAwait(false),
    ["soak", .. var rest] => await Soak.RunAsync(rest).ConfigureAwait(false),
    ["night", .. var rest] => await Night.RunAsync(rest).ConfigureAwait(false),
    ["workers", .. var rest] => await Workers.RunAsync(rest).ConfigureAwait(false),
    ["all"] => await Bars.RunAsync().ConfigureAwait(false),
    ["contender", "worker", var connection, var prefix] => await Workers.WorkAsync(connection, prefix).ConfigureAwait(false),
    ["contender", "night-ours", var connection, var prefix, var seeds, var nights] =>
        await NightRival.OursAsync(connection, prefix, seeds, int.Parse(nights, System.Globalization.CultureInfo.InvariantCulture)).ConfigureAwait(false),
    ["contender", "night-duckdb" or "night-pandas", var connection, var prefix] =>
        await NightRival.RunAsync(args[1], connection, prefix).ConfigureAwait(false),
    ["contender", var name, var file] => Contender.Run(name, file),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine(
        """
        peers [--rows N] [--runs N] [--json]    read, validate and fold one generated export: ours beside DuckDB
        formats [--csv-rows N] [--xlsx-rows N] [--json]    a CSV of 1 GB and a workbook of 200 MB, under 300 MB of memory
        hostile [--json]                        time and memory of files that ask for too much, against their size
        soak [--files N] [--seed N]             files of all kinds in random order through one running host
        night [--rows N,N] [--years N,N] [--communes N] [--alone] [--chart FILE] [--json]    a 1 % night through the emulator, beside DuckDB and pandas
        workers [--rows N] [--json]             the same exports by 1, 2 and 4 hosts on one emulator
        all                                     reading and a night, small, against bars
        """);
    return 2;
}
