namespace GovPipeline.Domain.Alerts;

/// <summary>A whole week against the unit's own weeks before it.</summary>
/// <param name="Rate">The week's rate.</param>
/// <param name="Usual">The rate of the weeks before, together.</param>
/// <param name="Cases">Cases of the week.</param>
public sealed record WeeklyDrop(decimal Rate, decimal Usual, long Cases)
{
    private const int FewestWeeks = 4;
    private const decimal LeastDrop = 0.10m;
    private const double Deviations = 3;

    /// <summary>The drop of the last week, or null when there is none: at least ten points, and more than three standard deviations of chance.</summary>
    /// <param name="weeks">Cases that count and cases of each week, oldest first; the last is the one looked at.</param>
    /// <param name="fewestCases">Cases below which a week says nothing.</param>
    public static WeeklyDrop? Of(IReadOnlyList<(long Counted, long Cases)> weeks, int fewestCases)
    {
        ArgumentNullException.ThrowIfNull(weeks);
        if (weeks.Count == 0 || weeks[^1].Cases < fewestCases)
        {
            return null;
        }

        var past = weeks.Take(weeks.Count - 1).Where(w => w.Cases >= fewestCases).ToList();
        if (past.Count < FewestWeeks)
        {
            return null;
        }

        var (counted, cases) = (past.Sum(w => w.Counted), past.Sum(w => w.Cases));
        var (usual, rate) = ((decimal)counted / cases, (decimal)weeks[^1].Counted / weeks[^1].Cases);
        var chance = (decimal)Math.Sqrt((double)(usual * (1 - usual)) / weeks[^1].Cases);
        return usual - rate >= LeastDrop && usual - rate >= (decimal)Deviations * chance ? new(rate, usual, weeks[^1].Cases) : null;
    }
}
