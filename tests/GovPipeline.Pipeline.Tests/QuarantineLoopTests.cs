using System.Text.Json;
using System.Text.Json.Nodes;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using GovPipeline.Emulation;
using GovPipeline.Reporting.Slips;
using GovPipeline.Storage.Ledger;
using GovPipeline.Storage.Mail;
using GovPipeline.Storage.Quarantine;
using GovPipeline.Testing;
using Shouldly;
using Xunit;

namespace GovPipeline.Pipeline.Tests;

/// <summary>Bad file in, slip out, corrected file in, figures right, slip closed.</summary>
public sealed class QuarantineLoopTests
{
    private const string Header = "Mã hồ sơ,Chủ hồ sơ,Số giấy tờ,Hình thức nộp,Ngày tiếp nhận,Ngày hẹn trả,Ngày kết thúc xử lý,Trạng thái,Đơn vị tiếp nhận\n";
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task Bad_rows_come_back_corrected_and_the_slip_is_closed()
    {
        await using var server = await MailServer.StartAsync(_ => { }, [], None);
        var seeds = SeedsWithContact();
        await using var pipeline = await TestPipeline.StartAsync(new()
        {
            ["Pipeline:Seeds"] = seeds, ["Secrets:IdentityKey"] = Convert.ToBase64String("khoa-bam-32-byte-cho-kiem-thu-!!"u8),
            ["Mail:Host"] = "127.0.0.1", ["Mail:Port"] = $"{server.SmtpPort}", ["Mail:Security"] = "None", ["Mail:From"] = "govpipeline@tayninh.example",
        });
        var day = new DateOnly(2022, 6, 10);
        var bad = await pipeline.DropAsync("onestop-wards", Header
            + "H53.13-220601-0001,Nguyễn Văn A,072099000001,Trực tuyến,01/06/2022,,,Đang xử lý,Phường 1\n"
            + "H53.13-220601-0002,Trần Thị B,072099000002,=9+9,01/06/2022,,,Đang xử lý,Phường 1\n"
            + "H53.13-220602-0003,Lê Văn C,072099000003,Trực tuyến,02/06/2022,,,Đang xử lý,Phường 99\n"
            + "H53.13-220602-0004,Phạm D,072099000004,Trực tuyến,31/02/2022,,,Đang xử lý,Phường 1\n", day);

        // One of the bad rows came right in a later night's file: what the clerk corrects must not stand before it.
        await pipeline.DropAsync("onestop-wards", Header + "H53.13-220602-0004,Phạm D,072099000004,Trực tiếp,02/06/2022,,,Đang xử lý,Phường 1\n",
            new(2022, 6, 12));
        await pipeline.DrainAsync();
        var sha = (await pipeline.FileAsync(bad)).Sha256;
        (await OnlineAsync(pipeline, "tnc-phuong-1")).ShouldBe((2, 1));

        (await MailsAsync(server)).ShouldBeEmpty("slips go out with the one mail of the night");
        await AlertTests.MorningAsync(pipeline);
        await AlertTests.MorningAsync(pipeline);
        var mail = (await MailsAsync(server)).Single();
        mail.GetProperty("to")[0].GetProperty("address").GetString().ShouldBe("motcuaxa@tayninh.example");
        mail.GetProperty("subject").GetString().ShouldBe("Một cửa điện tử phường, xã: 3 trong 4 dòng của tệp ngày 10/06/2022 cần sửa");
        mail.GetProperty("attachments").GetArrayLength().ShouldBe(1);
        var all = mail.GetRawText();
        var slip = await pipeline.Get<QuarantineStore>().ReadBlobAsync(QuarantineStore.SlipName("onestop-wards", sha), None);
        var cells = Cells(slip).Select(c => c.Text).ToList();
        foreach (var personal in (string[])["Nguyễn", "Trần", "Phạm", "072099", "Chủ hồ sơ", "Số giấy tờ"])
        {
            all.ShouldNotContain(personal);
            cells.ShouldAllBe(c => !c.Contains(personal));
        }

        Cells(slip).ShouldAllBe(c => !c.IsFormula, "what begins with = is text");
        cells.ShouldContain("=9+9");
        cells.Count(c => c == sha).ShouldBe(3);

        // The clerk corrects the channel and the date, and gets the unit wrong again.
        var first = Correct(slip, ("=9+9", "Trực tuyến"), ("31/02/2022", "02/06/2022"), ("Phường 99", "Phường 98"));
        var second = await pipeline.DropAsync("onestop-wards", first, new(2022, 6, 20));
        await pipeline.DrainAsync();
        (await OnlineAsync(pipeline, "tnc-phuong-1")).ShouldBe((3, 2), "the row of the later file stands before the corrected one");
        (await pipeline.FileAsync(second)).ExportDate.ShouldBe("2022-06-10");
        var closed = await pipeline.Get<QuarantineStore>().ClosedAsync("onestop-wards", sha, None);
        closed.ToDictionary(c => c.Key, c => c.Value.How).ShouldBe(
            new Dictionary<string, string> { ["3"] = ClosedRow.Corrected, ["4"] = ClosedRow.SentBackWrong, ["5"] = ClosedRow.Corrected }, ignoreOrder: true);

        // What was wrong again is on a slip of its own, which comes back right.
        var shaOfSecond = (await pipeline.FileAsync(second)).Sha256;
        var again = await pipeline.Get<QuarantineStore>().ReadBlobAsync(QuarantineStore.SlipName("onestop-wards", shaOfSecond), None);
        await pipeline.DropAsync("onestop-wards", Correct(again, ("Phường 98", "Phường 2")), new(2022, 6, 21));
        await pipeline.DrainAsync();
        (await OnlineAsync(pipeline, "tnc-phuong-2")).ShouldBe((1, 1));
        (await pipeline.Get<QuarantineStore>().ClosedAsync("onestop-wards", shaOfSecond, None)).Values.Single().How.ShouldBe(ClosedRow.Corrected);
        pipeline.Time.Advance(TimeSpan.FromDays(1));
        await AlertTests.MorningAsync(pipeline);
        (await MailsAsync(server)).Count.ShouldBe(2, "each slip once, each night one mail");
        (await pipeline.Get<Outbox>().ListAsync(None)).ShouldAllBe(m => m.State == OutboxStates.Sent);
        Directory.Delete(seeds, recursive: true);
    }

