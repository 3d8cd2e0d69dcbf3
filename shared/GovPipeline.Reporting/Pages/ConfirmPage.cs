using System.Net;

namespace GovPipeline.Reporting.Pages;

/// <summary>The small pages behind an acknowledge link. Mail scanners open links, so only the button acts.</summary>
public static class ConfirmPage
{
    /// <summary>Asks for the click.</summary>
    /// <param name="headline">The alert.</param>
    /// <param name="who">The reader.</param>
    public static string Ask(string headline, string who) => Page("Xác nhận đã biết cảnh báo", $"""
        <h1>{Encode(headline)}</h1>
        <p>{Encode(who)}: bấm nút dưới đây để xác nhận đã biết cảnh báo này. / Press the button to say that you know of this alert.</p>
        <form method="post"><label>Ghi chú (không bắt buộc) / Note (optional)<br><textarea name="note" maxlength="500" rows="3" cols="50"></textarea></label>
        <p><button type="submit">Tôi đã biết / I know of this</button></p></form>
        """);

    /// <summary>It is noted.</summary>
    public static string Done(string headline, string state) =>
        Page("Đã ghi nhận", $"<h1>Đã ghi nhận / Noted</h1><p>{Encode(headline)}</p><p>{Encode(state)}</p>");

    /// <summary>The link says nothing (any more).</summary>
    public static string Invalid() => Page("Liên kết không còn hiệu lực", """
        <h1>Liên kết không còn hiệu lực / This link is no longer valid</h1>
        <p>Dùng liên kết trong thư mới nhất, hoặc báo bộ phận vận hành. / Use the link of the newest mail, or tell the operators.</p>
        """);

    private static string Page(string title, string body) => $$"""
        <!DOCTYPE html>
        <html lang="vi"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex">
        <title>{{Encode(title)}}</title>
        <style>body{font-family:system-ui,Arial,sans-serif;max-width:640px;margin:48px auto;padding:0 16px;color:#111;line-height:1.5}h1{font-size:22px}
        button{background:#1f5fa8;color:#fff;border:0;padding:12px 20px;font-size:16px}textarea{width:100%;font:inherit}</style></head>
        <body><main>{{body}}</main></body></html>
        """;

    private static string Encode(string text) => WebUtility.HtmlEncode(text);
}
