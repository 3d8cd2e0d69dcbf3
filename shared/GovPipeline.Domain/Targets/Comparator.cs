namespace GovPipeline.Domain.Targets;

/// <summary>Which side of a target is good.</summary>
public enum Comparator
{
    /// <summary>The figure must be at least the target.</summary>
    AtLeast,

    /// <summary>The figure must be at most the target.</summary>
    AtMost,
}
