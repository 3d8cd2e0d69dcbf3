using GovPipeline.Domain.Counting;
using GovPipeline.Domain.Indicators;
using GovPipeline.Domain.Measures;
using GovPipeline.Domain.Periods;
using GovPipeline.Domain.Targets;
using GovPipeline.Pipeline.Configuration;
using GovPipeline.Storage.Published;

namespace GovPipeline.Pipeline.Publishing;

/// <summary>Makes the rows of <c>indicators</c> and <c>breakdowns</c>.</summary>
internal static class IndicatorRows
{
    public static IReadOnlyList<IndicatorRow> Of(PeriodData data, IReadOnlyList<ReportedUnit> units, ReferenceData reference)
    {
        var rows = new List<IndicatorRow>();
        var (now, before) = (ByUnit(data.Statistics), ByUnit(data.Previous));
        foreach (var indicator in reference.Indicators)
        {
            var sources = reference.Sources.Enabled.Where(s => ReferenceData.Feeds(s, indicator)).Select(s => s.Id).ToList();
            if (!indicator.CountsDossiers && !sources.Exists(data.Connected.Contains))
            {
                continue;
            }

            var figures = indicator.CountsDossiers
                ? OfDossiers(indicator, now, u => Completeness.IsTold(data, u, reference.Sources), reference)
                : OfMeasures(indicator, data, data.Period, data.Procedures, sources);
            var previous = indicator.CountsDossiers
                ? OfDossiers(indicator, before, _ => false, reference)
                : OfMeasures(indicator, data, data.Period.Previous(), data.PreviousProcedures, sources);
            var own = units.Select(u => Row(data, u, indicator, Joined(u, figures, indicator), Joined(u, previous, indicator), sources, reference));
            rows.AddRange(Ranked([.. own], indicator));
        }

        return rows;
    }

    public static IReadOnlyList<BreakdownRow> Breakdowns(PeriodData data, ReferenceData reference)
    {
        var rows = new List<BreakdownRow>();
        foreach (var indicator in reference.Indicators.Where(i => i.By is not null))
        {
            var figures = reference.Sources.Enabled.Where(s => ReferenceData.Feeds(s, indicator))
                .SelectMany(s => MeasureIndicators.ByDimension(indicator, data.Readings.GetValueOrDefault(s.Id) ?? MeasureCells.None, data.Period, data.Procedures))
                .GroupBy(f => f.Key, f => f.Value, StringComparer.Ordinal)
                .ToDictionary(g => g.Key, g => IndicatorFigure.Combine(g, indicator.Aggregation, HasDenominator(indicator)), StringComparer.Ordinal);
            rows.AddRange(figures.Where(f => f.Value.ValueAs(indicator.Format) is not null).Select(f => new BreakdownRow
            {
                Period = data.Period.Id,
                PeriodStart = PeriodRows.Day(data.Period.Start),
                PeriodEnd = PeriodRows.Day(data.Period.End),
                Indicator = indicator.Id,
                IndicatorName = indicator.NameVi,
                Dimension = indicator.By!,
                Item = f.Key,
                Numerator = (double)f.Value.Numerator,
                Denominator = (double)f.Value.Denominator,
                Value = (double)f.Value.ValueAs(indicator.Format)!.Value,
                Format = indicator.Format.ToString(),
                Rank = 1 + figures.Values.Count(o => Worse(o, f.Value, indicator)),
                IsEstimate = f.Value.IsEstimate,
                HasData = true,
                AsOf = PeriodRows.Day(data.Through),
            }));
        }

        return rows;
    }

    private static bool Worse(IndicatorFigure one, IndicatorFigure other, Indicator indicator) =>
        indicator.LessIsBetter ? one.Rate.Value > other.Rate.Value : one.Rate.Value < other.Rate.Value;

    private static Dictionary<string, PeriodStatistics> ByUnit(IReadOnlyDictionary<(string UnitId, string Field), PeriodStatistics> statistics) => statistics
        .GroupBy(s => s.Key.UnitId, s => s.Value, StringComparer.Ordinal)
        .ToDictionary(g => g.Key, g => g.Aggregate(PeriodStatistics.Add), StringComparer.Ordinal);

    private static IndicatorFigure Joined(ReportedUnit unit, Dictionary<string, IndicatorFigure> byUnit, Indicator indicator) =>
        IndicatorFigure.Combine(unit.Members.Select(m => byUnit.GetValueOrDefault(m)), indicator.Aggregation, HasDenominator(indicator));

    private static bool HasDenominator(Indicator indicator) => indicator.Denominator is not null || indicator.Aggregation == Aggregation.Growth;

    private static Dictionary<string, IndicatorFigure> OfDossiers(
        Indicator indicator, Dictionary<string, PeriodStatistics> statistics, Func<Domain.Units.Unit, bool> isTold, ReferenceData reference)
    {
        var figures = new Dictionary<string, IndicatorFigure>(StringComparer.Ordinal);
        foreach (var unit in reference.Units.Receiving)
        {
            if (statistics.TryGetValue(unit.Id, out var s) || isTold(unit))
            {
                s ??= new PeriodStatistics();
                figures[unit.Id] = new(Counters.Read(s, indicator.Numerator.Counter!), Counters.Read(s, indicator.Denominator!.Counter!), true);
            }
        }

        return figures;
    }

    private static Dictionary<string, IndicatorFigure> OfMeasures(
        Indicator indicator, PeriodData data, Period period, IReadOnlySet<string> procedures, IEnumerable<string> sources)
    {
        var figures = new Dictionary<string, IndicatorFigure>(StringComparer.Ordinal);
        foreach (var source in sources)
        {
            foreach (var (unit, figure) in MeasureIndicators.ByUnit(indicator, data.Readings.GetValueOrDefault(source) ?? MeasureCells.None, period, procedures))
            {
                figures[unit] = IndicatorFigure.Combine([figures.GetValueOrDefault(unit), figure], Aggregation.RatioOfSums, HasDenominator(indicator));
            }
        }

        return figures;
    }

    /// <summary>Gives the units of a tier their places; roll-ups have none.</summary>
    private static IEnumerable<IndicatorRow> Ranked(IReadOnlyList<IndicatorRow> rows, Indicator indicator)
    {
        foreach (var row in rows)
        {
            var peers = row is { IsRollup: false, HasData: true } ? rows.Where(r => !r.IsRollup && r.HasData && r.UnitTier == row.UnitTier).ToList() : [];
            yield return peers.Count == 0 ? row : row with
            {
                Rank = 1 + peers.Count(p => indicator.LessIsBetter ? p.Value < row.Value : p.Value > row.Value),
                RankedUnits = peers.Count,
            };
        }
    }

    private static IndicatorRow Row(
        PeriodData data, ReportedUnit unit, Indicator indicator, IndicatorFigure figure, IndicatorFigure previous, IReadOnlyList<string> sources, ReferenceData reference)
    {
        var target = reference.Targets.For(indicator.Id, unit.TargetUnitId, unit.Tier, data.Period.End);
        var (value, before) = (figure.ValueAs(indicator.Format), previous.ValueAs(indicator.Format));
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
            Format = indicator.Format.ToString(),
            IsEstimate = figure.IsEstimate,
            PreviousValue = (double)before.GetValueOrDefault(),
            HasPrevious = before is not null,
            Rank = 0,
            RankedUnits = 0,
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
