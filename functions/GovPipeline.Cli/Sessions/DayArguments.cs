using GovPipeline.Domain.Time;

namespace GovPipeline.Cli.Sessions;

/// <summary>Days on the command line.</summary>
internal static class DayArguments
{
    /// <exception cref="FormatException">No export can tell up to the day.</exception>
    public static void Check(DateOnly? day, DateOnly today, string option)
    {
        if (day is { } given && !PlausibleDays.CanBeExported(given, today))
        {
            throw new FormatException(
                $"{option} {DayText.Print(given)}: từ {DayText.Print(PlausibleDays.First)} đến {DayText.Print(today.AddDays(PlausibleDays.DaysAhead))} / from "
                    + $"{DayText.Iso(PlausibleDays.First)} to {DayText.Iso(today.AddDays(PlausibleDays.DaysAhead))}");
        }
    }
}
