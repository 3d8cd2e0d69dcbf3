using GovPipeline.Domain.Text;
using GovPipeline.Domain.Dossiers;
using GovPipeline.Domain.Indicators;
using GovPipeline.Domain.Periods;

namespace GovPipeline.Domain.Measures;

/// <summary>Computes indicators of measure sources from the newest reading of each key.</summary>
public static class MeasureIndicators
{
    // Stocks of counts and growth have no records of procedures.
    private static readonly IReadOnlySet<string> Unasked = new HashSet<string>();

    /// <summary>The figure of each unit in a period; a unit without any reading of the denominator is not in it.</summary>
    /// <param name="indicator">An indicator of measures.</param>
    /// <param name="cells">The readings, also of days before the period.</param>
    /// <param name="period">The period.</param>
    /// <param name="through">The last local day that data tell of; later readings are passed over.</param>
    /// <param name="procedures">The procedures with a dossier in the period, for <see cref="IndicatorTerm.WithDossiers"/>.</param>
    public static Dictionary<string, IndicatorFigure> ByUnit(
        Indicator indicator, MeasureCells cells, Period period, DateOnly through, IReadOnlySet<string> procedures) =>
        By(indicator, cells, period, through, procedures, cell => cell.UnitId);

    /// <summary>The figure of each value of the dimension that the indicator is broken down by.</summary>
    public static Dictionary<string, IndicatorFigure> ByDimension(
        Indicator indicator, MeasureCells cells, Period period, DateOnly through, IReadOnlySet<string> procedures)
    {
        ArgumentNullException.ThrowIfNull(indicator);
        return By(indicator, cells, period, through, procedures, cell => cell.Dimensions.GetValueOrDefault(indicator.By!, string.Empty));
    }

    /// <summary>The cells that the figure of a unit or item is made of, with what each gives to it.</summary>
    /// <param name="indicator">An indicator of measures.</param>
    /// <param name="cells">The readings, also of days before the period.</param>
    /// <param name="period">The period.</param>
    /// <param name="through">The last local day that data tell of.</param>
    /// <param name="procedures">The procedures with a dossier in the period.</param>
    /// <param name="isOf">Whether a cell is of the unit or item.</param>
    public static IReadOnlyList<UsedCell> UsedBy(
        Indicator indicator, MeasureCells cells, Period period, DateOnly through, IReadOnlySet<string> procedures, Func<MeasureCell, bool> isOf)
    {
        ArgumentNullException.ThrowIfNull(indicator);
        ArgumentNullException.ThrowIfNull(period);
        var last = through < period.End ? through : period.End;
        return UsedBy(indicator, Within(indicator, cells, period, last).Where(isOf), period, last, procedures);
    }

    private static Dictionary<string, IndicatorFigure> By(
        Indicator indicator, MeasureCells cells, Period period, DateOnly through, IReadOnlySet<string> procedures, Func<MeasureCell, string> groupOf)
    {
        ArgumentNullException.ThrowIfNull(indicator);
        ArgumentNullException.ThrowIfNull(period);
        var figures = new Dictionary<string, IndicatorFigure>(StringComparer.Ordinal);
        var last = through < period.End ? through : period.End;
        foreach (var group in Within(indicator, cells, period, last).GroupBy(groupOf, StringComparer.Ordinal))
        {
            var figure = Figure(indicator, UsedBy(indicator, group, period, last, procedures));
            if (figure.HasData && group.Key is not ("" or "-"))
            {
                figures[group.Key] = figure;
            }
        }

        return figures;
    }

    private static IReadOnlyList<UsedCell> UsedBy(
        Indicator indicator, IEnumerable<MeasureCell> cells, Period period, DateOnly last, IReadOnlySet<string> procedures) => indicator.Aggregation switch
    {
        Aggregation.Latest => Used(indicator, Stock(indicator, cells, period.Start, last), procedures),
        Aggregation.Growth => Growth(indicator, cells, period, last),
        _ => Used(indicator, cells, procedures),
    };

    private static IndicatorFigure Figure(Indicator indicator, IReadOnlyList<UsedCell> used)
    {
        var hasDenominator = indicator.Denominator is not null || indicator.Aggregation == Aggregation.Growth;
        return used.Count == 0 ? IndicatorFigure.Unknown
            : new(used.Sum(u => u.Numerator), hasDenominator ? used.Sum(u => u.Denominator) : 1, true,
                indicator.IsEstimate || used.Any(u => u.Cell.IsEstimate));
    }

