using GovPipeline.Domain.Dossiers;
using GovPipeline.Domain.Time;

namespace GovPipeline.Domain.Counting;

/// <summary>Something that happened to one dossier, and its local day.</summary>
/// <param name="Event">What happened.</param>
/// <param name="Day">Local day, as <see cref="DateOnly.DayNumber"/>.</param>
public readonly record struct DatedEvent(DossierEvent Event, int Day)
{
    /// <summary>The most that happens to one dossier.</summary>
    public const int Most = 7;

    /// <summary>What happened to a dossier; nothing to one that is deleted, not yet received, or of which no day is known.</summary>
    /// <param name="dossier">The dossier.</param>
    /// <param name="lateness">When it is late.</param>
    /// <param name="events">Room for <see cref="Most"/>.</param>
    /// <returns>How many there are.</returns>
    public static int Of(in Dossier dossier, Lateness lateness, Span<DatedEvent> events)
    {
        if (dossier.Deleted.HasValue)
        {
            return 0;
        }

        if (dossier.Status == DossierStatus.Refused)
        {
            var refused = FirstKnown(dossier.RefusedAt, dossier.Received, dossier.Submitted);
            events[0] = new(DossierEvent.Refused, refused.HasValue ? refused.DayNumber : 0);
            return refused.HasValue ? 1 : 0;
        }

        return dossier.Status.IsReceived() ? WithSupplements(in dossier, events, OfReceived(in dossier, lateness, events)) : 0;
    }

    /// <summary>What QĐ 766/QĐ-TTg 2.1 counts late beside the forms: more than one request for a supplement. Source: domain facts 1.6.</summary>
    private static int WithSupplements(in Dossier dossier, Span<DatedEvent> events, int count)
    {
        if (dossier.SupplementCount is not > 1)
        {
            return count;
        }

        var (overdue, ended) = (-1, -1);
        foreach (var (what, day) in events[..count])
        {
            overdue = what == DossierEvent.BecameOverdue ? day : overdue;
            ended = what is DossierEvent.FinishedEarly or DossierEvent.FinishedOnTime or DossierEvent.FinishedWithoutDueDate or DossierEvent.Withdrawn
                ? day : ended;
        }

        events[count++] = new(DossierEvent.SupplementedReceived, dossier.Received.DayNumber);
        if (ended >= 0)
        {
            events[count++] = new(DossierEvent.SupplementedInTime, ended);
        }

        if (overdue >= 0 || ended >= 0)
        {
            events[count++] = new(DossierEvent.SupplementedLeft, overdue >= 0 ? overdue : ended);
        }

        return count;
    }

    private static int OfReceived(in Dossier dossier, Lateness lateness, Span<DatedEvent> events)
    {
        var due = dossier.Due.HasValue ? dossier.Due.DayNumber : int.MaxValue;
        var byInstant = lateness == Lateness.Instant && dossier.Due.HasTime;
        var overdueFrom = byInstant ? due : due + 1; // the day at whose end it counts as late
        events[0] = new(DossierEvent.Received, dossier.Received.DayNumber);
        var ended = dossier.Status.IsEnded() || (dossier.Status == DossierStatus.Stopped && dossier.Finished.HasValue);
        if (!ended)
        {
            if (due == int.MaxValue || dossier.Status.IsPaused())
            {
                return 1;
            }

            events[1] = new(DossierEvent.BecameOverdue, overdueFrom);
            return 2;
        }

        var end = dossier.Finished.DayNumber;
        var isLate = byInstant ? dossier.Finished > dossier.Due : due < end;
        events[1] = new(
            dossier.Status == DossierStatus.Withdrawn ? DossierEvent.Withdrawn
            : due == int.MaxValue ? DossierEvent.FinishedWithoutDueDate
            : end < due ? DossierEvent.FinishedEarly
            : isLate ? DossierEvent.FinishedLate
            : DossierEvent.FinishedOnTime,
            end);
        if (!isLate)
        {
            return 2;
        }

        events[2] = new(DossierEvent.BecameOverdue, overdueFrom);
        events[3] = new(DossierEvent.EndedOverdue, end);
        return 4;
    }

    private static LocalTimestamp FirstKnown(LocalTimestamp a, LocalTimestamp b, LocalTimestamp c) => a.HasValue ? a : b.HasValue ? b : c;
}
