using GovPipeline.Domain.Indicators;
using GovPipeline.Domain.Periods;

namespace GovPipeline.Domain.Measures;

/// <summary>Computes indicators of measure sources from daily readings.</summary>
public static class MeasureIndicators
{
    /// <summary>The figure of each unit in a period; a unit without any reading of the denominator is not in it.</summary>
    /// <param name="indicator">An indicator of measures.</param>
    /// <param name="readings">The newest reading of each key.</param>
    /// <param name="period">The period; other days are passed over.</param>
    public static Dictionary<string, IndicatorFigure> ByUnit(
        Indicator indicator, IEnumerable<MeasureReading> readings, Period period)
    {
        var figures = new Dictionary<string, IndicatorFigure>(StringComparer.Ordinal);
        var (first, last) = (period.Start.DayNumber, period.End.DayNumber);
        var cells = readings.Where(r => r.Day >= first && r.Day <= last)
            .GroupBy(r => (r.UnitId, r.Day, r.Dimensions));
        foreach (var cell in cells)
        {
            var numerator = Value(indicator.Numerator, cell.Key.Dimensions, cell);
            var denominator = Value(indicator.Denominator, cell.Key.Dimensions, cell);
            if (numerator is null || denominator is null)
            {
                continue; // half a reading would shift the rate
            }

            var sum = figures.GetValueOrDefault(cell.Key.UnitId);
            figures[cell.Key.UnitId] = new(sum.Numerator + numerator.Value, sum.Denominator + denominator.Value, true);
        }

        return figures;
    }

    private static decimal? Value(IndicatorTerm term, string dimensions, IEnumerable<MeasureReading> cell)
    {
        if (!MeasureDimensions.Match(dimensions, term.Where))
        {
            return null;
        }

        decimal? least = null;
        foreach (var measure in term.Measures)
        {
            var reading = cell.Where(r => r.Measure == measure).Select(r => (decimal?)r.Value).FirstOrDefault();
            if (reading is null)
            {
                return null;
            }

            least = least is null ? reading : Math.Min(least.Value, reading.Value);
        }

        return least;
    }
}
