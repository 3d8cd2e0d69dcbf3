namespace GovPipeline.Domain.Alerts;

/// <summary>That what others count moves away from what dossiers say.</summary>
/// <param name="Share">How far they lie apart now, as a share of what dossiers say.</param>
/// <param name="Before">The same in the period before.</param>
public sealed record DifferenceGrowth(decimal Share, decimal Before)
{
    private const decimal Times = 1.5m;

    /// <summary>Holds two periods beside each other.</summary>
    /// <param name="now">What is reported and what dossiers say.</param>
    /// <param name="before">The same in the period before of the same kind.</param>
    /// <param name="fewest">Dossiers that they must lie apart at least.</param>
    /// <param name="noted">The share from which it is told, a fraction.</param>
    /// <returns>Null when it does not grow, or is too small to be told.</returns>
    public static DifferenceGrowth? Of((long Reported, long Own) now, (long Reported, long Own) before, int fewest, decimal noted)
    {
        decimal Share((long Reported, long Own) of) => of.Own == 0 && of.Reported == 0 ? 0
            : Math.Abs(of.Reported - of.Own) / (decimal)Math.Max(of.Own, of.Reported);
        var (share, earlier) = (Share(now), Share(before));
        return Math.Abs(now.Reported - now.Own) >= fewest && share >= noted && share >= earlier * Times ? new(share, earlier) : null;
    }
}
