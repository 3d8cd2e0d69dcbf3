using System.Globalization;
using System.Net;

namespace GovPipeline.Reporting.Mails;

/// <summary>Writes the Vietnamese mails about a source that is late, and about its return.</summary>
public static class FreshnessMail
{
    private const string Font = "font-family:Arial,'Segoe UI',sans-serif";

    /// <summary>A source is late.</summary>
    /// <param name="source">Vietnamese name of the source.</param>
    /// <param name="last">The last local day its data tell of.</param>
    /// <param name="due">The day its next data were due.</param>
    /// <param name="today">Today.</param>
    public static MailBody Late(string source, DateOnly last, DateOnly due, DateOnly today) => Body(
        $"{source}: trễ số liệu, mới có đến ngày {Day(last)}",
        $"{source} chưa gửi số liệu sau ngày {Day(last)}; hạn là ngày {Day(due)} (không tính ngày nghỉ), hôm nay là {Day(today)}.",
        "Kiểm tra hệ thống nguồn và đường truyền, hoặc gửi tệp xuất bằng tay. Số liệu đã công bố giữ nguyên; các kỳ chưa đủ được ghi là chưa đủ. Khi có số liệu trở lại sẽ có thư báo.",
        "Nguồn trễ số liệu",
        "#9b1c1c");

    /// <summary>A source that was late told something again.</summary>
    public static MailBody Back(string source, DateOnly last) => Body(
        $"{source}: đã có số liệu trở lại, đến ngày {Day(last)}",
        $"{source} đã gửi số liệu trở lại, đến ngày {Day(last)}.",
        "Không cần làm gì thêm. Các kỳ liên quan được công bố lại.",
        "Nguồn đã trở lại",
        "#166534");

    private static string Day(DateOnly day) => day.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture);

    private static MailBody Body(string subject, string message, string remedy, string kind, string colour)
    {
        const string Foot = "Thư tự động của GovPipeline. Mỗi lần trễ chỉ báo một lần.";
        var html = $"""
            <!DOCTYPE html>
            <html lang="vi"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{WebUtility.HtmlEncode(subject)}</title></head>
            <body style="margin:0;padding:0;background:#f3f4f6">
            <table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="background:#f3f4f6"><tr><td align="center" style="padding:24px 12px">
            <table role="presentation" width="600" cellpadding="0" cellspacing="0" style="max-width:600px;width:100%;background:#ffffff;border:1px solid #d9dce1">
            <tr><td style="padding:6px 24px;background:{colour};{Font};font-size:13px;color:#ffffff">{kind}</td></tr>
            <tr><td style="padding:20px 24px 8px 24px;{Font};font-size:20px;line-height:28px;font-weight:bold;color:#111">{WebUtility.HtmlEncode(message)}</td></tr>
            <tr><td style="padding:8px 24px 20px 24px;{Font};font-size:14px;line-height:21px;color:#111">{WebUtility.HtmlEncode(remedy)}</td></tr>
            <tr><td style="padding:12px 24px;border-top:1px solid #d9dce1;{Font};font-size:12px;color:#666">{Foot}</td></tr>
            </table></td></tr></table></body></html>
            """;
        return new(subject, $"{message}\n\n{remedy}\n\n{Foot}\n", html);
    }
}
