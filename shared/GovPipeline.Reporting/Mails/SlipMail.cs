using System.Net;
using System.Text;
using GovPipeline.Reporting.Slips;

namespace GovPipeline.Reporting.Mails;

/// <summary>Writes the Vietnamese mail that goes with a rejection slip. It tells how many rows, why and what to do, and shows no cell.</summary>
public static class SlipMail
{
    private const string Font = "font-family:Arial,'Segoe UI',sans-serif";

    /// <summary>The mail.</summary>
    public static MailBody Compose(RejectionSlip slip)
    {
        ArgumentNullException.ThrowIfNull(slip);
        var headline = $"{slip.SourceName}: {slip.RejectedRows} trong {slip.FileRows} dòng của tệp ngày {slip.ExportDate:dd/MM/yyyy} cần sửa";
        var reasons = slip.Rows.SelectMany(r => r.Problems).GroupBy(p => (p.Code, p.Heading))
            .OrderByDescending(g => g.Count()).ThenBy(g => g.Key.Code, StringComparer.Ordinal)
            .Select(g => (Where: g.Key.Heading.Length == 0 ? "cả dòng" : $"cột “{g.Key.Heading}”", Count: g.Count(), g.Key.Code, g.First().Remedy)).ToList();
        string[] steps =
        [
            "Mở tệp đính kèm: mỗi dòng là một dòng chưa nhận được, ô sai được tô màu, lý do ở hai cột đầu.",
            "Sửa ngay trong tệp, giữ nguyên cột cuối.",
            "Gửi lại tệp đã sửa qua kênh vẫn gửi số liệu. Các dòng đúng được nhận và khép lại; dòng còn sai được trả lại một lần nữa.",
        ];
        var text = new StringBuilder(headline).Append(".\n\nLý do:\n");
        foreach (var (where, count, code, remedy) in reasons)
        {
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"- {count} dòng, {where} ({code}): {remedy}\n");
        }

        text.Append("\nCách làm:\n").AppendJoin('\n', steps.Select((s, i) => $"{i + 1}. {s}")).Append("\n\nCác dòng đúng của tệp đã được nhận. Thư tự động của GovPipeline.\n");
        return new(headline, text.ToString(), Html(headline, reasons, steps));
    }

    private static string Html(string headline, IEnumerable<(string Where, int Count, string Code, string Remedy)> reasons, IEnumerable<string> steps)
    {
        static string Encode(string text) => WebUtility.HtmlEncode(text);
        var rows = string.Concat(reasons.Select(r =>
            $"""<tr><td style="padding:6px 12px 6px 0;{Font};font-size:14px;white-space:nowrap;vertical-align:top">{r.Count} dòng</td><td style="padding:6px 12px 6px 0;{Font};font-size:14px;vertical-align:top">{Encode(r.Where)}</td><td style="padding:6px 0;{Font};font-size:14px;vertical-align:top">{Encode(r.Remedy)} <span style="color:#666">({r.Code})</span></td></tr>"""));
        var list = string.Concat(steps.Select(s => $"""<li style="margin:0 0 6px 0">{Encode(s)}</li>"""));
        return $"""
            <!DOCTYPE html>
            <html lang="vi"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{Encode(headline)}</title></head>
            <body style="margin:0;padding:0;background:#f3f4f6">
            <table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="background:#f3f4f6"><tr><td align="center" style="padding:24px 12px">
            <table role="presentation" width="600" cellpadding="0" cellspacing="0" style="max-width:600px;width:100%;background:#ffffff;border:1px solid #d9dce1">
            <tr><td style="padding:6px 24px;background:#92600a;{Font};font-size:13px;color:#ffffff">Phiếu trả dòng dữ liệu</td></tr>
            <tr><td style="padding:20px 24px 8px 24px;{Font};font-size:20px;line-height:28px;font-weight:bold;color:#111">{Encode(headline)}.</td></tr>
            <tr><td style="padding:8px 24px"><table role="presentation" cellpadding="0" cellspacing="0" width="100%">{rows}</table></td></tr>
            <tr><td style="padding:8px 24px 20px 24px;{Font};font-size:14px;line-height:21px;color:#111"><ol style="margin:8px 0 0 0;padding-left:20px">{list}</ol></td></tr>
            <tr><td style="padding:12px 24px;border-top:1px solid #d9dce1;{Font};font-size:12px;color:#666">Các dòng đúng của tệp đã được nhận. Thư tự động của GovPipeline.</td></tr>
            </table></td></tr></table></body></html>
            """;
    }
}
