using System.Text;
using GovPipeline.Samples;
using GovPipeline.Domain.Periods;
using GovPipeline.Storage.Accounts;
using GovPipeline.Storage.Facts;
using GovPipeline.Storage.Ledger;
using GovPipeline.Storage.Published;
using GovPipeline.Testing;

namespace GovPipeline.Pipeline.Tests;

/// <summary>Promise 1: every published figure equals a recomputation by an independent engine. Promise 4: rows balance.</summary>
public sealed class ExactnessTests
{
    [Fact]
    public async Task Every_published_figure_of_the_seeds_equals_the_recomputation()
    {
        var exports = Csv.SeedExports().ToList();
        await using var pipeline = await TestPipeline.StartAsync();
        foreach (var (source, day, content) in exports)
        {
            await pipeline.DropAsync(source, content, day, source == "eoffice" ? null : day.AddMonths(-1).AddDays(1));
        }

        await pipeline.DrainAsync();
        var figures = await CompareAsync(pipeline, exports);
        figures.ShouldBeGreaterThan(10_000, "all counters of all units, fields and periods are compared");

        var city = await pipeline.RowAsync("nd09-2022-H1", "tnc-one-stop");
        (city.Received, city.ReceivedOnline, city.Status).ShouldBe((3322, 2135, "Below"));
        Domain.Indicators.Figures.Percent((decimal)city.OnlineRate, 2).ShouldBe("64,27%");
        var wards = await pipeline.RowAsync("nd09-2022-H1", "tier:commune");
        (wards.Received, wards.ReceivedOnline, wards.Status).ShouldBe((7937, 6355, "Met"));
        Domain.Indicators.Figures.Percent((decimal)wards.OnlineRate, 2).ShouldBe("80,07%");
        var both = await pipeline.RowAsync("nd09-2022-H1", "area:tay-ninh-city");
        (both.Received, both.ReceivedOnline).ShouldBe((11259, 8490));
        Domain.Indicators.Figures.Percent((decimal)both.OnlineRate, 2).ShouldBe("75,41%");
        (await pipeline.RowsAsync("nd09-2022-H1")).Where(r => r.UnitTier == "Commune" && r.Field == "all").ShouldAllBe(r => r.Status == "Met");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Every_published_figure_of_a_generated_export_equals_the_recomputation(int seed)
    {
        await using var pipeline = await TestPipeline.StartAsync();
        var units = pipeline.Reference.Units.Receiving.ToList();
        using var first = new StringWriter();
        RandomExport.Write(first, units, 3000, 60, new(2021, 11, 1), new(2022, 2, 28), seed, pipeline.Reference.Calendar);
        using var second = new StringWriter();
        RandomExport.Write(second, units, 2000, 30, new(2022, 1, 10), new(2022, 5, 31), seed + 100, pipeline.Reference.Calendar);
        (string, DateOnly, byte[])[] exports =
        [
            ("onestop-wards", new DateOnly(2022, 2, 28), Encoding.UTF8.GetBytes(first.ToString())),
            ("onestop-city", new DateOnly(2022, 5, 31), Encoding.UTF8.GetBytes(second.ToString())),
        ];
        foreach (var (source, day, content) in exports)
        {
            await pipeline.DropAsync(source, content, day);
        }

        await pipeline.DrainAsync();
        (await CompareAsync(pipeline, exports)).ShouldBeGreaterThan(4000);
    }

    [Fact]
    public async Task Rows_balance_in_every_file_and_every_row_is_in_facts_superseded_or_in_quarantine()
    {
        var exports = Csv.SeedExports().Where(e => e.Source != "eoffice").ToList();
        await using var pipeline = await TestPipeline.StartAsync();
        var names = new List<string>();
        foreach (var (source, day, content) in exports)
        {
            names.Add(await pipeline.DropAsync(source, content, day));
        }

        await pipeline.DrainAsync();
        using var recomputed = new Recomputation(exports);
        var facts = pipeline.Get<DossierFacts>();
        var inFacts = new Dictionary<(string Sha, int Row), string>();
        var codes = new HashSet<string>();
        await foreach (var key in facts.PartitionsAsync(CancellationToken.None))
        {
            var partition = await facts.ReadAsync(key, CancellationToken.None);
            foreach (var dossier in partition.Dossiers)
            {
                inFacts[(partition.Files[dossier.FileIndex].Sha256, dossier.Row)] = dossier.Code.ToString();
                codes.Add(dossier.Code.ToString()).ShouldBeTrue("a dossier stands once");
            }
        }

        long rows = 0, accepted = 0, quarantined = 0;
        foreach (var (name, content) in names.Zip(exports.Select(e => e.Content)))
        {
            var file = await pipeline.FileAsync(name);
            file.Rows.ShouldBe(file.Accepted + file.Rejected);
            file.Records.ShouldBe(file.InFacts + file.Superseded);
            var lines = Encoding.UTF8.GetString(content).TrimEnd('\n').Split('\n').Length - 1;
            file.Rows.ShouldBe(lines);
            var bad = new HashSet<int>();
            await foreach (var entry in pipeline.Get<Storage.Quarantine.QuarantineStore>().ReadAsync(file.PartitionKey, file.Sha256, CancellationToken.None))
            {
                bad.Add(entry.Row);
                entry.Errors.ShouldNotBeEmpty();
                entry.Errors.ShouldAllBe(e => e.Vi.Length > 0 && e.En.Length > 0 && e.RemedyVi.Length > 0);
            }

            bad.Count.ShouldBe((int)file.Rejected);
            rows += file.Rows;
            quarantined += string.CompareOrdinal(file.ExportDate, "2021-12-15") >= 0 ? file.Rejected : 0;
            accepted += recomputed.Scalar(
                $"""
                SELECT count(*) FROM (SELECT *, coalesce(try_strptime(received, ['%d/%m/%Y %H:%M:%S', '%d/%m/%Y %H:%M', '%d/%m/%Y'])::DATE, day) AS counted
                  FROM raw WHERE sha = '{file.Sha256}')
                WHERE counted BETWEEN DATE '2021-12-15' AND DATE '2022-06-14' AND row_no + 1 NOT IN ({string.Join(',', bad.Append(0))})
                """);
        }

        rows.ShouldBe(recomputed.Scalar("SELECT count(*) FROM raw"));
        inFacts.Count.ShouldBe((int)recomputed.Scalar("SELECT count(*) FROM dossiers"));
        var dataset = (await pipeline.Get<PublishedTables>().ReadAsync<DatasetRow>("datasets", "all", CancellationToken.None))
            .Single(d => d.Period == "nd09-2022-H1");
        (dataset.FileRows, dataset.AcceptedRows + dataset.RejectedRows, dataset.RejectedRows)
            .ShouldBe((accepted + quarantined, accepted + quarantined, quarantined), "rows are counted by the day that figures are counted by");
        dataset.BrokenIdentities.ShouldBeEmpty();
    }

    /// <summary>Compares every counter of every row of every published period; tells how many figures that were.</summary>
    private static async Task<int> CompareAsync(TestPipeline pipeline, IReadOnlyList<(string Source, DateOnly Day, byte[] Content)> exports)
    {
        using var recomputed = new Recomputation(exports);
        var datasets = await pipeline.Get<PublishedTables>().ReadAsync<DatasetRow>("datasets", "all", CancellationToken.None);
        datasets.Count.ShouldBeGreaterThan(10);
        var compared = 0;
        foreach (var period in datasets.Select(d => Period.Parse(d.Period)))
        {
            // Fields are compared in half-years, units and roll-ups in every period.
            var rows = await pipeline.RowsAsync(period.Id);
            foreach (var row in rows.Where(r => r.Field == PeriodRow.AllFields || period.Kind == PeriodKind.HalfYear))
            {
                var where = Where(row.UnitId, row.IsRollup, row.UnitTier);
                where += row.Field == PeriodRow.AllFields ? string.Empty : $" AND field = '{row.Field}'";
                foreach (var (name, expected) in recomputed.Counters(period, where))
                {
                    var published = (long)typeof(PeriodRow).GetProperty(name)!.GetValue(row)!;
                    published.ShouldBe(expected, $"{period.Id} {row.UnitId}|{row.Field} {name}");
                    compared++;
                }
            }

            compared += period.Kind == PeriodKind.HalfYear ? await CompareIndicatorsAsync(pipeline, recomputed, period) : 0;
        }

        foreach (var month in datasets.Select(d => d.Period).Where(p => p is "cal-2022-M01" or "cal-2022-M03"))
        {
            foreach (var day in await pipeline.Get<PublishedTables>().ReadAsync<DailyRow>("daily", month, CancellationToken.None))
            {
                (day.Received, day.ReceivedOnline, day.Finished).ShouldBe(recomputed.Daily(day.UnitId, day.Day), $"{day.UnitId} {day.Day}");
                compared += 3;
            }
        }

        return compared;
    }

    private static async Task<int> CompareIndicatorsAsync(TestPipeline pipeline, Recomputation recomputed, Period period)
    {
        var compared = 0;
        var rows = await pipeline.Get<PublishedTables>().ReadAsync<IndicatorRow>("indicators", period.Id, CancellationToken.None);
        foreach (var row in rows.Where(r => r.Indicator is not ("VB05" or "VB06" or "VB07"))) // SystemsTests hold those
        {
            var where = Where(row.UnitId, row.IsRollup, row.UnitTier);
            (long Numerator, long Denominator)? expected;
            if (row.Indicator.StartsWith("VB", StringComparison.Ordinal))
            {
                expected = recomputed.Office(row.Indicator, period, where);
            }
            else
            {
                var c = recomputed.Counters(period, where);
                expected = row.Indicator switch
                {
                    "HS01" => (c["ReceivedOnline"], c["Received"]),
                    "HS02" => (c["EnabledOnline"], c["EnabledReceived"]),
                    "HS03" => (c["FullProcessOnline"], c["FullProcessReceived"]),
                    _ => (c["ResolvedEarly"] + c["ResolvedOnTime"], c["Resolved"]),
                };
            }

            var (numerator, denominator) = expected ?? (0, 0);
            (row.Numerator, row.Denominator, row.HasData).ShouldBe((numerator, denominator, denominator > 0), $"{period.Id} {row.UnitId}|{row.Indicator}");
            row.Value.ShouldBe(denominator == 0 ? 0 : (double)numerator / denominator, "one division of two doubles, bit for bit");
            compared += 3;
        }

        return compared;
    }

    private static string Where(string unitId, bool isRollup, string tier) =>
        unitId == "area:tay-ninh-city" ? "true" : isRollup ? $"tier = '{tier}'" : $"unit = '{unitId}'";
}
