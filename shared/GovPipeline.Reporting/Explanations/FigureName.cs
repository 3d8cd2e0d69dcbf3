using GovPipeline.Domain.Periods;

namespace GovPipeline.Reporting.Explanations;

/// <summary>Names one published figure.</summary>
/// <param name="Table"><c>halfyear</c> or another table of a kind of period, <c>indicators</c>, <c>daily</c>, <c>reported</c>, <c>breakdowns</c>,
/// <c>authenticity</c>.</param>
/// <param name="Period">The period; of <c>daily</c>, a calendar month.</param>
/// <param name="Of">Id or name of the unit or roll-up; of <c>breakdowns</c>, the item.</param>
/// <param name="Column">The counter or rate; of <c>indicators</c> and <c>breakdowns</c>, the indicator; of <c>authenticity</c> also the
/// id of a test, <c>A02</c>.</param>
public sealed record FigureName(string Table, Period Period, string Of, string Column)
{
    /// <summary>All fields together.</summary>
    public const string AllFields = "all";

    /// <summary>Tables whose figures are explained.</summary>
    public static IReadOnlyList<string> Tables { get; } =
        ["halfyear", "month", "quarter", "ninemonth", "year", "indicators", "daily", "reported", "breakdowns", "authenticity"];

    /// <summary>Key of the field (<i>lĩnh vực</i>), or its name; all fields together without it.</summary>
    public string Field { get; init; } = AllFields;

    /// <summary>The source of a report, of <c>reported</c>; needed where several have the column.</summary>
    public string? Source { get; init; }

    /// <summary>The day, of <c>daily</c>.</summary>
    public DateOnly? Day { get; init; }
}
