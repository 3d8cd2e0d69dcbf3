using GovPipeline.Domain.Periods;
using GovPipeline.Domain.Units;

namespace GovPipeline.Pipeline.Publishing;

/// <summary>A unit or roll-up as it stands in the tables of a period.</summary>
/// <param name="Id">Unit id, <c>area:…</c> or <c>tier:…</c>.</param>
/// <param name="Code">Official code; empty for a roll-up.</param>
/// <param name="Name">Vietnamese name.</param>
/// <param name="Tier">Tier; null for an area.</param>
/// <param name="ParentId">The area above; empty for none.</param>
/// <param name="IsRollup">Whether it adds units up.</param>
/// <param name="Members">The receiving units it adds up, each once; of a unit, itself.</param>
/// <param name="TargetUnitId">The id that targets and recipients name it by.</param>
internal sealed record ReportedUnit(
    string Id, string Code, string Name, UnitTier? Tier, string ParentId, bool IsRollup, IReadOnlyList<string> Members, string TargetUnitId)
{
    /// <summary>
    /// The units and roll-ups of a period: units that existed in it or still hold dossiers (what an abolished unit has not
    /// resolved stays its own until it is), every area, every tier.
    /// </summary>
    /// <param name="units">All units.</param>
    /// <param name="period">The period.</param>
    /// <param name="holding">Ids of units with figures in it.</param>
    public static IReadOnlyList<ReportedUnit> Of(UnitDirectory units, Period period, IEnumerable<string> holding)
    {
        var with = holding.ToHashSet(StringComparer.Ordinal);
        var existing = units.Receiving.Where(u => with.Contains(u.Id) || u.Names.Any(n => n.ValidFrom <= period.End && n.ValidTo >= period.Start)).ToList();
        var reported = existing.Select(u => u.NameOn(period.End) is var name
            ? new ReportedUnit(u.Id, name.Code, SpanName.Of(name.Name, u, period.Start, period.End), u.Tier, Parent(u), false, [u.Id], u.Id) : null!).ToList();
        foreach (var area in units.Areas)
        {
            var members = units.UnitsBelow(area.Id).Intersect(existing).Select(u => u.Id).ToList();
            if (members.Count > 0)
            {
                reported.Add(new(RollupId.Area(area.Id), string.Empty, area.NameOn(period.End).Name, null, Parent(area), true, members, area.Id));
            }
        }

        foreach (var tier in existing.GroupBy(u => u.Tier).OrderBy(g => g.Key))
        {
            reported.Add(OfTier(tier.Key) with { Members = [.. tier.Select(u => u.Id)] });
        }

        return reported;
    }

    /// <summary>The roll-up of a tier, its members left open.</summary>
    public static ReportedUnit OfTier(UnitTier tier) =>
        new(RollupId.Tier(tier), string.Empty, TierName(tier), tier, string.Empty, true, [], RollupId.Tier(tier));

    private static string Parent(Unit unit) => unit.ParentId is { } parent ? RollupId.Area(parent) : string.Empty;

    private static string TierName(UnitTier tier) => tier switch
    {
        UnitTier.Province => "Cấp tỉnh",
        UnitTier.District => "Cấp huyện",
        _ => "Cấp xã",
    };
}
