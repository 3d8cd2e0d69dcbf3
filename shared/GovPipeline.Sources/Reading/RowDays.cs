using GovPipeline.Domain.Periods;
using GovPipeline.Domain.Time;

namespace GovPipeline.Sources.Reading;

/// <summary>The days that accepted rows tell of: how many rows a half-month, the last day, and where the run of days begins that the file is about.</summary>
internal sealed class RowDays
{
    private const int SpanDays = 512;
    private static readonly int Days = PlausibleDays.Last.DayNumber - PlausibleDays.First.DayNumber + 1;

    // Rows by day, in spans of days: a file tells of a few of the years that there may be.
    private readonly int[]?[] _spans = new int[(Days / SpanDays) + 1][];
    private readonly Dictionary<DateOnly, long> _undated = [];
    private int _latest = -1;

    /// <summary>The last day that anything in the rows happened on; null without any.</summary>
    public DateOnly? Latest => _latest < 0 ? null : PlausibleDays.First.AddDays(_latest);

    /// <summary>Rows by half-month of their day.</summary>
    public IReadOnlyDictionary<DateOnly, long> ByHalfMonth
    {
        get
        {
            var found = new SortedDictionary<DateOnly, long>(_undated);
            foreach (var day in Filled())
            {
                var half = HalfMonth.Of(PlausibleDays.First.AddDays(day));
                found[half] = found.GetValueOrDefault(half) + Rows(day);
            }

            return found;
        }
    }

    /// <summary>Notes an accepted row of a day, as <see cref="DateOnly.DayNumber"/>.</summary>
    public void Add(int dayNumber)
    {
        var day = dayNumber - PlausibleDays.First.DayNumber;
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)day, (uint)Days, nameof(dayNumber));
        (_spans[day / SpanDays] ??= new int[SpanDays])[day % SpanDays]++;
        Note(dayNumber);
    }

    /// <summary>Counts an accepted row that tells of no day of its own on that of its export; it is no witness of how far the file tells.</summary>
    public void AddUndated(int dayNumber) => _undated[HalfMonth.Of(DateOnly.FromDayNumber(dayNumber))] =
        _undated.GetValueOrDefault(HalfMonth.Of(DateOnly.FromDayNumber(dayNumber))) + 1;

    /// <summary>Notes that something happened on a day.</summary>
    public void Note(int dayNumber) => _latest = Math.Max(_latest, dayNumber - PlausibleDays.First.DayNumber);

    /// <summary>
    /// The first day of the run that ends with the newest row, in which no gap is longer than some days: a single dossier of
    /// years ago does not make a file tell of the years between.
    /// </summary>
    /// <param name="longestGap">Days without a row that the run may have.</param>
    public DateOnly? FirstOfRun(int longestGap)
    {
        var first = -1;
        foreach (var day in Filled().Reverse())
        {
            if (first >= 0 && first - day > longestGap + 1)
            {
                break;
            }

            first = day;
        }

        return first < 0 ? null : PlausibleDays.First.AddDays(first);
    }

    private int Rows(int day) => _spans[day / SpanDays]?[day % SpanDays] ?? 0;

    private IEnumerable<int> Filled() => Enumerable.Range(0, Days).Where(d => Rows(d) > 0);
}
