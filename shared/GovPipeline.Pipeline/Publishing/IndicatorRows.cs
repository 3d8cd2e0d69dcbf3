using GovPipeline.Sources.Definitions;
using System.Globalization;
using GovPipeline.Domain.Time;
using GovPipeline.Domain.Counting;
using GovPipeline.Domain.Indicators;
using GovPipeline.Domain.Measures;
using GovPipeline.Domain.Periods;
using GovPipeline.Domain.Targets;
using GovPipeline.Domain.Units;
using GovPipeline.Pipeline.Configuration;
using GovPipeline.Storage.Published;

namespace GovPipeline.Pipeline.Publishing;

/// <summary>Makes the rows of <c>indicators</c> and <c>breakdowns</c>.</summary>
internal static class IndicatorRows
{
    /// <param name="data">The period.</param>
    /// <param name="units">The units and roll-ups of the period.</param>
    /// <param name="before">Those of the period before, with the members they had then.</param>
    /// <param name="reference">Indicators, targets, sources.</param>
    /// <param name="fewest">The fewest dossiers that an earlier figure may speak of.</param>
    public static IReadOnlyList<IndicatorRow> Of(
        PeriodData data, IReadOnlyList<ReportedUnit> units, IReadOnlyList<ReportedUnit> before, ReferenceData reference, int fewest)
    {
        var rows = new List<IndicatorRow>();
        var past = units.ToDictionary(u => u.Id, u => Past(u, data, before, reference), StringComparer.Ordinal);
        foreach (var indicator in reference.Indicators)
        {
            var sources = reference.Sources.Enabled.Where(s => ReferenceData.Feeds(s, indicator)).ToList();
            if (!indicator.CountsDossiers && !sources.Exists(s => data.Connected.Contains(s.Id)))
            {
                continue;
            }

            var figures = Figures(indicator, data, data.Now, sources, u => Completeness.IsTold(data, u, reference.Sources), reference);
            var previous = Figures(indicator, data, data.Before, sources, _ => false, reference);

            // Where small groups are hidden, an earlier figure of a unit may be that of a group that was: then none is told.
            var isTold = fewest == 0 || !indicator.CountsDossiers || previous.Values.All(f => f.Denominator == 0 || f.Denominator >= fewest);
            var own = units.Select(u => Row(
                data,
                u,
                indicator,
                Joined(u, figures, indicator),
                past[u.Id] is { } then && Completeness.IsComparable(data, then, sources, reference.Units)
                    && (isTold || u.IsRollup) ? Joined(then, previous, indicator) : IndicatorFigure.Unknown,
                sources,
                reference));
            rows.AddRange(Ranked([.. own], indicator).Select(Sealed));
        }

        return rows;
    }

    /// <summary>The row with the checksum of its figures.</summary>
    public static IndicatorRow Sealed(IndicatorRow row) => row with { Checksum = PeriodRows.Checksum(PeriodRows.Fingerprint(row with { Checksum = 0 })) };

    /// <summary>Rates of parts that are below nothing or above the whole, one sentence each.</summary>
    public static IEnumerable<string> OutOfBounds(IEnumerable<IndicatorRow> rows, ReferenceData reference)
    {
        var bounded = reference.Indicators.Where(i => i.IsBounded).Select(i => i.Id).ToHashSet(StringComparer.Ordinal);
        return rows.Where(r => r.HasData && bounded.Contains(r.Indicator) && r.Value is < 0 or > 1)
            .Select(r => string.Create(CultureInfo.InvariantCulture, $"{r.UnitId}|{r.Indicator}: {r.Numerator:0.####} / {r.Denominator:0.####} ")
                + PublishedText.OutOfBounds.Vi);
    }

    public static IReadOnlyList<BreakdownRow> Breakdowns(PeriodData data, ReferenceData reference)
    {
        var rows = new List<BreakdownRow>();
        foreach (var indicator in reference.Indicators.Where(i => i.By is not null))
        {
            var figures = reference.Sources.Enabled.Where(s => ReferenceData.Feeds(s, indicator))
                .SelectMany(s => MeasureIndicators.ByDimension(
                    indicator, data.Readings.GetValueOrDefault(s.Id) ?? MeasureCells.None, data.Period, data.AsOf, data.Now.Procedures))
                .GroupBy(f => f.Key, f => f.Value, StringComparer.Ordinal)
                .ToDictionary(g => g.Key, g => IndicatorFigure.Combine(g, indicator.Aggregation, HasDenominator(indicator)), StringComparer.Ordinal);
            rows.AddRange(figures.Where(f => f.Value.ValueAs(indicator.Format) is not null).Select(f => new BreakdownRow
            {
                Period = data.Period.Id,
                PeriodStart = DayText.Iso(data.Period.Start),
                PeriodEnd = DayText.Iso(data.Period.End),
                Indicator = indicator.Id,
                IndicatorName = indicator.NameVi,
                Dimension = indicator.By!,
                Item = f.Key,
                Numerator = (double)f.Value.Numerator,
                Denominator = (double)f.Value.Denominator,
                Value = f.Value.PublishedAs(indicator.Format)!.Value,
                Format = indicator.Format.ToString(),
                Rank = 1 + figures.Values.Count(o => Worse(o, f.Value, indicator)),
                IsEstimate = f.Value.IsEstimate,
                HasData = true,
                AsOf = DayText.Iso(data.Through),
            }));
        }

        return rows;
    }

