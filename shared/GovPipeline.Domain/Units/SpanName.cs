using GovPipeline.Domain.Time;

namespace GovPipeline.Domain.Units;

/// <summary>
/// A unit's name in a period in which it was not there all the time: <c>Phường Ninh Thạnh (đến 30/06/2025)</c> and
/// <c>Phường Ninh Thạnh (từ 01/07/2025)</c> are two units, and no reader takes one for the other.
/// </summary>
public static class SpanName
{
    private const string From = " (từ ", Until = " (đến ";

    /// <summary>The name with the days it was there, where these are not all days of the period.</summary>
    /// <param name="name">The name.</param>
    /// <param name="unit">The unit.</param>
    /// <param name="start">First day of the period.</param>
    /// <param name="end">Last day of the period.</param>
    public static string Of(string name, Unit unit, DateOnly start, DateOnly end)
    {
        ArgumentNullException.ThrowIfNull(unit);
        return unit.LastDay < end ? $"{name}{Until}{DayText.Print(unit.LastDay)})" : unit.FirstDay > start
            ? $"{name}{From}{DayText.Print(unit.FirstDay)})" : name;
    }

    /// <summary>The name without days.</summary>
    public static string Plain(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return name[..^DaysOf(name).Length];
    }

    /// <summary>The days alone, with the blank before them; empty for a unit that was there all the time. Units are ranked among those of the same
    /// days.</summary>
    public static string DaysOf(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        var at = Math.Max(name.LastIndexOf(From, StringComparison.Ordinal), name.LastIndexOf(Until, StringComparison.Ordinal));
        return at < 0 ? string.Empty : name[at..];
    }

    /// <summary>Whether the unit had ended by the end of the period.</summary>
    public static bool HasEnded(string name) => DaysOf(name).StartsWith(Until, StringComparison.Ordinal);
}