    private static IEnumerable<MeasureCell> Within(Indicator indicator, MeasureCells cells, Period period, DateOnly last)
    {
        var first = indicator.Aggregation is Aggregation.Latest or Aggregation.Growth ? 0 : period.Start.DayNumber;
        return cells.All.Where(c => c.Day >= first && c.Day <= last.DayNumber);
    }

    /// <summary>
    /// Of a list with effective days, the entries that hold on the last day; of counts, the newest cell of each dimension
    /// in the window that has what the indicator needs.
    /// </summary>
    private static IEnumerable<MeasureCell> Stock(Indicator indicator, IEnumerable<MeasureCell> cells, DateOnly first, DateOnly last)
    {
        var all = cells.Where(c => c.Day <= last.DayNumber).ToList();
        var counts = all.Where(c => !c.IsRecord && c.Day >= first.DayNumber && Used(indicator, [c], Unasked).Count > 0)
            .GroupBy(c => (c.UnitId, c.Identity)).Select(g => g.MaxBy(c => c.Day)!);
        return all.Where(c => c.IsRecord && (c.Until == 0 || c.Until >= last.DayNumber)).Concat(counts);
    }

    /// <summary>What there is more now than before the period, by what there was then.</summary>
    private static IReadOnlyList<UsedCell> Growth(Indicator indicator, IEnumerable<MeasureCell> cells, Period period, DateOnly last)
    {
        var all = cells.ToList();
        var before = period.Start.AddDays(-1);
        var now = Used(indicator, Stock(indicator, all, period.Start, last), Unasked);
        var then = Used(indicator, Stock(indicator, all, period.Start.AddYears(-DuePeriods.GrowthYears), before), Unasked);
        return now.Count == 0 || then.Count == 0 ? []
            : [.. now.Select(n => n with { Denominator = 0 }), .. then.Select(t => t with { Numerator = -t.Numerator, Denominator = t.Numerator })];
    }

    private static List<UsedCell> Used(Indicator indicator, IEnumerable<MeasureCell> cells, IReadOnlySet<string> procedures)
    {
        var (numerator, denominator) = (new Total(indicator.Numerator, procedures), indicator.Denominator is { } term ? new Total(term, procedures) : null);
        var used = new List<UsedCell>();
        foreach (var cell in cells)
        {
            var (top, bottom) = (numerator.Of(cell), denominator?.Of(cell));
            if (top.IsMissing || bottom is { IsMissing: true } || !(top.IsMeant || bottom is { IsMeant: true }) || (denominator is null && !top.IsMeant))
            {
                continue; // half a reading would shift the rate
            }

            used.Add(new(cell, numerator.Take(cell, top.Value), denominator?.Take(cell, bottom!.Value.Value) ?? 0));
        }

        return used;
    }

    /// <summary>What a cell gives to a term.</summary>
    /// <param name="IsMeant">Whether the term speaks of it; if not, it counts 0.</param>
    /// <param name="IsMissing">Whether the term speaks of it and it has no reading.</param>
    /// <param name="Value">The reading.</param>
    private readonly record struct Share(bool IsMeant, bool IsMissing, decimal Value);

    private sealed class Total(IndicatorTerm term, IReadOnlySet<string> procedures)
    {
        private readonly HashSet<string> _distinct = new(StringComparer.Ordinal);

        public Share Of(MeasureCell cell)
        {
            if (!MeasureDimensions.Match(cell.Dimensions, term.Where) || (term.WithDossiers && !procedures.Contains(ProcedureCode.National(cell.RecordKey))))
            {
                return default;
            }

            decimal? value = term.Sum.Count > 0 ? 0 : null;
            foreach (var measure in term.AllMeasures)
            {
                if (!cell.Values.TryGetValue(measure, out var reading))
                {
                    return new(true, true, 0);
                }

                value = value is null ? reading : term.Sum.Count > 0 ? value + reading : Math.Min(value.Value, reading);
            }

            return new(true, false, Math.Min(value ?? 0, term.AtMost ?? decimal.MaxValue));
        }

        /// <summary>What a reading gives to the total: itself, or 1 when it is the first with a value of which different ones are counted.</summary>
        public decimal Take(MeasureCell cell, decimal value) => term.Distinct is not { } dimension ? value
            : value > 0 && cell.Dimensions.GetValueOrDefault(dimension) is { Length: > 0 } name && _distinct.Add(Folding.Fold(name)) ? 1 : 0;
    }
}
