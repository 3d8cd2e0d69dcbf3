using System.Net;
using GovPipeline.Domain.Text;

namespace GovPipeline.Reporting.Mails;

/// <summary>The frame that all mails share: tables and inline styles, so that it holds in Outlook and on a phone; nothing from elsewhere.</summary>
internal static class MailPage
{
    /// <summary>Font of every cell.</summary>
    public const string Font = "font-family:Arial,'Segoe UI',sans-serif";

    /// <summary>The page.</summary>
    /// <param name="language">Its language.</param>
    /// <param name="kind">What kind of mail, on the coloured strip.</param>
    /// <param name="colour">Colour of the strip.</param>
    /// <param name="headline">The message.</param>
    /// <param name="rows">Table rows below it, as HTML.</param>
    /// <param name="foot">The small print.</param>
    public static string Html(Language language, string kind, string colour, string headline, string rows, string foot) => $"""
        <!DOCTYPE html>
        <html lang="{(language == Language.English ? "en" : "vi")}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
        <title>{Encode(headline)}</title></head>
        <body style="margin:0;padding:0;background:#f3f4f6">
        <table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="background:#f3f4f6"><tr><td align="center" style="padding:24px 12px">
        <table role="presentation" width="600" cellpadding="0" cellspacing="0" style="max-width:600px;width:100%;background:#ffffff;border:1px solid #d9dce1">
        <tr><td style="padding:6px 24px;background:{colour};{Font};font-size:13px;color:#ffffff">{Encode(kind)}</td></tr>
        <tr><td style="padding:20px 24px 8px 24px;{Font};font-size:20px;line-height:28px;font-weight:bold;color:#111">{Encode(headline)}</td></tr>
        {rows}
        <tr><td style="padding:12px 24px;border-top:1px solid #d9dce1;{Font};font-size:12px;color:#666">{Encode(foot)}</td></tr>
        </table></td></tr></table></body></html>
        """;

    /// <summary>A text as HTML.</summary>
    public static string Encode(string text) => WebUtility.HtmlEncode(text);
}
