using GovPipeline.Domain.Text;
using GovPipeline.Domain.Time;

namespace GovPipeline.Domain.Alerts;

/// <summary>The life of an alert: open, acknowledged, escalated, silenced, resolved. Each change gives a new alert with its step recorded.</summary>
public static class AlertLife
{
    /// <summary>Who takes the steps that nobody takes by hand.</summary>
    public const string Pipeline = "GovPipeline";

    private const int MostSteps = 200;

    /// <summary>Something is seen to be wrong.</summary>
    /// <param name="known">The alert as it stands; null when there is none.</param>
    /// <param name="scope">Its scope.</param>
    /// <param name="finding">What is seen.</param>
    /// <param name="now">When.</param>
    public static Alert See(Alert? known, string scope, AlertFinding finding, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(finding);
        var seen = (known ?? new Alert { Scope = scope, Key = finding.Key, Kind = finding.Kind, UnitId = finding.UnitId, Content = finding.Content }) with
        {
            Kind = finding.Kind, UnitId = finding.UnitId, Tier = finding.Tier, SourceId = finding.SourceId, Content = finding.Content, Calm = null,
        };
        if (known is null || known.State == AlertState.Resolved)
        {
            return Step(
                seen with
                {
                    State = AlertState.Open, Occurrence = seen.Occurrence + 1, Notices = 1, OpenedAt = now, SilencedUntil = null, Duty = finding.Duty,
                },
                now, "raised", Pipeline, Both(finding.Content.Headline));
        }

        if (known.State == AlertState.Silenced)
        {
            return known.SilencedUntil < VietnamClock.DayOf(now)
                ? Step(seen with { State = AlertState.Open, Notices = seen.Notices + 1, OpenedAt = now, SilencedUntil = null }, now, "reopened", Pipeline,
                    Both(new("hết thời gian tạm im", "the silence is over")))
                : seen;
        }

        // A figure that falls through its target is news; one that climbs back to the warning level is told with the next mail.
        return known.Kind == AlertKind.BelowWarning && finding.Kind == AlertKind.BelowTarget
            ? Step(seen with { State = AlertState.Open, Notices = seen.Notices + 1, OpenedAt = now }, now, "changed", Pipeline, Both(finding.Content.Headline))
            : seen;
    }

    /// <summary>
    /// It is no longer wrong, and is watched for some days before it is over: a figure that swings around its target stays one alert. With no days to
    /// watch, or nothing to say of the figure, it is over at once.
    /// </summary>
    /// <param name="alert">A live alert.</param>
    /// <param name="well">What the figure says now; null for none.</param>
    /// <param name="days">How many local days it is watched, 0 or more.</param>
    /// <param name="now">When.</param>
    public static Alert Calm(Alert alert, AlertContent? well, int days, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(alert);
        if (alert.State == AlertState.Resolved)
        {
            return alert;
        }

        var content = well ?? alert.Content;
        var since = alert.Calm?.Since ?? VietnamClock.DayOf(now);
        if ((well is null && !alert.Kind.IsToldOnce()) || VietnamClock.DayOf(now) >= since.AddDays(days))
        {
            return Resolve(alert with { Content = content }, Pipeline, string.Empty, now);
        }

        var watched = alert with { Calm = new(since, content) };
        return alert.Calm is null ? Step(watched, now, "calm", Pipeline, Both(content.Headline)) : watched;
    }

    /// <summary>Ends the watch of an alert that has been well for some days.</summary>
    /// <param name="alert">An alert.</param>
    /// <param name="days">How many local days it is watched.</param>
    /// <param name="now">When.</param>
    public static Alert Settle(Alert alert, int days, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(alert);
        return alert is { IsLive: true, Calm: { } calm } ? Calm(alert, calm.Content, days, now) : alert;
    }

    /// <summary>It is no longer wrong.</summary>
    /// <param name="alert">A live alert.</param>
    /// <param name="who">Who says so.</param>
    /// <param name="why">Why; may be empty.</param>
    /// <param name="now">When.</param>
    /// <param name="silently">Whether nobody is told (the period is over and its alerts with it).</param>
    public static Alert Resolve(Alert alert, string who, string why, DateTimeOffset now, bool silently = false)
    {
        ArgumentNullException.ThrowIfNull(alert);
        var tell = alert.State != AlertState.Silenced && !silently && !alert.Kind.IsToldOnce();
        return Step(
            alert with { State = AlertState.Resolved, Notices = alert.Notices + (tell ? 1 : 0), SilencedUntil = null, Calm = null }, now, "resolved", who, why);
    }

    /// <summary>Somebody knows; who says so after another is recorded too. An alert that is over, or silenced, stays as it is.</summary>
    public static Alert Acknowledge(Alert alert, string who, string note, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(alert);
        return alert.State is AlertState.Open or AlertState.Escalated or AlertState.Acknowledged
            ? Step(alert with { State = AlertState.Acknowledged }, now, "acknowledged", who, note)
            : alert;
    }

    /// <summary>Somebody is given it, with a day by which it is to be done. Who assigns it knows of it.</summary>
    /// <param name="alert">A live alert; one that is over stays as it is.</param>
    /// <param name="who">Who assigns it.</param>
    /// <param name="to">The post that answers for it.</param>
    /// <param name="due">The last local day.</param>
    /// <param name="note">What is to be done; may be empty.</param>
    /// <param name="now">When.</param>
    public static Alert Assign(Alert alert, string who, string to, DateOnly due, string note, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(alert);
        return !alert.IsLive ? alert : Step(
            alert with
            {
                State = alert.State is AlertState.Open or AlertState.Escalated ? AlertState.Acknowledged : alert.State,
                Duty = new(Bilingual.Same(to), due),
            }, now, "assigned", who, $"{to}, {DayText.Print(due)}{(note.Length > 0 ? $": {note}" : string.Empty)}");
    }

    /// <summary>Nobody is told until after a day; then it opens again if it still stands.</summary>
    public static Alert Silence(Alert alert, DateOnly until, string who, string why, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(alert);
        return alert.IsLive ? Step(alert with { State = AlertState.Silenced, SilencedUntil = until }, now, "silenced", who, $"{DayText.Print(until)}: {why}")
            : alert;
    }

    /// <summary>Goes to leadership when nobody acknowledged it for some working days.</summary>
    /// <param name="alert">An alert.</param>
    /// <param name="workingDays">After how many; holidays and Tết are none.</param>
    /// <param name="calendar">Working days.</param>
    /// <param name="now">Now.</param>
    public static Alert Escalate(Alert alert, int workingDays, WorkingCalendar calendar, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(alert);
        ArgumentNullException.ThrowIfNull(calendar);
        var isDue = alert is { State: AlertState.Open, Calm: null, Content.IsExample: false } && !alert.Kind.IsOperational() && !alert.Kind.IsToldOnce()
            && VietnamClock.DayOf(now) >= calendar.AddWorkingDays(VietnamClock.DayOf(alert.OpenedAt), workingDays);
        return isDue
            ? Step(alert with { State = AlertState.Escalated, Notices = alert.Notices + 1 }, now, "escalated", Pipeline,
                $"{workingDays} ngày làm việc chưa có ai xác nhận")
            : alert;
    }

    /// <summary>A note of the pipeline's own has both languages; one of a person is as they wrote it.</summary>
    private static string Both(Bilingual text) => $"{text.Vi} / {text.En}";

    private static Alert Step(Alert alert, DateTimeOffset now, string what, string who, string note) =>
        alert with { Steps = [.. alert.Steps.Append(new AlertStep(now, what, who, note)).TakeLast(MostSteps)] };
}
