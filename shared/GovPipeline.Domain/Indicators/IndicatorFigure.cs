namespace GovPipeline.Domain.Indicators;

/// <summary>An indicator of a unit, area or tier in a period.</summary>
/// <param name="Numerator">Tử số; for a mean of unit rates, the sum of the rates.</param>
/// <param name="Denominator">Mẫu số; for a mean of unit rates, how many units have one; 1 for what is divided by nothing.</param>
/// <param name="HasData">Whether anything is known; false is not zero.</param>
/// <param name="IsEstimate">Whether any part of it is an estimate.</param>
public readonly record struct IndicatorFigure(decimal Numerator, decimal Denominator, bool HasData, bool IsEstimate = false)
{
    /// <summary>Nothing is known.</summary>
    public static IndicatorFigure Unknown { get; } = new(0, 0, false);

    /// <summary>The rate; unknown when there is nothing to divide by.</summary>
    public Rate Rate => HasData ? new(Numerator, Denominator) : new(0, 0);

    /// <summary>The value as it is published: a fraction, a number, or a number for each thousand.</summary>
    public decimal? ValueAs(IndicatorFormat format) => format == IndicatorFormat.PerThousand ? Rate.Value * 1000 : Rate.Value;

    /// <summary>The same as it is published: one division of two doubles.</summary>
    public double? PublishedAs(IndicatorFormat format) =>
        format == IndicatorFormat.PerThousand && HasData ? new Rate(Numerator * 1000, Denominator).Fraction : Rate.Fraction;

    /// <summary>The figure of several units together.</summary>
    /// <param name="units">The units' figures.</param>
    /// <param name="aggregation">How they are joined.</param>
    /// <param name="hasDenominator">Whether there is a denominator to add up; without one it stays 1.</param>
    public static IndicatorFigure Combine(IEnumerable<IndicatorFigure> units, Aggregation aggregation, bool hasDenominator = true)
    {
        var known = units.Where(u => u.HasData).ToList();
        var isEstimate = known.Exists(u => u.IsEstimate);
        if (aggregation == Aggregation.MeanOfUnitRates)
        {
            var rates = known.Where(u => u.Denominator != 0).Select(u => u.Numerator / u.Denominator).ToList();
            return rates.Count == 0 ? Unknown : new(rates.Sum(), rates.Count, true, isEstimate);
        }

        return known.Count == 0 ? Unknown : new(known.Sum(u => u.Numerator), hasDenominator ? known.Sum(u => u.Denominator) : 1, true, isEstimate);
    }
}
