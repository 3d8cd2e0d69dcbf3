using GovPipeline.Benchmarks;

Console.OutputEncoding = System.Text.Encoding.UTF8;
return args switch
{
    ["peers", .. var rest] => await Peers.RunAsync(rest).ConfigureAwait(false),
    ["night", .. var rest] => await Night.RunAsync(rest).ConfigureAwait(false),
    ["contender", var name, var file] => Contender.Run(name, file),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine(
        """
        peers [--rows N] [--runs N] [--json]    read, validate and fold one generated export: ours beside DuckDB
        night [--rows N,N,...] [--json]         a 1 % change on top of half a year, through the storage emulator
        Build with -c Release.
        """);
    return 2;
}
