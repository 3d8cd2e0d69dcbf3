namespace GovPipeline.Domain.Indicators;

/// <summary>An indicator of a unit, area or tier in a period.</summary>
/// <param name="Numerator">Tử số; for a mean of unit rates, the sum of the rates.</param>
/// <param name="Denominator">Mẫu số; for a mean of unit rates, how many units have one.</param>
/// <param name="HasData">Whether anything is known; false is not zero.</param>
public readonly record struct IndicatorFigure(decimal Numerator, decimal Denominator, bool HasData)
{
    /// <summary>Nothing is known.</summary>
    public static IndicatorFigure Unknown { get; } = new(0, 0, false);

    /// <summary>The rate; unknown when there is nothing to divide by.</summary>
    public Rate Rate => HasData ? new(Numerator, Denominator) : new(0, 0);

    /// <summary>The figure of several units together.</summary>
    public static IndicatorFigure Combine(IEnumerable<IndicatorFigure> units, Aggregation aggregation)
    {
        var known = units.Where(u => u.HasData).ToList();
        if (aggregation == Aggregation.MeanOfUnitRates)
        {
            var rates = known.Where(u => u.Denominator != 0).Select(u => u.Numerator / u.Denominator).ToList();
            return rates.Count == 0 ? Unknown : new(rates.Sum(), rates.Count, true);
        }

        return known.Count == 0 ? Unknown : new(known.Sum(u => u.Numerator), known.Sum(u => u.Denominator), true);
    }
}
