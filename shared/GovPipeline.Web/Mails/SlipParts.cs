using GovPipeline.Domain.Indicators;
using GovPipeline.Domain.Time;
using GovPipeline.Reporting.Charts;
using GovPipeline.Reporting.Slips;

namespace GovPipeline.Web.Mails;

/// <summary>What a mail says of rejection slips: how many rows, why and what to do. It shows no cell.</summary>
internal static class SlipParts
{
    /// <summary>The message of a mail that has slips alone.</summary>
    public static string Headline(IReadOnlyList<RejectionSlip> slips, Words words) => slips.Count == 1 ? Headline(slips[0], words)
        : words.Of("SlipHeadlineMany", slips.Count, Figures.Count(slips.Sum(s => s.RejectedRows), words.Language));

    /// <summary>A slip: its reasons, the most frequent first.</summary>
    public static IEnumerable<LetterBlock> Of(RejectionSlip slip, Words words, bool isFirst)
    {
        yield return new Topic(words["SlipKind"], Tone.Near, isFirst ? null : Headline(slip, words));
        yield return new Listing(words["SlipReasons"],
        [
            .. slip.Rows.SelectMany(r => r.Problems).GroupBy(p => (p.Code, p.Heading))
                .OrderByDescending(g => g.Count()).ThenBy(g => g.Key.Code, StringComparer.Ordinal)
                .Select(g => words.Of("SlipReason", g.Count(),
                    g.Key.Heading.Length == 0 ? words["SlipWholeRow"] : words.Of("SlipColumn", g.Key.Heading), g.Key.Code,
                    g.First().Remedy.In(words.Language))),
        ]);
    }

    /// <summary>What the reader does with them.</summary>
    public static LetterBlock Steps(IReadOnlyList<RejectionSlip> slips, Words words) => new Listing(words["SlipSteps"],
        [
            .. slips.Select(s => s.FetchedBy).OfType<string>().Distinct(StringComparer.Ordinal).ToList() is { Count: > 0 } commands
                ? [words.Of("SlipFetch", string.Join("; ", commands))] : (string[])[],
            .. slips.Any(s => s.FetchedBy is null) ? [words["SlipOpenAttached"]] : (string[])[],
            words["SlipCorrect"], words["SlipSend"],
        ],
        IsNumbered: true);

    private static string Headline(RejectionSlip slip, Words words) => words.Of("SlipHeadline", slip.SourceName.In(words.Language),
        Figures.Count(slip.RejectedRows, words.Language), Figures.Count(slip.FileRows, words.Language), DayText.Print(slip.ExportDate));
}
