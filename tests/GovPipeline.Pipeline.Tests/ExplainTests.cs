using System.Globalization;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using GovPipeline.Domain.Authenticity;
using GovPipeline.Domain.Errors;
using GovPipeline.Domain.Indicators;
using GovPipeline.Domain.Periods;
using GovPipeline.Domain.Text;
using GovPipeline.Domain.Time;
using GovPipeline.Pipeline.Configuration;
using GovPipeline.Pipeline.Explaining;
using GovPipeline.Pipeline.Reports;
using GovPipeline.Pipeline.Serving;
using GovPipeline.Pipeline.Verifying;
using GovPipeline.Reporting.Explanations;
using GovPipeline.Reporting.Reports;
using GovPipeline.Storage.Published;
using GovPipeline.Testing;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace GovPipeline.Pipeline.Tests;

/// <summary>Any number, down to its rows: what a published figure is made of adds up to it, and its rows alone give it again.</summary>
[Collection(AllSystems.Name)]
public sealed partial class ExplainTests(SystemsFixture fixture)
{
    private const int Figures = 220;
    private static readonly Period H1 = Period.Parse("nd09-2022-H1");
    private static readonly CancellationToken None = CancellationToken.None;

    private FigureExplainer Explainer => fixture.Pipeline.Get<FigureExplainer>();

    [Fact]
    public async Task The_terms_of_any_figure_add_up_to_it_and_its_rows_give_it_again_to_another_engine()
    {
        using var recomputed = new Recomputation(Csv.SeedExports());
        var random = new Random(20220614);
        var drawn = (await AllAsync()).OrderBy(_ => random.Next()).ToList();
        var asked = new[] { "halfyear", "month", "quarter", "indicators", "daily", "breakdowns", "reported", "authenticity" }
            .SelectMany(t => drawn.Where(d => d.Table == t).Take(t is "halfyear" or "indicators" ? 50 : 20)).Take(Figures).ToList();
        asked.Count.ShouldBe(Figures);
        var again = 0;
        var all = new System.Collections.Concurrent.ConcurrentDictionary<FigureName, Explanation>();
        await Parallel.ForEachAsync(
            asked, new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (f, cancel) => all[f] = await Explainer.ExplainAsync(f, withRows: true, cancel));
        foreach (var (figure, explained) in asked.Select(f => (f, all[f])))
        {
            explained.Agrees.ShouldBeTrue($"{figure}: {explained.Published} ≠ {explained.Explained}");
            explained.Parts.ShouldAllBe(p => p.Value == p.Terms.Sum(t => t.Value));
            foreach (var term in explained.Parts.SelectMany(p => p.Terms).Where(t => t.Days.Count > 0))
            {
                term.Days.Values.Sum().ShouldBe(term.Value, figure.ToString());
            }

            explained.Files.Sum(f => f.Rows).ShouldBe(explained.Rows!.Count + (figure.Table == "reported" ? 1 : 0), figure.ToString());
            explained.Files.ShouldAllBe(f => f.Blob.Length > 0 && f.ArrivedAt != null && f.Sha256.Length == 64);
            again += GivesAgain(recomputed, explained) ? 1 : 0;
        }

        again.ShouldBeGreaterThan(60, "so many are counted again from their rows alone");
    }