    [Fact]
    public async Task Where_mail_leaves_the_building_it_has_no_slip_and_says_how_to_fetch_it()
    {
        var seeds = SeedsWithContact();
        await using var pipeline = await TestPipeline.StartAsync(new() { ["Pipeline:Seeds"] = seeds, ["Pipeline:AttachSlips"] = "false" });
        var name = await pipeline.DropAsync("onestop-wards", Header
            + "H53.13-220601-0001,Nguyễn Văn A,072099000001,Fax,01/06/2022,,,Đang xử lý,Phường 1\n", new(2022, 6, 10));
        await pipeline.DrainAsync();
        await AlertTests.MorningAsync(pipeline);
        var sha = (await pipeline.FileAsync(name)).Sha256;
        var mail = (await pipeline.Get<Outbox>().ListAsync(None)).Single();
        var content = await pipeline.Get<Outbox>().ContentAsync(mail, None);
        content.Files.ShouldBeEmpty();
        content.Text.ShouldContain($"govpipeline quarantine show onestop-wards/{sha[..12]} --out");
        (mail.Subject + content.Text + content.Html).ShouldNotContain("220601-0001");
        Directory.Delete(seeds, recursive: true);
    }

    [Fact]
    public async Task A_row_that_was_cut_off_and_comes_back_as_it_was_is_not_corrected()
    {
        await using var pipeline = await TestPipeline.StartAsync();
        var cut = Csv.Dossier("H53.13-220601-0001", "01/06/2022").TrimEnd(); // without the day of its last change, and the separator before it
        var name = await pipeline.DropAsync("onestop-wards", Csv.Header + cut[..cut.LastIndexOf(',')] + "\n"
            + Csv.Dossier("H53.13-220601-0002", "01/06/2022", channel: "Fax"), new(2022, 6, 10));
        await pipeline.DrainAsync();
        var sha = (await pipeline.FileAsync(name)).Sha256;
        var slip = await pipeline.Get<QuarantineStore>().ReadBlobAsync(QuarantineStore.SlipName("onestop-wards", sha), None);
        var back = await pipeline.DropAsync("onestop-wards", Correct(slip), new(2022, 6, 12));
        await pipeline.DrainAsync();
        var record = await pipeline.FileAsync(back);
        (record.State, record.Accepted, record.Rejected).ShouldBe((FileStates.Ingested, 0, 2), record.Error);
        (await pipeline.Get<QuarantineStore>().ClosedAsync("onestop-wards", sha, None)).Values.ShouldAllBe(c => c.How == ClosedRow.SentBackWrong);
        await pipeline.DropAsync("onestop-wards", Correct(slip, (SlipRow.NoCell, string.Empty)), new(2022, 6, 13));
        await pipeline.DrainAsync();
        (await OnlineAsync(pipeline, "tnc-phuong-1")).ShouldBe((1, 1), "a clerk who looked may say that nothing stood there");
    }

