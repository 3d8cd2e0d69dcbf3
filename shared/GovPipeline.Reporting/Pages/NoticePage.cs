using System.Net;
using GovPipeline.Domain.Text;

namespace GovPipeline.Reporting.Pages;

/// <summary>What stands in the place of the dashboard when there is none to show.</summary>
public static class NoticePage
{
    /// <summary>Nothing is published yet.</summary>
    public static string NoData(Language language) => Page(language, language == Language.English ? "No data yet" : "Chưa có dữ liệu",
        language == Language.English ? "Nothing has been published. Run govpipeline demo, or take an export in."
            : "Chưa có số liệu nào được công bố. Chạy govpipeline demo, hoặc nạp một tệp xuất.");

    /// <summary>There is no such period or unit.</summary>
    /// <param name="language">The language.</param>
    /// <param name="why">What is wrong.</param>
    public static string Wrong(Language language, string why) =>
        Page(language, language == Language.English ? "No such period or unit" : "Không có kỳ hoặc đơn vị này", why);

    private static string Page(Language language, string title, string text) => $"""
        <!DOCTYPE html>
        <html lang="{(language == Language.English ? "en" : "vi")}"><head><meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1"><title>{WebUtility.HtmlEncode(title)}</title><link rel="icon" href="data:,">
        <style>{DashboardStyle.Css}</style></head><body><main><section><h1>{WebUtility.HtmlEncode(title)}</h1><p>{WebUtility.HtmlEncode(text)}</p><p>
        <a href="/">GovPipeline</a></p></section></main></body></html>
        """;
}