    /// <summary>Whether another engine, given these rows of the raw exports and no others, comes to the same figure; false where it has none.</summary>
    private static bool GivesAgain(Recomputation recomputed, Explanation explained)
    {
        if (explained.Figure.Table is "breakdowns" or "reported" or "daily" || explained.Rows!.Count == 0)
        {
            return explained.Figure.Table is not ("breakdowns" or "reported" or "daily") && explained.Published == 0;
        }

        recomputed.Run("CREATE OR REPLACE TABLE claimed(file VARCHAR, at_row BIGINT)");
        recomputed.Run($"INSERT INTO claimed VALUES {string.Join(',', explained.Rows.Select(r => $"('{r.Sha256}', {r.Row})"))}");
        var counters = recomputed.Counters(explained.Figure.Period, "EXISTS (SELECT 1 FROM claimed WHERE file = d.sha AND at_row = d.row_no + 1)");
        var (numerator, denominator) = explained.Figure.Column switch
        {
            "OnlineRate" or "HS01" => (counters["ReceivedOnline"], counters["Received"]),
            "HS02" => (counters["EnabledOnline"], counters["EnabledReceived"]),
            "HS03" => (counters["FullProcessOnline"], counters["FullProcessReceived"]),
            "HS04" => (counters["ResolvedEarly"] + counters["ResolvedOnTime"], counters["Resolved"]),
            "OnlineNumerator" or "Declared" => (counters["ReceivedOnline"], 1),
            "OnlineDenominator" => (counters["Received"], 1),
            var column when counters.TryGetValue(column, out var counter) => (counter, 1),
            _ => (-1L, 1L),
        };
        if (numerator < 0)
        {
            return false;
        }

        ((double)numerator / denominator).ShouldBe((double)explained.Published!, 1e-12, explained.Figure.ToString());
        return true;
    }

    [Fact]
    public async Task A_figure_is_found_again_by_the_code_that_is_printed_beside_it()
    {
        var row = await fixture.Pipeline.RowAsync(H1.Id, "tnc-one-stop");
        var code = FigureCode.Of(row, nameof(PeriodRow.OnlineRate));
        var index = fixture.Pipeline.Get<FigureIndex>();
        var found = await index.FindAsync(FigureCode.Parse(code.ToLowerInvariant().Replace("-", " ", StringComparison.Ordinal))!, None);
        found!.Value.Figure.ShouldBe(new FigureName("halfyear", H1, "tnc-one-stop", "OnlineRate"));
        var screened = (await fixture.Pipeline.Get<PublishedTables>().FindAsync<AuthenticityRow>("authenticity", H1.Id, "tnc-one-stop", None))!;
        (await index.FindAsync(FigureCode.Of(screened, "ToVerify"), None))!.Value.Figure
            .ShouldBe(new FigureName("authenticity", H1, "tnc-one-stop", "ToVerify"));
        (await index.FindAsync("0000-0000", None)).ShouldBeNull();
        (FigureCode.Parse("0000-000"), FigureCode.Parse("0000-000U"), FigureCode.Parse("oil0-0000")).ShouldBe((null, null, "0110-0000"));
        var all = (await AllAsync()).Where(f => f.Table == "halfyear").ToList();
        var rows = await fixture.Pipeline.RowsAsync(H1.Id);
        var codes = all.Where(f => f.Field == PeriodRow.AllFields).Select(f => FigureCode.Of(rows.First(r => r.UnitId == f.Of
            && r.FieldKey == f.Field), f.Column))
            .ToList();
        codes.Distinct().Count().ShouldBe(codes.Count, "no two figures share a code");
    }

    [Fact]
    public async Task Every_figure_of_the_page_leads_to_what_it_is_made_of()
    {
        var links = new List<string>();
        foreach (var unit in new[] { "area:tay-ninh-city", "tnc-one-stop" })
        {
            var page = await AnswerAsync(fixture.Pipeline.Get<DashboardPage>().AnswerAsync, $"?ky={H1.Id}&donVi={unit}");
            links.AddRange(Link().Matches(page).Select(m => WebUtility.HtmlDecode(m.Groups["query"].Value)));
        }

        static string KindOf(string link)
        {
            var asked = QueryHelpers.ParseQuery(link);
            return $"{asked.GetValueOrDefault("bang")} {(asked["ky"] == H1.Id ? string.Empty : "month")}".Trim();
        }

        var kinds = links.Distinct().GroupBy(KindOf).ToDictionary(g => g.Key, g => g.ToList());
        kinds.Keys.ShouldBe([string.Empty, "month", "reported", "breakdowns", "authenticity"], ignoreOrder: true);
        foreach (var link in kinds.Values.SelectMany(k => k.Take(15)))
        {
            var page = await AnswerAsync(fixture.Pipeline.Get<ExplainPage>().AnswerAsync, link);
            page.ShouldContain(new Web.Words(Language.Vietnamese)["ExplanationTitle"], customMessage: link);
            page.ShouldContain("Các số hạng cộng lại đúng bằng số đã công bố", customMessage: link);
            Link().Matches(page).Select(m => KindOf(WebUtility.HtmlDecode(m.Groups["query"].Value))).Distinct()
                .ShouldBe([KindOf(link)], "its own links, to units and to the other language, stay with the figure");
        }
    }