    [Fact]
    public async Task A_forged_slip_dates_nothing_and_closes_nothing()
    {
        await using var pipeline = await TestPipeline.StartAsync();
        static string Row(string code, string channel, string day) => Csv.Dossier(code, day, channel: channel).TrimEnd();
        var name = await pipeline.DropAsync("onestop-wards", Csv.Header + Row("H53.13-220601-0001", "Trực tuyến", "01/06/2022") + "\n"
            + Row("H53.13-220601-0002", "Fax", "01/06/2022") + "\n", new(2022, 6, 10));
        await pipeline.DrainAsync();
        var sha = (await pipeline.FileAsync(name)).Sha256;
        var header = Csv.Header.TrimEnd() + ",Mã phiếu cách ly,Dòng gốc\n";
        var right = Row("H53.13-220601-0002", "Trực tuyến", "01/06/2022");
        (string What, string Csv, string Code)[] forged =
        [
            ("a row of its own beside", header + $"{right},{sha},3\n" + Row("H53.13-220601-0009", "Trực tuyến", "01/06/2022") + ",,\n", "GP222"),
            ("a row that the slip has not", header + $"{Row("H53.13-220601-0009", "Trực tuyến", "01/06/2022")},{sha},2\n", "GP222"),
            ("another dossier in its place", header + $"{Row("H53.13-220601-0009", "Trực tuyến", "01/06/2022")},{sha},3\n", "GP222"),
            ("a file that nobody knows", header + $"{right},{new string('0', 64)},3\n", "GP213"),
        ];
        foreach (var (what, csv, code) in forged)
        {
            var file = await pipeline.DropAsync("onestop-wards", csv, new(2022, 6, 12));
            await pipeline.DrainAsync();
            (await pipeline.FileAsync(file)).ErrorCode.ShouldBe(code, what);
        }

        (await pipeline.Get<QuarantineStore>().ClosedAsync("onestop-wards", sha, None)).ShouldBeEmpty();
        (await OnlineAsync(pipeline, "tnc-phuong-1")).ShouldBe((1, 1));

        // What is no number of a slip (a path, say) is no answer at all, and the row is like any other.
        var path = await pipeline.DropAsync("onestop-wards", header + $"{right},../{sha[3..]},3\n", new(2022, 6, 12));
        await pipeline.DrainAsync();
        var record = await pipeline.FileAsync(path);
        (record.State, record.Accepted + record.Rejected).ShouldBe((FileStates.Ingested, 1));
        (await pipeline.Get<QuarantineStore>().ClosedAsync("onestop-wards", sha, None)).ShouldBeEmpty();
    }

    private static async Task<(long Received, long Online)> OnlineAsync(TestPipeline pipeline, string unit)
    {
        var row = await pipeline.RowAsync("nd09-2022-H1", unit);
        return (row.Received, row.ReceivedOnline);
    }

    private static async Task<IReadOnlyList<JsonElement>> MailsAsync(MailServer server)
    {
        using var client = new HttpClient();
        var page = await client.GetStringAsync(new Uri(server.Page, "api/email"));
        return [.. JsonDocument.Parse(page).RootElement.EnumerateArray()];
    }

    private static IReadOnlyList<(string Text, bool IsFormula)> Cells(byte[] workbook)
    {
        using var stream = new MemoryStream(workbook);
        using var document = SpreadsheetDocument.Open(stream, isEditable: false);
        return [.. document.WorkbookPart!.WorksheetParts.Single().Worksheet!.Descendants<Cell>().Select(c => (c.InnerText, c.CellFormula is not null))];
    }

    /// <summary>Types over cells as a clerk does, and saves.</summary>
    private static byte[] Correct(byte[] workbook, params (string From, string To)[] cells)
    {
        using var stream = new MemoryStream();
        stream.Write(workbook);
        using (var document = SpreadsheetDocument.Open(stream, isEditable: true))
        {
            var sheet = document.WorkbookPart!.WorksheetParts.Single().Worksheet!;
            foreach (var (from, to) in cells)
            {
                sheet.Descendants<Cell>().Single(c => c.InnerText == from).InlineString = new InlineString(new Text(to));
            }

            sheet.Save();
        }

        return stream.ToArray();
    }

    private static string SeedsWithContact()
    {
        var seeds = Csv.CopySeeds();
        var path = Path.Combine(seeds, "sources", "onestop-wards.json");
        var source = JsonNode.Parse(File.ReadAllText(path))!;
        source["contact"] = new JsonObject { ["address"] = "motcuaxa@tayninh.example", ["name"] = "Một cửa phường, xã" };
        File.WriteAllText(path, source.ToJsonString());
        return seeds;
    }
}
