using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using GovPipeline.Samples;
using GovPipeline.Testing;

namespace GovPipeline.Benchmarks;

/// <summary>A night that changes 1 % of half a year, through the storage emulator: what it costs beside what is held.</summary>
internal static class Night
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);
    private static readonly DateOnly NextDay = SeedExports.To.AddDays(1);

    public static async Task<int> RunAsync(string[] args)
    {
        var sizes = (Arguments.Value(args, "--rows") ?? "200000,1000000,2000000").Split(',').Select(n => long.Parse(n, CultureInfo.InvariantCulture));
        var results = new List<object>();
        foreach (var size in sizes)
        {
            var result = await MeasureAsync(size).ConfigureAwait(false);
            results.Add(result);
            if (!args.Contains("--json"))
            {
                Console.WriteLine(
                    $"{size,10:N0} dossiers held: built in {result.BuildSeconds,6:F1} s; night of {result.NightRows:N0} rows {result.NightSeconds,6:F2} s, "
                    + $"{result.NightRequests:N0} requests, {result.MicrosecondsPerChangedRow:F0} µs a changed row; "
                    + $"share of the build {result.ShareOfBuild:P1}");
            }
        }

        if (args.Contains("--json"))
        {
            Console.WriteLine(JsonSerializer.Serialize(new { nights = results }, Json));
        }

        return 0;
    }

    private static async Task<NightResult> MeasureAsync(long held)
    {
        var requests = new KillAt();
        await using var pipeline = await TestPipeline.StartAsync(onRequest: requests).ConfigureAwait(false);
        var units = pipeline.Reference.Units.Receiving.ToList();
        var rows = held * 5 / 4;
        var clock = Stopwatch.StartNew();
        await DropAsync(pipeline, units, rows, SeedExports.From, SeedExports.To).ConfigureAwait(false);
        await pipeline.DrainAsync().ConfigureAwait(false);
        var build = clock.Elapsed.TotalSeconds;

        // What changes in a night is what the last days received: 1 % of all.
        var night = await NightAsync(pipeline, units, held / 100).ConfigureAwait(false);
        requests.Reset();
        clock.Restart();
        await pipeline.DropAsync("onestop-wards", night, NextDay, NextDay).ConfigureAwait(false);
        await pipeline.DrainAsync().ConfigureAwait(false);
        var seconds = clock.Elapsed.TotalSeconds;
        return new(held, build, held / 100, seconds, requests.Requests, seconds * 1e6 / (held / 100.0), seconds / build);
    }

    private static async Task DropAsync(TestPipeline pipeline, IReadOnlyList<Domain.Units.Unit> units, long rows, DateOnly from, DateOnly to)
    {
        using var stream = new MemoryStream();
        await using (var writer = new StreamWriter(stream, new UTF8Encoding(false), leaveOpen: true))
        {
            RandomExport.Write(writer, units, rows, 0, from, to, 1, pipeline.Reference.Calendar);
        }

        await pipeline.DropAsync("onestop-wards", stream.ToArray(), to, from).ConfigureAwait(false);
    }

    private static Task<byte[]> NightAsync(TestPipeline pipeline, IReadOnlyList<Domain.Units.Unit> units, long rows)
    {
        using var writer = new StringWriter();
        RandomExport.Write(writer, units, rows, 0, NextDay.AddDays(-13), NextDay, 2, pipeline.Reference.Calendar);
        return Task.FromResult(Encoding.UTF8.GetBytes(writer.ToString()));
    }

    private sealed record NightResult(
        long Held, double BuildSeconds, long NightRows, double NightSeconds, int NightRequests, double MicrosecondsPerChangedRow, double ShareOfBuild);
}
