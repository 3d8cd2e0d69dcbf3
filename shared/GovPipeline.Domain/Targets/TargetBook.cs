using GovPipeline.Domain.Units;

namespace GovPipeline.Domain.Targets;

/// <summary>All targets, and which one applies: the one for the unit itself, else its tier's, else the one for all; the newest of equals.</summary>
/// <param name="targets">The targets.</param>
public sealed class TargetBook(IEnumerable<Target> targets)
{
    /// <summary>Every target, as given.</summary>
    public IReadOnlyList<Target> All { get; } = [.. targets];

    /// <summary>The target of a unit, area or tier on a day, or null.</summary>
    /// <param name="indicatorId">The indicator.</param>
    /// <param name="unitId">The unit or area; of a tier's roll-up its id, which no target names.</param>
    /// <param name="tier">The tier of a unit or of a tier's roll-up; null for an area, which spans tiers.</param>
    /// <param name="day">The day that decides; the last day of a period.</param>
    public Target? For(string indicatorId, string unitId, UnitTier? tier, DateOnly day) => All
        .Where(t => t.IndicatorId == indicatorId && t.ValidFrom <= day && t.ValidTo >= day)
        .Where(t => t.UnitId is null ? t.Tier is null || t.Tier == tier : t.UnitId == unitId)
        .OrderByDescending(t => t.UnitId is not null)
        .ThenByDescending(t => t.Tier is not null)
        .ThenByDescending(t => t.ValidFrom)
        .ThenBy(t => t.Id, StringComparer.Ordinal)
        .FirstOrDefault();
}
