using GovPipeline.Domain.Indicators;
using GovPipeline.Reporting.Charts;
using GovPipeline.Reporting.Reports;
using GovPipeline.Web.Rendering;
using Microsoft.AspNetCore.Components;

namespace GovPipeline.Web.Pages;

/// <summary>A section of the dashboard: its figures, and how they are printed.</summary>
public abstract class SectionComponent : WebComponent
{
    /// <summary>The figures.</summary>
    [Parameter]
    public required PeriodReport Report { get; set; }

    /// <summary>How the page is looked at.</summary>
    [CascadingParameter]
    public DashboardView? View { get; set; }

    /// <summary>Whether somebody serves the page, so that a link leads somewhere.</summary>
    protected bool IsServed => View is { IsFile: false };

    /// <summary>Where a figure is explained; null where nobody serves the page.</summary>
    /// <param name="unitId">The unit or roll-up; of <c>breakdowns</c>, the item.</param>
    /// <param name="column">The counter, rate, indicator or test.</param>
    /// <param name="table">The table, where the column alone does not say it.</param>
    /// <param name="sourceId">The source of a report.</param>
    /// <param name="period">Id of another period than the page's.</param>
    protected string? ExplainAddress(string unitId, string column, string? table = null, string? sourceId = null, string? period = null) =>
        !IsServed ? null : $"/giai-trinh?ky={period ?? Report.Period.Id}&donVi={Uri.EscapeDataString(unitId)}&cot={Uri.EscapeDataString(column)}"
            + (table is null ? string.Empty : $"&bang={table}") + (sourceId is null ? string.Empty : $"&nguon={Uri.EscapeDataString(sourceId)}")
            + (L == Domain.Text.Language.English ? "&lang=en" : string.Empty);

    /// <summary>A legal basis in the reader's language; the Vietnamese where nobody has put it into English.</summary>
    protected string Law(string basis) => L == Domain.Text.Language.English ? Report.LegalBases.GetValueOrDefault(basis, basis) : basis;

    /// <summary>The name of a unit, which is its own in every language, or of all units of a tier.</summary>
    protected string NameOf(RateRow row) => L == Domain.Text.Language.English && row is { IsRollup: true, Tier: not null } ? W[$"Level{row.Tier}"] : row.Name;

    /// <summary>A count.</summary>
    protected string Count(long count) => Figures.Count(count, L);

    /// <summary>A rate, or why there is none.</summary>
    protected string RateOf(RateRow row) => IsTooFew(row) ? ReportWords.TooFew(L) : Figures.Percent(row.Rate, 1, L);

    /// <summary>Numerator and denominator of a rate.</summary>
    protected string CasesOf(RateRow row) => row.IsSuppressed ? "–" : $"{Count(row.Online)} / {Count(row.Received)}";

    /// <summary>Whether a rate is of too few dossiers to be judged.</summary>
    protected bool IsTooFew(RateRow row) => row.IsSuppressed || (row.HasData && row.Received < Report.MinimumDenominator);

    /// <summary>The class of a rate; what is of too few dossiers has no verdict.</summary>
    protected string ClassOf(RateRow row) => ClassOf(IsTooFew(row) ? Tone.Neutral : row.Tone);

    /// <summary>How a rate stands, in words.</summary>
    protected string StatusOf(RateRow row) => IsTooFew(row) ? ReportWords.TooFew(L) : StatusOf(row.Status, row.IsExample);

    /// <summary>How a figure stands, in words.</summary>
    protected string StatusOf(string status, bool isExample) =>
        ReportWords.Status(status, L) + (isExample && status is "Met" or "Warning" or "Below" && isExample ? $" ({W["Example"]})" : string.Empty);

    /// <summary>The class of a tone in <c>page.css</c>.</summary>
    protected static string ClassOf(Tone tone) => tone switch
    {
        Tone.Good => "good",
        Tone.Near => "near",
        Tone.Bad => "bad",
        _ => "neutral",
    };
}
