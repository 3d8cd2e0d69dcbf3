using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using DuckDB.NET.Data;
using GovPipeline.Domain.Periods;
using GovPipeline.Pipeline.Running;
using GovPipeline.Pipeline.Serving;
using GovPipeline.Samples;
using GovPipeline.Storage.Accounts;
using GovPipeline.Storage.Ledger;
using GovPipeline.Storage.Published;
using GovPipeline.Testing;
using Microsoft.AspNetCore.Http;

namespace GovPipeline.Benchmarks;

/// <summary>A unit's figures in a period, by which contenders are held against each other.</summary>
internal sealed record NightFigure(string Period, string Unit, long Received, long Online, long Resolved, long Pending);

/// <summary>What a contender's night used, and what it published.</summary>
internal sealed record NightCost(
    double WallSeconds, double CpuSeconds, double PeakMegabytes, long Rows, IReadOnlyList<NightFigure> Figures, long Requests = 0, long StorageBytes = 0,
    double PageMilliseconds = 0);

/// <summary>
/// What an office would write instead of a pipeline: a script that takes every export there is, keeps the newest version of each dossier,
/// adds up all periods and writes the tables again. It validates nothing, alerts nobody and fills the period tables alone.
/// </summary>
internal static class NightRival
{
    private const int MostPages = 12;
    private static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(150);
    private static readonly string[] Counters =
        ["CarriedOver", "Received", "ReceivedOnline", "Resolved", "ResolvedEarly", "ResolvedOnTime", "ResolvedLate", "Pending", "PendingLate"];

    /// <summary>Whether Python has pandas here.</summary>
    public static string? Python { get; } = new[] { "/usr/bin/python3", "python3", "python" }.FirstOrDefault(HasPandas);

