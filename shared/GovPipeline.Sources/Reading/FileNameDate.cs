using System.Globalization;
using System.Text.RegularExpressions;
using GovPipeline.Domain.Time;

namespace GovPipeline.Sources.Reading;

/// <summary>
/// Finds the day that the name or the folders of a dropped file say: <c>onestop-city/2022/06/14/x.csv</c>, <c>Sổ theo
/// dõi_2022_06_14_02_05.xlsx</c>, <c>bao-cao 14-06-2022.csv</c>.
/// </summary>
public static partial class FileNameDate
{
    /// <summary>The day; of several the last, which is the file's own before its folders'. Null when there is none that an export can have.</summary>
    /// <param name="name">Name with folders.</param>
    /// <param name="arrived">The local day it came; later days are not believed.</param>
    public static DateOnly? Of(string name, DateOnly arrived)
    {
        DateOnly? found = null;
        foreach (Match match in Days().Matches(name))
        {
            var (y, m, d) = match.Groups["y"].Success ? ("y", "m", "d") : ("y2", "m2", "d2");
            var text = $"{match.Groups[y].Value}-{match.Groups[m].Value}-{match.Groups[d].Value}";
            if (DateOnly.TryParseExact(text, "yyyy-M-d", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
                && PlausibleDays.CanBeExported(day, arrived))
            {
                found = day;
            }
        }

        return found;
    }

    [GeneratedRegex(
        @"(?<!\d)(?:(?<y>\d{4})[-_./ ](?<m>\d{1,2})[-_./ ](?<d>\d{1,2})(?!\d)"
        + @"|(?<y>\d{4})(?<m>\d{2})(?<d>\d{2})(?!\d|T\d{6})"
        + @"|(?<d2>\d{1,2})[-_. ](?<m2>\d{1,2})[-_. ](?<y2>\d{4})(?!\d))")]
    private static partial Regex Days();
}
