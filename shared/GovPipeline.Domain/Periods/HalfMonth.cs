using GovPipeline.Domain.Time;

namespace GovPipeline.Domain.Periods;

/// <summary>
/// Half a month: the 1st to the 14th, or the 15th to the end. Every period of both calendars is a union of these, so what is
/// kept by half-months can be told of any of them.
/// </summary>
public static class HalfMonth
{
    private const int LastOfFirstHalf = 14;

    /// <summary>The first day of the half-month that a day is in; its name.</summary>
    public static DateOnly Of(DateOnly day) => new(day.Year, day.Month, day.Day <= LastOfFirstHalf ? 1 : LastOfFirstHalf + 1);

    /// <summary>The last day of the half-month that a day is in.</summary>
    public static DateOnly LastDayOf(DateOnly day) =>
        new(day.Year, day.Month, day.Day <= LastOfFirstHalf ? LastOfFirstHalf : DateTime.DaysInMonth(day.Year, day.Month));

    /// <summary>Counts by half-month as a text, <c>2022-06-01: 12, 2022-06-15: 3</c>.</summary>
    public static string Format(IEnumerable<KeyValuePair<DateOnly, long>> counts) =>
        string.Join(", ", counts.OrderBy(c => c.Key).Select(c => $"{DayText.Iso(c.Key)}: {c.Value}"));

    /// <summary>The counts of a text.</summary>
    public static IReadOnlyList<KeyValuePair<DateOnly, long>> Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return [.. text.Split(", ", StringSplitOptions.RemoveEmptyEntries).Select(part => part.Split(": "))
            .Select(p => KeyValuePair.Create(DayText.Parse(p[0]), long.Parse(p[1], System.Globalization.CultureInfo.InvariantCulture)))];
    }
}
