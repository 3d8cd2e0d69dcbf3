using System.Text.Json;
using GovPipeline.Domain.Periods;
using GovPipeline.Domain.Units;
using GovPipeline.Pipeline.Alerting;
using GovPipeline.Pipeline.Configuration;
using GovPipeline.Pipeline.Explaining;
using GovPipeline.Pipeline.Reports;
using GovPipeline.Storage.Alerts;
using GovPipeline.Storage.Ledger;
using GovPipeline.Storage.Published;
using GovPipeline.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Shouldly;
using Xunit;

namespace GovPipeline.Pipeline.Tests;

/// <summary>The sample year that straddles 1 July 2025, taken in and published once.</summary>
public sealed class MergerFixture : IAsyncLifetime
{
    public TestPipeline Pipeline { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Pipeline = await TestPipeline.StartAsync();
        Pipeline.Time.Advance(new DateTimeOffset(2026, 1, 2, 1, 0, 0, TimeSpan.Zero) - Pipeline.Time.GetUtcNow());
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Csv.Seeds, "merger-2025"), "*.csv",
            SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            var day = DateOnly.ParseExact(Path.GetFileNameWithoutExtension(file), "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
            await Pipeline.DropAsync(Path.GetFileName(Path.GetDirectoryName(file))!, await File.ReadAllBytesAsync(file), day);
        }

        await Pipeline.DrainAsync();
    }

    public async Task DisposeAsync() => await Pipeline.DisposeAsync();
}

/// <summary>Units that change: what is counted where, and what may stand beside what.</summary>
public sealed class UnitChangeTests(MergerFixture fixture) : IClassFixture<MergerFixture>
{
    private const string Area = "area:tay-ninh-city", Communes = "tier:commune", TanNinh = "tn-tan-ninh", BinhMinh = "tn-binh-minh";
    private static readonly CancellationToken None = CancellationToken.None;

    private TestPipeline Pipeline => fixture.Pipeline;

    [Theory]
    [InlineData("nd09-2025-H1", 341, 259, 870, 780)]
    [InlineData("nd09-2025-H2", 29, 22, 1364, 1256)]
    [InlineData("cal-2025-H1", 339, 258, 871, 782)]
    [InlineData("cal-2025-H2", 0, 0, 1418, 1309)]
    [InlineData("nd09-2025-Y", 370, 281, 2234, 2036)]
    [InlineData("cal-2025-Y", 339, 258, 2289, 2091)]
    public async Task The_figures_of_the_year_are_these_in_both_calendars(string period, int city, int cityOnline, int communes, int communesOnline)
    {
        var rows = (await Pipeline.RowsAsync(period)).Where(r => r.FieldKey == PeriodRow.AllFields).ToDictionary(r => r.UnitId);
        (rows[Communes].Received, rows[Communes].ReceivedOnline).ShouldBe((communes, communesOnline));
        (rows[Area].Received, rows[Area].ReceivedOnline).ShouldBe((city + communes, cityOnline + communesOnline));
        (rows.GetValueOrDefault("tnc-one-stop")?.Received ?? 0).ShouldBe(city);
        rows.Values.Where(r => !r.IsRollup).Sum(r => r.Received).ShouldBe(rows[Area].Received, "each unit once");
    }

    [Fact]
    public async Task A_dossier_is_counted_where_it_was_received_whatever_its_software_calls_the_unit_later()
    {
        var rows = (await Pipeline.RowsAsync("nd09-2025-H2")).Where(r => r.FieldKey == PeriodRow.AllFields).ToDictionary(r => r.UnitId);
        (rows["tnc-phuong-3"].Received, rows["tnc-phuong-3"].UnitCode).ShouldBe((11, "25459"));
        (rows[TanNinh].Received, rows[TanNinh].UnitCode).ShouldBe((612, "25459"), "the same code, another unit");
        (rows["tnc-ninh-thanh"].Received, rows["tn-ninh-thanh"].Received).ShouldBe((9, 275), "the same name, another unit");
        var files = await Pipeline.Get<FileLedger>().FilesAsync("onestop-wards", None);
        files.Sum(f => f.Rejected).ShouldBe(0);
        files.Count(f => f.Repairs.Contains("SC08", StringComparison.Ordinal)).ShouldBeGreaterThan(1);
        files.Where(f => string.CompareOrdinal(f.ExportDate, "2025-06-30") <= 0).ShouldAllBe(f => f.Repairs.Length == 0);
    }

