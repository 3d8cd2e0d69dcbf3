using GovPipeline.Domain.Time;
using System.Text;
using GovPipeline.Domain.Indicators;
using GovPipeline.Reporting.Slips;

namespace GovPipeline.Reporting.Mails;

/// <summary>Writes the Vietnamese mail that goes with a rejection slip. It tells how many rows, why and what to do, and shows no cell.</summary>
public static class SlipMail
{
    private const string Foot = "Các dòng đúng của tệp đã được nhận. Thư tự động của GovPipeline.";

    /// <summary>The mail.</summary>
    public static MailBody Compose(RejectionSlip slip)
    {
        ArgumentNullException.ThrowIfNull(slip);
        var headline =
            $"{slip.SourceName}: {Figures.Count(slip.RejectedRows)} trong {Figures.Count(slip.FileRows)} dòng của tệp ngày {DayText.Print(slip.ExportDate)} "
            + $"cần sửa";
        var reasons = slip.Rows.SelectMany(r => r.Problems).GroupBy(p => (p.Code, p.Heading))
            .OrderByDescending(g => g.Count()).ThenBy(g => g.Key.Code, StringComparer.Ordinal)
            .Select(g => (Where: g.Key.Heading.Length == 0 ? "cả dòng" : $"cột “{g.Key.Heading}”", Count: g.Count(), g.Key.Code, g.First().Remedy)).ToList();
        string[] steps =
        [
            (slip.FetchedBy is { } command ? $"Lấy phiếu ({command}) và mở" : "Mở tệp đính kèm")
                + ": mỗi dòng là một dòng chưa nhận được, ô sai được tô màu, lý do ở hai cột đầu.",
            "Sửa ngay trong tệp, giữ nguyên cột cuối.",
            "Gửi lại tệp đã sửa qua kênh vẫn gửi số liệu. Các dòng đúng được nhận và khép lại; dòng còn sai được trả lại một lần nữa.",
        ];
        var text = new StringBuilder(headline).Append(".\n\nLý do:\n");
        foreach (var (where, count, code, remedy) in reasons)
        {
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"- {count} dòng, {where} ({code}): {remedy}\n");
        }

        text.Append("\nCách làm:\n").AppendJoin('\n', steps.Select((s, i) => $"{i + 1}. {s}")).Append("\n\n" + Foot + "\n");
        return new(headline, text.ToString(), Html(headline, reasons, steps));
    }

    private static string Html(string headline, IEnumerable<(string Where, int Count, string Code, string Remedy)> reasons, IEnumerable<string> steps)
    {
        var rows = string.Concat(reasons.Select(r =>
            $"""
                <tr><td style="padding:6px 12px 6px 0;{MailPage.Font};font-size:14px;white-space:nowrap;vertical-align:top">{r.Count} dòng</td>
                <td style="padding:6px 12px 6px 0;{MailPage.Font};font-size:14px;vertical-align:top">{MailPage.Encode(r.Where)}</td>
                <td style="padding:6px 0;{MailPage.Font};font-size:14px;vertical-align:top">{MailPage.Encode(r.Remedy)}
                <span style="color:#666">({r.Code})</span>
                </td></tr>
                """));
        var list = string.Concat(steps.Select(s => $"""<li style="margin:0 0 6px 0">{MailPage.Encode(s)}</li>"""));
        return MailPage.Html(
            Domain.Text.Language.Vietnamese,
            "Phiếu trả dòng dữ liệu",
            "#92600a",
            headline + ".",
            $"""
            <tr><td style="padding:8px 24px"><table role="presentation" cellpadding="0" cellspacing="0" width="100%">{rows}</table></td></tr>
            <tr><td style="padding:8px 24px 20px 24px;{MailPage.Font};font-size:14px;line-height:21px;color:#111">
            <ol style="margin:8px 0 0 0;padding-left:20px">{list}</ol></td></tr>
            """,
            Foot);
    }
}
