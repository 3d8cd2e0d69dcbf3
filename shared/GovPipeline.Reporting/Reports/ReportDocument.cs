using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;
using GovPipeline.Domain.Indicators;
using GovPipeline.Reporting.Charts;
using Paragraph = DocumentFormat.OpenXml.Wordprocessing.Paragraph;

namespace GovPipeline.Reporting.Reports;

/// <summary>
/// Writes the report of a period as an office writes it (NĐ 30/2020/NĐ-CP): figures and what is known of them are filled in,
/// number, date, difficulties, proposals and signature are left to the author.
/// </summary>
public static class ReportDocument
{
    private const string Blank = "…………………………………………………………………………";

    /// <summary>Writes it.</summary>
    /// <param name="report">The figures.</param>
    /// <param name="letterhead">The issuing body.</param>
    /// <param name="output">Receives the document.</param>
    public static void Write(PeriodReport report, Letterhead letterhead, Stream output)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(letterhead);
        using var document = WordprocessingDocument.Create(output, WordprocessingDocumentType.Document);
        var writer = new DocumentWriter(document.AddMainDocumentPart());
        Head(writer, report, letterhead);
        Results(writer, report);
        Online(writer, report);
        Systems(writer, report);
        Quality(writer, report);
        Closing(writer, letterhead);
        writer.Save();
    }

    private static void Head(DocumentWriter writer, PeriodReport report, Letterhead letterhead)
    {
        Paragraph[] left =
        [
            .. letterhead.Body.Select((line, i) => DocumentWriter.Line(line, bold: i == letterhead.Body.Count - 1, size: "26")),
            DocumentWriter.Line("–––––––", size: "20"),
            DocumentWriter.Line("Số:        /BC-UBND", size: "26"),
        ];
        Paragraph[] right =
        [
            DocumentWriter.Line("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", bold: true, size: "24"),
            DocumentWriter.Line("Độc lập - Tự do - Hạnh phúc", bold: true, underlined: true),
            DocumentWriter.Line(string.Empty, size: "20"),
            DocumentWriter.Line($"{letterhead.Place}, ngày      tháng      năm {report.Period.Year}", italic: true),
        ];
        writer.Columns(left, right, 40);
        writer.Add(DocumentWriter.Line(string.Empty));
        writer.Add(DocumentWriter.Line("BÁO CÁO", bold: true));
        writer.Add(DocumentWriter.Line("Kết quả giải quyết thủ tục hành chính, cung cấp dịch vụ công trực tuyến", bold: true));
        writer.Add(DocumentWriter.Line(
            $"và ứng dụng công nghệ thông tin {report.Period.NameVi.ToLower(System.Globalization.CultureInfo.GetCultureInfo("vi-VN"))}", bold: true));
        writer.Add(DocumentWriter.Line($"({report.Period.RangeVi}; {report.Period.CalendarVi})", italic: true));
        writer.Add(DocumentWriter.Line(string.Empty, size: "16"));
        writer.Text(
            $"{ReportWords.Standing(report)}. Số liệu của {report.UnitName}, phiên bản {report.Version}. "
            + $"{report.Conventions.LatenessIn(Domain.Text.Language.Vietnamese)}.", italic: true);
    }

    private static void Results(DocumentWriter writer, PeriodReport report)
    {
        var s = report.Total;
        writer.Heading("I. KẾT QUẢ GIẢI QUYẾT THỦ TỤC HÀNH CHÍNH");
        writer.Text(
            $"Tổng số hồ sơ nhận giải quyết: {C(s.Total)}; trong đó tiếp nhận trong kỳ {C(s.Received)} (trực tuyến {C(s.ReceivedOnline)}, trực tiếp "
            + $"{C(s.ReceivedInPerson)}, bưu chính công ích {C(s.ReceivedPostal)}), kỳ trước chuyển sang {C(s.CarriedOver)}.");
        writer.Text(
            $"Đã giải quyết {C(s.Resolved)} hồ sơ: trước hạn {C(s.ResolvedEarly)}, đúng hạn {C(s.ResolvedOnTime)}, quá hạn {C(s.ResolvedLate)}; tỷ lệ trước "
            + $"và đúng hạn {Figures.Percent(new Rate(s.ResolvedEarly + s.ResolvedOnTime, s.Resolved).Value)}. Đang giải quyết {C(s.Pending)} hồ sơ: trong "
            + $"hạn {C(s.PendingInTime)}, quá hạn {C(s.PendingLate)}.");
        writer.Table(
            [34, 12, 12, 12, 12, 12],
            ["Đơn vị", "Tổng số", "Trong kỳ", "Đã giải quyết", "Quá hạn", "Đang giải quyết"],
            [
                .. report.Sections.SelectMany(x => x.Rows).Select(r => Row(r.Name, r.Statistics)),
                Row("Tổng cộng", s),
            ],
            1);
        static string[] Row(string name, Domain.Counting.PeriodStatistics? s) => s is null ? [name, "–", "–", "–", "–", "–"] :
            [name, C(s.Total), C(s.Received), C(s.Resolved), C(s.ResolvedLate), C(s.Pending)];
    }

    private static void Online(DocumentWriter writer, PeriodReport report)
    {
        writer.Heading("II. TỶ LỆ HỒ SƠ NỘP TRỰC TUYẾN SO VỚI MỤC TIÊU");
        foreach (var row in report.Rates.Where(r => r.IsRollup))
        {
            var target = row.Target is { } t ? $"; mục tiêu {Figures.TargetPercent(t)} ({row.LegalBasis}): {ReportWords.Status(row.Status)}" : string.Empty;
            writer.Text($"- {row.Name}: {Rate(row, report)} ({C(row.Online)}/{C(row.Received)}){target}.");
        }

        var units = report.Rates.Where(r => !r.IsRollup).OrderByDescending(r => r.Rate).ToList();
        writer.Table(
            [34, 14, 14, 14, 14, 18],
            ["Đơn vị", "Tiếp nhận", "Trực tuyến", "Tỷ lệ", "Mục tiêu", "Kết quả"],
            units.Select(r => new[] { r.Name, C(r.Received), C(r.Online), Rate(r, report),
                r.Target is { } t ? Figures.TargetPercent(t) + (r.IsExample ? " *" : string.Empty) : "–", ReportWords.Status(r.Status) }),
            1);
        if (units.Exists(r => r.IsExample))
        {
            writer.Text("* Mục tiêu minh họa, chưa có văn bản quy định.", italic: true);
        }

        if (report.Trend.Count(t => t.Value is not null) > 1)
        {
            writer.Picture(TrendChart.Png([.. report.Trend.TakeLast(8)], (double?)report.Rates.FirstOrDefault(r => r.UnitId == report.UnitId)?.Target,
                "mục tiêu"), string.Join("; ", report.Trend.Select(t => $"{t.Label}: {Figures.Percent((decimal?)t.Value)}")));
            writer.Caption($"Hình 1. Tỷ lệ hồ sơ nộp trực tuyến theo tháng, {report.UnitName}");
        }

        if (units.Exists(r => r.Rate is not null && r.Received >= report.MinimumDenominator))
        {
            writer.Picture(RateChart.Png([.. units.Where(r => r.Received >= report.MinimumDenominator)
                .Select(r => new RateBar(r.Name, r.Rate, r.Target, r.Tone))]),
                string.Join("; ", units.Select(r => $"{r.Name}: {Rate(r, report)}")));
            writer.Caption("Hình 2. Tỷ lệ theo đơn vị; vạch đen là mục tiêu");
        }
    }

    private static string SectionOf(PeriodReport report, IndicatorLine line) =>
        report.Conventions.Systems.FirstOrDefault(s => s.Id == line.Indicator.System)?.Section ?? "other";

    private static void Systems(DocumentWriter writer, PeriodReport report)
    {
        writer.Heading("III. VĂN PHÒNG ĐIỆN TỬ");
        Lines(report.Indicators.Where(i => SectionOf(report, i) == "documents"));
        writer.Heading("IV. CÁC HỆ THỐNG KHÁC");
        Lines(report.Indicators.Where(i => SectionOf(report, i) == "other"));
        if (report.Software.Count > 0)
        {
            writer.Text(
                $"Phần mềm gây gián đoạn nhiều nhất (giờ gián đoạn nhân số đơn vị): "
                + $"{string.Join("; ", report.Software.Select(s => $"{s.Name} {Figures.Number(Math.Round(s.Value, 1))}"))}.");
        }

        void Lines(IEnumerable<IndicatorLine> lines) => writer.Table(
            [13, 42, 14, 25, 12],
            ["Mã", "Chỉ tiêu", "Giá trị", "Tử số/mẫu số", "Mục tiêu"],
            lines.Select(i => new[]
            {
                i.Indicator.Id, i.Indicator.NameVi + (i.IsEstimate ? " (ước tính)" : string.Empty), Figures.Value(i.Value, i.Indicator.Format),
                i.Value is null || i.Indicator.Denominator is null ? "–"
                    : $"{Figures.Number(Math.Round(i.Numerator, 1))}/{Figures.Number(Math.Round(i.Denominator, 1))}",
                i.Target is { } t ? Figures.Target(t, i.Indicator.Format) : "–",
            }),
            2);
    }

    private static void Quality(DocumentWriter writer, PeriodReport report)
    {
        writer.Heading("V. CHẤT LƯỢNG VÀ MỨC ĐỘ ĐẦY ĐỦ CỦA SỐ LIỆU");
        writer.Text(
            $"Trong kỳ nhận {C(report.Files.Rows)} dòng dữ liệu: {C(report.Files.Accepted)} dòng hợp lệ, {C(report.Files.Rejected)} dòng bị trả lại để sửa.");
        writer.Text($"Số liệu hồ sơ thủ tục hành chính: {ReportWords.Completeness(report)}.");
        writer.Text(report.BrokenIdentities.Length == 0 ? "Các đẳng thức của biểu II.06a đều đúng."
            : $"Biểu II.06a có chỗ không khớp: {report.BrokenIdentities}.");
    }

    private static void Closing(DocumentWriter writer, Letterhead letterhead)
    {
        writer.Heading("VI. KHÓ KHĂN, VƯỚNG MẮC");
        writer.Text(Blank);
        writer.Text(Blank);
        writer.Heading("VII. ĐỀ XUẤT, KIẾN NGHỊ");
        writer.Text(Blank);
        writer.Text(Blank);
        Paragraph[] left =
        [
            DocumentWriter.Line("Nơi nhận:", bold: true, italic: true, side: JustificationValues.Left, size: "24"),
            DocumentWriter.Line("- Như trên;", side: JustificationValues.Left, size: "22"),
            DocumentWriter.Line("- Lưu: VT.", side: JustificationValues.Left, size: "22"),
        ];
        writer.Columns(left, letterhead.Signatory.Select(l => DocumentWriter.Line(l, bold: true)).Append(DocumentWriter.Line(string.Empty)), 50);
    }

    private static string C(long count) => Figures.Count(count);

    private static string Rate(RateRow row, PeriodReport report) =>
        row.IsSuppressed || (row.HasData && row.Received < report.MinimumDenominator) ? ReportWords.TooFew() : Figures.Percent(row.Rate);
}

/// <summary>The body that issues a report.</summary>
/// <param name="Body">Its lines, the superior body first.</param>
/// <param name="Place">Place of the date line.</param>
/// <param name="Signatory">Lines above the signature.</param>
public sealed record Letterhead(IReadOnlyList<string> Body, string Place, IReadOnlyList<string> Signatory);
