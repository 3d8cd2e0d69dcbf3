using GovPipeline.Domain.Time;

namespace GovPipeline.Domain.Periods;

/// <summary>
/// Says which periods get other figures when something changes, for every job alike. Whatever days data hold, it gives an
/// answer: days that nothing can be meant by are taken for the nearest that can.
/// </summary>
public static class DuePeriods
{
    /// <summary>How far back growth looks for what it grew from, in years.</summary>
    public const int GrowthYears = 1;

    /// <summary>Counts of days: stocks that they leave are carried over into every later period, as far as data go.</summary>
    /// <param name="firstDay">The earliest local day that gets another count.</param>
    /// <param name="lastDay">The day after which stocks are as they were, so that only the periods of these days and those compared with them
    /// get other figures; null when they differ ever after.</param>
    /// <param name="dataThrough">The last local day that data tell of; null before there are any. Later periods fall due when data reach them.</param>
    public static IEnumerable<Period> OfCounts(DateOnly firstDay, DateOnly? lastDay, DateOnly? dataThrough)
    {
        if (dataThrough is not { } through || PlausibleDays.Clamp(firstDay) is var first && first > through)
        {
            return [];
        }

        return lastDay is { } last && last < through ? WithFollowers(Overlapping(first, last)).Where(p => p.Start <= through) : Overlapping(first, through);
    }

    /// <summary>Readings of days: the periods that hold them, and those that are compared with these.</summary>
    /// <param name="first">The earliest local day of what was and what will be.</param>
    /// <param name="last">The latest.</param>
    /// <param name="feedsGrowth">Whether the year that follows looks back at them.</param>
    public static IEnumerable<Period> OfReadings(DateOnly first, DateOnly last, bool feedsGrowth)
    {
        var until = PlausibleDays.Clamp(last);
        return WithFollowers(Overlapping(first, feedsGrowth ? PlausibleDays.Clamp(until.AddYears(GrowthYears)) : until));
    }

    /// <summary>Days that a source tells of for the first time, or up to which data now reach: stocks are taken on the last of them.</summary>
    /// <param name="first">The first.</param>
    /// <param name="last">The last.</param>
    public static IEnumerable<Period> OfDays(DateOnly first, DateOnly last) => WithFollowers(Overlapping(first, last));

    /// <summary>Days whose rows a file brought: its totals are in these periods alone.</summary>
    public static IEnumerable<Period> OfRows(IEnumerable<DateOnly> days)
    {
        ArgumentNullException.ThrowIfNull(days);
        return days.SelectMany(d => Overlapping(d, d)).DistinctBy(p => p.Id);
    }

    private static IEnumerable<Period> WithFollowers(IEnumerable<Period> periods) => periods.SelectMany(p => new[] { p, p.Next() }).DistinctBy(p => p.Id);

    private static IEnumerable<Period> Overlapping(DateOnly first, DateOnly last)
    {
        var (from, to) = (PlausibleDays.Clamp(first), PlausibleDays.Clamp(last));
        return Period.Overlapping(from, to < from ? from : to);
    }
}
