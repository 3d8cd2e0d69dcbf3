using GovPipeline.Domain.Text;
using GovPipeline.Domain.Alerts;
using GovPipeline.Domain.Indicators;
using GovPipeline.Domain.Periods;
using GovPipeline.Domain.Targets;

namespace GovPipeline.Reporting.Alerts;

/// <summary>A published figure and its target, as alerts speak of it. Nothing personal.</summary>
public sealed record TargetFigure
{
    /// <summary>Name of the unit or area.</summary>
    public required string UnitName { get; init; }

    /// <summary>The indicator.</summary>
    public required Indicator Indicator { get; init; }

    /// <summary>Numerator.</summary>
    public required decimal Numerator { get; init; }

    /// <summary>Denominator.</summary>
    public required decimal Denominator { get; init; }

    /// <summary>The value in the indicator's format.</summary>
    public required decimal Value { get; init; }

    /// <summary>Whether part of it is an estimate.</summary>
    public bool IsEstimate { get; init; }

    /// <summary>The target.</summary>
    public required Target Target { get; init; }

    /// <summary>English of the target's legal basis; the Vietnamese where there is none.</summary>
    public string? LegalBasisEn { get; init; }

    /// <summary>The period.</summary>
    public required Period Period { get; init; }

    /// <summary>The last local day the figures tell of.</summary>
    public required DateOnly AsOf { get; init; }

    /// <summary>The code by which the figure is found again; empty for none.</summary>
    public string Code { get; init; } = string.Empty;

    /// <summary>What is missing from the data; empty when nothing is.</summary>
    public required Bilingual Missing { get; init; }

    /// <summary>Whether the target is held on the way: cases of the period that are still to come, at its mean pace; null when nothing can be said.</summary>
    public PaceForecast? Forecast { get; init; }

    /// <summary>What the place does about it; null where it has not said.</summary>
    public Bilingual? Action { get; init; }

    /// <summary>The months before, oldest first.</summary>
    public IReadOnlyList<TrendPoint> Trend { get; init; } = [];
}
