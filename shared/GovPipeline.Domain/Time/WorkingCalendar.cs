namespace GovPipeline.Domain.Time;

/// <summary>
/// Working days (<i>ngày làm việc</i>): Monday to Friday without the public holidays of the year, with the Saturdays and
/// Sundays that a Prime Minister's decision makes working days. Due dates of the source are never recomputed with it.
/// </summary>
/// <param name="holidays">Days off other than weekends (Bộ luật Lao động 2019, Điều 112, and each year's swaps).</param>
/// <param name="workedWeekends">Weekend days worked in exchange for a day off.</param>
public sealed class WorkingCalendar(IEnumerable<DateOnly> holidays, IEnumerable<DateOnly> workedWeekends)
{
    private static readonly (TimeOnly Opens, TimeOnly Closes)[] Shifts = [(new(7, 0), new(11, 30)), (new(13, 30), new(17, 0))];
    private readonly HashSet<DateOnly> _holidays = [.. holidays];
    private readonly HashSet<DateOnly> _workedWeekends = [.. workedWeekends];

    /// <summary>Whether offices work on <paramref name="day"/>.</summary>
    public bool IsWorkingDay(DateOnly day) =>
        day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday ? _workedWeekends.Contains(day) : !_holidays.Contains(day);

    /// <summary>Whether a local moment is in office hours, 07:00–11:30 and 13:30–17:00 of working days.</summary>
    public bool IsOfficeHour(DateTime local) => IsWorkingDay(DateOnly.FromDateTime(local))
        && Array.Exists(Shifts, s => TimeOnly.FromDateTime(local) >= s.Opens && TimeOnly.FromDateTime(local) <= s.Closes);

    /// <summary>The day <paramref name="count"/> working days after <paramref name="day"/>.</summary>
    /// <param name="day">The day counting starts after.</param>
    /// <param name="count">0 or more; 0 gives <paramref name="day"/> itself.</param>
    public DateOnly AddWorkingDays(DateOnly day, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        for (var left = count; left > 0;)
        {
            day = day.AddDays(1);
            if (IsWorkingDay(day))
            {
                left--;
            }
        }

        return day;
    }

    /// <summary>Office hours (07:00–11:30, 13:30–17:00 of working days) between two moments, in hours.</summary>
    /// <remarks>The hours of the one-stop of Tây Ninh; a moment at midnight is the beginning of its day.</remarks>
    /// <returns>0 or more; 0 when <paramref name="to"/> is not after <paramref name="from"/>.</returns>
    public decimal OfficeHours(DateTime from, DateTime to)
    {
        var total = TimeSpan.Zero;
        for (var day = DateOnly.FromDateTime(from); day <= DateOnly.FromDateTime(to); day = day.AddDays(1))
        {
            if (!IsWorkingDay(day))
            {
                continue;
            }

            foreach (var (opens, closes) in Shifts)
            {
                var (first, last) = (day.ToDateTime(opens), day.ToDateTime(closes));
                var (begin, end) = (from > first ? from : first, to < last ? to : last);
                total += end > begin ? end - begin : TimeSpan.Zero;
            }
        }

        return (decimal)total.TotalMinutes / 60;
    }
}
