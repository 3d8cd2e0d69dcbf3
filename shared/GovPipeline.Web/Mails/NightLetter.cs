using GovPipeline.Domain.Alerts;
using GovPipeline.Domain.Indicators;
using GovPipeline.Domain.Text;
using GovPipeline.Domain.Time;
using GovPipeline.Reporting.Charts;
using GovPipeline.Reporting.Slips;
using GovPipeline.Web.Pages;

namespace GovPipeline.Web.Mails;

/// <summary>The one mail of a night to one recipient, with everything that concerns them: alerts, and slips of rows to be corrected.</summary>
public static class NightLetter
{
    /// <summary>The mail.</summary>
    /// <param name="items">Alerts of which there is something to tell, the most pressing first.</param>
    /// <param name="watched">Alerts that stand and of which there is nothing new.</param>
    /// <param name="slips">Slips of rows that the reader corrects.</param>
    /// <param name="language">The reader's.</param>
    /// <param name="page">The page with all figures; null for none.</param>
    public static Letter Compose(
        IReadOnlyList<AlertItem> items, IReadOnlyList<Alert> watched, IReadOnlyList<RejectionSlip> slips, Language language, Uri? page)
    {
        ArgumentNullException.ThrowIfNull(items);
        ArgumentNullException.ThrowIfNull(watched);
        ArgumentNullException.ThrowIfNull(slips);
        var words = new Words(language);
        var blocks = new List<LetterBlock>();
        for (var i = 0; i < items.Count; i++)
        {
            blocks.AddRange(Of(items[i], words, isFirst: i == 0));
        }

        for (var i = 0; i < slips.Count; i++)
        {
            blocks.AddRange(SlipParts.Of(slips[i], words, isFirst: items.Count == 0 && slips.Count == 1));
        }

        if (slips.Count > 0)
        {
            blocks.Add(SlipParts.Steps(slips, words));
        }

        if (watched.Count > 0)
        {
            blocks.Add(new Listing(words["MailWatched"], [.. watched.Select(a => a.Content.Headline.In(language))]));
        }

        if (page is not null)
        {
            blocks.Add(new Link(words["MailAllFigures"], page, IsButton: false));
        }

        if (items.Count == 0)
        {
            var headline = SlipParts.Headline(slips, words);
            return new(language, headline, words["SlipKind"], Tone.Near, headline, blocks, $"{words["SlipFoot"]} {words["MailFoot"]}");
        }

        var first = Headline(items[0], words);
        var subject = items.Count == 1 ? first : words.Of("MailMore", first, items.Count - 1);
        return new(language, slips.Count == 0 ? subject : words.Of("MailAndSlips", subject, slips.Count), Kind(items[0], words), Colour(items[0]), first,
            blocks, words["MailFoot"]);
    }

    private static IEnumerable<LetterBlock> Of(AlertItem item, Words words, bool isFirst)
    {
        var (alert, language) = (item.Alert, words.Language);
        yield return new Topic(Kind(item, words), Colour(item), isFirst ? null : Headline(item, words));
        if (item.Picture is { } picture)
        {
            yield return new Picture(picture, words["MailByMonth"],
                string.Join("; ", alert.Content.Trend.Select(m => $"{m.Label} {Figures.Percent((decimal?)m.Value, 1, language)}")));
        }

        var facts = (item.InFull ? alert.Content.Facts : alert.Content.Facts.Where(f => f.IsKey))
            .Select(f => (f.Label.In(language), f.Value.In(language))).ToList();
        if (item.News == AlertNews.Resolved && alert.Steps.Count > 0)
        {
            facts.Insert(0, (words["MailEndedBy"], AlertWords.Closing(alert, words)));
        }
        else if (alert.Duty is { } duty)
        {
            var after = facts.FindIndex(f => f.Item1 is "Việc cần làm" or "What to do");
            facts.Insert(after + 1, (words["Responsible"], words.Of("WhoAndBy", duty.Holder.In(language), DayText.Print(duty.Due))));
        }

        if (item.ToldFigure is { } told && alert.Content.Figure is { } figure && told != figure)
        {
            facts.Insert(0, (words["MailBefore"], $"{told.In(language)} → {figure.In(language)}"));
        }

        yield return new FactLines(facts);
        if (item.Acknowledge is { } link)
        {
            yield return new Link(words["MailLinkText"], link, IsButton: true);
        }
    }

    private static string Headline(AlertItem item, Words words)
    {
        var headline = item.Alert.Content.Headline.In(words.Language);
        return item.News == AlertNews.Resolved ? words.Of("MailOver", headline) : headline;
    }

    private static string Kind(AlertItem item, Words words)
    {
        var news = item.News == AlertNews.Repeated
            ? words.Of("MailNewsRepeated", DayText.Print(VietnamClock.DayOf(item.Alert.OpenedAt))) : words[$"MailNews{item.News}"];
        var kind = item.Alert.Kind.Name().In(words.Language) + (item.Alert.Content.IsExample ? $" ({words["Example"]})" : string.Empty);
        return words.Of("MailWhat", kind, news);
    }

    private static Tone Colour(AlertItem item) => item.News == AlertNews.Resolved ? Tone.Good : AlertWords.ToneOf(item.Alert);
}
