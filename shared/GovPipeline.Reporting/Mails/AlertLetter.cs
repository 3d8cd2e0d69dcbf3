using GovPipeline.Domain.Time;
using System.Globalization;
using System.Text;
using GovPipeline.Domain.Alerts;
using GovPipeline.Domain.Indicators;
using GovPipeline.Domain.Text;

namespace GovPipeline.Reporting.Mails;

/// <summary>The one mail of a night to one recipient, with everything that concerns them. Its first sentence is the message.</summary>
public static class AlertLetter
{
    private const string Label = "padding:4px 12px 4px 0;color:#555;font-size:14px;vertical-align:top;white-space:nowrap",
    Value = "padding:4px 0;font-size:14px;color:#111";

    private static readonly Bilingual Foot = new(
        "Thư tự động của GovPipeline. Mỗi đêm nhiều nhất một thư; cảnh báo kéo dài chỉ nhắc lại theo định kỳ.",
        "An automatic mail of GovPipeline. One mail a night at most; an alert that lasts is repeated at intervals only.");

    /// <summary>The mail.</summary>
    /// <param name="items">What there is to tell, the most pressing first.</param>
    /// <param name="watched">Alerts that stand and of which there is nothing new.</param>
    /// <param name="language">The reader's.</param>
    /// <param name="page">The page with all figures; null for none.</param>
    public static MailBody Compose(IReadOnlyList<AlertItem> items, IReadOnlyList<Alert> watched, Language language, Uri? page)
    {
        ArgumentNullException.ThrowIfNull(items);
        ArgumentNullException.ThrowIfNull(watched);
        var first = Headline(items[0], language);
        var subject =
            items.Count == 1 ? first : language == Language.English ? $"{first} (+{items.Count - 1} more)" : $"{first} (và {items.Count - 1} cảnh báo khác)";
        return new(subject, Text(items, watched, language, page), Html(items, watched, language, page));
    }

    private static string Headline(AlertItem item, Language language)
    {
        var headline = item.Alert.Content.Headline.In(language);
        return (item.News, language) switch
        {
            (AlertNews.Resolved, Language.English) => $"Over: {headline}",
            (AlertNews.Resolved, _) => $"Đã hết: {headline}",
            _ => headline,
        };
    }

    private static string Word(AlertItem item, Language language) => (item.News, language) switch
    {
        (AlertNews.Escalated, Language.English) => "Escalated: nobody acknowledged it",
        (AlertNews.Escalated, _) => "Chuyển lãnh đạo: chưa có ai xác nhận",
        (AlertNews.Changed, Language.English) => "Worse, or back after silence",
        (AlertNews.Changed, _) => "Nặng hơn, hoặc hết thời gian tạm im",
        (AlertNews.Repeated, Language.English) => $"Still so since {Since(item)}",
        (AlertNews.Repeated, _) => $"Vẫn tiếp diễn từ {Since(item)}",
        (AlertNews.Resolved, Language.English) => "Over",
        (AlertNews.Resolved, _) => "Đã hết",
        (_, Language.English) => "New",
        _ => "Mới",
    };

    private static string Since(AlertItem item) => DayText.Print(Domain.Time.VietnamClock.DayOf(item.Alert.OpenedAt));

    private static IEnumerable<AlertFact> Facts(AlertItem item) => item.InFull ? item.Alert.Content.Facts : item.Alert.Content.Facts.Where(f => f.IsKey);

    private static string Text(IReadOnlyList<AlertItem> items, IReadOnlyList<Alert> watched, Language language, Uri? page)
    {
        var text = new StringBuilder();
        foreach (var item in items)
        {
            text.Append(Headline(item, language)).Append(".\n")
                .Append(CultureInfo.InvariantCulture, $"[{item.Alert.Kind.Name().In(language)}] {Word(item, language)}\n\n");
            foreach (var fact in Facts(item))
            {
                text.Append(fact.Label.In(language)).Append(": ").Append(fact.Value.In(language)).Append('\n');
            }

            var months = item.Picture is null ? [] : item.Alert.Content.Trend;
            if (months.Count > 0)
            {
                text.Append(language == Language.English ? "By month: " : "Theo tháng: ")
                    .AppendJoin("; ", months.Select(m => $"{m.Label} {Figures.Percent((decimal?)m.Value, 1, language)}")).Append('\n');
            }

            if (item.Acknowledge is { } link)
            {
                text.Append(CultureInfo.InvariantCulture, $"{AcknowledgeText(language)}: {link}\n");
            }

            text.Append('\n');
        }

        if (watched.Count > 0)
        {
            text.Append(WatchedTitle(language)).Append('\n').AppendJoin('\n', watched.Select(a => $"- {a.Content.Headline.In(language)}")).Append("\n\n");
        }

        if (page is not null)
        {
            text.Append(CultureInfo.InvariantCulture, $"{PageText(language)}: {page}\n\n");
        }

        return text.Append(Foot.In(language)).Append('\n').ToString();
    }

