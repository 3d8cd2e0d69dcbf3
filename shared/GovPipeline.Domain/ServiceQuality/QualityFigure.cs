using GovPipeline.Domain.Indicators;

namespace GovPipeline.Domain.ServiceQuality;

/// <summary>A component of a unit in a period.</summary>
/// <param name="Component">The component.</param>
/// <param name="State">Where it comes from.</param>
/// <param name="Numerator">What counts; 0 where it is not computed.</param>
/// <param name="Denominator">Of what; 0 where it is not computed.</param>
public sealed record QualityFigure(QualityComponent Component, QualityState State, decimal Numerator, decimal Denominator)
{
    /// <summary>What a reader must know of it in Vietnamese and English; null for nothing.</summary>
    public Text.Bilingual? Remark { get; init; }

    /// <summary>The published figures that the numerator is made from; none of what is not computed.</summary>
    public IReadOnlyList<QualityTerm> Above { get; init; } = [];

    /// <summary>Those of the denominator.</summary>
    public IReadOnlyList<QualityTerm> Below { get; init; } = [];

    /// <summary>What the rate is multiplied by: the share that was synchronised.</summary>
    public decimal Factor { get; init; } = 1;

    /// <summary>Whether a rule of the decision could not be followed with what is here, so that the true points may lie on either side.</summary>
    public bool IsEstimate { get; init; }

    /// <summary>The rate; null when nothing is known or there was nothing to measure.</summary>
    public decimal? Rate => State == QualityState.Computed ? new Rate(Numerator, Denominator).Value * Factor : null;

    /// <summary>Its points; null when it is not computed or left out.</summary>
    public decimal? Points => State == QualityState.Computed ? Component.PointsOf(Numerator * Factor, Denominator) : null;

    /// <summary>One that is not computed.</summary>
    public static QualityFigure Unknown(QualityComponent component)
    {
        ArgumentNullException.ThrowIfNull(component);
        return new(component, component.IsManual ? QualityState.Manual : QualityState.NeedsSource, 0, 0);
    }
}

/// <summary>A part of a unit in a period: what its components that can be computed give, and what the portal says.</summary>
/// <param name="Part">The part.</param>
/// <param name="Figures">Its components.</param>
/// <param name="Portal">The points the national portal shows; null when they were not given.</param>
public sealed record QualityPartFigure(QualityPart Part, IReadOnlyList<QualityFigure> Figures, decimal? Portal)
{
    /// <summary>The points of the components that are computed; null when none is.</summary>
    public decimal? Points => Figures.Any(f => f.Points is not null) ? Figures.Sum(f => f.Points ?? 0) : null;

    /// <summary>The most points that these could give: the rest of the part is not known here.</summary>
    public decimal Covered => Figures.Where(f => f.Points is not null).Sum(f => f.Component.Points);

    /// <summary>The fewest and the most points that the whole part can have, whatever is not known.</summary>
    public (decimal Least, decimal Most) Range => (
        Figures.Where(f => !f.IsEstimate).Sum(f => f.Points ?? 0),
        Figures.Sum(f => f.IsEstimate ? f.Component.Points : f.Points ?? f.Component.Points));

    /// <summary>Whether any of its points is an estimate.</summary>
    public bool IsEstimate => Figures.Any(f => f.IsEstimate);

    /// <summary>Whether the portal's points can be: they lie in the range; null when the portal's are not given.</summary>
    public bool? Agrees => Portal is not { } portal ? null : portal >= Range.Least - Tolerance && portal <= Range.Most + Tolerance;

    private const decimal Tolerance = 0.5m;
}
