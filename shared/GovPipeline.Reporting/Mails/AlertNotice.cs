using GovPipeline.Domain.Indicators;
using GovPipeline.Domain.Periods;

namespace GovPipeline.Reporting.Mails;

/// <summary>What a mail about a missed target tells. Nothing personal.</summary>
public sealed record AlertNotice
{
    /// <summary>Vietnamese name of the unit.</summary>
    public required string UnitName { get; init; }

    /// <summary>Code and Vietnamese name of the indicator.</summary>
    public required string IndicatorId { get; init; }

    /// <summary>Vietnamese name of the indicator.</summary>
    public required string IndicatorName { get; init; }

    /// <summary>Numerator and denominator.</summary>
    public required Rate Rate { get; init; }

    /// <summary>What the rate divides by, in Vietnamese.</summary>
    public required string BasisText { get; init; }

    /// <summary>The target as a fraction.</summary>
    public required decimal Target { get; init; }

    /// <summary>The document that sets it.</summary>
    public required string LegalBasis { get; init; }

    /// <summary>Whether no document sets it.</summary>
    public required bool TargetIsExample { get; init; }

    /// <summary>The period.</summary>
    public required Period Period { get; init; }

    /// <summary>The last local day the figures tell of.</summary>
    public required DateOnly AsOf { get; init; }

    /// <summary>What is missing from the data, in Vietnamese; empty when nothing is.</summary>
    public required string Missing { get; init; }
}
