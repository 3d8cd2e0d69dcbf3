using System.Text;
using GovPipeline.Domain.Indicators;
using GovPipeline.Domain.Text;
using GovPipeline.Reporting.Reports;

namespace GovPipeline.Reporting.Mails;

/// <summary>The mail that brings the report of an ended period.</summary>
public static class ReportMail
{
    /// <summary>The mail.</summary>
    public static MailBody Compose(PeriodReport report, Language language)
    {
        ArgumentNullException.ThrowIfNull(report);
        var english = language == Language.English;
        var own = report.Rates.First(r => r.UnitId == report.UnitId);
        var period = english ? $"{report.Period.NameEn} ({report.Period.RangeEn}), {report.Period.CalendarEn}"
            : $"{report.Period.NameVi} ({report.Period.RangeVi}), {report.Period.CalendarVi}";
        var message = english
            ? $"{report.UnitName}: {Figures.Percent(own.Rate, 1, language)} of dossiers filed online "
                + $"({Figures.Count(own.Online, language)}/{Figures.Count(own.Received, language)}) in {report.Period.NameEn}"
            : $"{report.UnitName}: {Figures.Percent(own.Rate)} hồ sơ nộp trực tuyến ({Figures.Count(own.Online)}/{Figures.Count(own.Received)}), "
                + $"{report.Period.NameVi}";
        string[] lines =
        [
            period,
            ReportWords.Standing(report, language),
            .. report.Rates.Where(r => r is { IsRollup: true, Tier: not null }).Select(r =>
                $"{r.Name}: {Figures.Percent(r.Rate, 1, language)} ({Figures.Count(r.Online, language)}/{Figures.Count(r.Received, language)}){
                (r.Target is { } t ? $", {(english ? "target" : "mục tiêu")} {Figures.TargetPercent(t, language)}: {
                ReportWords.Status(r.Status, language)}" : string.Empty)}"),
            english ? "Attached: the workbook with form II.06a, its successor, indicators and days; the report ready to be completed and signed."
                : "Kèm theo: bảng tính gồm biểu II.06a, biểu 07a, các chỉ tiêu, số liệu theo ngày; báo cáo chờ bổ sung và ký.",
        ];
        var foot = english ? "An automatic mail of GovPipeline. The files are kept as they were sent."
            : "Thư tự động của GovPipeline. Tệp được lưu đúng như đã gửi.";
        var text = new StringBuilder(message).Append(".\n\n").AppendJoin('\n', lines).Append("\n\n").Append(foot).Append('\n').ToString();
        var rows = string.Concat(lines.Select(l => $"""
            <tr>
            <td style="padding:4px 24px;{MailPage.Font};font-size:14px;line-height:21px;color:#111">{MailPage.Encode(l)}</td></tr>
            """));
        return new(message, text, MailPage.Html(language, english ? "Half-year report" : "Báo cáo 6 tháng", "#1f5fa8", message,
            rows + "<tr><td style=\"padding:6px\"></td></tr>", foot));
    }
}
