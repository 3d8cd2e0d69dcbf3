using System.Diagnostics;
using DocumentFormat.OpenXml.Packaging;
using ExcelDataReader;
using GovPipeline.Domain.Periods;
using GovPipeline.Pipeline.Jobs;
using GovPipeline.Pipeline.Reports;
using GovPipeline.Storage.Published;
using MimeKit;

namespace GovPipeline.EndToEnd.Tests;

/// <summary>The files of a report against the published tables.</summary>
public sealed class ReportTests(PublishedCity city) : IClassFixture<PublishedCity>
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task The_workbook_holds_the_published_figures_as_numbers_and_the_identities_of_form_II_06a()
    {
        var sheets = Sheets((await MakeAsync("xlsx")).Content);
        sheets.Select(s => s.Name).ShouldBe(["II.06a", "07a", "Chỉ tiêu", "Theo ngày", "Tính xác thực", "QĐ 766"]);
        var rows = (await city.Pipeline.RowsAsync(PublishedCity.Period)).Where(r => r.Field == PeriodRow.AllFields).ToList();
        var form = sheets[0].Rows;
        form[9].Take(13).ShouldBe(Enumerable.Range(1, 13).Select(i => (object)$"({i})"));
        foreach (var row in rows.Where(r => !r.IsRollup))
        {
            Numbers(form.Single(r => Equals(r[1], row.UnitName)), 2, 11).ShouldBe(
            [
                row.Total, row.ReceivedOnline, row.ReceivedInPerson + row.ReceivedPostal, row.CarriedOver, row.Resolved, row.ResolvedEarly, row.ResolvedOnTime,
                row.ResolvedLate, row.Pending, row.PendingInTime, row.PendingLate,
            ]);
        }

        var area = rows.Single(r => r.UnitId == "area:tay-ninh-city");
        var index = sheets[5].Rows;
        Numbers(index.Single(r => Equals(r[0], "2.1")), 2, 2).ShouldBe([area.ResolvedEarly + area.ResolvedOnTime + area.PendingInTime, area.Total]);
        index.Single(r => Equals(r[0], "1.1")).Skip(2).Take(3).ShouldAllBe(c => c == null || Equals(c, string.Empty), "what nobody told is no zero");

        foreach (var line in form.Where(r => r[0] is double || Equals(r[1], "Tổng cộng")))
        {
            var c = Numbers(line, 2, 11);
            (c[0], c[4], c[8], c[0])
                .ShouldBe((c[1] + c[2] + c[3], c[5] + c[6] + c[7], c[9] + c[10], c[4] + c[8]), $"{line[1]}: 3 = 4+5+6, 7 = 8+9+10, 11 = 12+13, 3 = 7+11");
        }

        var total = Numbers(form.Single(r => Equals(r[1], "Tổng cộng")), 2, 2);
        total.ShouldBe([rows.Single(r => r.UnitId == "area:tay-ninh-city").Total, 8490]);
        var days = sheets[3].Rows.Skip(7).Where(r => r[0] is DateTime).ToList();
        (days.Sum(d => (double)d[1]!), days.Sum(d => (double)d[2]!)).ShouldBe((11259, 8490));
        foreach (var sheet in sheets)
        {
            var head = string.Join(' ', sheet.Rows.Take(6).SelectMany(r => r).OfType<string>());
            foreach (var said in (string[])["15/12/2021", "14/06/2022", "chốt ngày 14", "Số liệu tính đến ngày 14/06/2022"])
            {
                head.ShouldContain(said);
            }
        }
    }

    [Fact]
    public async Task No_cell_is_a_formula_whatever_a_name_begins_with()
    {
        using var stream = new MemoryStream((await MakeAsync("xlsx")).Content);
        using var document = SpreadsheetDocument.Open(stream, isEditable: false);
        document.WorkbookPart!.WorksheetParts.SelectMany(p => p.Worksheet!.Descendants<DocumentFormat.OpenXml.Spreadsheet.CellFormula>()).ShouldBeEmpty();
        new DocumentFormat.OpenXml.Validation.OpenXmlValidator().Validate(document).Select(e => $"{e.Path?.XPath}: {e.Description}").ShouldBeEmpty();
    }

    [Fact]
    public async Task The_document_is_set_as_the_decree_wants_and_says_the_published_figures()
    {
        using var stream = new MemoryStream((await MakeAsync("docx")).Content);
        using var document = WordprocessingDocument.Open(stream, isEditable: false);
        new DocumentFormat.OpenXml.Validation.OpenXmlValidator().Validate(document).Select(e => $"{e.Path?.XPath}: {e.Description}").ShouldBeEmpty();
        var text = document.MainDocumentPart!.Document!.Body!.InnerText;
        foreach (var said in (string[])["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "THÀNH PHỐ TÂY NINH", "BÁO CÁO", "64,3%", "2.135",
            "3.322", "80,1%", "75,4%", "từ ngày 15/12/2021 đến ngày 14/06/2022", "chốt ngày 14", "Số liệu tính đến ngày 14/06/2022", "KHÓ KHĂN", "Nơi nhận:",
            "tỷ lệ nằm giữa"])
        {
            text.ShouldContain(said);
        }

        document.MainDocumentPart.ImageParts.Count().ShouldBe(2);
        var margins = document.MainDocumentPart.Document.Body.Descendants<DocumentFormat.OpenXml.Wordprocessing.PageMargin>().Single();
        (margins.Left!.Value, margins.Top!.Value).ShouldBe((1700u, 1133), "30 mm and 20 mm");
    }

    [Fact]
    public async Task A_half_year_that_ended_is_mailed_to_leaders_once_with_workbook_and_document()
    {
        for (var i = 0; i < 2; i++)
        {
            await city.Pipeline.Get<SendReports>().RunAsync(None);
            await city.Pipeline.DrainAsync();
        }

        (await city.Smtp.MailsAsync()).ShouldNotContain(m => HasReport(m.Message), "incomplete data wait for the two working days");
        city.Pipeline.Time.Advance(TimeSpan.FromDays(3));
        for (var i = 0; i < 2; i++)
        {
            await city.Pipeline.Get<SendReports>().RunAsync(None);
            await city.Pipeline.DrainAsync();
        }

        var mails = (await city.Smtp.MailsAsync()).Where(m => HasReport(m.Message)).ToList();
        mails.Select(m => m.To).Order(StringComparer.Ordinal).ShouldBe(["chanhvanphong@tayninh.example", "chutich@tayninh.example"]);
        foreach (var (_, mail) in mails)
        {
            mail.Subject.ShouldBe("Toàn thành phố Tây Ninh: 75,4% hồ sơ nộp trực tuyến (8.490/11.259), đạt mục tiêu 60%; 6 tháng đầu năm 2022");
            mail.Attachments.OfType<MimePart>().Select(a => Path.GetExtension(a.FileName)).ShouldBe([".xlsx", ".docx"]);
            mail.TextBody!.ShouldContain("CHƯA ĐẦY ĐỦ");
            mail.HtmlBody!.ShouldContain("http://127.0.0.1:1/?ky=nd09-2022-H1", customMessage: "the page of the period is one tap away");
        }
    }

    [ProgramFact("soffice")]
    public async Task LibreOffice_opens_both_files()
    {
        var folder = Directory.CreateTempSubdirectory("govpipeline-office-").FullName;
        foreach (var format in (string[])["xlsx", "docx"])
        {
            var (name, content) = await MakeAsync(format);
            await File.WriteAllBytesAsync(Path.Combine(folder, name), content);
            var start = new ProcessStartInfo("soffice",
                ["--headless", $"-env:UserInstallation=file://{folder}/profile", "--convert-to", "pdf", "--outdir", folder, Path.Combine(folder, name)])
                { RedirectStandardOutput = true, RedirectStandardError = true };
            using var office = Process.Start(start)!;
            using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(2));
            await office.WaitForExitAsync(limit.Token);
            new FileInfo(Path.Combine(folder, Path.ChangeExtension(name, "pdf"))).Length.ShouldBeGreaterThan(10_000);
        }

        Directory.Delete(folder, recursive: true);
    }

    // A rejection slip is a workbook too; only a report has a document.
    private static bool HasReport(MimeMessage mail) => mail.Attachments.OfType<MimePart>().Any(a => Path.GetExtension(a.FileName) == ".docx");

    private static long[] Numbers(object?[] row, int from, int count) => [.. row.Skip(from).Take(count).Select(v => (long)(double)v!)];

    private static List<(string Name, List<object?[]> Rows)> Sheets(byte[] workbook)
    {
        using var stream = new MemoryStream(workbook);
        using var reader = ExcelReaderFactory.CreateReader(stream);
        var sheets = new List<(string, List<object?[]>)>();
        do
        {
            var rows = new List<object?[]>();
            while (reader.Read())
            {
                rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetValue)]);
            }

            sheets.Add((reader.Name, rows));
        }
        while (reader.NextResult());
        return sheets;
    }

    private async Task<(string Name, byte[] Content)> MakeAsync(string format) =>
        (await city.Pipeline.Get<ReportFiles>().MakeAsync(Period.Parse(PublishedCity.Period), "area:tay-ninh-city", [format], None)).Single();
}
