using GovPipeline.Domain.Time;
using System.Globalization;
using System.Text.RegularExpressions;
using GovPipeline.Domain.Periods;
using GovPipeline.Domain.Text;

namespace GovPipeline.Sources.Reading;

/// <summary>
/// Reads what offices write for a reporting period: <c>06/2022</c>, <c>Tháng 6/2022</c>, <c>Quý II/2022</c>, <c>6 tháng đầu
/// năm 2022</c>, <c>Năm 2022</c>, and the ids of our own periods.
/// </summary>
public static partial class PeriodText
{
    /// <summary>The day a figure of the period is kept under: the first of a month; the last day, by NĐ 09/2019/NĐ-CP, of anything longer.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out DateOnly day)
    {
        day = default;
        var folded = Folding.Fold(text);
        if (Month().Match(folded) is { Success: true } month)
        {
            return TryDay(Number(month.Groups["y"]), Number(month.Groups["m"]), out day);
        }

        if (MonthIso().Match(folded) is { Success: true } iso)
        {
            return TryDay(Number(iso.Groups["y"]), Number(iso.Groups["m"]), out day);
        }

        if (IdOf(folded, text) is { } id && Period.TryParse(id, out var period))
        {
            day = period.Kind == PeriodKind.Month && period.Calendar == ReportingCalendar.Cal ? period.Start : period.End;
            return true;
        }

        return false;
    }

    private static string? IdOf(string folded, ReadOnlySpan<char> text)
    {
        if (Quarter().Match(folded) is { Success: true } quarter)
        {
            var number = quarter.Groups["q"].Value switch { "i" or "1" => 1, "ii" or "2" => 2, "iii" or "3" => 3, _ => 4 };
            return $"nd09-{quarter.Groups["y"].Value}-Q{number}";
        }

        if (Half().Match(folded) is { Success: true } half)
        {
            return $"nd09-{half.Groups["y"].Value}-H{(half.Groups["h"].Value == "dau" ? 1 : 2)}";
        }

        if (NineMonths().Match(folded) is { Success: true } nine)
        {
            return $"nd09-{nine.Groups["y"].Value}-9M";
        }

        return Year().Match(folded) is { Success: true } year ? $"nd09-{year.Groups["y"].Value}-Y" : text.Trim().ToString();
    }

    private static int Number(Group digits) => int.Parse(digits.Value, CultureInfo.InvariantCulture);

    private static bool TryDay(int year, int month, out DateOnly day)
    {
        var isDay = year >= PlausibleDays.First.Year && year <= PlausibleDays.Last.Year && month is >= 1 and <= 12;
        day = isDay ? new(year, month, 1) : default;
        return isDay;
    }

    [GeneratedRegex(@"^(thang )?(?<m>\d{1,2}) (nam )?(?<y>\d{4})$")]
    private static partial Regex Month();

    [GeneratedRegex(@"^(?<y>\d{4}) (?<m>\d{2})$")]
    private static partial Regex MonthIso();

    [GeneratedRegex(@"^quy (?<q>iv|i{1,3}|[1-4]) (nam )?(?<y>\d{4})$")]
    private static partial Regex Quarter();

    [GeneratedRegex(@"^(6|sau) thang (?<h>dau|cuoi) (nam )?(?<y>\d{4})$")]
    private static partial Regex Half();

    [GeneratedRegex(@"^(9|chin) thang (dau )?(nam )?(?<y>\d{4})$")]
    private static partial Regex NineMonths();

    [GeneratedRegex(@"^(nam )?(?<y>\d{4})$")]
    private static partial Regex Year();
}
