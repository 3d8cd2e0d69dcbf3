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
        Span<DatedEvent> events = stackalloc DatedEvent[DatedEvent.Most];
        var count = DatedEvent.Of(in dossier, lateness, events);
        if (count == 0)
        {
            return;
        }

        var series = SeriesOf(KeyOf(in dossier));
        foreach (var (what, day) in events[..count])
        {
            series.Add(what, day, 1);
        }

        if (events[0].Event == DossierEvent.Received && dossier.ProcedureCode.Length > 0)
        {
            SeriesOf(dossier.ProcedureCode).Add(DossierEvent.Received, events[0].Day, 1);
        }
    }

    /// <summary>What the events of a dossier are counted by.</summary>
    public static CountKey KeyOf(in Dossier dossier) =>
        new(dossier.ReceivingUnitId, dossier.Field, string.Empty, dossier.Channel, dossier.Level, dossier.NonLocal);

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
