namespace GovPipeline.Domain.Indicators;

/// <summary>
/// A numerator over a denominator. Kept as the two counts; divided once; rounded only when printed, half away from zero.
/// </summary>
/// <param name="Numerator">Tử số.</param>
/// <param name="Denominator">Mẫu số; 0 means that there is nothing to divide by, which is not 0 %.</param>
public readonly record struct Rate(decimal Numerator, decimal Denominator)
{
    /// <summary>The fraction (0.6427 for 64.27 %), or null when the denominator is 0.</summary>
    public decimal? Value => Denominator == 0 ? null : Numerator / Denominator;

    /// <summary>
    /// The fraction as it is published: one division of two doubles, so that any other engine gets the same bits; null when the
    /// denominator is 0.
    /// </summary>
    public double? Fraction => Denominator == 0 ? null : (double)Numerator / (double)Denominator;
}
