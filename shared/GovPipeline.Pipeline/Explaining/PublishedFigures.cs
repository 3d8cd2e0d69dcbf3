using GovPipeline.Domain.Errors;
using GovPipeline.Domain.Targets;
using GovPipeline.Domain.Text;
using GovPipeline.Domain.Units;
using GovPipeline.Pipeline.Configuration;
using GovPipeline.Reporting.Explanations;
using GovPipeline.Storage.Published;

namespace GovPipeline.Pipeline.Explaining;

/// <summary>Finds the row of a figure in what is published, or says what it could have been.</summary>
internal static class PublishedFigures
{
    /// <summary>The unit's row of all fields together.</summary>
    public static PeriodRow Unit(WholePeriod whole, string unit)
    {
        var rows = whole.Rows.Where(r => r.FieldKey == PeriodRow.AllFields).ToList();
        return rows.Find(r => r.UnitId == unit) ?? Named(rows, unit)
            ?? throw UnknownArgument.Of(new("Danh sách đơn vị của kỳ", "Units of the period"), unit, rows.SelectMany(r => new[] { r.UnitId, r.UnitName }));
    }

    /// <summary>The one row of a name; of two units of one name none, so that nobody is told of the other.</summary>
    private static PeriodRow? Named(List<PeriodRow> rows, string unit)
    {
        var folded = Folding.Fold(unit);
        return rows.Find(r => Folding.Fold(r.UnitName) == folded)
            ?? (rows.Where(r => Folding.Fold(SpanName.Plain(r.UnitName)) == folded).ToList() is [var only] ? only : null);
    }

    /// <summary>The units that a row adds up; of a unit, itself.</summary>
    public static IReadOnlyList<PeriodRow> Members(WholePeriod whole, PeriodRow row, UnitDirectory directory)
    {
        var units = whole.Rows.Where(r => !r.IsRollup && r.FieldKey == PeriodRow.AllFields);
        if (!row.IsRollup)
        {
            return [units.First(u => u.UnitId == row.UnitId)];
        }

        var below = directory.MembersOf(row.UnitId).Select(u => u.Id).ToHashSet(StringComparer.Ordinal);
        return [.. units.Where(u => below.Contains(u.UnitId))];
    }

    /// <summary>A column as it is written in the table.</summary>
    public static string Named(string column, IReadOnlyList<string> known) =>
        known.FirstOrDefault(c => string.Equals(c, column, StringComparison.OrdinalIgnoreCase))
            ?? throw UnknownArgument.Of(new("Cột có số (--column)", "Columns with numbers (--column)"), column, known);

    /// <exception cref="PipelineException">GP802: the figure is of too few dossiers.</exception>
    public static void ThrowIfHidden(string status, string unit)
    {
        if (status == nameof(TargetStatus.Suppressed))
        {
            throw new PipelineException(ErrorCatalogue.ArgumentWrong, unit,
                new Bilingual("quá ít hồ sơ để công bố", "it has too few dossiers to be published"));
        }
    }

    /// <summary>What an earlier publication said of a figure; null when nothing.</summary>
    public static decimal? ValueIn(KeptPublication earlier, Explanation explained)
    {
        var figure = explained.Figure;
        return figure.Table switch
        {
            "indicators" => earlier.Indicators.FirstOrDefault(i => i.UnitId == figure.Of && i.Indicator == figure.Column) is { HasData: true } i
                ? (decimal)i.Value : null,
            "breakdowns" => earlier.Breakdowns.FirstOrDefault(b => b.Item == figure.Of && b.Indicator == figure.Column) is { } b ? (decimal)b.Value : null,
            "reported" => earlier.Reported.FirstOrDefault(r => r.UnitId == figure.Of && r.Counter == figure.Column) is { } r
                ? (decimal)(r.HasOwn ? r.Difference : r.Reported) : null,
            "daily" or "authenticity" => null,
            _ => earlier.Rows.FirstOrDefault(r => r.UnitId == figure.Of && r.FieldKey == figure.Field) is { HasData: true } row
                && (figure.Column != nameof(PeriodRow.OnlineRate) || row.HasOnlineRate)
                ? Convert.ToDecimal(typeof(PeriodRow).GetProperty(figure.Column)!.GetValue(row), System.Globalization.CultureInfo.InvariantCulture) : null,
        };
    }

    /// <summary>Whether a unit's row is of too few dossiers to be shown.</summary>
    public static bool IsHidden(WholePeriod whole, string unitId, string fieldKey) =>
        whole.Rows.Any(r => r.UnitId == unitId && (r.FieldKey == fieldKey || r.FieldKey == PeriodRow.AllFields) && r.Status == nameof(TargetStatus.Suppressed));

    /// <summary>Parts without days, channels and levels where small groups are hidden: each is a group of its own.</summary>
    public static IReadOnlyList<ExplainedPart> Shown(IReadOnlyList<ExplainedPart> parts, PipelineOptions options) => (options.SmallestGroup ?? 0) == 0 ? parts :
        [.. parts.Select(p => p with { Terms = [.. p.Terms.Select(t => new ExplainedTerm(t.Name, t.Value))] })];
}
