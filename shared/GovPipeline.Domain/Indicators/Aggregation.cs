namespace GovPipeline.Domain.Indicators;

/// <summary>How the figure of an area or tier comes from those of its units.</summary>
public enum Aggregation
{
    /// <summary>Sum of numerators over sum of denominators.</summary>
    RatioOfSums,

    /// <summary>Plain mean of the units' rates, units without data left out.</summary>
    MeanOfUnitRates,
}
