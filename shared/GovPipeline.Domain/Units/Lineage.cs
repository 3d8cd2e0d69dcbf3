using GovPipeline.Domain.Text;

namespace GovPipeline.Domain.Units;

/// <summary>Which units had, on an earlier day, exactly the territory that some units have now; or why there are none.</summary>
public sealed record Lineage
{
    private Lineage()
    {
    }

    /// <summary>The units then; empty when nothing can be compared.</summary>
    public IReadOnlyList<string> Units { get; private init; } = [];

    /// <summary>Whether these are the units of now: nothing has changed.</summary>
    public bool IsUnchanged { get; private init; }

    /// <summary>Why the units cannot be compared with any of then (<i>không so sánh được</i>); null when they can.</summary>
    public Bilingual? Reason { get; private init; }

    /// <summary>The first day from which they can be compared; the earliest day when always.</summary>
    public DateOnly Since { get; private init; } = DateOnly.MinValue;

    /// <summary>Whether figures of then may stand beside those of now.</summary>
    public bool IsComparable => Reason is null;

    internal static Lineage Of(IReadOnlyList<string> units, bool isUnchanged) => new() { Units = units, IsUnchanged = isUnchanged };

    internal static Lineage None(DateOnly since, Bilingual reason) => new() { Since = since, Reason = reason };
}
