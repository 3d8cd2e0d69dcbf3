using GovPipeline.Domain.Dossiers;

namespace GovPipeline.Domain.Counting;

/// <summary>
/// Counts of dated events by unit, field, channel and service level, and of procedures by themselves. Everything published about dossiers
/// is a sum of these: what happened in a period is a sum over its days, a stock is a sum over all days up to one.
/// </summary>
/// <param name="lateness">When a dossier is late.</param>
public sealed class DailyCounts(Lateness lateness = Lateness.Day)
{
    private static readonly int EventKinds = Enum.GetValues<DossierEvent>().Length;
    private readonly Dictionary<CountKey, Series> _series = [];
    private readonly Dictionary<string, Series> _procedures = new(StringComparer.Ordinal);
    private CountKey _lastKey;
    private Series? _lastSeries;

    /// <summary>The counts of a set of versions, one of each dossier.</summary>
    public static DailyCounts Of(ReadOnlySpan<Dossier> dossiers, Lateness lateness = Lateness.Day)
    {
        var counts = new DailyCounts(lateness);
        foreach (ref readonly var dossier in dossiers)
        {
            counts.Add(in dossier);
        }

        return counts;
    }

    /// <summary>Adds the events of one dossier.</summary>
    public void Add(in Dossier dossier)
    {
        if (dossier.Deleted.HasValue)
        {
            return;
        }

        if (dossier.Status == DossierStatus.Refused)
        {
            var refused = FirstKnown(dossier.RefusedAt, dossier.Received, dossier.Submitted);
            if (refused.HasValue)
            {
                SeriesOf(in dossier).Add(DossierEvent.Refused, refused.DayNumber, 1);
            }

            return;
        }

        if (dossier.Status.IsReceived())
        {
            AddReceived(in dossier, SeriesOf(in dossier));
        }
    }

    /// <summary>Adds counts that were kept.</summary>
    public void Add(in DailyCount count) => SeriesOf(count.Key).Add(count.Event, count.Day, count.Count);

    /// <summary>All counts above zero, ordered by key, event and day.</summary>
    public IEnumerable<DailyCount> Rows()
    {
        var keys = _series.Keys
            .OrderBy(k => k.UnitId, StringComparer.Ordinal).ThenBy(k => k.Field, StringComparer.Ordinal).ThenBy(k => k.Procedure, StringComparer.Ordinal)
            .ThenBy(k => k.Channel).ThenBy(k => k.Level).ThenBy(k => k.NonLocal);
        foreach (var key in keys)
        {
            var series = _series[key];
            for (var e = 0; e < EventKinds; e++)
            {
                foreach (var (day, count) in series.Days((DossierEvent)e))
                {
                    yield return new(key, (DossierEvent)e, day, count);
                }
            }
        }
    }

    private void AddReceived(in Dossier dossier, Series series)
    {
        var received = dossier.Received.DayNumber;
        var due = dossier.Due.HasValue ? dossier.Due.DayNumber : int.MaxValue;
        var byInstant = lateness == Lateness.Instant && dossier.Due.HasTime;
        var overdueFrom = byInstant ? due : due + 1; // the day at whose end it counts as late
        series.Add(DossierEvent.Received, received, 1);
        if (dossier.ProcedureCode.Length > 0)
        {
            SeriesOf(dossier.ProcedureCode).Add(DossierEvent.Received, received, 1);
        }

        var ended = dossier.Status.IsEnded() || (dossier.Status == DossierStatus.Stopped && dossier.Finished.HasValue);
        if (!ended)
        {
            if (due < int.MaxValue && !dossier.Status.IsPaused())
            {
                series.Add(DossierEvent.BecameOverdue, overdueFrom, 1);
            }

            return;
        }

        var end = dossier.Finished.DayNumber;
        var isLate = byInstant ? dossier.Finished > dossier.Due : due < end;
        series.Add(
            dossier.Status == DossierStatus.Withdrawn ? DossierEvent.Withdrawn
            : due == int.MaxValue ? DossierEvent.FinishedWithoutDueDate
            : end < due ? DossierEvent.FinishedEarly
            : isLate ? DossierEvent.FinishedLate
            : DossierEvent.FinishedOnTime,
            end,
            1);
        if (isLate)
        {
            series.Add(DossierEvent.BecameOverdue, overdueFrom, 1);
            series.Add(DossierEvent.EndedOverdue, end, 1);
        }
    }

    private static Time.LocalTimestamp FirstKnown(Time.LocalTimestamp a, Time.LocalTimestamp b, Time.LocalTimestamp c) =>
        a.HasValue ? a : b.HasValue ? b : c;

    private Series SeriesOf(in Dossier dossier) =>
        SeriesOf(new CountKey(dossier.ReceivingUnitId, dossier.Field, string.Empty, dossier.Channel, dossier.Level, dossier.NonLocal));

    private Series SeriesOf(string procedure)
    {
        if (!_procedures.TryGetValue(procedure, out var series))
        {
            var key = CountKey.OfProcedure(ProcedureCode.National(procedure));
            if (!_series.TryGetValue(key, out series))
            {
                _series[key] = series = new();
            }

            _procedures[procedure] = series;
        }

        return series;
    }

    private Series SeriesOf(CountKey key)
    {
        if (_lastSeries is not null && key == _lastKey)
        {
            return _lastSeries;
        }

        if (!_series.TryGetValue(key, out var series))
        {
            _series[key] = series = new();
        }

        (_lastKey, _lastSeries) = (key, series);
        return series;
    }

    /// <summary>One array of days per event, grown as days come.</summary>
    private sealed class Series
    {
        private readonly (int First, int[] Counts)[] _events = new (int, int[])[EventKinds];

        public void Add(DossierEvent e, int day, int count)
        {
            ref var slot = ref _events[(int)e];
            if (slot.Counts is null)
            {
                slot = (day, new int[8]);
            }
            else if (day < slot.First || day >= slot.First + slot.Counts.Length)
            {
                var first = Math.Min(day, slot.First);
                var last = Math.Max(day, slot.First + slot.Counts.Length - 1);
                var grown = new int[Math.Max(last - first + 1, Math.Min(slot.Counts.Length * 2, 512))];
                slot.Counts.CopyTo(grown, slot.First - first);
                slot = (first, grown);
            }

            slot.Counts[day - slot.First] += count;
        }

        public IEnumerable<(int Day, int Count)> Days(DossierEvent e)
        {
            var (first, counts) = _events[(int)e];
            for (var i = 0; i < (counts?.Length ?? 0); i++)
            {
                if (counts![i] != 0)
                {
                    yield return (first + i, counts[i]);
                }
            }
        }
    }
}
