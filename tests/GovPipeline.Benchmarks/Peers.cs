using System.Diagnostics;
using System.Text.Json;
using GovPipeline.Samples;
using GovPipeline.Pipeline.Configuration;

namespace GovPipeline.Benchmarks;

/// <summary>Read, validate and fold one generated export: ours beside DuckDB, turn by turn in one run.</summary>
internal static class Peers
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public static async Task<int> RunAsync(string[] args)
    {
        var report = await CompareAsync(Arguments.Number(args, "--rows", 2_000_000), (int)Arguments.Number(args, "--runs", 3)).ConfigureAwait(false);
        if (args.Contains("--json"))
        {
            Console.WriteLine(JsonSerializer.Serialize(report, Json));
        }
        else
        {
            Print(report);
        }

        return report.Agree ? 0 : 1;
    }

    /// <summary>Both turn by turn; medians.</summary>
    public static async Task<PeersReport> CompareAsync(long rows, int runs)
    {
        var file = Path.Combine(Path.GetTempPath(), $"govpipeline-peers-{rows}.csv");
        Generate(file, rows);
        try
        {
            var (all, others) = (new List<ContenderResult>(), new List<ContenderResult>());
            for (var run = 0; run < runs; run++)
            {
                all.Add(await MeasureAsync("ours", file).ConfigureAwait(false));
                others.Add(await MeasureAsync("duckdb", file).ConfigureAwait(false));
            }

            var (ours, theirs) = (Median(all), Median(others));
            var agree = (ours.Dossiers, ours.Received, ours.Online, ours.Finished) == (theirs.Dossiers, theirs.Received, theirs.Online, theirs.Finished);
            return new(
                rows, new FileInfo(file).Length / 1e6, ours, theirs, ours.WallSeconds / theirs.WallSeconds, ours.CpuSeconds / theirs.CpuSeconds,
                ours.PeakMegabytes / theirs.PeakMegabytes, agree);
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static void Print(PeersReport report)
    {
        Console.WriteLine($"{report.Rows:N0} rows, {report.Megabytes:F0} MB; medians; each in a process of its own");
        Console.WriteLine($"{"",-10}{"wall s",10}{"CPU s",10}{"peak MB",10}{"dossiers",12}");
        foreach (var (name, r) in new[] { ("ours", report.Ours), ("DuckDB", report.Theirs) })
        {
            Console.WriteLine($"{name,-10}{r.WallSeconds,10:F2}{r.CpuSeconds,10:F2}{r.PeakMegabytes,10:F0}{r.Dossiers,12:N0}");
        }

        Console.WriteLine($"{"ratio",-10}{report.WallRatio,10:F2}{report.CpuRatio,10:F2}{report.MemoryRatio,10:F2}"
            + (report.Agree ? "   same figures" : "   FIGURES DIFFER"));
    }

    private static void Generate(string file, long rows)
    {
        var reference = ReferenceData.Load(ReferenceData.FindFolder(null));
        using var writer = new StreamWriter(file);
        RandomExport.Write(writer, [.. reference.Units.Receiving], rows, 0, SeedExports.From, SeedExports.To, 1, reference.Calendar);
    }

    public static async Task<ContenderResult> MeasureAsync(string name, string file)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!, ["contender", name, file]) { RedirectStandardOutput = true };
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync().ConfigureAwait(false);
        await process.WaitForExitAsync().ConfigureAwait(false);
        return process.ExitCode == 0
            ? JsonSerializer.Deserialize<ContenderResult>(output)!
            : throw new InvalidOperationException($"{name} ended with {process.ExitCode}.");
    }

    private static ContenderResult Median(List<ContenderResult> results) => results.OrderBy(r => r.WallSeconds).ElementAt(results.Count / 2);
}

/// <summary>What came of reading one export.</summary>
internal sealed record PeersReport(
    long Rows, double Megabytes, ContenderResult Ours, ContenderResult Theirs, double WallRatio, double CpuRatio, double MemoryRatio, bool Agree);
