namespace GovPipeline.Domain.Alerts;

/// <summary>Whether a target can still be met in the rest of a period, if cases go on coming as they did.</summary>
/// <param name="ExpectedCases">Cases that are still to come, at the mean of the period so far.</param>
/// <param name="NeededCases">How many of them have to count for the target; 0 when it is met already.</param>
public sealed record PaceForecast(long ExpectedCases, long NeededCases)
{
    /// <summary>The rate that is needed in the rest; null when nothing is to come.</summary>
    public decimal? NeededRate => ExpectedCases == 0 ? null : (decimal)NeededCases / ExpectedCases;

    /// <summary>Whether not even all of them would do.</summary>
    public bool IsOutOfReach => NeededCases > ExpectedCases;

    /// <summary>Looks ahead.</summary>
    /// <param name="numerator">Cases that count so far.</param>
    /// <param name="denominator">Cases so far.</param>
    /// <param name="target">The target as a fraction.</param>
    /// <param name="daysGone">Working days gone, 1 or more.</param>
    /// <param name="daysLeft">Working days left, 0 or more.</param>
    public static PaceForecast Of(decimal numerator, decimal denominator, decimal target, int daysGone, int daysLeft)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(daysGone, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(daysLeft);
        var expected = Math.Round(denominator * daysLeft / daysGone, MidpointRounding.AwayFromZero);
        var needed = Math.Ceiling((target * (denominator + expected)) - numerator);
        return new((long)expected, (long)Math.Max(0, needed));
    }

    /// <summary>Whether to say so: out of reach, or above the best month the unit ever had.</summary>
    /// <param name="bestRate">Its best month; null when it has none to speak of.</param>
    public bool IsBehind(decimal? bestRate) => NeededCases > 0 && (IsOutOfReach || (bestRate is { } best && NeededRate > best));
}
