using GovPipeline.Domain.Time;
using GovPipeline.Domain.Units;
using GovPipeline.Domain.Counting;
using GovPipeline.Domain.Dossiers;
using GovPipeline.Domain.Periods;
using GovPipeline.Pipeline.Configuration;
using GovPipeline.Storage.Published;

namespace GovPipeline.Pipeline.Publishing;

/// <summary>Makes the rows of <c>daily</c>, <c>units</c> and <c>targets</c>.</summary>
internal static class DimensionRows
{
    private static readonly DateOnly FirstDayOfPowerBi = new(1900, 1, 1);

    /// <summary>The days of a calendar month.</summary>
    public static IReadOnlyList<DailyRow> Daily(Period month, IEnumerable<DailyCount> counts)
    {
        var days = new SortedDictionary<(string UnitId, int Day), (long Received, long Online, long Finished)>();
        foreach (var count in counts)
        {
            if (!month.Contains(DateOnly.FromDayNumber(count.Day)))
            {
                continue;
            }

            var key = (count.Key.UnitId, count.Day);
            var (received, online, finished) = days.GetValueOrDefault(key);
            switch (count.Event)
            {
                case DossierEvent.Received:
                    received += count.Count;
                    online += count.Key.Channel.IsOnline() ? count.Count : 0;
                    break;
                case DossierEvent.FinishedEarly or DossierEvent.FinishedOnTime or DossierEvent.FinishedWithoutDueDate
                    or DossierEvent.FinishedLate or DossierEvent.Withdrawn:
                    finished += count.Count;
                    break;
                default:
                    continue;
            }

            days[key] = (received, online, finished);
        }

        return
        [
            .. days.Select(d => new DailyRow
            {
                Period = month.Id,
                Day = DayText.Iso(DateOnly.FromDayNumber(d.Key.Day)),
                UnitId = d.Key.UnitId,
                Received = d.Value.Received,
                ReceivedOnline = d.Value.Online,
                Finished = d.Value.Finished,
                HasData = true,
            }),
        ];
    }

    /// <summary>A day as tables have it: Power BI knows none before 1900.</summary>
    public static string Day(DateOnly day) => DayText.Iso(day < FirstDayOfPowerBi ? FirstDayOfPowerBi : day);

    /// <summary>Mergers and splits.</summary>
    public static IReadOnlyList<SuccessionRow> Successions(ReferenceData reference) =>
    [
        .. reference.Successions.All.Select(c => new SuccessionRow
        {
            On = DayText.Iso(c.On),
            FromUnitId = c.From ?? string.Empty,
            FromName = c.FromName ?? reference.Units.Find(c.From!)!.NameOn(c.On.AddDays(-1)).Name,
            ToUnitId = c.To ?? string.Empty,
            ToName = c.To is null ? c.ToName ?? string.Empty : reference.Units.Find(c.To)!.NameOn(c.On).Name,
            IsPartial = c.IsPartial,
            Share = (double)(c.Share ?? 0),
            HasShare = c.Share is not null,
            LegalBasis = c.LegalBasis,
        }),
    ];

    public static IReadOnlyList<UnitRow> Units(ReferenceData reference)
    {
        var rows = reference.Units.All.SelectMany(u => u.Names.Select(n => new UnitRow
        {
            UnitId = u.IsArea ? RollupId.AreaPrefix + u.Id : u.Id,
            UnitCode = n.Code,
            UnitName = n.Name,
            UnitTier = u.IsArea ? string.Empty : u.Tier.ToString(),
            ParentUnitId = u.ParentId is { } parent ? RollupId.AreaPrefix + parent : string.Empty,
            IsRollup = u.IsArea,
            ValidFrom = DayText.Iso(n.ValidFrom),
            ValidTo = DayText.Iso(n.ValidTo),
        }));
        var tiers = reference.Units.Receiving.Select(u => u.Tier).Distinct().Order().Select(ReportedUnit.OfTier)
            .Select(u => new UnitRow
            {
                UnitId = u.Id,
                UnitCode = string.Empty,
                UnitName = u.Name,
                UnitTier = u.Tier.ToString()!,
                ParentUnitId = string.Empty,
                IsRollup = true,
                ValidFrom = DayText.Iso(FirstDayOfPowerBi),
                ValidTo = DayText.Iso(DateOnly.MaxValue),
            });
        return [.. rows, .. tiers];
    }

    public static IReadOnlyList<TargetRow> Targets(ReferenceData reference) =>
    [
        .. reference.Targets.All.Select(t => new TargetRow
        {
            TargetId = t.Id,
            Indicator = t.IndicatorId,
            UnitId = t.UnitId ?? string.Empty,
            UnitTier = t.Tier?.ToString() ?? string.Empty,
            Comparator = t.Comparator.ToString(),
            Value = (double)t.Value,
            WarnValue = (double)(t.WarnValue ?? t.Value),
            ValidFrom = DayText.Iso(t.ValidFrom),
            ValidTo = DayText.Iso(t.ValidTo),
            LegalBasis = t.LegalBasis,
            IsExample = t.IsExample,
        }),
    ];
}
