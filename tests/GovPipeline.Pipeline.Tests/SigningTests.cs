using DocumentFormat.OpenXml.Packaging;
using GovPipeline.Domain.Errors;
using GovPipeline.Domain.Periods;
using GovPipeline.Pipeline.Jobs;
using GovPipeline.Pipeline.Publishing;
using GovPipeline.Pipeline.Reports;
using GovPipeline.Pipeline.Signing;
using GovPipeline.Reporting.Reports;
using GovPipeline.Storage.Accounts;
using GovPipeline.Storage.Ledger;
using GovPipeline.Storage.Published;
using GovPipeline.Testing;

namespace GovPipeline.Pipeline.Tests;

/// <summary>Promise 13, closed is closed: a signed period changes only by a restatement that says old, new, why and who.</summary>
public sealed class SigningTests
{
    private const string Wards = "onestop-wards";
    private static readonly Period March = Period.Parse("nd09-2022-M03");
    private static readonly DateOnly End = new(2022, 3, 31);
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly SigningRequest Chief = new("Chánh Văn phòng", "123/BC-UBND", "Chuyên viên tổng hợp", string.Empty, "tester");

    private static string Code(int number) => $"000.01.13.H53-220301-{number:0000}";

    [Fact]
    public async Task A_signed_period_stays_byte_for_byte_and_says_what_it_would_be_and_why()
    {
        await using var pipeline = await StartAsync();
        var signature = await pipeline.Get<PeriodSigning>().SignAsync(March, Chief, mayBePartial: true, None);
        await pipeline.Get<PublishPeriod>().RunAsync(March, None);
        var before = await FrozenAsync(pipeline);
        var dataset = await DatasetAsync(pipeline);
        (dataset.State, dataset.SignedDocument, dataset.Version).ShouldBe(("Signed", "123/BC-UBND", signature.Version));

        // A late row, a correction (online becomes in person), one that its source deleted; and all that again.
        await pipeline.DropAsync(
            Wards, Csv.Header + Csv.Dossier(Code(9), "02/03/2022") + Csv.Dossier(Code(1), "01/03/2022", channel: "Trực tiếp", updated: "01/04/2022 08:00:00"),
            new(2022, 4, 1));
        await pipeline.DropAsync(
            Wards, Csv.Header.TrimEnd('\n') + ",Ngày xóa\n"
                + Csv.Dossier(Code(2), "01/03/2022", updated: "01/04/2022 09:00:00").TrimEnd('\n') + ",01/04/2022\n",
            new(2022, 4, 2));
        await pipeline.DrainAsync();
        (await FrozenAsync(pipeline)).ShouldBe(before, "nothing that comes later is in what was signed");
        (await DatasetAsync(pipeline)).ShouldBe(dataset);
        var differences = (await DifferencesAsync(pipeline)).Where(d => d.UnitId == "tnc-phuong-1").ToDictionary(d => d.Column);
        var received = differences.GetValueOrDefault("Received");
        received.ShouldBeNull("one came and one went: three are three");
        var online = differences["ReceivedOnline"];
        (online.Signed, online.Draft, online.LateRows, online.Corrections, online.Withdrawn, online.Definitions).ShouldBe((3, 2, 1, -1, -1, 0));
        (await DifferencesAsync(pipeline)).ShouldAllBe(d => d.HasCauses
            ? d.Difference == d.LateRows + d.Corrections + d.Withdrawn + d.Definitions : typeof(AuthenticityRow).GetProperty(d.Column) != null);
        differences["Eligible"].Draft.ShouldBe(2, "numbers of authenticity stand in the draft too, without causes");

        await pipeline.Get<Rebuild>().ReadAgainAsync(None);
        await pipeline.Get<Rebuild>().CountAgainAsync(None);
        await pipeline.Get<SweepExports>().RunAsync(None);
        await pipeline.DrainAsync();
        (await FrozenAsync(pipeline)).ShouldBe(before, "a rebuild from all exports changes nothing that is signed");
        (await DifferencesAsync(pipeline)).Where(d => d.UnitId == "tnc-phuong-1" && d.Column == "ReceivedOnline").ShouldBe([online]);

        var april = await pipeline.RowAsync("nd09-2022-M04", "tnc-phuong-1");
        april.CarriedOver.ShouldBe(3, "periods that are not signed are counted from what is known now");
    }

