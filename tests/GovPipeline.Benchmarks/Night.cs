using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using GovPipeline.Domain.Units;
using GovPipeline.Samples;
using GovPipeline.Testing;

namespace GovPipeline.Benchmarks;

/// <summary>
/// A night that changes 1 % of what is held, from the export that landed to the tables, through the storage emulator: beside what is held,
/// and beside scripts that take all exports again.
/// </summary>
internal static class Night
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);
    private static readonly DateOnly NextDay = SeedExports.To.AddDays(1);
    private const int MostWarmNights = 8;

    public static async Task<int> RunAsync(string[] args)
    {
        var sizes = Numbers(args, "--rows", "2000000");
        var histories = Numbers(args, "--years", "1");
        var communes = (int)Arguments.Number(args, "--communes", 0);
        var (results, good) = (new List<NightReport>(), true);
        foreach (var (size, years) in sizes.SelectMany(s => histories.Select(y => (s, (int)y))))
        {
            var report = await MeasureAsync(size, years, communes, args.Contains("--alone")).ConfigureAwait(false);
            results.Add(report);
            good &= report.Agree;
            if (!args.Contains("--json"))
            {
                Print(report);
            }
        }

        if (Arguments.Value(args, "--chart") is { } chart)
        {
            NightChart.Save(results, chart);
        }

        if (args.Contains("--json"))
        {
            Console.WriteLine(JsonSerializer.Serialize(new { nights = results }, Json));
        }

        return good ? 0 : 1;
    }

    private static IEnumerable<long> Numbers(string[] args, string name, string standard) =>
        (Arguments.Value(args, name) ?? standard).Split(',').Select(n => long.Parse(n, CultureInfo.InvariantCulture));

    private static void Print(NightReport report)
    {
        Console.WriteLine($"{report.Held:N0} dossiers of {report.Years} year(s), {report.Units} units; built in {report.BuildSeconds:F0} s; "
            + $"a night of {report.NightRows:N0} rows");
        Console.WriteLine($"{"",-10}{"wall s",10}{"CPU s",10}{"peak MB",10}{"ours, times faster",20}");
        foreach (var (name, cost) in report.Contenders)
        {
            var times = name == "ours" ? string.Empty : $"{cost.Times:F1}";
            Console.WriteLine($"{name,-10}{cost.WallSeconds,10:F2}{cost.CpuSeconds,10:F2}{cost.PeakMegabytes,10:F0}{times,20}");
        }

        Console.WriteLine(
            $"ours: {report.Requests:N0} storage requests, {report.StorageBytes / 1e6:F1} MB; "
            + $"a page of a unit in {report.PageMilliseconds:F0} ms; {(report.Agree ? "same figures" : "FIGURES DIFFER")}");
    }

    /// <summary>Builds what is held, and takes a night in.</summary>
    public static async Task<NightReport> MeasureAsync(long held, int years, int communes, bool isAlone, int warmNights = MostWarmNights)
    {
        var seeds = communes > 0 ? Seeds(communes) : Csv.Seeds;
        await using var pipeline = await TestPipeline.StartAsync(new() { ["Pipeline:Seeds"] = seeds }).ConfigureAwait(false);
        var connection = await Emulator.ConnectionStringAsync(pipeline.Prefix).ConfigureAwait(false);
        var units = pipeline.Reference.Units.Receiving.ToList();
        var clock = Stopwatch.StartNew();
        await DropAsync(pipeline, units, held * 5 / 4, SeedExports.From.AddYears(1 - years), SeedExports.To, 1).ConfigureAwait(false);
        var left = await pipeline.DrainAsync().ConfigureAwait(false);
        var build = clock.Elapsed.TotalSeconds;
        if (left.Count > 0)
        {
            throw new InvalidOperationException(string.Join("; ", left));
        }

        // What changes in a night is what the last days received: 1 % of all.
        await DropAsync(pipeline, units, held / 100, NextDay.AddDays(-13), NextDay, 2).ConfigureAwait(false);
        var costs = new Dictionary<string, NightCost>();
        foreach (var rival in isAlone ? [] : NightRival.Python is null ? ["duckdb"] : new[] { "duckdb", "pandas" })
        {
            costs[rival] = await ContendAsync($"night-{rival}", connection, pipeline.Prefix).ConfigureAwait(false);
        }

        var ours = await ContendAsync(
            "night-ours", connection, pipeline.Prefix, seeds, warmNights.ToString(System.Globalization.CultureInfo.InvariantCulture)).ConfigureAwait(false);
        var agree = costs.Values.All(c => Agree(ours, c));
        return new(
            held, years, units.Count, build, held / 100, ours.Requests, ours.StorageBytes, ours.PageMilliseconds, agree,
            new Dictionary<string, ContenderCost> { ["ours"] = Of(ours, ours) }
                .Concat(costs.Select(c => KeyValuePair.Create(c.Key, Of(c.Value, ours)))).ToDictionary());
    }

    private static ContenderCost Of(NightCost cost, NightCost ours) =>
        new(cost.WallSeconds, cost.CpuSeconds, cost.PeakMegabytes, cost.Rows, cost.WallSeconds / ours.WallSeconds);

    /// <summary>Whether every figure of a unit that a rival has is ours, and the other way round.</summary>
    private static bool Agree(NightCost ours, NightCost theirs)
    {
        static Dictionary<(string, string), NightFigure> Known(NightCost cost) => cost.Figures.Where(f => f.Unit != "*" && f.Received + f.Pending > 0)
            .ToDictionary(f => (f.Period, f.Unit));
        var (own, other) = (Known(ours), Known(theirs));
        return own.Count == other.Count && own.All(f => other.GetValueOrDefault(f.Key) == f.Value);
    }

    private static async Task<NightCost> ContendAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!, ["contender", .. arguments]) { RedirectStandardOutput = true };
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync().ConfigureAwait(false);
        await process.WaitForExitAsync().ConfigureAwait(false);
        return process.ExitCode == 0
            ? JsonSerializer.Deserialize<NightCost>(output)!
            : throw new InvalidOperationException($"{arguments[0]} ended with {process.ExitCode}.");
    }

    /// <summary>Drops an export; a large one as several, of days after one another.</summary>
    private static async Task DropAsync(TestPipeline pipeline, IReadOnlyList<Unit> units, long rows, DateOnly from, DateOnly to, int seed)
    {
        const long Most = 4_000_000;
        if (rows > Most && from < to)
        {
            var middle = from.AddDays((to.DayNumber - from.DayNumber) / 2);
            await DropAsync(pipeline, units, rows / 2, from, middle, seed).ConfigureAwait(false);
            await DropAsync(pipeline, units, rows - (rows / 2), middle.AddDays(1), to, seed).ConfigureAwait(false);
            return;
        }

        using var stream = new MemoryStream();
        await using (var writer = new StreamWriter(stream, new UTF8Encoding(false), leaveOpen: true))
        {
            RandomExport.Write(writer, units, rows, 0, from, to, seed, pipeline.Reference.Calendar);
        }

        await pipeline.DropAsync("onestop-wards", stream.ToArray(), to, from).ConfigureAwait(false);
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

}

/// <summary>What a night cost a contender, and how many times as long as ours it took.</summary>
internal sealed record ContenderCost(double WallSeconds, double CpuSeconds, double PeakMegabytes, long Rows, double Times);

/// <summary>What came of a night.</summary>
internal sealed record NightReport(
    long Held, int Years, int Units, double BuildSeconds, long NightRows, long Requests, long StorageBytes, double PageMilliseconds,
    bool Agree,
    IReadOnlyDictionary<string, ContenderCost> Contenders);