    private static string Html(IReadOnlyList<AlertItem> items, IReadOnlyList<Alert> watched, Language language, Uri? page)
    {
        var rows = new StringBuilder();
        for (var i = 0; i < items.Count; i++)
        {
            rows.Append(Item(items[i], language, isFirst: i == 0));
        }

        if (watched.Count > 0)
        {
            var lines = string.Concat(watched.Select(a => $"<br>– {MailPage.Encode(a.Content.Headline.In(language))}"));
            rows.Append(CultureInfo.InvariantCulture, $"""
                <tr>
                <td style="padding:12px 24px;border-top:1px solid #d9dce1;{MailPage.Font};font-size:13px;line-height:20px;color:#444">
                <b>{MailPage.Encode(WatchedTitle(language))}</b>{lines}</td></tr>
                """);
        }

        if (page is not null)
        {
            rows.Append(CultureInfo.InvariantCulture, $"""
                <tr><td style="padding:0 24px 16px 24px;{MailPage.Font};font-size:14px">
                <a href="{MailPage.Encode(page.ToString())}" style="color:#1f5fa8">{MailPage.Encode(PageText(language))}</a></td></tr>
                """);
        }

        var lead = items[0];
        var kind = $"{lead.Alert.Kind.Name().In(language)} · {Word(lead, language)}";
        return MailPage.Html(language, kind, Colour(lead), Headline(lead, language), rows.ToString(), Foot.In(language));
    }

    private static string Item(AlertItem item, Language language, bool isFirst)
    {
        var html = new StringBuilder();
        if (!isFirst)
        {
            html.Append(CultureInfo.InvariantCulture, $"""
                <tr><td style="padding:14px 24px 4px 24px;border-top:1px solid #d9dce1;{MailPage.Font};font-size:12px;color:{Colour(item)}">{
                MailPage.Encode($"{item.Alert.Kind.Name().In(language)} · {Word(item, language)}")}</td></tr>
                <tr><td style="padding:0 24px 4px 24px;{MailPage.Font};font-size:16px;line-height:22px;font-weight:bold;color:#111">{
                MailPage.Encode(Headline(item, language))}</td></tr>
                """);
        }

        if (item.Picture is { } picture)
        {
            html.Append(CultureInfo.InvariantCulture, $"""
                <tr><td style="padding:4px 24px">
                <img src="cid:{picture}" width="552" alt="{
                MailPage.Encode(Trend(item, language))}" style="display:block;width:100%;max-width:552px;height:auto;border:0;{
                MailPage.Font};font-size:13px;color:#444"></td></tr>
                """);
        }

        html.Append("<tr><td style=\"padding:4px 24px 12px 24px\"><table role=\"presentation\" cellpadding=\"0\" cellspacing=\"0\" width=\"100%\">");
        foreach (var fact in Facts(item))
        {
            html.Append(CultureInfo.InvariantCulture, $"""
                <tr><td style="{MailPage.Font};{Label}">{MailPage.Encode(fact.Label.In(language))}</td>
                <td style="{MailPage.Font};{Value}">{MailPage.Encode(fact.Value.In(language))}</td></tr>
                """);
        }

        html.Append("</table></td></tr>");
        if (item.Acknowledge is { } link)
        {
            html.Append(CultureInfo.InvariantCulture, $"""
                <tr><td style="padding:0 24px 16px 24px"><table role="presentation" cellpadding="0" cellspacing="0">
                <tr><td style="background:#1f5fa8;padding:9px 18px;{MailPage.Font};font-size:14px">
                <a href="{MailPage.Encode(link.ToString())}" style="color:#ffffff;text-decoration:none">{
                MailPage.Encode(AcknowledgeText(language))}</a></td></tr>
                </table></td></tr>
                """);
        }

        return html.ToString();
    }

    private static string Trend(AlertItem item, Language language) =>
        string.Join("; ", item.Alert.Content.Trend.Select(m => $"{m.Label} {Figures.Percent((decimal?)m.Value, 1, language)}"));

    private static string Colour(AlertItem item) =>
        item.News == AlertNews.Resolved ? "#166534" : item.Alert.Kind is AlertKind.BelowWarning or AlertKind.PeriodClosing ? "#8a5a00" : "#9b1c1c";

    private static string AcknowledgeText(Language language) => language == Language.English ? "I know of this" : "Tôi đã biết";

    private static string WatchedTitle(Language language) => language == Language.English ? "Still open, nothing new:" : "Vẫn đang mở, không có gì mới:";

    private static string PageText(Language language) => language == Language.English ? "All figures" : "Xem toàn bộ số liệu";
}
