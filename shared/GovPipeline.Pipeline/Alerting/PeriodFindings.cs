using System.Globalization;
using GovPipeline.Domain.Alerts;
using GovPipeline.Domain.Indicators;
using GovPipeline.Domain.Periods;
using GovPipeline.Domain.Targets;
using GovPipeline.Domain.Time;
using GovPipeline.Domain.Units;
using GovPipeline.Pipeline.Configuration;
using GovPipeline.Pipeline.Explaining;
using GovPipeline.Pipeline.Publishing;
using GovPipeline.Reporting.Alerts;
using GovPipeline.Storage.Published;
using Microsoft.Extensions.Options;

namespace GovPipeline.Pipeline.Alerting;

/// <summary>Looks for what is wrong in a published period: missed targets and warning levels, pace, sudden drops, broken identities, the closing day.</summary>
public sealed class PeriodFindings(ReferenceData reference, PublishedTables tables, MonthlyTrends trends, IOptions<AlertOptions> options, TimeProvider time)
{
    private const int Weeks = 9, FewestDaysForPace = 20, MonthsShown = 6;

    /// <summary>Key of a missed target or warning level; both are one alert.</summary>
    public static string TargetKey(string indicator, string unitId) => $"target|{indicator}|{unitId}";

    /// <summary>All that is wrong, and of what nothing can be said.</summary>
    /// <param name="period">The period.</param>
    /// <param name="dataset">Its row in <c>datasets</c>.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<PeriodJudgement> OfAsync(Period period, DatasetRow dataset, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        var rows = (await tables.ReadAsync<IndicatorRow>("indicators", period.Id, cancellationToken).ConfigureAwait(false))
            .Where(r => !r.UnitId.StartsWith(RollupId.TierPrefix, StringComparison.Ordinal) && IsThere(r)).ToList();
        var months = new MonthsOfUnits(tables);
        var (found, unknown, missed) =
            (new List<AlertFinding>(), new HashSet<string>(StringComparer.Ordinal), new List<(IndicatorRow Row, TargetFigure Figure)>());
        foreach (var row in rows)
        {
            if (!row.HasData)
            {
                unknown.UnionWith([TargetKey(row.Indicator, row.UnitId), $"pace|{row.Indicator}|{row.UnitId}", $"drop|{row.Indicator}|{row.UnitId}"]);
                continue;
            }

            if (TargetOf(row) is not { } target || IsTooFew(row) || row.Status is not (nameof(TargetStatus.Below) or nameof(TargetStatus.Warning)))
            {
                continue;
            }

            var trend = await MonthsAsync(row, months, cancellationToken).ConfigureAwait(false);
            var figure = Figure(row, target, period, trend);
            var isWarning = row.Status == nameof(TargetStatus.Warning);
            found.Add(Finding(isWarning ? AlertKind.BelowWarning : AlertKind.BelowTarget, TargetKey(row.Indicator, row.UnitId), row,
                TargetAlerts.Missed(figure, isWarning)));
            if (!isWarning)
            {
                if (!target.IsExample)
                {
                    missed.Add((row, figure)); // what no document sets is no breach
                }

                found.AddRange(Pace(row, figure, trend));
            }
        }

        found.AddRange(await DropsAsync(rows, period, dataset, months, cancellationToken).ConfigureAwait(false));
        found.AddRange(Closing(period, dataset, missed));
        if (dataset.BrokenIdentities.Length > 0)
        {
            found.Add(new(AlertKind.BrokenIdentity, "identity", string.Empty, null, string.Empty,
                OperationAlerts.Broken(period, PublishedText.Broken(dataset.BrokenIdentities))));
        }

