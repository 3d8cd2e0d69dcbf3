using GovPipeline.Domain.Indicators;
using GovPipeline.Domain.Targets;
using GovPipeline.Domain.Units;

namespace GovPipeline.Pipeline.Publishing;

/// <summary>
/// A figure held against its target, once, when it is published. Whoever speaks of it afterwards reads target, warning level
/// and status in the row: targets that change later do not change what was published.
/// </summary>
/// <param name="Target">The target; null without one.</param>
/// <param name="Status">How the figure stands.</param>
/// <param name="Value">The figure as it is published: one division of two doubles; null when nothing is known.</param>
internal sealed record Judgement(Target? Target, TargetStatus Status, double? Value)
{
    /// <summary>The target; 0 without one.</summary>
    public double TargetValue => (double)(Target?.Value ?? 0);

    /// <summary>The warning level; 0 without a target, the target itself without a level of its own.</summary>
    public double WarnValue => (double)(Target is null ? 0 : Target.WarnValue ?? Target.Value);

    /// <summary>Value minus target; 0 without either.</summary>
    public double Gap => Value is { } known && Target is not null ? known - TargetValue : 0;

    /// <summary>Judges.</summary>
    /// <param name="targets">All targets.</param>
    /// <param name="indicator">The indicator.</param>
    /// <param name="unit">The unit or roll-up.</param>
    /// <param name="day">The day that decides which target is in force.</param>
    /// <param name="exact">The figure, exact; null when nothing is known.</param>
    /// <param name="published">The figure as it is published.</param>
    public static Judgement Of(TargetBook targets, string indicator, ReportedUnit unit, DateOnly day, decimal? exact, double? published)
    {
        var target = targets.For(indicator, unit.TargetUnitId, unit.Tier, day);
        return new(target, target?.Judge(exact) ?? (exact is null ? TargetStatus.NoData : TargetStatus.NoTarget), published);
    }
}