    /// <summary>What of the period before a unit or roll-up may stand beside: itself, or the units it was merged from; null for nothing.</summary>
    private static ReportedUnit? Past(ReportedUnit unit, PeriodData data, IReadOnlyList<ReportedUnit> before, ReferenceData reference)
    {
        var then = data.Before.Period;
        var lineage = reference.Successions.Beside(unit.Id, (data.Period.Start, data.Through), (then.Start, then.End));
        return !lineage.IsComparable ? null
            : lineage.IsUnchanged || unit.IsRollup ? before.FirstOrDefault(b => b.Id == unit.Id)
            : unit with { Members = lineage.Units };
    }

    private static bool Worse(IndicatorFigure one, IndicatorFigure other, Indicator indicator) =>
        indicator.LessIsBetter ? one.Rate.Value > other.Rate.Value : one.Rate.Value < other.Rate.Value;

    private static IndicatorFigure Joined(ReportedUnit unit, Dictionary<string, IndicatorFigure> byUnit, Indicator indicator) =>
        IndicatorFigure.Combine(unit.Members.Select(m => byUnit.GetValueOrDefault(m)), indicator.Aggregation, HasDenominator(indicator));

    private static bool HasDenominator(Indicator indicator) => indicator.Denominator is not null || indicator.Aggregation == Aggregation.Growth;

    private static Dictionary<string, IndicatorFigure> Figures(
        Indicator indicator, PeriodData data, PeriodFigures of, List<SourceDefinition> sources, Func<Domain.Units.Unit, bool> isTold,
        ReferenceData reference) =>
        indicator.CountsDossiers
            ? OfDossiers(indicator, of.Statistics, isTold, reference)
            : OfMeasures(indicator, data, of, sources);

    private static Dictionary<string, IndicatorFigure> OfDossiers(
        Indicator indicator, FieldStatistics statistics, Func<Domain.Units.Unit, bool> isTold, ReferenceData reference)
    {
        var figures = new Dictionary<string, IndicatorFigure>(StringComparer.Ordinal);
        foreach (var unit in reference.Units.Receiving)
        {
            if (statistics.ByUnit.ContainsKey(unit.Id) || isTold(unit))
            {
                var s = statistics.Of(unit.Id);
                figures[unit.Id] = new(Counters.Read(s, indicator.Numerator.Counter!), Counters.Read(s, indicator.Denominator!.Counter!), true);
            }
        }

        return figures;
    }

    private static Dictionary<string, IndicatorFigure> OfMeasures(Indicator indicator, PeriodData data, PeriodFigures of, List<SourceDefinition> sources)
    {
        var figures = new Dictionary<string, IndicatorFigure>(StringComparer.Ordinal);
        foreach (var source in sources)
        {
            var cells = data.Readings.GetValueOrDefault(source.Id) ?? MeasureCells.None;
            foreach (var (unit, figure) in MeasureIndicators.ByUnit(indicator, cells, of.Period, data.AsOf, of.Procedures))
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
            var peers = row is { IsRollup: false, HasData: true } ? rows.Where(r => IsPeer(r, row)).ToList() : [];
            yield return peers.Count == 0 ? row : row with
            {
                Rank = 1 + peers.Count(p => indicator.LessIsBetter ? p.Value < row.Value : p.Value > row.Value),
                RankedUnits = peers.Count,
            };
        }
    }

    /// <summary>Wards with wards, and those of before a merger with none of after it.</summary>
    private static bool IsPeer(IndicatorRow other, IndicatorRow row) => !other.IsRollup && other.HasData && other.UnitTier == row.UnitTier
        && SpanName.DaysOf(other.UnitName) == SpanName.DaysOf(row.UnitName);

    private static IndicatorRow Row(
        PeriodData data, ReportedUnit unit, Indicator indicator, IndicatorFigure figure, IndicatorFigure previous, List<SourceDefinition> sources,
        ReferenceData reference)
    {
        var (value, before) = (figure.PublishedAs(indicator.Format), previous.PublishedAs(indicator.Format));
        var judged = Judgement.Of(reference.Targets, indicator.Id, unit, data.Period.End, figure.ValueAs(indicator.Format), value);
        var missing = Completeness.OfFigure(data, unit, sources, indicator.CountsDossiers, reference.Units);
        return new()
        {
            Period = data.Period.Id,
            PeriodStart = DayText.Iso(data.Period.Start),
            PeriodEnd = DayText.Iso(data.Period.End),
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
            Value = value.GetValueOrDefault(),
            Format = indicator.Format.ToString(),
            IsEstimate = figure.IsEstimate,
            PreviousValue = before.GetValueOrDefault(),
            HasPrevious = before is not null,
            Rank = 0,
            RankedUnits = 0,
            Target = judged.TargetValue,
            TargetId = judged.Target?.Id ?? string.Empty,
            TargetComparator = judged.Target?.Comparator.ToString() ?? string.Empty,
            TargetWarn = judged.WarnValue,
            TargetLegalBasis = judged.Target?.LegalBasis ?? string.Empty,
            TargetIsExample = judged.Target?.IsExample ?? false,
            Gap = judged.Gap,
            Status = judged.Status.ToString(),
            Complete = missing.Length == 0,
            Missing = missing,
            LegalBasis = indicator.LegalBasis,
            Source = string.Join(", ", sources.Select(s => s.Id)),
            HasData = value is not null,
            Checksum = 0,
            AsOf = DayText.Iso(indicator.CountsDossiers ? data.ThroughOfDossiers : data.ThroughOf(sources.Select(s => s.Id))),
        };
    }
}