        return new(found, unknown, key => Well(rows, key, period));
    }

    /// <summary>What a figure says that missed its target and no longer does; null when nothing can be said of it.</summary>
    private AlertContent? Well(List<IndicatorRow> rows, string key, Period period)
    {
        var row = key.Split('|') is [_, var indicator, var unit] ? rows.Find(r => r.Indicator == indicator && r.UnitId == unit) : null;
        return row is { Status: nameof(TargetStatus.Met) } && TargetOf(row) is { } target ? TargetAlerts.Met(Figure(row, target, period, [])) : null;
    }

    /// <summary>Whether a unit is still there on the last day that its figure tells of: nobody is left to answer for one that was merged.</summary>
    private bool IsThere(IndicatorRow row) => reference.Units.MembersOf(row.UnitId).Any(u => u.ExistsOn(DayText.Parse(row.AsOf)));

    private AlertFinding Finding(AlertKind kind, string key, IndicatorRow row, AlertContent content) =>
        new(kind, key, row.UnitId, TierOf(row), string.Empty, content)
        {
            Duty = DutyOf(row) is { } duty
                ? new(duty.Holder, reference.Calendar.AddWorkingDays(VietnamClock.Today(time), duty.WorkingDays)) : null,
        };

    private static UnitTier? TierOf(IndicatorRow row) => row.IsRollup ? null : Enum.Parse<UnitTier>(row.UnitTier);

    private Duty? DutyOf(IndicatorRow row) =>
        Duty.Of(reference.Duties, reference.Indicators.First(i => i.Id == row.Indicator), RollupId.UnitOf(row.UnitId), TierOf(row));

    /// <summary>A mean of unit rates divides by units, which are few by nature.</summary>
    private bool IsTooFew(IndicatorRow row) =>
        row.Denominator < options.Value.MinimumDenominator && !(row.IsRollup && row.Aggregation == nameof(Aggregation.MeanOfUnitRates));

    /// <summary>The target that the figure was held against when it was published; another that is in force today does not change that.</summary>
    private static Target? TargetOf(IndicatorRow row) => row.TargetId.Length == 0 ? null : new()
    {
        Id = row.TargetId,
        IndicatorId = row.Indicator,
        Comparator = Enum.Parse<Comparator>(row.TargetComparator),
        Value = (decimal)row.Target,
        WarnValue = (decimal)row.TargetWarn,
        ValidFrom = DateOnly.MinValue,
        LegalBasis = row.TargetLegalBasis,
        IsExample = row.TargetIsExample,
    };

    private async Task<IReadOnlyList<MonthlyValue>> MonthsAsync(IndicatorRow row, MonthsOfUnits months, CancellationToken cancellationToken) =>
        (await trends.OfAsync(row.Indicator, row.UnitId, DayText.Parse(row.AsOf), options.Value.Calendar, months, cancellationToken).ConfigureAwait(false))
        .Months;

    private TargetFigure Figure(IndicatorRow row, Target target, Period period, IReadOnlyList<MonthlyValue> months)
    {
        var indicator = reference.Indicators.First(i => i.Id == row.Indicator);
        return new()
        {
            UnitName = row.UnitName,
            Code = FigureCode.Of(row),
            Indicator = indicator,
            Numerator = (decimal)row.Numerator,
            Denominator = (decimal)row.Denominator,
            Value = (decimal)row.Value,
            IsEstimate = row.IsEstimate,
            Target = target,
            Period = period,
            AsOf = DayText.Parse(row.AsOf),
            Missing = PublishedText.Missing(row.Missing, reference.Sources),
            Forecast = Forecast(row, target, period, indicator),
            Action = DutyOf(row)?.Action,
            LegalBasisEn = reference.LegalBases.GetValueOrDefault(target.LegalBasis),
            Trend = row.Format == nameof(IndicatorFormat.Percent) ? [.. months.Where(m => m.Joined.Count == 0).TakeLast(MonthsShown).Select(m =>
                new TrendPoint(m.Label, m.Value))] : [],
        };
    }

    private PaceForecast? Forecast(IndicatorRow row, Target target, Period period, Indicator indicator)
    {
        var asOf = DayText.Parse(row.AsOf);
        var began = reference.Units.Find(row.UnitId)?.FirstDay is { } first && first > period.Start ? first : period.Start;
        var (gone, left) = (WorkingDays(began, asOf), WorkingDays(asOf.AddDays(1), period.End));
        return !indicator.CountsDossiers || target.Comparator != Comparator.AtLeast || left == 0 || gone < FewestDaysForPace ? null
            : PaceForecast.Of((decimal)row.Numerator, (decimal)row.Denominator, target.Value, gone, left);
    }

    private IEnumerable<AlertFinding> Pace(IndicatorRow row, TargetFigure figure, IReadOnlyList<MonthlyValue> months)
    {
        if (figure.Forecast is not { } forecast)
        {
            return [];
        }

        var best = months.Where(m => m.Value is not null && m.Denominator >= options.Value.MinimumDenominator).Select(m => (decimal?)m.Value).Max();
        return forecast.IsBehind(best)
            ? [Finding(AlertKind.Pace, $"pace|{row.Indicator}|{row.UnitId}", row, TargetAlerts.Behind(figure, forecast, best))]
            : [];
    }

    private async Task<IReadOnlyList<AlertFinding>> DropsAsync(
        List<IndicatorRow> rows, Period period, DatasetRow dataset, MonthsOfUnits months, CancellationToken cancellationToken)
    {
        var asOf = DayText.Parse(dataset.AsOf);
        var sunday = asOf.AddDays(-(int)asOf.DayOfWeek);
        var first = sunday.AddDays((-7 * Weeks) + 1);
        var days = new List<(DateOnly Day, DailyRow Row)>();
        foreach (var month in Period.Overlapping(first, sunday).Where(p => p is { Calendar: ReportingCalendar.Cal, Kind: PeriodKind.Month }))
        {
            days.AddRange((await tables.ReadAsync<DailyRow>("daily", month.Id, cancellationToken).ConfigureAwait(false))
                .Select(r => (DayText.Parse(r.Day), r)));
        }

        var (found, online) = (new List<AlertFinding>(), reference.Conventions.OnlineIndicator);
        var weeks = Enumerable.Range(0, Weeks).Select(i => (From: first.AddDays(7 * i), To: first.AddDays((7 * i) + 6))).ToList();
        foreach (var unit in days.GroupBy(d => d.Row.UnitId, StringComparer.Ordinal).Where(u => u.All(d => d.Row.HasData)))
        {
            var counts = weeks.ConvertAll(w => unit.Where(d => d.Day >= w.From && d.Day <= w.To)
                .Aggregate((0L, 0L), (sum, d) => (sum.Item1 + d.Row.ReceivedOnline, sum.Item2 + d.Row.Received)));
            if (WeeklyDrop.Of(counts, options.Value.MinimumDenominator) is { } drop
                && rows.Find(r => r.Indicator == online && r.UnitId == unit.Key && r.HasData) is { } row && TargetOf(row) is { } target)
            {
                var figure = Figure(row, target, period, await MonthsAsync(row, months, cancellationToken).ConfigureAwait(false));
                found.Add(Finding(AlertKind.SuddenDrop, $"drop|{online}|{unit.Key}", row, TargetAlerts.Dropped(figure, drop, weeks[^1])));
            }
        }

        return found;
    }

    private IEnumerable<AlertFinding> Closing(Period period, DatasetRow dataset, List<(IndicatorRow Row, TargetFigure Figure)> missed)
    {
        var left = period.End.DayNumber - VietnamClock.Today(time).DayNumber;
        var due = options.Value.ClosingDaysInForce.Where(d => left >= 0 && left <= d).Select(d => (int?)d).FirstOrDefault();
        var missing = PublishedText.Missing(Completeness.SourcesOnly(dataset.Missing), reference.Sources);
        if (due is null || (missed.Count == 0 && missing.IsEmpty))
        {
            yield break;
        }

        yield return new(AlertKind.PeriodClosing, $"closing|{due}", string.Empty, null, string.Empty,
            TargetAlerts.Closing(period, left, [.. missed.Select(m => m.Figure)], missing));
        foreach (var unit in missed.GroupBy(m => m.Row.UnitId, StringComparer.Ordinal))
        {
            yield return Finding(
                AlertKind.PeriodClosing, $"closing|{due}|{unit.Key}", unit.First().Row,
                TargetAlerts.Closing(period, left, [.. unit.Select(m => m.Figure)], missing));
        }
    }

    private int WorkingDays(DateOnly from, DateOnly to) =>
        to < from ? 0 : Enumerable.Range(0, to.DayNumber - from.DayNumber + 1).Count(i => reference.Calendar.IsWorkingDay(from.AddDays(i)));

}

/// <summary>What was seen in a period.</summary>
/// <param name="Findings">All that is wrong.</param>
/// <param name="Unknown">Keys of which nothing can be said, because there are no data.</param>
/// <param name="Well">What a figure says that is no longer wrong, by the key of its alert; null for nothing.</param>
public sealed record PeriodJudgement(IReadOnlyList<AlertFinding> Findings, IReadOnlySet<string> Unknown, Func<string, AlertContent?> Well);
