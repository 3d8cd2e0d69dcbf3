namespace GovPipeline.Domain.Time;

/// <summary>
/// Which days can be meant at all. Readers, parsers, periods and command lines all ask here, so that a day that is taken
/// in can also be counted and published.
/// </summary>
public static class PlausibleDays
{
    /// <summary>An export is made after midnight; what happened in those minutes is not from the future.</summary>
    public const int DaysAhead = 1;

    /// <summary>How many years ahead a dossier can be due, or an entry of a list can end.</summary>
    public const int YearsAhead = 10;

    /// <summary>The first day that can be meant: one-stops keep no dossier from before (NQ 38/CP of 1994 founded them).</summary>
    public static DateOnly First { get; } = new(1990, 1, 1);

    /// <summary>The last day that can be meant.</summary>
    public static DateOnly Last { get; } = new(2060, 12, 31);

    /// <summary>Whether something can have happened on a day, in an export that tells up to <paramref name="exportDate"/>.</summary>
    public static bool CanHaveHappened(DateOnly day, DateOnly exportDate) => CanHaveHappened(day.DayNumber, exportDate);

    /// <inheritdoc cref="CanHaveHappened(DateOnly, DateOnly)"/>
    /// <param name="dayNumber">The day as <see cref="DateOnly.DayNumber"/>.</param>
    /// <param name="exportDate">The day up to which the export tells.</param>
    public static bool CanHaveHappened(int dayNumber, DateOnly exportDate) => dayNumber >= First.DayNumber && dayNumber <= exportDate.DayNumber + DaysAhead;

    /// <summary>Whether something can be due, or end, on a day.</summary>
    public static bool CanBeDue(DateOnly day, DateOnly exportDate) => day >= First && day <= LastDue(exportDate);

    /// <summary>The last day on which something can be due.</summary>
    public static DateOnly LastDue(DateOnly exportDate) => exportDate.Year + YearsAhead > Last.Year ? Last : exportDate.AddYears(YearsAhead);

    /// <summary>Whether an export can tell up to a day when it is <paramref name="today"/>.</summary>
    public static bool CanBeExported(DateOnly exportDate, DateOnly today) =>
        exportDate >= First && exportDate <= Last && exportDate.DayNumber <= today.DayNumber + DaysAhead;

    /// <summary>The nearest day that can be meant.</summary>
    public static DateOnly Clamp(DateOnly day) => day < First ? First : day > Last ? Last : day;
}