    [Fact]
    public async Task A_restatement_puts_the_draft_in_its_place_and_keeps_old_new_why_and_who()
    {
        await using var pipeline = await StartAsync();
        var signing = pipeline.Get<PeriodSigning>();
        await TellsAsync(signing.RestateAsync(March, Chief with { Reason = "x" }, None), "chưa ký");
        await signing.SignAsync(March, Chief, mayBePartial: true, None);
        await pipeline.Get<PublishPeriod>().RunAsync(March, None);
        await TellsAsync(signing.SignAsync(March, Chief, true, None), "đã ký (123/BC-UBND");
        await pipeline.DrainAsync();
        await TellsAsync(signing.RestateAsync(March, Chief with { Reason = "x" }, None), "không khác");
        await pipeline.DropAsync(Wards, Csv.Header + Csv.Dossier(Code(9), "02/03/2022"), new(2022, 4, 1));
        await pipeline.DrainAsync();
        await TellsAsync(signing.RestateAsync(March, Chief, None), "lý do");

        await signing.RestateAsync(March, Chief with { Document = "130/BC-UBND", Reason = "Phường 1 gửi muộn một hồ sơ" }, None);
        await pipeline.DrainAsync(); // due since before it was restated: whoever was cut off is followed by the next publication
        (await pipeline.RowAsync(March.Id, "tnc-phuong-1")).Received.ShouldBe(4);
        (await DifferencesAsync(pipeline)).ShouldBeEmpty();
        var dataset = await DatasetAsync(pipeline);
        (dataset.State, dataset.SignedDocument).ShouldBe(("Restated", "130/BC-UBND"));
        var rows = await pipeline.Get<PublishedTables>().ReadAsync<RestatementRow>("restatements", March.Id, None);
        var changed = rows.Single(r => r is { UnitId: "tnc-phuong-1", Column: "Received" });
        (changed.Number, changed.Old, changed.New, changed.By, changed.Document, changed.Reason)
            .ShouldBe((1, 3, 4, "Chánh Văn phòng", "130/BC-UBND", "Phường 1 gửi muộn một hồ sơ"));
        rows.ShouldContain(r => r.UnitId == "area:tay-ninh-city" && r.Column == "ReceivedOnline" && r.New - r.Old == 1);

        var report = await pipeline.Get<ReportData>().OfAsync(March, "area:tay-ninh-city", None);
        ReportWords.Standing(report).ShouldContain("ĐÃ ĐIỀU CHỈNH (130/BC-UBND");
        using var book = new MemoryStream((await pipeline.Get<ReportFiles>().MakeAsync(report, ["xlsx"]))[0].Content);
        WorkbookCells.Read(book).Cells.Where(c => c.Key.Sheet == "Điều chỉnh").Select(c => c.Value).ShouldContain("Phường 1 gửi muộn một hồ sơ");
        using var document = WordprocessingDocument.Open(
            new MemoryStream((await pipeline.Get<ReportFiles>().MakeAsync(report, ["docx"]))[0].Content), isEditable: false);
        var text = document.MainDocumentPart!.Document!.Body!.InnerText;
        text.ShouldContain("Số liệu đã điều chỉnh sau khi ký, lần 1");
        text.ShouldContain("Phường 1 gửi muộn một hồ sơ");
        (await pipeline.Get<AuditLog>().NewestAsync(10, None)).Select(n => n.Action).ShouldBe(["restated", "signing", "signed", "signing"], ignoreOrder: true);
    }

    [Fact]
    public async Task What_is_not_over_not_complete_not_published_or_prepared_by_the_same_is_not_signed()
    {
        await using var pipeline = await StartAsync(new() { ["Pipeline:TwoToSign"] = "true" });
        var signing = pipeline.Get<PeriodSigning>();
        await TellsAsync(signing.SignAsync(March, Chief, mayBePartial: false, None), "chưa đủ");
        await TellsAsync(signing.SignAsync(Period.Parse("nd09-2022-M04"), Chief, true, None), "chưa hết kỳ");
        await TellsAsync(signing.SignAsync(Period.Parse("nd09-2030-M04"), Chief, true, None), "chưa công bố");
        await TellsAsync(signing.SignAsync(March, Chief with { PreparedBy = "chanh van phong" }, true, None), "hai người");
        await TellsAsync(signing.SignAsync(March, Chief with { PreparedBy = " " }, true, None), "hai người");
        await TellsAsync(signing.SignAsync(March, Chief with { Document = " " }, true, None), "số văn bản");
        await pipeline.Get<PendingWork>().AddAsync(PendingWork.Periods, [March.Id], None);
        await TellsAsync(signing.SignAsync(March, Chief, true, None), "chờ công bố");
        await pipeline.DrainAsync();
        (await signing.SignAsync(March, Chief, true, None)).PreparedBy.ShouldBe("Chuyên viên tổng hợp");
    }

