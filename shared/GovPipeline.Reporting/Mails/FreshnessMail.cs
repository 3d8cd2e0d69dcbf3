using System.Globalization;

namespace GovPipeline.Reporting.Mails;

/// <summary>Writes the Vietnamese mails about a source that is late, and about its return.</summary>
public static class FreshnessMail
{
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
        var html = MailPage.Html(
            kind, colour, message, $"""<tr><td style="padding:8px 24px 20px 24px;{MailPage.Font};font-size:14px;line-height:21px;color:#111">{MailPage.Encode(remedy)}</td></tr>""", Foot);
        return new(subject, $"{message}\n\n{remedy}\n\n{Foot}\n", html);
    }
}
