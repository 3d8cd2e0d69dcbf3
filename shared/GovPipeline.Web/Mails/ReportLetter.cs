using GovPipeline.Domain.Indicators;
using GovPipeline.Domain.Text;
using GovPipeline.Reporting.Reports;

namespace GovPipeline.Web.Mails;

/// <summary>The mail that brings the report of an ended period.</summary>
public static class ReportLetter
{
    /// <summary>The mail: met or not, what changed, what to decide; then each tier; then how the software's own report compares.</summary>
    /// <param name="report">The period.</param>
    /// <param name="language">The reader's.</param>
    /// <param name="page">The page with all figures; null for none.</param>
    public static Letter Compose(PeriodReport report, Language language, Uri? page)
    {
        ArgumentNullException.ThrowIfNull(report);
        var (words, english, own) = (new Words(language), language == Language.English, report.Own);
        var name = english ? report.Period.NameEn : report.Period.NameVi;
        var isSaid = own.Rate is not null && own.Received >= report.MinimumDenominator;
        var headline = isSaid ? words.Of("ReportHeadline", report.UnitName, Figures.Percent(own.Rate, 1, language),
                $"{Figures.Count(own.Online, language)}/{Figures.Count(own.Received, language)}", ReportLead.Against(own, language), name)
            : $"{ReportLead.Message(report, language).TrimEnd('.')}, {name}";
        return new(language, headline, words.Of("ReportKind", name), own.Tone, headline,
            [
                .. isSaid && ReportLead.Units(report, language).Trim() is { Length: > 0 } units ? [new Sentences(units)] : (LetterBlock[])[],
                new Sentences(ReportLead.Change(report, language)),
                new Sentences($"{words["ToDecide"]}: {ReportLead.Decision(report, language)}"),
                new FactLines([.. report.Rates.Where(r => r is { IsRollup: true, Tier: not null }).Select(r => (english ? words[$"Level{r.Tier}"]
                    : r.Name, Tier(r, words)))]),
                .. report.Reported.Count == 0 ? (LetterBlock[])[] :
                [
                    new Sentences($"{words["Reconciliation"]}: "
                        + words.Of("ReconciliationEqual", report.Reported.Count(r => r.Own == r.Reported), report.Reported.Count(r => r.Own is not null))),
                ],
                new Sentences($"{(english ? report.Period.RangeEn : ReportWords.Capital(report.Period.RangeVi))}, "
                    + $"{(english ? report.Period.CalendarEn : report.Period.CalendarVi)}. {ReportWords.Standing(report, language)}. "
                    + $"{words["LookupCode"]}: {own.Code}."),
                new Sentences(words["ReportAttached"]),
                .. page is null ? (LetterBlock[])[] : [new Link(words["MailAllFigures"], page, IsButton: false)],
            ],
            words["ReportFoot"]);
    }

    private static string Tier(RateRow row, Words words)
    {
        var language = words.Language;
        var rate = $"{Figures.Percent(row.Rate, 1, language)} ({Figures.Count(row.Online, language)}/{Figures.Count(row.Received, language)})";
        return row.Target is not { } target ? rate
            : $"{rate}; {words.Of(row.IsExample ? "ExampleTargetLine" : "TargetLine", Figures.TargetPercent(target, language))}: "
                + ReportWords.Status(row.Status, language);
    }
}