    public static async Task<int> RunAsync(string name, string connection, string prefix)
    {
        using var process = Process.GetCurrentProcess();
        var (clock, cpu) = (Stopwatch.StartNew(), process.TotalProcessorTime);
        var folder = Directory.CreateTempSubdirectory("govpipeline-rival-").FullName;
        try
        {
            var asOf = SeedExports.To.AddDays(1);
            await DownloadAsync(new BlobContainerClient(connection, prefix + StorageNames.Exports), folder).ConfigureAwait(false);
            var periods = Period.Overlapping(SeedExports.From, asOf).ToList();
            var (rows, others) = name == "night-pandas" ? Pandas(folder, periods, asOf) : (Duck(folder, periods, asOf), 0.0);
            await WriteAsync(new TableServiceClient(connection), prefix + "rival", rows).ConfigureAwait(false);
            process.Refresh();
            Console.WriteLine(JsonSerializer.Serialize(new NightCost(
                clock.Elapsed.TotalSeconds, (process.TotalProcessorTime - cpu).TotalSeconds, Math.Max(Contender.PeakMegabytes(), others), rows.Count,
                [.. rows.Where(r => r.Field == "*").Select(r => new NightFigure(r.Period, r.Unit, r.Values[1], r.Values[2], r.Values[3], r.Values[7]))])));
            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Ours: a host that runs already takes the night in, from the blob that came to the tables.</summary>
    public static async Task<int> OursAsync(string connection, string prefix, string seeds, int warmNights)
    {
        await WarmAsync(connection, seeds, warmNights).ConfigureAwait(false);
        await using var pipeline = await TestPipeline.StartAsync(new() { ["Pipeline:Seeds"] = seeds }, prefix, connection: connection).ConfigureAwait(false);
        var before = await RunsAsync(pipeline).ConfigureAwait(false);
        using var process = Process.GetCurrentProcess();
        var (clock, cpu) = (Stopwatch.StartNew(), process.TotalProcessorTime);
        await pipeline.DrainAsync().ConfigureAwait(false);
        var wall = clock.Elapsed.TotalSeconds;
        process.Refresh();
        var used = (process.TotalProcessorTime - cpu).TotalSeconds;
        var (figures, rows) = (new List<NightFigure>(), 0L);
        foreach (var period in Period.Overlapping(SeedExports.From, SeedExports.To.AddDays(1)))
        {
            var published = await pipeline.RowsAsync(period.Id).ConfigureAwait(false);
            rows += published.Count;
            figures.AddRange(published.Where(r => r is { IsRollup: false, HasData: true, FieldKey: PeriodRow.AllFields })
                .Select(r => new NightFigure(r.Period, r.UnitName, r.Received, r.ReceivedOnline, r.Resolved, r.Pending)));
        }

        var after = await RunsAsync(pipeline).ConfigureAwait(false);
        Console.WriteLine(JsonSerializer.Serialize(new NightCost(
            wall, used, Contender.PeakMegabytes(), rows, figures, after.Requests - before.Requests, after.Bytes - before.Bytes,
            await PageAsync(pipeline).ConfigureAwait(false))));
        return 0;
    }

    /// <summary>What a page of the dashboard takes, median of all units after the first time.</summary>
    private static async Task<double> PageAsync(TestPipeline pipeline)
    {
        var (page, took) = (pipeline.Get<DashboardPage>(), new List<double>());
        for (var turn = 0; turn < 2; turn++)
        {
            took.Clear();
            foreach (var unit in pipeline.Reference.Units.Receiving.Where(u => u.ExistsOn(SeedExports.To)).Take(MostPages))
            {
                var request = new DefaultHttpContext { RequestServices = pipeline.Services }.Request;
                request.QueryString = new($"?ky=nd09-2022-H1&donVi={unit.Id}");
                var clock = Stopwatch.StartNew();
                var answer = await page.AnswerAsync(request, CancellationToken.None).ConfigureAwait(false);
                took.Add(clock.Elapsed.TotalMilliseconds);
                if (answer is not IStatusCodeHttpResult { StatusCode: null or 200 })
                {
                    throw new InvalidOperationException($"The page of {unit.Id} was refused.");
                }
            }
        }

        return took.Order().ElementAt(took.Count / 2);
    }

    /// <summary>A host has run for weeks when a night comes: its code is compiled. So many nights come before, until next to nothing is any more.</summary>
    public static async Task WarmAsync(string connection, string? seeds, int nights)
    {
        await using var warm = await TestPipeline.StartAsync(seeds is null ? null : new() { ["Pipeline:Seeds"] = seeds }, connection: connection)
            .ConfigureAwait(false);
        var compiled = TimeSpan.Zero;
        for (var night = 0; night <= nights; night++)
        {
            var (day, rows) = (SeedExports.To.AddDays(night), night == 0 ? 20_000 : 2_000);
            using var writer = new StringWriter();
            RandomExport.Write(writer, [.. warm.Reference.Units.Receiving], rows, 0, night == 0 ? SeedExports.From : day.AddDays(-13), day, 3 + night,
                warm.Reference.Calendar);
            await warm.DropAsync("onestop-wards", writer.ToString(), day, night == 0 ? SeedExports.From : day.AddDays(-13)).ConfigureAwait(false);
            await warm.DrainAsync().ConfigureAwait(false);
            var before = compiled;
            compiled = System.Runtime.JitInfo.GetCompilationTime();
            if (compiled - before < Quiet)
            {
                return;
            }
        }
    }

    private static async Task<(long Requests, long Bytes)> RunsAsync(TestPipeline pipeline)
    {
        var runs = await pipeline.Get<RunHistory>().SinceAsync(JobNames.All, DateTimeOffset.MinValue, CancellationToken.None).ConfigureAwait(false);
        return (runs.Sum(r => r.Requests), runs.Sum(r => r.StorageBytes));
    }

    private static async Task DownloadAsync(BlobContainerClient exports, string folder)
    {
        var number = 0;
        await foreach (var blob in exports.GetBlobsAsync().ConfigureAwait(false))
        {
            await exports.GetBlobClient(blob.Name).DownloadToAsync(Path.Combine(folder, $"{number++:D6}.csv")).ConfigureAwait(false);
        }
    }

    private static List<RivalRow> Duck(string folder, List<Period> periods, DateOnly asOf)
    {
        using var duck = new DuckDBConnection("DataSource=:memory:");
        duck.Open();
        void Run(string sql)
        {
            using var command = duck.CreateCommand();
            command.CommandText = sql;
            command.ExecuteNonQuery();
        }

        Run(
            $"""
            CREATE TABLE newest AS
            SELECT "Mã hồ sơ" AS code,
                   max_by(struct_pack(unit := "Đơn vị tiếp nhận", field := "Lĩnh vực", online := "Hình thức nộp" = 'Trực tuyến', status := "Trạng thái",
                     received := "Ngày tiếp nhận"::DATE, due := "Ngày hẹn trả"::DATE, finished := "Ngày kết thúc xử lý"::DATE),
                         struct_pack(at := "Ngày cập nhật", file := filename)) AS d
            FROM read_csv('{folder}/*.csv', filename=true, header=true, delim=',', timestampformat='%d/%m/%Y %H:%M', auto_detect=false,
                columns={Contender.Columns})
            GROUP BY code
            """);
        Run(
            """
            CREATE TABLE events AS
            WITH e AS (
              SELECT d.unit AS unit, d.field AS field, d.online AS online, 'received' AS event, d.received AS day FROM newest WHERE d.received IS NOT NULL
              UNION ALL
              SELECT d.unit, d.field, d.online,
                CASE WHEN d.due IS NULL OR d.finished = d.due THEN 'ontime' WHEN d.finished < d.due THEN 'early' ELSE 'late' END, d.finished
              FROM newest WHERE d.finished IS NOT NULL
              UNION ALL
              SELECT d.unit, d.field, d.online, 'overdue', d.due + 1 FROM newest
              WHERE d.due IS NOT NULL AND d.received IS NOT NULL AND (d.finished > d.due OR (d.finished IS NULL AND d.status <> 'Yêu cầu bổ sung giấy tờ'))
              UNION ALL
              SELECT d.unit, d.field, d.online, 'endedoverdue', d.finished FROM newest WHERE d.finished > d.due)
            SELECT unit, field, online, event, day, count(*) AS n FROM e GROUP BY ALL
            """);
        Run("CREATE TABLE periods(id VARCHAR, first DATE, last DATE)");
        Run($"INSERT INTO periods VALUES {string.Join(", ", periods.Select(p => $"('{p.Id}', '{p.Start:yyyy-MM-dd}', '{p.End:yyyy-MM-dd}')"))}");
        using var command = duck.CreateCommand();
        command.CommandText =
            $"""
            SELECT id, coalesce(unit, '*'), CASE WHEN grouping(field) = 1 THEN '*' ELSE coalesce(field, '') END,
              sum(n) FILTER (event = 'received' AND day < first) - sum(n) FILTER (event IN ('early', 'ontime', 'late') AND day < first),
              sum(n) FILTER (event = 'received' AND day >= first), sum(n) FILTER (event = 'received' AND online AND day >= first),
              sum(n) FILTER (event IN ('early', 'ontime', 'late') AND day >= first), sum(n) FILTER (event = 'early' AND day >= first),
              sum(n) FILTER (event = 'ontime' AND day >= first), sum(n) FILTER (event = 'late' AND day >= first),
              sum(n) FILTER (event = 'received') - sum(n) FILTER (event IN ('early', 'ontime', 'late')),
              sum(n) FILTER (event = 'overdue') - sum(n) FILTER (event = 'endedoverdue')
            FROM periods JOIN events ON day <= least(last, DATE '{asOf:yyyy-MM-dd}')
            GROUP BY GROUPING SETS ((id, unit, field), (id, unit), (id, field), (id))
            """;
        using var reader = command.ExecuteReader();
        var rows = new List<RivalRow>();
        while (reader.Read())
        {
            var row = reader;
            rows.Add(new(row.GetString(0), row.GetString(1), row.GetString(2), [.. Enumerable.Range(3, Counters.Length).Select(i =>
                row.IsDBNull(i) ? 0 : long.Parse(row.GetValue(i).ToString()!, CultureInfo.InvariantCulture))]));
        }

        return rows;
    }

    private static (List<RivalRow> Rows, double Megabytes) Pandas(string folder, List<Period> periods, DateOnly asOf)
    {
        var list = Path.Combine(folder, "periods.txt");
        File.WriteAllLines(list, periods.Select(p => $"{p.Id} {p.Start:yyyy-MM-dd} {p.End:yyyy-MM-dd}"));
        var start = new ProcessStartInfo(Python!, [Path.Combine(AppContext.BaseDirectory, "night.py"), folder, list, $"{asOf:yyyy-MM-dd}"])
        {
            RedirectStandardOutput = true,
        };
        using var process = Process.Start(start)!;
        var rows = new List<RivalRow>();
        var megabytes = 0.0;
        while (process.StandardOutput.ReadLine() is { } line)
        {
            var parts = line.Split('\t');
            if (parts is [var peak])
            {
                megabytes = double.Parse(peak, CultureInfo.InvariantCulture);
            }
            else
            {
                rows.Add(new(parts[0], parts[1], parts[2], [.. parts.Skip(3).Select(p => long.Parse(p, CultureInfo.InvariantCulture))]));
            }
        }

        process.WaitForExit();
        return process.ExitCode == 0 ? (rows, megabytes) : throw new InvalidOperationException($"pandas ended with {process.ExitCode}.");
    }

    private static async Task WriteAsync(TableServiceClient service, string prefix, List<RivalRow> rows)
    {
        foreach (var kind in rows.GroupBy(r => PeriodRow.TableOf(Period.Parse(r.Period).Kind), StringComparer.Ordinal))
        {
            var table = service.GetTableClient(prefix + kind.Key);
            await table.CreateIfNotExistsAsync().ConfigureAwait(false);
            foreach (var some in kind.GroupBy(r => r.Period, StringComparer.Ordinal).SelectMany(p => p.Chunk(100)))
            {
                await table.SubmitTransactionAsync(some.Select(r => new TableTransactionAction(TableTransactionActionType.UpsertReplace, Entity(r))))
                    .ConfigureAwait(false);
            }
        }
    }

    private static TableEntity Entity(RivalRow row)
    {
        var entity = new TableEntity(row.Period, TableKeys.Escape($"{row.Unit}|{row.Field}")) { ["Unit"] = row.Unit, ["Field"] = row.Field };
        foreach (var (counter, value) in Counters.Zip(row.Values))
        {
            entity[counter] = value;
        }

        return entity;
    }

    private static bool HasPandas(string python)
    {
        try
        {
            var start = new ProcessStartInfo(python, ["-c", "import pandas"]) { RedirectStandardError = true };
            using var process = Process.Start(start)!;
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }

    private sealed record RivalRow(string Period, string Unit, string Field, long[] Values);
}
