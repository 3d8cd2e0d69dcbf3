namespace GovPipeline.Domain.Indicators;

/// <summary>How the figure of an area or tier comes from those of its units.</summary>
public enum Aggregation
{
    /// <summary>Sum of numerators over sum of denominators.</summary>
    RatioOfSums,

    /// <summary>Plain mean of the units' rates, units without data left out.</summary>
    MeanOfUnitRates,

    /// <summary>Sum of what the period counted; there is nothing to divide by.</summary>
    Sum,

    /// <summary>
    /// The newest reading of each unit in the period, since a stock does not add up over time; then sums, divided when there is
    /// a denominator.
    /// </summary>
    Latest,

    /// <summary>How much the newest reading of the period is above the newest before it, over the latter.</summary>
    Growth,
}
