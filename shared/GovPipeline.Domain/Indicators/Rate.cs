using System.Globalization;

namespace GovPipeline.Domain.Indicators;

/// <summary>
/// A numerator over a denominator. Kept as the two counts; divided once; rounded only when printed, half away from zero.
/// </summary>
/// <param name="Numerator">Tử số.</param>
/// <param name="Denominator">Mẫu số; 0 means that there is nothing to divide by, which is not 0 %.</param>
public readonly record struct Rate(decimal Numerator, decimal Denominator)
{
    private static readonly CultureInfo Vietnamese = CultureInfo.GetCultureInfo("vi-VN");

    /// <summary>The fraction (0.6427 for 64.27 %), or null when the denominator is 0.</summary>
    public decimal? Value => Denominator == 0 ? null : Numerator / Denominator;

    /// <summary>As Vietnamese reports print it, <c>64,3%</c>.</summary>
    /// <param name="decimals">Digits after the comma, 0 to 4.</param>
    public string ToVietnamese(int decimals = 1) => PrintVietnamese(Value, decimals);

    /// <summary>A fraction as Vietnamese reports print a rate, <c>64,3%</c>; <c>chưa có dữ liệu</c> for null.</summary>
    public static string PrintVietnamese(decimal? fraction, int decimals = 1) => fraction is { } value
        ? Math.Round(value * 100m, decimals, MidpointRounding.AwayFromZero)
            .ToString("N" + decimals.ToString(CultureInfo.InvariantCulture), Vietnamese) + "%"
        : "chưa có dữ liệu";

    /// <summary>A count as Vietnamese reports print it, <c>3.322</c>.</summary>
    public static string PrintVietnamese(long count) => count.ToString("N0", Vietnamese);

    /// <summary>A count that may carry a fraction, <c>3.322</c> or <c>3,5</c>.</summary>
    public static string PrintVietnameseNumber(decimal value) => value.ToString("#,##0.####", Vietnamese);
}
