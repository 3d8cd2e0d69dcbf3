using GovPipeline.Domain.Units;

namespace GovPipeline.Domain.Targets;

/// <summary>A dated target (<i>mục tiêu, chỉ tiêu</i>) with the document that sets it.</summary>
public sealed record Target
{
    /// <summary>Our own lasting id.</summary>
    public required string Id { get; init; }

    /// <summary>The indicator it is for.</summary>
    public required string IndicatorId { get; init; }

    /// <summary>The unit or area it is for; null for a tier or for all.</summary>
    public string? UnitId { get; init; }

    /// <summary>The tier it is for; null for a unit or for all.</summary>
    public UnitTier? Tier { get; init; }

    /// <summary>Which side is good.</summary>
    public Comparator Comparator { get; init; }

    /// <summary>The target as a fraction, 0.6 for 60 %.</summary>
    public required decimal Value { get; init; }

    /// <summary>Where a warning begins, as a fraction; null for none.</summary>
    public decimal? WarnValue { get; init; }

    /// <summary>First day it is in force.</summary>
    public required DateOnly ValidFrom { get; init; }

    /// <summary>Last day, inclusive.</summary>
    public DateOnly ValidTo { get; init; } = DateOnly.MaxValue;

    /// <summary>The document, in Vietnamese: <c>QĐ 713/QĐ-UBND ngày 29/3/2021</c>.</summary>
    public required string LegalBasis { get; init; }

    /// <summary>True where no document sets it and it only shows how the system works; every place that prints it says so.</summary>
    public bool IsExample { get; init; }

    /// <summary>How a figure stands against it.</summary>
    public TargetStatus Judge(decimal? value)
    {
        if (value is not { } known)
        {
            return TargetStatus.NoData;
        }

        var below = Comparator == Comparator.AtLeast ? known < Value : known > Value;
        var warned = WarnValue is { } warn && (Comparator == Comparator.AtLeast ? known < warn : known > warn);
        return below ? TargetStatus.Below : warned ? TargetStatus.Warning : TargetStatus.Met;
    }
}
