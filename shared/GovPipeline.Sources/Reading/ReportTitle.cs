using GovPipeline.Domain.Time;
using System.Globalization;
using System.Text.RegularExpressions;
using GovPipeline.Domain.Errors;
using GovPipeline.Domain.Text;

namespace GovPipeline.Sources.Reading;

/// <summary>Reads the days a report tells of from its title: "Từ ngày 15/12/2021 đến ngày 14/06/2022".</summary>
internal static partial class ReportTitle
{
    /// <exception cref="PipelineException">GP211: no title says so.</exception>
    public static (DateOnly From, DateOnly To) Range(IEnumerable<string> titles, string fileName)
    {
        foreach (var title in titles)
        {
            var match = Days().Match(Folding.Fold(title));
            if (match.Success && TryDay(match, 1, out var from) && TryDay(match, 4, out var to) && from <= to)
            {
                return (from, to);
            }
        }

        throw new PipelineException(ErrorCatalogue.FileNoPeriod, fileName);
    }

    /// <summary>The days of a report, which are those of a reporting period.</summary>
    /// <exception cref="PipelineException">GP211: no title says so. GP221: it is no period.</exception>
    public static (DateOnly From, DateOnly To) Period(IEnumerable<string> titles, string fileName)
    {
        var (from, to) = Range(titles, fileName);
        return Domain.Periods.Period.Overlapping(from, to).Any(p => p.Start == from && p.End == to) ? (from, to)
            : throw new PipelineException(ErrorCatalogue.FileOddPeriod, fileName, DayText.Print(from), DayText.Print(to));
    }

    /// <summary>Whether a text says from which day to which.</summary>
    public static bool Says(string text) => Days().IsMatch(Folding.Fold(text));

    private static bool TryDay(Match match, int group, out DateOnly day)
    {
        int Number(int i) => int.Parse(match.Groups[group + i].Value, CultureInfo.InvariantCulture);
        var (d, m, y) = (Number(0), Number(1), Number(2));
        var isDay = y >= PlausibleDays.First.Year && y <= PlausibleDays.Last.Year && m is >= 1 and <= 12 && d >= 1 && d <= DateTime.DaysInMonth(y, m);
        day = isDay ? new(y, m, d) : default;
        return isDay;
    }

    [GeneratedRegex(@"tu ngay (\d{1,2}) (?:thang )?(\d{1,2}) (?:nam )?(\d{4}) den (?:het )?ngay (\d{1,2}) (?:thang )?(\d{1,2}) (?:nam )?(\d{4})")]
    private static partial Regex Days();
}