    [Fact]
    public async Task A_definition_that_changes_is_seen_in_the_draft_and_not_in_what_was_signed()
    {
        var seeds = Csv.CopySeeds();
        string prefix;
        IReadOnlyList<string> before;
        await using (var pipeline = await StartAsync())
        {
            prefix = pipeline.Prefix;
            await pipeline.Get<PeriodSigning>().SignAsync(March, Chief, mayBePartial: true, None);
            await pipeline.Get<PublishPeriod>().RunAsync(March, None);
            before = await FrozenAsync(pipeline);
        }

        // The dossiers of the ward are said to be of another area from now on: its roll-up loses them.
        var units = Path.Combine(seeds, "reference", "units.json");
        var text = await File.ReadAllTextAsync(units);
        var at = text.IndexOf("\"parentId\": \"tay-ninh-city\",", text.IndexOf("\"tnc-phuong-1\"", StringComparison.Ordinal), StringComparison.Ordinal);
        await File.WriteAllTextAsync(units, text.Remove(at, "\"parentId\": \"tay-ninh-city\",".Length));
        await using var later = await TestPipeline.StartAsync(new() { ["Pipeline:Seeds"] = seeds }, prefix);
        await later.Get<PublishPeriod>().RunAsync(March, None);
        (await FrozenAsync(later)).ShouldBe(before);
        var area = (await DifferencesAsync(later)).Single(d => d is { UnitId: "area:tay-ninh-city", Column: "Received" });
        (area.Signed, area.Draft, area.Definitions, area.LateRows, area.Corrections).ShouldBe((3, 0, -3, 0, 0));
        Directory.Delete(seeds, recursive: true);
    }

    /// <summary>Three dossiers of a ward in March, and days that tell that the month is over.</summary>
    private static async Task<TestPipeline> StartAsync(Dictionary<string, string?>? settings = null)
    {
        var pipeline = await TestPipeline.StartAsync(settings);
        await pipeline.DropAsync(
            Wards, Csv.Header + Csv.Dossier(Code(1), "01/03/2022") + Csv.Dossier(Code(2), "01/03/2022") + Csv.Dossier(Code(3), "14/03/2022"), End,
            from: new(2022, 2, 20));
        await pipeline.DrainAsync();
        return pipeline;
    }

    private static async Task TellsAsync(Task<Storage.Signing.Signature> command, string why) =>
        (await Should.ThrowAsync<PipelineException>(command)).Message.ShouldContain(why);

    private static async Task<DatasetRow> DatasetAsync(TestPipeline pipeline) =>
        (await pipeline.Get<PublishedTables>().FindAsync<DatasetRow>("datasets", "all", March.Id, None))!;

    private static Task<IReadOnlyList<DifferenceRow>> DifferencesAsync(TestPipeline pipeline) =>
        pipeline.Get<PublishedTables>().ReadAsync<DifferenceRow>("differences", March.Id, None);

    /// <summary>Every property of every row of the period, but what stands beside the signed figures.</summary>
    private static async Task<IReadOnlyList<string>> FrozenAsync(TestPipeline pipeline)
    {
        var all = new List<string>();
        foreach (var table in StorageNames.PublishedTables.Where(t =>
            t is not ("differences" or "restatements" or "units" or "successions" or "targets" or "datasets")))
        {
            all.AddRange((await pipeline.Get<PublishedTables>().ReadEntitiesAsync(table, March.Id, None)).Select(e => $"{table}: " + string.Join('|',
                e.Where(p => p.Key is not ("odata.etag" or "Timestamp")).OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => $"{p.Key}={p.Value}"))));
        }

        return all;
    }
}
