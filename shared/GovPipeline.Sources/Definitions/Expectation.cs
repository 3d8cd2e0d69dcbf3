using GovPipeline.Domain.Periods;
using GovPipeline.Domain.Time;

namespace GovPipeline.Sources.Definitions;

/// <summary>When data of a source are expected.</summary>
public sealed record Expectation
{
    /// <summary>Days of the longest interval, a half-year.</summary>
    public const int LongestInterval = 184;

    /// <summary>How often. The default value is <see cref="Rhythm.Night"/>.</summary>
    public Rhythm Every { get; init; }

    /// <summary>Working days after the end of a night, month, quarter or half-year that its data may take. 0 to 60. The default value is 1.</summary>
    public int Days { get; init; } = 1;

    /// <summary>Whose quarters and half-years they are: those of official reports (NĐ 09/2019/NĐ-CP), or calendar ones. The default value is
    /// <see cref="ReportingCalendar.Nd09"/>; months are calendar months.</summary>
    public ReportingCalendar Calendar { get; init; } = ReportingCalendar.Nd09;

    /// <summary>Whether data come when somebody has them: they are never late, and no period is incomplete without them.</summary>
    public bool Optional { get; init; }

    /// <summary>Days without a row that a file may have and still be about the days around them: two intervals of the rhythm, and a month at least.</summary>
    public int LongestGap => Every switch { Rhythm.Night => 31, Rhythm.Month => 62, Rhythm.Quarter => 184, _ => 366 };

    /// <summary>The interval that a day belongs to.</summary>
    public (DateOnly First, DateOnly Last) IntervalOf(DateOnly day) => PeriodOf(day) is { } period ? (period.Start, period.End) : (day, day);

    /// <summary>The month, quarter or half-year of the rhythm that a day belongs to; null of what comes every night.</summary>
    public Period? PeriodOf(DateOnly day) => Every switch
    {
        Rhythm.Night => null,
        Rhythm.Month => Period.Containing(ReportingCalendar.Cal, PeriodKind.Month, day),
        Rhythm.Quarter => Period.Containing(Calendar, PeriodKind.Quarter, day),
        _ => Period.Containing(Calendar, PeriodKind.HalfYear, day),
    };

    /// <summary>The last day on which data of an interval are in time.</summary>
    public DateOnly DueDay(DateOnly last, WorkingCalendar calendar)
    {
        ArgumentNullException.ThrowIfNull(calendar);
        return calendar.AddWorkingDays(last, Days);
    }

    /// <summary>The last day on which the next data are in time; null where none are waited for.</summary>
    /// <param name="last">The last day that is told of.</param>
    /// <param name="calendar">Working days.</param>
    public DateOnly? NextDue(DateOnly last, WorkingCalendar calendar) => Optional ? null : DueDay(IntervalOf(last.AddDays(1)).Last, calendar);

    /// <summary>
    /// Of days that no data tell of, those that are missed: a month is told of by any day of it, and is not missed before
    /// its data are due.
    /// </summary>
    /// <param name="uncovered">Days without data, over whole intervals, from the first to the last.</param>
    /// <param name="asOf">The day the data of all sources reach.</param>
    /// <param name="calendar">Working days.</param>
    public IReadOnlyList<DateOnly> Missed(IReadOnlyList<DateOnly> uncovered, DateOnly asOf, WorkingCalendar calendar)
    {
        ArgumentNullException.ThrowIfNull(uncovered);
        if (Optional)
        {
            return [];
        }

        if (Every == Rhythm.Night)
        {
            return uncovered;
        }

        var missed = new List<DateOnly>();
        for (var at = 0; at < uncovered.Count;)
        {
            var (first, last) = IntervalOf(uncovered[at]);
            var end = at;
            while (end < uncovered.Count && uncovered[end] <= last)
            {
                end++;
            }

            if (end - at == last.DayNumber - first.DayNumber + 1 && DueDay(last, calendar) <= asOf)
            {
                missed.AddRange(uncovered.Skip(at).Take(end - at));
            }

            at = end;
        }

        return missed;
    }
}
