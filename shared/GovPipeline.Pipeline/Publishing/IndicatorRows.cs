using GovPipeline.Domain.Counting;
using GovPipeline.Domain.Indicators;
using GovPipeline.Domain.Measures;
using GovPipeline.Domain.Targets;
using GovPipeline.Pipeline.Configuration;
using GovPipeline.Storage.Published;

namespace GovPipeline.Pipeline.Publishing;

/// <summary>Makes the rows of <c>indicators</c>.</summary>
internal static class IndicatorRows
{
    public static IReadOnlyList<IndicatorRow> Of(PeriodData data, IReadOnlyList<ReportedUnit> units, ReferenceData reference)
    {
        var rows = new List<IndicatorRow>();
        var statistics = data.Statistics.GroupBy(s => s.Key.UnitId, s => s.Value, StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => g.Aggregate(PeriodStatistics.Add), StringComparer.Ordinal);
        foreach (var indicator in reference.Indicators)
        {
            var sources = reference.Sources.Enabled.Where(s => ReferenceData.Feeds(s, indicator)).Select(s => s.Id).ToList();
            var byUnit = indicator.CountsDossiers ? OfDossiers(indicator, data, statistics, reference) : OfMeasures(indicator, data, sources);
            foreach (var unit in units)
            {
                var figure = IndicatorFigure.Combine(unit.Members.Select(m => byUnit.GetValueOrDefault(m)), indicator.Aggregation);
                rows.Add(Row(data, unit, indicator, figure, sources, reference));
            }
        }

        return rows;
    }

    private static Dictionary<string, IndicatorFigure> OfDossiers(
        Indicator indicator, PeriodData data, Dictionary<string, PeriodStatistics> statistics, ReferenceData reference)
    {
        var figures = new Dictionary<string, IndicatorFigure>(StringComparer.Ordinal);
        foreach (var unit in reference.Units.Receiving)
        {
            if (statistics.TryGetValue(unit.Id, out var s) || Completeness.IsTold(data, unit, reference.Sources))
            {
                s ??= new PeriodStatistics();
                figures[unit.Id] = new(Counters.Read(s, indicator.Numerator.Counter!), Counters.Read(s, indicator.Denominator.Counter!), true);
            }
        }

        return figures;
    }

    private static Dictionary<string, IndicatorFigure> OfMeasures(Indicator indicator, PeriodData data, IEnumerable<string> sources)
    {
        var figures = new Dictionary<string, IndicatorFigure>(StringComparer.Ordinal);
        foreach (var source in sources)
        {
            foreach (var (unit, figure) in MeasureIndicators.ByUnit(indicator, data.Readings.GetValueOrDefault(source) ?? [], data.Period))
            {
                figures[unit] = IndicatorFigure.Combine([figures.GetValueOrDefault(unit), figure], Aggregation.RatioOfSums);
            }
        }

        return figures;
    }

    private static IndicatorRow Row(
        PeriodData data, ReportedUnit unit, Indicator indicator, IndicatorFigure figure, IReadOnlyList<string> sources, ReferenceData reference)
    {
        var target = reference.Targets.For(indicator.Id, unit.TargetUnitId, unit.Tier, data.Period.End);
        var value = figure.Rate.Value;
        var status = target?.Judge(value) ?? (value is null ? TargetStatus.NoData : TargetStatus.NoTarget);
        return new()
        {
            Period = data.Period.Id,
            PeriodStart = PeriodRows.Day(data.Period.Start),
            PeriodEnd = PeriodRows.Day(data.Period.End),
            UnitId = unit.Id,
            UnitName = unit.Name,
            UnitTier = unit.Tier?.ToString() ?? string.Empty,
            IsRollup = unit.IsRollup,
            Indicator = indicator.Id,
            IndicatorName = indicator.NameVi,
            System = indicator.System,
            Aggregation = indicator.Aggregation.ToString(),
            Basis = indicator.Basis?.ToString() ?? string.Empty,
            Numerator = (double)figure.Numerator,
            Denominator = (double)figure.Denominator,
            Value = (double)value.GetValueOrDefault(),
            Target = (double)(target?.Value ?? 0),
            TargetLegalBasis = target?.LegalBasis ?? string.Empty,
            TargetIsExample = target?.IsExample ?? false,
            Gap = value is { } known && target is not null ? (double)(known - target.Value) : 0,
            Status = status.ToString(),
            LegalBasis = indicator.LegalBasis,
            Source = string.Join(", ", sources),
            HasData = value is not null,
            AsOf = PeriodRows.Day(data.Through),
        };
    }
}