    [GeneratedRegex("href=\"/?giai-trinh(?<query>\\?[^\"]+)\"")]
    private static partial Regex Link();

    private async Task<string> AnswerAsync(Func<HttpRequest, CancellationToken, Task<IResult>> page, string query)
    {
        using var body = new MemoryStream();
        var context = new DefaultHttpContext { RequestServices = fixture.Pipeline.Services };
        context.Request.QueryString = new(query);
        context.Response.Body = body;
        await (await page(context.Request, None)).ExecuteAsync(context);
        return Encoding.UTF8.GetString(body.ToArray());
    }

    [Fact]
    public async Task What_waits_in_quarantine_gives_the_range_that_the_figure_lies_in()
    {
        var rate = await Explainer.ExplainAsync(new("halfyear", H1, "tnc-one-stop", "OnlineRate"), withRows: false, None);
        var waiting = rate.Waiting.ShouldNotBeNull("the samples have rejected rows on purpose");
        waiting.Rows.ShouldBeGreaterThan(0);
        rate.Published!.Value.ShouldBeInRange(waiting.Lowest!.Value, waiting.Highest!.Value);
        waiting.Lowest.Value.ShouldBeLessThan(waiting.Highest.Value);
        var received = await Explainer.ExplainAsync(new("halfyear", H1, "tnc-one-stop", "Received"), withRows: false, None);
        received.Published!.Value.ShouldBeInRange(received.Waiting!.Lowest!.Value, received.Waiting.Highest!.Value);
        (received.Waiting.Highest - received.Waiting.Lowest).ShouldBe(waiting.Rows, "each is a dossier more, or one that counts and may leave");
        foreach (var unit in new[] { "tnc-one-stop", "tnc-phuong-1", fixture.Pipeline.Get<ReportData>().DefaultUnit })
        {
            var explained = await Explainer.ExplainAsync(new("halfyear", H1, unit, "OnlineRate"), withRows: false, None);
            (await fixture.Pipeline.Get<ReportData>().OfAsync(H1, unit, None)).Waiting
                .ShouldBe(explained.Waiting, $"page and explanation say one range: {unit}");
        }

        rate.Rows.ShouldBeNull("rows are told on request alone");
        rate.Definitions.Keys.ShouldBe(["holidays", "indicators", "program", "sources", "targets", "units", "vocabulary"], ignoreOrder: true);
        rate.ChangedDefinitions.ShouldBeEmpty();
    }

    [Fact]
    public async Task Rejected_rows_of_another_system_are_told_without_a_range_for_they_may_say_any_number()
    {
        await using var pipeline = await TestPipeline.StartAsync();
        await pipeline.DropAsync("zalo", "Ngay;MaDonVi;NguoiQuanTam;TinNhanDen;TinNhanTraLoi;TraLoiTrong24h;TraCuuHoSo\n"
            + "13/06/2022;Phường 1;2 436;2;2;2;15\n13/06/2022;Phường 2;2 709;6;6;6;0\n14/06/2022;Phường 1;nhiều;2;2;2;15\n", new(2022, 6, 14));
        await pipeline.DrainAsync();
        var indicator = pipeline.Reference.Indicators.First(i => i is { CountsDossiers: false, By: null }
            && pipeline.Reference.Sources.Enabled.Any(s => s.Id == "zalo" && ReferenceData.Feeds(s, i)));
        async Task<WaitingRows?> WaitingAsync(string unit) => (await pipeline.Get<FigureExplainer>()
            .ExplainAsync(new("indicators", H1, unit, indicator.Id), withRows: false, None)).Waiting;
        (await WaitingAsync("tnc-phuong-1")).ShouldBe(new WaitingRows(1, null, null));
        (await WaitingAsync("area:tay-ninh-city")).ShouldBe(new WaitingRows(1, null, null));
        (await WaitingAsync("tnc-phuong-2")).ShouldBeNull("it is another's row");
    }

