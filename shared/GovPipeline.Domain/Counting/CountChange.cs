using GovPipeline.Domain.Periods;

namespace GovPipeline.Domain.Counting;

/// <summary>What new counts change.</summary>
/// <param name="FirstDay">The earliest local day that gets another count.</param>
/// <param name="LastDay">The last day after which stocks are as they were; null when they differ ever after.</param>
/// <param name="Blocks">The half-months that get other counts, by their first days.</param>
public sealed record CountChange(DateOnly FirstDay, DateOnly? LastDay, IReadOnlyList<DateOnly> Blocks)
{
    /// <summary>What changes from earlier counts to new ones; null for nothing.</summary>
    /// <param name="before">The earlier counts of some dossiers.</param>
    /// <param name="after">The counts of the same dossiers now.</param>
    public static CountChange? Between(IEnumerable<DailyCount> before, IEnumerable<DailyCount> after)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        var (old, now) = (Together(before), Together(after));
        var differ = old.Keys.Union(now.Keys).Select(k => (Key: k, By: now.GetValueOrDefault(k) - old.GetValueOrDefault(k))).Where(d => d.By != 0).ToList();
        if (differ.Count == 0)
        {
            return null;
        }

        // A unit is known from the first day on that anything is counted of it.
        var units = differ.Where(d => !d.Key.Key.IsOfProcedure).GroupBy(d => (d.Key.Key.UnitId, d.Key.Key.Field)).ToList();
        var (firsts, firstsNow) = (FirstDays(old.Keys), FirstDays(now.Keys));
        var lasts = units.Any(u => u.Sum(d => d.By * Pending(d.Key.Event)) != 0 || u.Sum(d => d.By * Late(d.Key.Event)) != 0
            || u.Sum(d => d.By * Supplemented(d.Key.Event)) != 0 || firsts.ContainsKey(u.Key) != firstsNow.ContainsKey(u.Key));
        var days = differ.Select(d => DateOnly.FromDayNumber(d.Key.Day)).ToHashSet();
        var moved = units.Where(u => !lasts && firsts[u.Key] != firstsNow[u.Key])
            .Select(u => DateOnly.FromDayNumber(Math.Max(firsts[u.Key], firstsNow[u.Key])));
        return new(days.Min(), lasts ? null : days.Concat(moved).Max(), [.. days.Select(HalfMonth.Of).Distinct().Order()]);
    }

    private static Dictionary<(CountKey Key, DossierEvent Event, int Day), long> Together(IEnumerable<DailyCount> counts)
    {
        var sums = new Dictionary<(CountKey, DossierEvent, int), long>();
        foreach (var count in counts)
        {
            var key = (count.Key, count.Event, count.Day);
            sums[key] = sums.GetValueOrDefault(key) + count.Count;
        }

        return sums;
    }

    private static Dictionary<(string UnitId, string Field), int> FirstDays(IEnumerable<(CountKey Key, DossierEvent Event, int Day)> counts) =>
        counts.GroupBy(c => (c.Key.UnitId, c.Key.Field)).ToDictionary(g => g.Key, g => g.Min(c => c.Day));

    private static int Pending(DossierEvent e) => e switch
    {
        DossierEvent.Received => 1,
        DossierEvent.FinishedEarly or DossierEvent.FinishedOnTime or DossierEvent.FinishedWithoutDueDate or DossierEvent.FinishedLate
            or DossierEvent.Withdrawn => -1,
        _ => 0,
    };

    private static int Supplemented(DossierEvent e) => e switch
    {
        DossierEvent.SupplementedReceived => 1,
        DossierEvent.SupplementedLeft => -1,
        _ => 0,
    };

    private static int Late(DossierEvent e) => e switch
    {
        DossierEvent.BecameOverdue => 1,
        DossierEvent.EndedOverdue => -1,
        _ => 0,
    };
}
