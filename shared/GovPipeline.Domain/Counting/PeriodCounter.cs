using GovPipeline.Domain.Dossiers;
using GovPipeline.Domain.Naming;
using GovPipeline.Domain.Periods;

namespace GovPipeline.Domain.Counting;

/// <summary>
/// Adds closings of half-months, and daily counts of the one in which data end, up into the statistics of one period, by unit and field.
/// </summary>
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

        if (count.Key.IsOfProcedure)
        {
            AddProcedure(count.Key.Procedure, count.Day);
            return;
        }

        var tally = TallyOf(count.Key.UnitId, count.Key.Field);
        (count.Day >= _first ? tally.Within : tally.Before).Add(in count);
    }

    /// <summary>Takes the closing of a half-month in that ended with the last day at the latest; later ones are passed over.</summary>
    /// <param name="unitId">The unit.</param>
    /// <param name="field">Its field.</param>
    /// <param name="block">The first day of the half-month.</param>
    /// <param name="sums">What happened in it.</param>
    public void Add(string unitId, string field, DateOnly block, EventSums sums)
    {
        if (HalfMonth.LastDayOf(block).DayNumber <= _last)
        {
            var tally = TallyOf(unitId, field);
            (block.DayNumber >= _first ? tally.Within : tally.Before).Add(sums);
        }
    }

    /// <summary>Takes in what happened in years that ended before the period's first day is in one.</summary>
    public void AddBefore(string unitId, string field, EventSums sums) => TallyOf(unitId, field).Before.Add(sums);

    /// <summary>Takes a procedure in that a dossier was received for on a day, or in the half-month that begins with it.</summary>
    public void AddProcedure(string procedure, int day)
    {
        if (day >= _first && day <= _last)
        {
            _procedures.Add(procedure);
        }
    }

    /// <summary>The procedures (<i>mã TTHC</i>, their national part) with at least one dossier received in the period.</summary>
    public IReadOnlySet<string> Procedures => _procedures;

    /// <summary>The statistics by unit and field; a period that begins after the data end has none.</summary>
    public FieldStatistics Statistics() =>
        _last < _first ? FieldStatistics.None : FieldStatistics.Of(_tallies.Select(t => (t.Key.UnitId, t.Key.Field, t.Value.ToStatistics())), fields);

    private Tally TallyOf(string unitId, string field)
    {
        if (!_tallies.TryGetValue((unitId, field), out var tally))
        {
            _tallies[(unitId, field)] = tally = new();
        }

        return tally;
    }

    private sealed class Tally
    {
        public EventSums Before { get; } = new();

        public EventSums Within { get; } = new();

        public PeriodStatistics ToStatistics()
        {
            var carriedOver = Before[DossierEvent.Received] - Before.Resolved;
            var pending = carriedOver + Within[DossierEvent.Received] - Within.Resolved;
            var pendingLate = Before[DossierEvent.BecameOverdue] + Within[DossierEvent.BecameOverdue]
                - Before[DossierEvent.EndedOverdue] - Within[DossierEvent.EndedOverdue];
            return new()
            {
                CarriedOver = carriedOver,
                Received = Within[DossierEvent.Received],
                ReceivedOnline = Within[Channel.OnlineFull] + Within[Channel.OnlinePartial] + Within[Channel.OnlineOther],
                ReceivedOnlineFull = Within[Channel.OnlineFull],
                ReceivedOnlinePartial = Within[Channel.OnlinePartial],
                ReceivedOnlineOther = Within[Channel.OnlineOther],
                ReceivedInPerson = Within[Channel.InPerson],
                ReceivedPostal = Within[Channel.Postal],
                ReceivedNonLocal = Within.NonLocal,
                ReceivedLocalityUnknown = Within.LocalityUnknown,
                EnabledReceived = Within.Enabled,
                EnabledOnline = Within.EnabledOnline,
                FullProcessReceived = Within.FullProcess,
                FullProcessOnline = Within.FullProcessOnline,
                Resolved = Within.Resolved,
                ResolvedEarly = Within[DossierEvent.FinishedEarly],
                ResolvedOnTime = Within[DossierEvent.FinishedOnTime] + Within[DossierEvent.FinishedWithoutDueDate] + Within[DossierEvent.Withdrawn],
                ResolvedLate = Within[DossierEvent.FinishedLate],
                Withdrawn = Within[DossierEvent.Withdrawn],
                ResolvedWithoutDueDate = Within[DossierEvent.FinishedWithoutDueDate],
                Pending = pending,
                PendingInTime = pending - pendingLate,
                PendingLate = pendingLate,
                Refused = Within[DossierEvent.Refused],
                SupplementedInTime = Within[DossierEvent.SupplementedInTime]
                    + Before[DossierEvent.SupplementedReceived] + Within[DossierEvent.SupplementedReceived]
                    - Before[DossierEvent.SupplementedLeft] - Within[DossierEvent.SupplementedLeft],
            };
        }
    }
}