    [Fact]
    public async Task What_nobody_published_is_told_with_what_was_meant()
    {
        async Task<string> TellsAsync(FigureName figure) => (await Should.ThrowAsync<PipelineException>(Explainer.ExplainAsync(figure, false, None))).Message;
        (await TellsAsync(new("halfyear", H1, "tnc-phuong-l", "Received"))).ShouldContain("tnc-phuong-1");
        (await TellsAsync(new("halfyear", H1, "Phường 1", "Recieved"))).ShouldContain("Received");
        (await TellsAsync(new("month", H1, "tnc-phuong-1", "Received"))).ShouldContain("halfyear");
        (await TellsAsync(new("indicators", H1, "tnc-phuong-1", "HS0"))).ShouldContain("HS01");
        (await TellsAsync(new("halfyear", Period.Parse("nd09-1999-H1"), "tnc-phuong-1", "Received"))).ShouldContain("nd09-2022-H1");
        (await TellsAsync(new("halfyear", H1, "tnc-phuong-1", "Received") { Day = new(2022, 2, 1) })).ShouldContain("--day");
        (await TellsAsync(new("authenticity", H1, "tnc-phuong-1", "A05") { Field = "xyz" })).ShouldContain("--field");
        (await TellsAsync(new("indicators", H1, "tnc-phuong-1", "HS01") { Source = "zalo" })).ShouldContain("--source");
        (await Explainer.ExplainAsync(new("halfyear", H1, "phuong 1", "received"), false, None)).Figure.Of.ShouldBe("tnc-phuong-1", "named by its name");
    }

    [Fact]
    public async Task A_period_counted_again_from_its_exports_is_equal()
    {
        var result = await fixture.Pipeline.Get<PeriodVerification>().RunAsync(H1, _ => { }, None);
        result.Differences.ShouldBeEmpty();
        result.Unread.ShouldBeEmpty();
        (result.IsEqual, result.Files).ShouldBe((true, Csv.AllSeedExports().Count()));
    }

