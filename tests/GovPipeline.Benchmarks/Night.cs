using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using GovPipeline.Samples;
using GovPipeline.Storage.Accounts;
using GovPipeline.Storage.Published;
using GovPipeline.Testing;

namespace GovPipeline.Benchmarks;

/// <summary>A night that changes 1 % of half a year, through the storage emulator: what it costs beside what is held.</summary>
internal static partial class Night
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);
    private static readonly DateOnly NextDay = SeedExports.To.AddDays(1);

    public static async Task<int> RunAsync(string[] args)
    {
        var sizes = (Arguments.Value(args, "--rows") ?? "200000,1000000,2000000").Split(',').Select(n => long.Parse(n, CultureInfo.InvariantCulture));
        var communes = int.Parse(Arguments.Value(args, "--communes") ?? "0", CultureInfo.InvariantCulture);
        var results = new List<object>();
        foreach (var size in sizes)
        {
            var result = await MeasureAsync(size, communes).ConfigureAwait(false);
            results.Add(result);
            if (!args.Contains("--json"))
            {
                Console.WriteLine(
                    $"{size,10:N0} dossiers held: built in {result.BuildSeconds,6:F1} s; night of {result.NightRows:N0} rows {result.NightSeconds,6:F2} s, "
                    + $"{result.NightRequests:N0} requests, {result.MicrosecondsPerChangedRow:F0} µs a changed row; "
                    + $"share of the build {result.ShareOfBuild:P1}; units {result.Units:N0}");
                Console.WriteLine($"{"",10} build {result.BuildBy}");
                Console.WriteLine($"{"",10} night {result.NightBy}");
                if (args.Contains("--requests"))
                {
                    foreach (var (kind, number) in result.NightKinds)
                    {
                        Console.WriteLine($"{number,20:N0} {kind}");
                    }
                }

                Console.WriteLine(
                    $"{"",10} facts {result.FactBytes / 1e6:N0} MB, counts {result.CountBytes / 1e6:N0} MB, published rows {result.Published:N0}");
            }
        }

        if (args.Contains("--json"))
        {
            Console.WriteLine(JsonSerializer.Serialize(new { nights = results }, Json));
        }

        return 0;
    }

    private static async Task<NightResult> MeasureAsync(long held, int communes)
    {
        var requests = new KillAt();
        var seeds = communes > 0 ? Seeds(communes) : Csv.Seeds;
        await using var pipeline = await TestPipeline.StartAsync(new() { ["Pipeline:Seeds"] = seeds }, onRequest: requests).ConfigureAwait(false);
        var units = pipeline.Reference.Units.Receiving.ToList();
        var rows = held * 5 / 4;
        var clock = Stopwatch.StartNew();
        await DropAsync(pipeline, units, rows, SeedExports.From, SeedExports.To).ConfigureAwait(false);
        await pipeline.DrainAsync().ConfigureAwait(false);
        var (build, buildBy) = (clock.Elapsed.TotalSeconds, By(requests));

        // What changes in a night is what the last days received: 1 % of all.
        var night = await NightAsync(pipeline, units, held / 100).ConfigureAwait(false);
        requests.Reset();
        clock.Restart();
        await pipeline.DropAsync("onestop-wards", night, NextDay, NextDay).ConfigureAwait(false);
        await pipeline.DrainAsync().ConfigureAwait(false);
        var seconds = clock.Elapsed.TotalSeconds;
        var (count, by, kinds) = (requests.Requests, By(requests), Kinds(requests));
        var published = 0L;
        foreach (var table in StorageNames.PublishedTables)
        {
            published += (await pipeline.Get<PublishedTables>().ReadEntitiesAsync(table, null, CancellationToken.None).ConfigureAwait(false)).Count;
        }

        var (facts, counts) = (await BytesAsync(pipeline, StorageNames.Facts).ConfigureAwait(false),
            await BytesAsync(pipeline, StorageNames.Counts).ConfigureAwait(false));
        return new(held, build, held / 100, seconds, count, seconds * 1e6 / (held / 100.0), seconds / build, units.Count, buildBy, by, facts, counts,
            published, kinds);
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

    /// <summary>A province of as many communes as asked for, beside the units of the seeds.</summary>
    private static string Seeds(int communes)
    {
        var seeds = Csv.CopySeeds();
        var path = Path.Combine(seeds, "reference", "units.json");
        var units = JsonNode.Parse(File.ReadAllText(path))!.AsArray();
        for (var i = 1; i <= communes; i++)
        {
            units.Add(new JsonObject
            {
                ["id"] = $"xa-{i}",
                ["tier"] = "commune",
                ["parentId"] = "tay-ninh-city",
                ["names"] = new JsonArray(new JsonObject { ["code"] = $"{40_000 + i}", ["name"] = $"Xã Mẫu {i}", ["validTo"] = "2025-06-30" }),
            });
        }

        File.WriteAllText(path, units.ToJsonString());
        return seeds;
    }

    /// <summary>Requests by service, as they are paid for.</summary>
    private static string By(KillAt requests) => string.Join(", ", requests.Log
        .GroupBy(r => r.Contains("/messages", StringComparison.Ordinal) ? "queue"
            : r.Contains("PartitionKey", StringComparison.Ordinal) || r.Contains("$batch", StringComparison.Ordinal)
                || r.Contains("$format", StringComparison.Ordinal) ? "table" : "blob")
        .OrderBy(g => g.Key, StringComparer.Ordinal)
        .Select(g => $"{g.Key} {g.Count():N0} ({g.Count(r => !r.StartsWith("GET", StringComparison.Ordinal)):N0} writes)"));

    /// <summary>Requests by method and what they are of, names and keys left out, the most frequent first.</summary>
    private static IReadOnlyList<KeyValuePair<string, int>> Kinds(KillAt requests) =>
    [
        .. requests.Log.CountBy(r => Keys().Replace(r, m => m.Groups[1].Value == "PartitionKey=" ? "(point)" : $"/{m.Groups[2].Value}…"))
            .OrderByDescending(g => g.Value),
    ];

    [GeneratedRegex(@"\((PartitionKey=).*|(?<=/(?:exports|facts|counts|quarantine|reports|mail|locks|closings)/)([a-z]*).*|/messages.*")]
    private static partial Regex Keys();

    private static async Task<long> BytesAsync(TestPipeline pipeline, string container)
    {
        var bytes = 0L;
        await foreach (var blob in pipeline.Get<WorkAccount>().Account.Container(container).GetBlobsAsync().ConfigureAwait(false))
        {
            bytes += blob.Properties.ContentLength ?? 0;
        }

        return bytes;
    }

    private sealed record NightResult(
        long Held, double BuildSeconds, long NightRows, double NightSeconds, int NightRequests, double MicrosecondsPerChangedRow, double ShareOfBuild,
        int Units, string BuildBy, string NightBy, long FactBytes, long CountBytes, long Published,
        IReadOnlyList<KeyValuePair<string, int>> NightKinds);
}
