using System.Text.RegularExpressions;
using GovPipeline.Domain.Privacy;

namespace GovPipeline.Sources.Reading;

/// <summary>
/// Says what of a header may be shown: a row of data may stand where the header should. Shown is what begins as the source's headings
/// begin, and what is written in one word, as programs name columns.
/// </summary>
/// <param name="aliases">The source's headings.</param>
internal sealed partial class HeadingWords(IReadOnlyDictionary<string, IReadOnlyList<string>> aliases)
{
    private const int LongestHeading = 80;

    private readonly Lazy<HashSet<string>> _first = new(() => aliases.Values.SelectMany(a => a).Select(First).ToHashSet(StringComparer.Ordinal));

    /// <summary>The heading as it may be shown.</summary>
    public string Shown(string heading) => heading.Length == 0 || (heading.Length <= LongestHeading && !PersonalData.IsInOrNames(heading)
        && !LongNumber().IsMatch(heading) && (Identifier().IsMatch(heading) || _first.Value.Contains(First(heading))))
        ? heading : PersonalData.Mask;

    private static string First(string heading) => heading.Trim().Split(' ', 2)[0].ToLowerInvariant();

    [GeneratedRegex(@"^[A-Za-z_][\w.\-/]{0,60}$")]
    private static partial Regex Identifier();

    [GeneratedRegex(@"\d{5}")]
    private static partial Regex LongNumber();
}
