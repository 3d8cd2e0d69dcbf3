using GovPipeline.Domain.Time;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace GovPipeline.Domain.Periods;

/// <summary>
/// A reporting period: calendar, kind, year, index, first and last day, both inclusive and both Vietnamese local days.
/// Its id reads <c>nd09-2022-H1</c>; months are <c>M01</c> to <c>M12</c>, quarters <c>Q1</c> to <c>Q4</c>, halves
/// <c>H1</c> and <c>H2</c>, nine months <c>9M</c>, the year <c>Y</c>.
/// </summary>
public sealed record Period
{
    // Every plausible day has the periods around it: the one before, the year before that, the one after.
    private static readonly int FirstYear = PlausibleDays.First.Year - 3, LastYear = PlausibleDays.Last.Year + 3;

    private Period(ReportingCalendar calendar, PeriodKind kind, int year, int index, DateOnly start, DateOnly end) =>
        (Calendar, Kind, Year, Index, Start, End) = (calendar, kind, year, index, start, end);

    /// <summary>Which days it closes on.</summary>
    public ReportingCalendar Calendar { get; }

    /// <summary>How long it is.</summary>
    public PeriodKind Kind { get; }

    /// <summary>The year it belongs to; its first days may be in December of the year before.</summary>
    public int Year { get; }

    /// <summary>Its place in the year, from 1.</summary>
    public int Index { get; }

    /// <summary>First day, inclusive.</summary>
    public DateOnly Start { get; }

    /// <summary>Last day, inclusive.</summary>
    public DateOnly End { get; }

    /// <summary>The id, <c>nd09-2022-H1</c>.</summary>
    public string Id => string.Create(CultureInfo.InvariantCulture, $"{Prefix(Calendar)}-{Year:D4}-{Suffix}");

    /// <summary>The name that Vietnamese reports print, <c>6 tháng đầu năm 2022</c>.</summary>
    public string NameVi => Kind switch
    {
        PeriodKind.Month => string.Create(CultureInfo.InvariantCulture, $"Tháng {Index}/{Year}"),
        PeriodKind.Quarter => string.Create(CultureInfo.InvariantCulture, $"Quý {Roman(Index)}/{Year}"),
        PeriodKind.HalfYear => string.Create(CultureInfo.InvariantCulture, $"6 tháng {(Index == 1 ? "đầu" : "cuối")} năm {Year}"),
        PeriodKind.NineMonths => string.Create(CultureInfo.InvariantCulture, $"9 tháng năm {Year}"),
        _ => string.Create(CultureInfo.InvariantCulture, $"Năm {Year}"),
    };

    /// <summary>The name in English.</summary>
    public string NameEn => Kind switch
    {
        PeriodKind.Month => string.Create(CultureInfo.InvariantCulture, $"Month {Index}/{Year}"),
        PeriodKind.Quarter => string.Create(CultureInfo.InvariantCulture, $"Quarter {Index}/{Year}"),
        PeriodKind.HalfYear => string.Create(CultureInfo.InvariantCulture, $"{(Index == 1 ? "First" : "Second")} half of {Year}"),
        PeriodKind.NineMonths => string.Create(CultureInfo.InvariantCulture, $"Nine months of {Year}"),
        _ => string.Create(CultureInfo.InvariantCulture, $"Year {Year}"),
    };

    /// <summary>The part of the official form title, <c>từ ngày 15/12/2021 đến ngày 14/6/2022</c>.</summary>
    public string RangeVi => string.Create(
        CultureInfo.InvariantCulture, $"từ ngày {DayText.Print(Start)} đến ngày {DayText.Print(End)}");

    /// <summary>The days in English, <c>15/12/2021 to 14/06/2022</c>.</summary>
    public string RangeEn => string.Create(CultureInfo.InvariantCulture, $"{DayText.Print(Start)} to {DayText.Print(End)}");

    /// <summary>The calendar and its source, for every page that prints a period.</summary>
    public string CalendarVi => Calendar == ReportingCalendar.Nd09 ? "chốt ngày 14 (NĐ 09/2019/NĐ-CP, Điều 12)" : "dương lịch";

    /// <summary>The calendar in English.</summary>
    public string CalendarEn => Calendar == ReportingCalendar.Nd09 ? "closing on the 14th (Decree 09/2019/NĐ-CP, Article 12)" : "calendar";

    private string Suffix => Kind switch
    {
        PeriodKind.Month => string.Create(CultureInfo.InvariantCulture, $"M{Index:D2}"),
        PeriodKind.Quarter => string.Create(CultureInfo.InvariantCulture, $"Q{Index}"),
        PeriodKind.HalfYear => string.Create(CultureInfo.InvariantCulture, $"H{Index}"),
        PeriodKind.NineMonths => "9M",
        _ => "Y",
    };

