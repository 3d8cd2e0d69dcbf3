using GovPipeline.Domain.Dossiers;
using GovPipeline.Domain.Naming;
using GovPipeline.Domain.Periods;

namespace GovPipeline.Domain.Counting;

/// <summary>Adds daily counts up into the statistics of one period, by unit and field, as far as data go.</summary>
/// <param name="period">The period.</param>
/// <param name="asOf">The last local day the data tell of; stocks are taken on it when the period ends later.</param>
/// <param name="fields">The fields (<i>lĩnh vực</i>) that may be shown.</param>
public sealed class PeriodCounter(Period period, DateOnly asOf, NameList fields)
{
    private readonly Dictionary<(string UnitId, string Field), Tally> _tallies = [];
    private readonly HashSet<string> _procedures = new(StringComparer.Ordinal);
    private readonly int _first = period.Start.DayNumber;
    private readonly int _last = Math.Min(period.End.DayNumber, asOf.DayNumber);

    /// <summary>The period.</summary>
    public Period Period => period;

    /// <summary>Takes one count in; counts after the last day are passed over.</summary>
    public void Add(in DailyCount count)
    {
        if (count.Day > _last)
        {
            return;
        }

        if (count.Day >= _first && count.Event == DossierEvent.Received && count.Key.Procedure is { Length: > 0 } procedure)
        {
            _procedures.Add(ProcedureCode.National(procedure));
        }

        var key = (count.Key.UnitId, count.Key.Field);
        if (!_tallies.TryGetValue(key, out var tally))
        {
            _tallies[key] = tally = new();
        }

        tally.Add(in count, inPeriod: count.Day >= _first);
    }

    /// <summary>The procedures (<i>mã TTHC</i>, their national part) with at least one dossier received in the period.</summary>
    public IReadOnlySet<string> Procedures => _procedures;

    /// <summary>The statistics by unit and field; a period that begins after the data end has none.</summary>
    public FieldStatistics Statistics() =>
        _last < _first ? FieldStatistics.None : FieldStatistics.Of(_tallies.Select(t => (t.Key.UnitId, t.Key.Field, t.Value.ToStatistics())), fields);

    private sealed class Tally
    {
        private readonly long[] _before = new long[Enum.GetValues<DossierEvent>().Length];
        private readonly long[] _within = new long[Enum.GetValues<DossierEvent>().Length];
        private readonly long[] _byChannel = new long[Enum.GetValues<Channel>().Length];
        private long _nonLocal, _localityUnknown, _enabled, _enabledOnline, _full, _fullOnline;

        public void Add(in DailyCount count, bool inPeriod)
        {
            (inPeriod ? _within : _before)[(int)count.Event] += count.Count;
            if (!inPeriod || count.Event != DossierEvent.Received)
            {
                return;
            }

            var (key, n) = (count.Key, count.Count);
            var online = key.Channel.IsOnline() ? n : 0;
            _byChannel[(int)key.Channel] += n;
            _nonLocal += key.NonLocal == Answer.Yes ? n : 0;
            _localityUnknown += key.NonLocal == Answer.Unknown ? n : 0;
            _enabled += key.Level.IsOnlineEnabled() ? n : 0;
            _enabledOnline += key.Level.IsOnlineEnabled() ? online : 0;
            _full += key.Level.IsFullProcess() ? n : 0;
            _fullOnline += key.Level.IsFullProcess() ? online : 0;
        }

        public PeriodStatistics ToStatistics()
        {
            var carriedOver = _before[(int)DossierEvent.Received] - Resolved(_before);
            var pending = carriedOver + Within(DossierEvent.Received) - Resolved(_within);
            var pendingLate = _before[(int)DossierEvent.BecameOverdue] + Within(DossierEvent.BecameOverdue)
                - _before[(int)DossierEvent.EndedOverdue] - Within(DossierEvent.EndedOverdue);
            return new()
            {
                CarriedOver = carriedOver,
                Received = Within(DossierEvent.Received),
                ReceivedOnline = ByChannel(Channel.OnlineFull) + ByChannel(Channel.OnlinePartial) + ByChannel(Channel.OnlineOther),
                ReceivedOnlineFull = ByChannel(Channel.OnlineFull),
                ReceivedOnlinePartial = ByChannel(Channel.OnlinePartial),
                ReceivedOnlineOther = ByChannel(Channel.OnlineOther),
                ReceivedInPerson = ByChannel(Channel.InPerson),
                ReceivedPostal = ByChannel(Channel.Postal),
                ReceivedNonLocal = _nonLocal,
                ReceivedLocalityUnknown = _localityUnknown,
                EnabledReceived = _enabled,
                EnabledOnline = _enabledOnline,
                FullProcessReceived = _full,
                FullProcessOnline = _fullOnline,
                Resolved = Resolved(_within),
                ResolvedEarly = Within(DossierEvent.FinishedEarly),
                ResolvedOnTime = Within(DossierEvent.FinishedOnTime) + Within(DossierEvent.FinishedWithoutDueDate)
                    + Within(DossierEvent.Withdrawn),
                ResolvedLate = Within(DossierEvent.FinishedLate),
                Withdrawn = Within(DossierEvent.Withdrawn),
                ResolvedWithoutDueDate = Within(DossierEvent.FinishedWithoutDueDate),
                Pending = pending,
                PendingInTime = pending - pendingLate,
                PendingLate = pendingLate,
                Refused = Within(DossierEvent.Refused),
            };
        }

        private static long Resolved(long[] events) =>
            events[(int)DossierEvent.FinishedEarly] + events[(int)DossierEvent.FinishedOnTime]
            + events[(int)DossierEvent.FinishedWithoutDueDate] + events[(int)DossierEvent.FinishedLate]
            + events[(int)DossierEvent.Withdrawn];

        private long Within(DossierEvent e) => _within[(int)e];

        private long ByChannel(Channel channel) => _byChannel[(int)channel];
    }
}