    [Fact]
    public async Task A_workbook_says_whether_it_is_what_was_published_and_a_changed_cell_is_named()
    {
        var report = await fixture.Pipeline.Get<ReportData>().OfAsync(H1, "tnc-one-stop", None);
        var path = Path.Combine(Directory.CreateTempSubdirectory("govpipeline-test-").FullName, "bao-cao.xlsx");
        await File.WriteAllBytesAsync(path, (await fixture.Pipeline.Get<ReportFiles>().MakeAsync(report, ["xlsx"]))[0].Content);
        var verification = fixture.Pipeline.Get<WorkbookVerification>();
        var untouched = await verification.RunAsync(path, None);
        (untouched.Differences.Count, untouched.IsSameVersion, untouched.UnitName).ShouldBe((0, true, "Bộ phận Một cửa thành phố"));

        Change(path, "2135", "2700");
        var changed = await verification.RunAsync(path, None);
        changed.IsSameVersion.ShouldBeTrue();
        changed.Differences.ShouldNotBeEmpty();
        changed.Differences.ShouldAllBe(d => d.InFile == "2700" && d.Published == "2135");
        Change(path, "Mã tra cứu:", "Mã:");
        (await Should.ThrowAsync<PipelineException>(verification.RunAsync(path, None))).Message.ShouldContain("Mã tra cứu");
        await File.WriteAllTextAsync(path, "not a workbook");
        (await Should.ThrowAsync<PipelineException>(verification.RunAsync(path, None))).Message.ShouldContain(".xlsx");
        Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);
    }

    [Fact]
    public async Task An_explanation_is_written_as_a_workbook_of_its_terms_days_and_files()
    {
        var explained = await Explainer.ExplainAsync(new("halfyear", H1, "area:tay-ninh-city", "OnlineRate"), withRows: false, None);
        explained.Members.Select(m => m.Values[0]).Sum().ShouldBe(8490);
        using var stream = new MemoryStream();
        TableWorkbook.Write(ExplanationSheets.Of(explained, Language.Vietnamese), stream);
        stream.Position = 0;
        var cells = WorkbookCells.Read(stream).Cells;
        cells.Keys.Select(k => k.Sheet).Distinct().ShouldBe(["Giải trình", "Số hạng", "Theo ngày", "Theo đơn vị", "Tệp"], ignoreOrder: true);
        cells.Values.ShouldContain("75,41%");
        cells.Values.ShouldContain(explained.Code);
        cells.Where(c => c.Key.Sheet == "Theo ngày" && c.Key.Cell.StartsWith('D') && double.TryParse(c.Value, CultureInfo.InvariantCulture, out _))
            .Sum(c => double.Parse(c.Value, CultureInfo.InvariantCulture)).ShouldBe(8490 + 11259);
    }

    /// <summary>Every figure that is published of some periods.</summary>
    private async Task<List<FigureName>> AllAsync()
    {
        var tables = fixture.Pipeline.Get<PublishedTables>();
        var figures = new List<FigureName>();
        foreach (var period in new[] { H1, Period.Parse("nd09-2022-Q2"), Period.Parse("nd09-2022-M03"), Period.Parse("cal-2022-M05") })
        {
            figures.AddRange((await fixture.Pipeline.RowsAsync(period.Id)).Where(r => r.HasData)
                .SelectMany(r => FigureExplainer.PeriodColumns.Select(c =>
                    new FigureName(PeriodRow.TableOf(period.Kind), period, r.UnitId, c) { Field = r.FieldKey })));
            figures.AddRange((await tables.ReadAsync<IndicatorRow>("indicators", period.Id, None)).Where(i => i.HasData)
                .Select(i => new FigureName("indicators", period, i.UnitId, i.Indicator)));
            figures.AddRange((await tables.ReadAsync<DailyRow>("daily", period.Id, None)).SelectMany(d => FigureExplainer.DailyColumns
                .Select(c => new FigureName("daily", period, d.UnitId, c) { Day = DayText.Parse(d.Day) })));
            figures.AddRange((await tables.ReadAsync<BreakdownRow>("breakdowns", period.Id, None))
                .Select(b => new FigureName("breakdowns", period, b.Item, b.Indicator)));
            figures.AddRange((await tables.ReadAsync<ReportedRow>("reported", period.Id, None))
                .Select(r => new FigureName("reported", period, r.UnitId, r.Counter) { Source = r.Source }));
            figures.AddRange((await tables.ReadAsync<AuthenticityRow>("authenticity", period.Id, None)).Where(a => a.HasData)
                .SelectMany(a => new[] { "Declared", "Eligible", "EligibleUnknown", "ToVerify", "ResultsKnown", "ResultsElectronic" }
                    .Select(c => new FigureName("authenticity", period, a.UnitId, c))));
            figures.AddRange((await tables.ReadAsync<AuthenticityTestRow>("authenticitytests", period.Id, None))
                .Where(t => t.HasShare && DossierScreen.Tests.Any(s => s.Id == t.Test))
                .Select(t => new FigureName("authenticity", period, t.UnitId, t.Test)));
        }

        return figures;
    }

    /// <summary>Changes a text in every part of a workbook, as somebody with an editor does.</summary>
    private static void Change(string path, string from, string to)
    {
        using var zip = System.IO.Compression.ZipFile.Open(path, System.IO.Compression.ZipArchiveMode.Update);
        foreach (var entry in zip.Entries.Where(e => e.FullName.Contains("worksheets", StringComparison.Ordinal)).ToList())
        {
            string text;
            using (var reader = new StreamReader(entry.Open()))
            {
                text = reader.ReadToEnd();
            }

            var name = entry.FullName;
            entry.Delete();
            using var writer = new StreamWriter(zip.CreateEntry(name).Open());
            writer.Write(text.Replace(from, to, StringComparison.Ordinal));
        }
    }
}
