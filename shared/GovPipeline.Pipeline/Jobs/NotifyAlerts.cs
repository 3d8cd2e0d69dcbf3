using GovPipeline.Domain.Alerts;
using GovPipeline.Domain.Time;
using GovPipeline.Domain.Text;
using GovPipeline.Pipeline.Alerting;
using GovPipeline.Pipeline.Configuration;
using GovPipeline.Pipeline.Ingesting;
using GovPipeline.Pipeline.Running;
using GovPipeline.Reporting.Charts;
using GovPipeline.Web.Mails;
using GovPipeline.Storage.Alerts;
using GovPipeline.Storage.Mail;
using Microsoft.Extensions.Options;

namespace GovPipeline.Pipeline.Jobs;

/// <summary>
/// Every morning: ends alerts whose figures have been well for some days, escalates what nobody acknowledged, and puts one mail a
/// recipient into the outbox with everything that is new for them, slips of rows to be corrected too. What a mail tells of stands in the mail, so
/// that a job that was killed in between goes on where it was.
/// </summary>
public sealed class NotifyAlerts(
    JobRunner runner, ReferenceData reference, AlertStore alerts, Audience audience, AcknowledgeLinks links, RejectionSlips slips, Outbox outbox, MailPost post,
    IOptions<AlertOptions> options, TimeProvider time)
{
    private const int MostMailsADay = 20, MostPictures = 3, MostSlips = 10;

    // What ended longer ago has been told, or nobody can be told any more.
    private static readonly TimeSpan Remembered = TimeSpan.FromDays(60);

    /// <summary>Tells.</summary>
    public Task RunAsync(CancellationToken cancellationToken) => runner.RunAsync(
        nameof(NotifyAlerts), DayText.Iso(VietnamClock.Today(time)), run => NotifyAsync(run, cancellationToken), cancellationToken);

    private async Task NotifyAsync(JobRun run, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var all = (await alerts.RecentAsync(now - Remembered, cancellationToken).ConfigureAwait(false)).ToDictionary(a => (a.Scope, a.Key));
        foreach (var alert in all.Values.Where(a => a.State == AlertState.Open || a is { IsLive: true, Calm: not null }).ToList())
        {
            all[(alert.Scope, alert.Key)] = (await alerts.ChangeAsync(
                alert.Scope, alert.Key, a => a is null ? null : AlertLife.Escalate(
                    AlertLife.Settle(a, options.Value.CalmDays, now), options.Value.EscalateAfterWorkingDays, reference.Calendar, now),
                cancellationToken).ConfigureAwait(false))!;
        }

        foreach (var recipient in audience.All)
        {
            run.Rows += await TellAsync(recipient, all, cancellationToken).ConfigureAwait(false);
        }

        run.Nothing = run.Rows == 0;
    }

    private async Task<int> TellAsync(Recipient recipient, Dictionary<(string Scope, string Key), Alert> all, CancellationToken cancellationToken)
    {
        var sent = 0;
        for (var n = 1; n <= MostMailsADay; n++)
        {
            var heard = all.Values.Where(a => audience.Hears(recipient, a)).ToList();
            var news = heard.Select(a => (Alert: a, News: NewsOf(a, recipient))).Where(a => a.News is not null).Select(a => (a.Alert, News: a.News!.Value))
                .OrderBy(a => a.News).ThenBy(a => a.Alert.Kind).ThenBy(a => a.Alert.UnitId.Length).ThenBy(a => a.Alert.Key, StringComparer.Ordinal).ToList();
            var due = await slips.DueAsync(recipient, cancellationToken).ConfigureAwait(false);
            if (news.Count == 0 && due.Count == 0)
            {
                break;
            }

            var about = $"night|{DayText.Iso(VietnamClock.Today(time))}|{n}";
            var id = MailPost.IdOf(about, recipient.Address);
            var mail = await outbox.FindAsync(id, cancellationToken).ConfigureAwait(false);
            if (mail is null)
            {
                await PostAsync(about, recipient, news, heard, due, cancellationToken).ConfigureAwait(false);
                mail = (await outbox.FindAsync(id, cancellationToken).ConfigureAwait(false))!; // another host may have been quicker, with other news
                sent++;
            }

            var content = await outbox.ContentAsync(mail, cancellationToken).ConfigureAwait(false);
            await MarkAsync(recipient, MailPost.MessageIdOf(id), content.About, all, cancellationToken).ConfigureAwait(false);
            foreach (var told in due.Where(d => content.Slips.Contains(d.Note.Item, StringComparer.Ordinal)))
            {
                await slips.ToldAsync(told, cancellationToken).ConfigureAwait(false);
            }
        }

        return sent;
    }

    /// <summary>What is new of an alert for a recipient; null for nothing. Who never heard of it is not told that it is over.</summary>
    private AlertNews? NewsOf(Alert alert, Recipient recipient)
    {
        var told = alert.Told.GetValueOrDefault(Audience.IdOf(recipient));
        var knows = told is not null && told.Occurrence == alert.Occurrence;
        return alert.State switch
        {
            AlertState.Silenced => null,
            _ when alert is { IsLive: true, Calm: not null } => null, // well again, and not over yet: what it said is so no more
            AlertState.Resolved => knows && told!.Notice < alert.Notices ? AlertNews.Resolved : null,
            AlertState.Acknowledged => knows && told!.Notice < alert.Notices ? AlertNews.Changed : null,
            AlertState.Escalated when !knows || told!.Notice < alert.Notices => AlertNews.Escalated,
            _ when !knows => AlertNews.Raised,
            _ when told!.Notice < alert.Notices => AlertNews.Changed,
            _ when !alert.Kind.IsToldOnce()
                && VietnamClock.Today(time) >= VietnamClock.DayOf(told!.At).AddDays(options.Value.RepeatDays) => AlertNews.Repeated,
            _ => null,
        };
    }

    private async Task PostAsync(
        string about, Recipient recipient, List<(Alert Alert, AlertNews News)> news, List<Alert> heard, IReadOnlyList<DueSlip> due,
        CancellationToken cancellationToken)
    {
        var me = Audience.IdOf(recipient);
        var (items, pictures) = (new List<AlertItem>(), new List<MailPicture>());
        foreach (var (alert, what) in news)
        {
            var picture = Picture(alert, what, recipient, pictures.Count);
            pictures.AddRange(picture is null ? [] : [picture]);
            var canAcknowledge = recipient.Role != RecipientRole.Operator && alert.State is AlertState.Open or AlertState.Escalated && !alert.Kind.IsToldOnce();
            items.Add(new(what, alert, recipient.Role != RecipientRole.Leader || what == AlertNews.Escalated,
                canAcknowledge ? links.For(alert, recipient) : null, picture?.ContentId, alert.Told.GetValueOrDefault(me)?.Figure));
        }

        var watched = heard.Where(a => a.Calm is null && a.State is AlertState.Open or AlertState.Escalated or AlertState.Acknowledged && !a.Kind.IsToldOnce()
            && !news.Exists(n => n.Alert.Key == a.Key && n.Alert.Scope == a.Scope)).ToList();
        var shown = due.Select((d, i) => i < MostSlips || d.Slip.FetchedBy is not null ? d.Slip
            : d.Slip with { FetchedBy = $"govpipeline quarantine show {d.Note.Item.Split('|')[0]}/{d.Slip.Id[..12]} --out phieu.xlsx" }).ToList();
        var body = await NightLetter.Compose(items, watched, shown, recipient.Language, PageOf(news, recipient.Language)).WriteAsync().ConfigureAwait(false);
        var threads = news.Select(n => n.Alert.Told.GetValueOrDefault(me)).Where((t, i) => t is not null && t.Occurrence == news[i].Alert.Occurrence)
            .Select(t => t!.FirstMessageId).Distinct(StringComparer.Ordinal).ToList();
        var topics = news.Select(n => new MailTopic(n.Alert.Scope, n.Alert.Key, n.Alert.Occurrence,
            n.Alert.Notices) { Figure = n.Alert.Content.Figure }).ToList();
        var files = due.Zip(shown).Where(d => d.Second.FetchedBy is null).Select(d => d.First.File).ToList();
        var content = new MailContent(body.Text, body.Html, pictures, files, threads.FirstOrDefault() ?? string.Empty, threads, topics)
        {
            Slips = [.. due.Select(d => d.Note.Item)],
        };
        await post.SendAsync(about, recipient.Address, recipient.Name, body.Subject, content, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The page of the period that the mail tells of first.</summary>
    private Uri? PageOf(List<(Alert Alert, AlertNews News)> news, Language language)
    {
        var period = news.Select(n => n.Alert.Scope).FirstOrDefault(s => Domain.Periods.Period.TryParse(s, out _));
        return options.Value.PageOf(period, language);
    }

    private static MailPicture? Picture(Alert alert, AlertNews news, Recipient recipient, int standing)
    {
        var words = new Web.Words(recipient.Language);
        string Target(double target) => words.Of(
            alert.Content.IsExample ? "ExampleTargetLine" : "TargetLine", Domain.Indicators.Figures.TargetPercent((decimal)target, recipient.Language));

        const int FewestMonths = 2;
        return standing < MostPictures && news != AlertNews.Resolved && alert.Content.Trend.Count(t => t.Value is not null) >= FewestMonths
            ? new($"trend-{standing + 1}",
                TrendChart.Png(alert.Content.Trend, alert.Content.Target, alert.Content.Target is { } target ? Target(target) : string.Empty))
            : null;
    }

    private async Task MarkAsync(
        Recipient recipient, string messageId, IEnumerable<MailTopic> topics, Dictionary<(string Scope, string Key), Alert> all,
        CancellationToken cancellationToken)
    {
        var (me, now) = (Audience.IdOf(recipient), time.GetUtcNow());
        foreach (var topic in topics)
        {
            var marked = await alerts.ChangeAsync(
                topic.Scope,
                topic.Key,
                alert =>
                {
                    if (alert is null)
                    {
                        return null;
                    }

                    var before = alert.Told.GetValueOrDefault(me);
                    var first = before is not null && before.Occurrence == topic.Occurrence ? before.FirstMessageId : messageId;
                    return alert with { Told = new Dictionary<string, AlertTold>(alert.Told) { [me] = new(topic.Occurrence, topic.Notice, now, first)
                        { Figure = topic.Figure } } };
                },
                cancellationToken).ConfigureAwait(false);
            if (marked is not null)
            {
                all[(topic.Scope, topic.Key)] = marked;
            }
        }
    }
}