    [Theory]
    [InlineData("000.01.13.H53-250620-9014", "25459", "tnc-phuong-1")] // the code was Phường 3's and is Phường Tân Ninh's
    [InlineData("000.03.13.H53-250620-9015", "25459", "tnc-phuong-3")]
    [InlineData("000.06.13.H53-250620-9012", "Bình Minh", "tnc-ninh-son")]
    [InlineData("000.08.13.H53-250620-9013", "25480", "tnc-thanh-tan")]
    [InlineData("000.07.13.H53-250620-9016", "Phường Ninh Thạnh", "tnc-ninh-thanh")]
    [InlineData("000.07.09.H53-250620-9017", "Phường Ninh Thạnh", null)] // of Bàu Năng, none of ours
    [InlineData("000.01.13.H53-250620-9018", "Phường Ninh Thạnh", null)] // Phường 1 did not go there
    [InlineData("000.01.13.H53-250620-9019", "Phường 1", "tnc-phuong-1")]
    public void A_name_that_was_used_again_is_decided_by_the_dossiers_own_code(string code, string unit, string? expected)
    {
        var read = Pipeline.Get<Onboarding.SourceTrial>();
        var reference = Pipeline.Reference;
        using var file = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(Csv.Header + Csv.Dossier(code, "20/06/2025", unit: unit, updated: "10/07/2025")));
        var report = read.Read(file, reference.Sources.Find("onestop-wards")!, "x.csv", new(2025, 7, 14), None);
        if (expected is null)
        {
            report.Rejected.Single().Errors.Single().Code.ShouldBe("GP328");
        }
        else
        {
            report.Rejected.ShouldBeEmpty();
            report.Tally.Repairs.ContainsKey("SC08").ShouldBe(reference.Units.Resolve(unit, new(2025, 6, 20))!.Id != expected);
        }
    }

    [Fact]
    public async Task Rows_say_since_when_they_count_what_they_count()
    {
        var before = (await Pipeline.RowsAsync("nd09-2025-H1")).ToLookup(r => r.UnitId);
        before.ShouldAllBe(u => u.All(r => r.ComparableSince == "1900-01-01"));
        var after = (await Pipeline.RowsAsync("nd09-2025-H2")).ToLookup(r => r.UnitId);
        after.ShouldAllBe(u => u.All(r => r.ComparableSince == "2025-07-01"));
        var indicators = (await Pipeline.Get<PublishedTables>().ReadAsync<IndicatorRow>("indicators", "nd09-2025-H2", None)).Where(r => r.Indicator == "HS01");
        indicators.ShouldAllBe(r => !r.HasPrevious, "no unit, tier or area is what it was");
        var successions = await Pipeline.Get<PublishedTables>().ReadAsync<SuccessionRow>("successions", "all", None);
        successions.Count.ShouldBe(Pipeline.Reference.Successions.All.Count);
        successions.Single(s => s.FromUnitId == "tnc-one-stop").ToName.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_row_that_was_kept_before_there_was_the_column_is_still_read()
    {
        var row = JsonSerializer.SerializeToNode(await Pipeline.RowAsync("nd09-2025-H2", TanNinh))!.AsObject();
        row.Remove("ComparableSince").ShouldBeTrue();
        row.Deserialize<PeriodRow>()!.ComparableSince.ShouldBe(PeriodRow.Always);
    }

    [Theory]
    [InlineData(TanNinh)]
    [InlineData(BinhMinh)]
    [InlineData(Communes)]
    [InlineData(Area)]
    public async Task No_trend_crosses_the_merger(string unit)
    {
        var trend = await Pipeline.Get<MonthlyTrends>().OfAsync("HS01", unit, new(2025, 12, 14), ReportingCalendar.Nd09, null, None);
        trend.Months.Select(m => m.Label).ShouldBe(["8/2025", "9/2025", "10/2025", "11/2025", "12/2025"], "July's month begins in June");
        trend.Broken!.Vi.ShouldContain("01/07/2025");
        var together = await Pipeline.Get<MonthlyTrends>()
            .OfAsync("HS01", unit, new(2025, 12, 14), ReportingCalendar.Nd09, new(Pipeline.Get<PublishedTables>()), None);
        together.Months.Select(m => (m.Label, m.Value, m.Denominator)).ShouldBe(trend.Months.Select(m => (m.Label, m.Value, m.Denominator)));
    }

    [Fact]
    public async Task The_trend_of_a_unit_that_ended_ends_with_it()
    {
        var trend = await Pipeline.Get<MonthlyTrends>().OfAsync("HS01", "tnc-one-stop", new(2025, 12, 14), ReportingCalendar.Nd09, null, None);
        (trend.Months[^1].Label, trend.Broken).ShouldBe(("7/2025", null));
    }

    [Fact]
    public async Task The_report_says_why_nothing_can_be_compared()
    {
        var report = await Pipeline.Get<ReportData>().OfAsync(Period.Parse("nd09-2025-H2"), TanNinh, None);
        (report.Before, report.LastYear).ShouldBe((null, null));
        var change = Reporting.Reports.ReportLead.Change(report, Domain.Text.Language.Vietnamese);
        change.ShouldStartWith("Không so sánh được với kỳ trước và cùng kỳ năm trước: từ 01/07/2025 có một phần xã Thái Bình");
        report.TrendNote!.Vi.ShouldStartWith("Không so sánh được với các tháng trước: từ 01/07/2025 ");
        report.Trend.Select(t => t.Label).ShouldBe(["8/2025", "9/2025", "10/2025", "11/2025", "12/2025"]);
    }

    [Fact]
    public async Task A_unit_of_whole_units_is_chained_and_marked()
    {
        // The same figures, in a place where Phường Bình Minh got nothing but its four whole units.
        var seeds = Csv.CopySeeds();
        try
        {
            var file = Path.Combine(seeds, "reference", "successions.json");
            var changes = JsonDocument.Parse(await File.ReadAllTextAsync(file)).RootElement.EnumerateArray()
                .Where(c => !(c.TryGetProperty("fromName", out _) && c.GetProperty("to").GetString() == BinhMinh)).ToList();
            await File.WriteAllTextAsync(file, JsonSerializer.Serialize(changes));
            var reference = ReferenceData.Load(seeds);
            var tables = Pipeline.Get<PublishedTables>();
            var trends = new MonthlyTrends(tables, reference);
            var trend = await trends.OfAsync("HS01", BinhMinh, new(2025, 12, 14), ReportingCalendar.Nd09, null, None);
            trend.Broken.ShouldBeNull();
            string[] was = ["Phường Ninh Sơn", "Xã Bình Minh", "Xã Tân Bình", "Xã Thạnh Tân"];
            var together = await trends.OfAsync("HS01", BinhMinh, new(2025, 12, 14), ReportingCalendar.Nd09, new(tables), None);
            together.Months.Select(m => (m.Label, m.Value, m.Denominator)).ShouldBe(trend.Months.Select(m => (m.Label, m.Value, m.Denominator)));
            var june = trend.Months.Single(m => m.Label == "6/2025");
            june.Joined.ShouldBe(was, ignoreOrder: true);
            var rows = await Task.WhenAll(new[] { "tnc-ninh-son", "tnc-binh-minh", "tnc-tan-binh", "tnc-thanh-tan" }
                .Select(u => Pipeline.RowAsync("nd09-2025-M06", u)));
            june.Value.ShouldBe((double)rows.Sum(r => r.ReceivedOnline) / rows.Sum(r => r.Received));
            trend.Months.Single(m => m.Label == "7/2025").Joined.Count.ShouldBe(5, "its month has the four and the ward");
            trend.Months.Single(m => m.Label == "8/2025").Joined.ShouldBeEmpty();

            var data = new ReportData(tables, new(tables, Pipeline.Time), Pipeline.Get<AlertStore>(), Pipeline.Get<SourceLog>(), trends,
                Pipeline.Get<MeasureNames>(), Pipeline.Get<Provenance>(), reference, Pipeline.Get<IOptions<AlertOptions>>(), Pipeline.Time);
            var report = await data.OfAsync(Period.Parse("cal-2025-H2"), BinhMinh, None);
            (report.Before!.Online, report.Before.Received, report.Before.Joined.Count).ShouldBe((85 + 9 + 41 + 4 + 43 + 5 + 55 + 5, 95 + 9 + 47 + 5
                + 49 + 5 + 62 + 6, 4));
            Reporting.Reports.ReportLead.Change(report, Domain.Text.Language.Vietnamese).ShouldContain("tổng của");
            report = await data.OfAsync(Period.Parse("nd09-2025-H2"), BinhMinh, None);
            report.Incomparable.Before!.Vi.ShouldContain("chỉ có từ 01/07/2025", Case.Sensitive, "half of June is not in it");
        }
        finally
        {
            Directory.Delete(seeds, recursive: true);
        }
    }

    [Fact]
    public async Task What_the_portal_counts_stands_beside_ours_and_is_told_when_it_moves_away()
    {
        var tables = Pipeline.Get<PublishedTables>();
        var reported = (await tables.ReadAsync<ReportedRow>("reported", "cal-2025-Q4", None)).Where(r => r.Source == "national-portal").ToList();
        var rows = (await Pipeline.RowsAsync("cal-2025-Q4")).Where(r => r.FieldKey == PeriodRow.AllFields).ToDictionary(r => r.UnitId);
        foreach (var (ward, lost) in (ReadOnlySpan<(string, int)>)[(TanNinh, 1), (BinhMinh, 22), ("tn-ninh-thanh", 1)])
        {
            var row = reported.Single(r => r.UnitId == ward && r.Counter == "ReceivedOnline");
            (row.Own, row.Difference).ShouldBe((rows[ward].ReceivedOnline, -lost), ward);
        }

        reported.Single(r => r.UnitId == BinhMinh && r.Counter == "PointsTDGQ").ShouldSatisfyAllConditions(
            r => r.Reported.ShouldBe(17.85), r => r.HasOwn.ShouldBeFalse(), r => r.LikelyCause.ShouldBeEmpty());
        var tests = await tables.ReadAsync<AuthenticityTestRow>("authenticitytests", "cal-2025-Q4", None);
        tests.Where(t => t is { Test: "A01", State: "Noted", IsRollup: false }).Select(t => t.UnitId).ShouldBe([BinhMinh]);
        tests.Single(t => t is { Test: "A01", UnitId: TanNinh }).ShouldSatisfyAllConditions(
            t => t.State.ShouldBe("Clear"), t => t.Found.ShouldBe(1), t => t.Known.ShouldBe(rows[TanNinh].ReceivedOnline));
        (await tables.ReadAsync<AuthenticityTestRow>("authenticitytests", "nd09-2025-H2", None)).Where(t => t.Test == "A01")
            .ShouldAllBe(t => t.State == "NotTested", "the portal told of other days");

        var grown = (await Pipeline.Get<ReportedDifferences>().OfAsync(None)).Select(f => f.Key).ToList();
        grown.ShouldBe(["difference|national-portal|tn-binh-minh|Received", "difference|national-portal|tn-binh-minh|ReceivedOnline"], ignoreOrder: true);
    }

    [Fact]
    public async Task The_index_is_computed_as_far_as_data_go_and_held_against_the_portal()
    {
        var report = await Pipeline.Get<ReportData>().OfAsync(Period.Parse("cal-2025-Q4"), BinhMinh, None);
        var row = await Pipeline.RowAsync("cal-2025-Q4", BinhMinh);
        var figures = report.ServiceIndex.SelectMany(p => p.Figures).ToDictionary(f => f.Component.Id);
        (figures["1.4"].Numerator, figures["1.4"].Denominator).ShouldBe((row.Received - 22, row.Received));
        (figures["2.1"].Numerator, figures["2.1"].Denominator).ShouldBe((row.ResolvedEarly + row.ResolvedOnTime + row.PendingInTime
            - row.SupplementedInTime, row.Total));
        figures["3.3"].Denominator.ShouldBe(row.Received);
        (figures["3.3"].Numerator, figures["3.3"].Factor).ShouldBe((report.Authenticity[0].Eligible, (row.Received - 22m) / row.Received));
        (figures["4.1"].State, figures["4.1"].IsEstimate).ShouldBe((Domain.ServiceQuality.QualityState.Computed, true));
        figures["4.1"].Denominator.ShouldBeInRange(1, row.Received);
        figures["5.2"].State.ShouldBe(Domain.ServiceQuality.QualityState.NeedsSource, "no petitions were told of: missing is not zero");
        figures["1.1"].State.ShouldBe(Domain.ServiceQuality.QualityState.Manual);
        report.ServiceIndex.Single(p => p.Part.Id == "TDGQ").Portal.ShouldBe(17.85m);
        report.ServiceIndex.ShouldAllBe(p => p.Points == null || p.Points <= p.Covered);
        var area = await Pipeline.Get<ReportData>().OfAsync(Period.Parse("cal-2025-Q4"), Communes, None);
        var all = area.ServiceIndex.SelectMany(p => p.Figures).Single(f => f.Component.Id == "2.1");
        all.Denominator.ShouldBe((await Pipeline.RowAsync("cal-2025-Q4", Communes)).Total, "a sum over a sum");
    }

    [Fact]
    public async Task Each_figure_of_the_index_is_made_from_published_figures_that_can_be_explained()
    {
        var period = Period.Parse("cal-2025-Q4");
        var explainer = Pipeline.Get<Explaining.FigureExplainer>();
        var looked = new HashSet<string>();
        foreach (var unit in new[] { BinhMinh, Communes })
        {
            var report = await Pipeline.Get<ReportData>().OfAsync(period, unit, None);
            foreach (var figure in report.ServiceIndex.SelectMany(p => p.Figures).Where(f => f.State == Domain.ServiceQuality.QualityState.Computed))
            {
                figure.Above.ShouldNotBeEmpty(figure.Component.Id);
                foreach (var term in figure.Above.Concat(figure.Below))
                {
                    var explained = await explainer.ExplainAsync(new(term.Table, period, term.UnitId, term.Column) { Source = term.SourceId }, false, None);
                    explained.Agrees.ShouldBeTrue(term.ToString());
                    (term.Table is "reported" or "indicators" || explained.Published == Math.Abs(term.Value)).ShouldBeTrue(term.ToString());
                    looked.Add($"{figure.Component.Id} {term.Table}");
                }
            }
        }

        new[] { "1.4 reported", "2.1 quarter", "3.3 authenticity", "4.1 authenticity" }.Except(looked).ShouldBeEmpty();
    }

    [Fact]
    public async Task Nobody_is_told_of_units_and_sources_that_are_no_more()
    {
        var late = await Pipeline.Get<OperationFindings>().OfAsync(None);
        late.ShouldNotContain(f => f.Kind == Domain.Alerts.AlertKind.SourceLate && f.SourceId == "onestop-city");
        var period = Period.Parse("nd09-2025-H2");
        var dataset = (await Pipeline.Get<PublishedTables>().ReadAsync<DatasetRow>("datasets", "all", None)).Single(d => d.Period == period.Id);
        dataset.Missing.ShouldNotContain("Một cửa điện tử thành phố");
        var found = (await Pipeline.Get<PeriodFindings>().OfAsync(period, dataset, None)).Findings;
        found.Where(f => f.UnitId.Length > 0 && !RollupId.IsRollup(f.UnitId)).ShouldAllBe(f =>
            Pipeline.Reference.Units.Find(f.UnitId)!.LastDay == DateOnly.MaxValue);
    }
}