    /// <summary>The period of a calendar, kind, year and index.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The index is not one of the kind's, or the year is none that <see cref="PlausibleDays"/>
    /// reach.</exception>
    public static Period Of(ReportingCalendar calendar, PeriodKind kind, int year, int index = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(year, FirstYear);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(year, LastYear);
        ArgumentOutOfRangeException.ThrowIfLessThan(index, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(index, Count(kind));
        var months = MonthsIn(kind);
        var firstMonth = ((index - 1) * months) + 1;
        var start = new DateOnly(year, firstMonth, 1);
        var end = start.AddMonths(months).AddDays(-1);
        return calendar == ReportingCalendar.Cal
            ? new(calendar, kind, year, index, start, end)
            : new(calendar, kind, year, index, new DateOnly(year, firstMonth, 15).AddMonths(-1), new DateOnly(end.Year, end.Month, 14));
    }

    /// <summary>The period of a calendar and kind that <paramref name="day"/> falls in; null where the kind leaves gaps (nine months).</summary>
    public static Period? Containing(ReportingCalendar calendar, PeriodKind kind, DateOnly day)
    {
        // From the 15th on a day belongs to the next month of the reporting calendar.
        var month = day.Year * 12 + day.Month - 1 + (calendar == ReportingCalendar.Nd09 && day.Day >= 15 ? 1 : 0);
        var (year, index) = (month / 12, (month % 12 / MonthsIn(kind)) + 1);
        return index <= Count(kind) ? Of(calendar, kind, year, index) : null;
    }

    /// <summary>Every period, of both calendars and all kinds, that shares a day with the given days; both inclusive.</summary>
    public static IEnumerable<Period> Overlapping(DateOnly first, DateOnly last)
    {
        foreach (var calendar in Enum.GetValues<ReportingCalendar>())
        {
            foreach (var kind in Enum.GetValues<PeriodKind>())
            {
                for (var year = first.Year; year <= last.Year + 1; year++)
                {
                    for (var index = 1; index <= Count(kind); index++)
                    {
                        var period = Of(calendar, kind, year, index);
                        if (period.Start <= last && period.End >= first)
                        {
                            yield return period;
                        }
                    }
                }
            }
        }
    }

    /// <summary>The period of an id.</summary>
    /// <exception cref="FormatException">It is not the id of a period.</exception>
    public static Period Parse(string id) => TryParse(id, out var period)
        ? period
        : throw new FormatException($"'{id}' is not a period; write for example nd09-2022-H1, cal-2022-M03, nd09-2022-Q1, nd09-2022-9M or cal-2022-Y.");

    /// <summary>The period of an id, if it is one.</summary>
    public static bool TryParse(string? id, [NotNullWhen(true)] out Period? period)
    {
        period = null;
        var parts = (id ?? string.Empty).Split('-');
        if (parts.Length != 3 || parts[1].Length != 4
            || !int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var year) || year < FirstYear || year > LastYear)
        {
            return false;
        }

        foreach (var calendar in Enum.GetValues<ReportingCalendar>())
        {
            foreach (var kind in Enum.GetValues<PeriodKind>())
            {
                for (var index = 1; index <= Count(kind); index++)
                {
                    var candidate = Of(calendar, kind, year, index);
                    if (string.Equals(candidate.Id, id, StringComparison.OrdinalIgnoreCase))
                    {
                        period = candidate;
                        return true;
                    }
                }
            }
        }

        return false;
    }

    /// <summary>Whether a local day is in it.</summary>
    public bool Contains(DateOnly day) => day >= Start && day <= End;

    /// <summary>
    /// The period of the same kind before this one, which figures are compared with (<i>kỳ trước</i>): of nine months, those of
    /// the year before.
    /// </summary>
    public Period Previous() => Index > 1 ? Of(Calendar, Kind, Year, Index - 1) : Of(Calendar, Kind, Year - 1, Count(Kind));

    /// <summary>The period that ends the day before this one begins, whose stock is carried over: of nine months, the year before.</summary>
    public Period Preceding() => Kind == PeriodKind.NineMonths ? Of(Calendar, PeriodKind.Year, Year - 1) : Previous();

    /// <summary>The period of the same kind after this one.</summary>
    public Period Next() => Index < Count(Kind) ? Of(Calendar, Kind, Year, Index + 1) : Of(Calendar, Kind, Year + 1);

    /// <inheritdoc/>
    public override string ToString() => Id;

    private static string Prefix(ReportingCalendar calendar) => calendar == ReportingCalendar.Nd09 ? "nd09" : "cal";

    private static string Roman(int index) => index switch { 1 => "I", 2 => "II", 3 => "III", _ => "IV" };

    private static int MonthsIn(PeriodKind kind) => kind switch
    {
        PeriodKind.Month => 1,
        PeriodKind.Quarter => 3,
        PeriodKind.HalfYear => 6,
        PeriodKind.NineMonths => 9,
        _ => 12,
    };

    private static int Count(PeriodKind kind) => kind == PeriodKind.NineMonths ? 1 : 12 / MonthsIn(kind);
}
