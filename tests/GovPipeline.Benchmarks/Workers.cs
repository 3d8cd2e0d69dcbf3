using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using GovPipeline.Pipeline.Running;
using GovPipeline.Samples;
using GovPipeline.Storage.Ledger;
using GovPipeline.Testing;

namespace GovPipeline.Benchmarks;

/// <summary>The same exports, of half a year, taken in and published by one, two and four hosts on one emulator: the same tables, in how long.</summary>
internal static class Workers
{
    private const int Files = 12, DaysOfAFile = 14;
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public static async Task<int> RunAsync(string[] args)
    {
        var rows = Arguments.Number(args, "--rows", 20_000);
        var results = new List<WorkersCost>();
        var tables = new List<string>();
        foreach (var workers in new[] { 1, 2, 4 })
        {
            var (cost, published) = await MeasureAsync(workers, rows).ConfigureAwait(false);
            results.Add(cost);
            tables.Add(published);
        }

        var agree = tables.TrueForAll(t => t == tables[0]);
        if (args.Contains("--json"))
        {
            Console.WriteLine(JsonSerializer.Serialize(new { rows = rows * Files, files = Files, agree, workers = results }, Json));
        }
        else
        {
            Console.WriteLine($"{Files} exports of {rows:N0} rows, hosts of processes of their own on one emulator, {Environment.ProcessorCount} cores");
            Console.WriteLine($"{"hosts",-10}{"wall s",10}{"CPU s",10}{"emulator s",12}{"requests",12}{"times faster",14}");
            foreach (var r in results)
            {
                Console.WriteLine($"{r.Workers,-10}{r.WallSeconds,10:F1}{r.CpuSeconds,10:F1}{r.EmulatorSeconds,12:F1}{r.Requests,12:N0}"
                    + $"{results[0].WallSeconds / r.WallSeconds,14:F2}");
            }

            Console.WriteLine(agree ? "same tables" : "TABLES DIFFER");
        }

        return agree ? 0 : 1;
    }

    private static async Task<(WorkersCost Cost, string Tables)> MeasureAsync(int workers, long rows)
    {
        await using var pipeline = await TestPipeline.StartAsync().ConfigureAwait(false);
        var connection = await Emulator.ConnectionStringAsync(pipeline.Prefix).ConfigureAwait(false);
        for (var file = 0; file < Files; file++)
        {
            var from = SeedExports.From.AddDays(file * DaysOfAFile);
            using var writer = new StringWriter();
            RandomExport.Write(writer, [.. pipeline.Reference.Units.Receiving], rows, 0, from, from.AddDays(DaysOfAFile - 1), file + 1,
                pipeline.Reference.Calendar);
            await pipeline.DropAsync("onestop-wards", Encoding.UTF8.GetBytes(writer.ToString()), from.AddDays(DaysOfAFile - 1), from).ConfigureAwait(false);
        }

        var hosts = Enumerable.Range(0, workers).Select(_ => Process.Start(new ProcessStartInfo(
            Environment.ProcessPath!, ["contender", "worker", connection, pipeline.Prefix])
            { RedirectStandardInput = true, RedirectStandardOutput = true })!).ToList();
        foreach (var host in hosts)
        {
            await host.StandardOutput.ReadLineAsync().ConfigureAwait(false); // it is warm
        }

        var (clock, emulator) = (Stopwatch.StartNew(), EmulatorSeconds());
        hosts.ForEach(h => h.StandardInput.WriteLine());
        var cpu = 0.0;
        foreach (var host in hosts)
        {
            cpu += double.Parse((await host.StandardOutput.ReadLineAsync().ConfigureAwait(false))!, CultureInfo.InvariantCulture);
        }

        var (wall, emulated) = (clock.Elapsed.TotalSeconds, EmulatorSeconds() - emulator);
        foreach (var host in hosts)
        {
            await host.WaitForExitAsync().ConfigureAwait(false);
            host.Dispose();
        }

        var runs = await pipeline.Get<RunHistory>().SinceAsync(JobNames.All, DateTimeOffset.MinValue, CancellationToken.None).ConfigureAwait(false);
        return (new(workers, wall, cpu, emulated, runs.Sum(r => r.Requests)), await pipeline.SnapshotAsync().ConfigureAwait(false));
    }

    /// <summary>One of the hosts: warms up on names of its own, says so, waits for the word, and works until nothing is left.</summary>
    public static async Task<int> WorkAsync(string connection, string prefix)
    {
        await NightRival.WarmAsync(connection, null, nights: 0).ConfigureAwait(false);
        await using var pipeline = await TestPipeline.StartAsync(null, prefix, connection: connection).ConfigureAwait(false);
        using var process = Process.GetCurrentProcess();
        Console.WriteLine("warm");
        await Console.In.ReadLineAsync().ConfigureAwait(false);
        process.Refresh();
        var before = process.TotalProcessorTime;
        await pipeline.DrainAsync().ConfigureAwait(false);
        process.Refresh();
        Console.WriteLine((process.TotalProcessorTime - before).TotalSeconds.ToString(CultureInfo.InvariantCulture));
        return 0;
    }

    /// <summary>Processor time of the emulators of this process so far.</summary>
    private static double EmulatorSeconds() => Process.GetProcessesByName("node").Sum(p =>
    {
        using (p)
        {
            return p.TotalProcessorTime.TotalSeconds;
        }
    });
}

/// <summary>What the same work cost so many hosts.</summary>
internal sealed record WorkersCost(int Workers, double WallSeconds, double CpuSeconds, double EmulatorSeconds, long Requests);
