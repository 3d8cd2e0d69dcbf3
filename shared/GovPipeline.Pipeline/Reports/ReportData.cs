using GovPipeline.Domain.Text;
using GovPipeline.Domain.Time;
using System.Collections.Concurrent;
using System.Globalization;
using GovPipeline.Domain.Alerts;
using GovPipeline.Domain.Authenticity;
using GovPipeline.Domain.Counting;
using GovPipeline.Domain.Errors;
using GovPipeline.Domain.Periods;
using GovPipeline.Domain.Targets;
using GovPipeline.Domain.Units;
using GovPipeline.Pipeline.Alerting;
using GovPipeline.Pipeline.Configuration;
using GovPipeline.Pipeline.Explaining;
using GovPipeline.Pipeline.Publishing;
using GovPipeline.Reporting.Reports;
using GovPipeline.Sources.Definitions;
using GovPipeline.Storage.Alerts;
using GovPipeline.Storage.Ledger;
using GovPipeline.Storage.Published;
using Microsoft.Extensions.Options;

namespace GovPipeline.Pipeline.Reports;

/// <summary>Puts together what reports and pages print, from the published tables alone: what they show is what Power BI shows.</summary>
public sealed class ReportData(PublishedTables tables, KeptPeriods periods, AlertStore alerts, SourceLog sources, MonthlyTrends trends,
    MeasureNames names, Provenance provenance, ReferenceData reference, IOptions<AlertOptions> options, TimeProvider time)
{
    private static readonly TimeSpan WaitingKept = TimeSpan.FromMinutes(5);
    private readonly ConcurrentDictionary<(string Period, string Unit), (string Version, DateTimeOffset Until, WaitingRows? Rows)> _waiting = [];

    /// <summary>The published periods, the newest first.</summary>
    public async Task<IReadOnlyList<Period>> PeriodsAsync(CancellationToken cancellationToken) =>
        [.. (await tables.ReadKeysAsync("datasets", "all", cancellationToken).ConfigureAwait(false))
            .Select(Period.Parse).OrderByDescending(p => p.End).ThenByDescending(p => p.Start).ThenBy(p => p.Calendar)];

    /// <summary>The roll-up of the first area: what is shown when nothing is asked for.</summary>
    public string DefaultUnit => RollupId.Area(reference.Units.Areas.First().Id);

    /// <summary>Whether the area has any dossier in a period, so that there is something to look at.</summary>
    public async Task<bool> HasFiguresAsync(Period period, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(period);
        return await AllFieldsAsync(period, DefaultUnit, cancellationToken).ConfigureAwait(false) is { HasData: true, Received: > 0 };
    }

    /// <summary>The report of a period and unit.</summary>
    /// <param name="period">The period.</param>
    /// <param name="unitId">Unit or area roll-up.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="PipelineException">GP901: the period is not published, or there is no such unit in it.</exception>
    public async Task<PeriodReport> OfAsync(Period period, string unitId, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(period);
        var (dataset, rows, allIndicators) = await periods.ReadAsync(period, cancellationToken).ConfigureAwait(false)
            ?? throw UnknownArgument.Of(new("Danh sách kỳ đã công bố", "Published periods"), period.Id,
                (await PeriodsAsync(cancellationToken).ConfigureAwait(false)).Select(p => p.Id), "govpipeline periods");
        unitId = IdOf(rows, unitId);
        var own = rows.FirstOrDefault(r => r.UnitId == unitId && r.Field == PeriodRow.AllFields)
            ?? throw UnknownArgument.Of(new("Danh sách đơn vị của kỳ", "Units of the period"), unitId, rows.SelectMany(r => new[] { r.UnitId, r.UnitName }));
        if (own.Status == nameof(TargetStatus.Suppressed))
        {
            throw new PipelineException(ErrorCatalogue.ArgumentWrong, unitId,
                new Bilingual("quá ít hồ sơ để công bố", "it has too few dossiers to be published"));
        }

        var indicators = allIndicators.Where(r => r.UnitId == unitId).ToList();
        var asOf = DayText.Parse(dataset.AsOf);
        var lastYear = Period.Containing(period.Calendar, period.Kind, period.Start.AddYears(-1));
        var (beside, besideLastYear) = (Beside(unitId, period, asOf, period.Previous()), Beside(unitId, period, asOf, lastYear));

        // All that the rest is made of, asked for at once.
        var alertsAsked = alerts.ListAsync(period.Id, cancellationToken);
        var operationsAsked = RollupId.IsArea(unitId) ? alerts.ListAsync(AlertBook.Operations, cancellationToken) : Task.FromResult<IReadOnlyList<Alert>>([]);
        var reportedAsked = tables.ReadAsync<ReportedRow>("reported", period.Id, cancellationToken);
        var authenticityAsked = tables.ReadAsync<AuthenticityRow>("authenticity", period.Id, cancellationToken);
        var trendAsked = trends.OfAsync(reference.Conventions.OnlineIndicator, unitId, asOf, period.Calendar, null, cancellationToken);
        var differences = dataset.SignedOn.Length == 0 ? Task.FromResult<IReadOnlyList<DifferenceLine>>([])
            : DifferencesAsync(period, unitId, cancellationToken);
        var restatements = dataset.State != nameof(PeriodState.Restated) ? Task.FromResult<IReadOnlyList<RestatementLine>>([])
            : RestatementsAsync(period, unitId, cancellationToken);
        var tests = TestsAsync(period, unitId, cancellationToken);
        var days = DaysAsync(period, unitId, asOf, cancellationToken);
        var breakdowns = tables.ReadAsync<BreakdownRow>("breakdowns", period.Id, cancellationToken);
        var sourcesAsked = SourcesAsync(cancellationToken);
        var before = CompareAsync(period.Previous(), unitId, beside, cancellationToken);
        var yearBefore = CompareAsync(lastYear, unitId, besideLastYear, cancellationToken);
        var waiting = WaitingAsync(period, dataset, own, cancellationToken);
        await Task.WhenAll(alertsAsked, operationsAsked, reportedAsked, authenticityAsked, trendAsked, differences, restatements, tests, days, breakdowns,
            sourcesAsked, before, yearBefore, waiting).ConfigureAwait(false);

        var about = (await alertsAsked.ConfigureAwait(false)).Where(a => Concerns(a, unitId)).ToList();
        var operations = await operationsAsked.ConfigureAwait(false);
        var reported = await reportedAsked.ConfigureAwait(false);
        var authenticity = await authenticityAsked.ConfigureAwait(false);
        var trend = await trendAsked.ConfigureAwait(false);
        var months = trend.Months.Where(m => period.Kind == PeriodKind.Month || m.Month.Start >= period.Start).ToList();
        return new()
        {
            Period = period,
            AsOf = asOf,
            Missing = PublishedText.Missing(own.Missing, reference.Sources),
            MissingElsewhere = PublishedText.Missing(Completeness.Beside(dataset.Missing, own.Missing), reference.Sources),
            Version = dataset.Version,
            State = dataset.State,
            SignedDocument = dataset.SignedDocument,
            SignedOn = dataset.SignedOn,
            Differences = await differences.ConfigureAwait(false),
            Restatements = await restatements.ConfigureAwait(false),
            Authenticity = Lines(authenticity, unitId),
            AuthenticityTests = await tests.ConfigureAwait(false),
            UnitId = unitId,
            UnitName = own.UnitName,
            Sections = Sections(rows, unitId),
            Total = Statistics(own),
            BrokenIdentities = PublishedText.Broken(dataset.BrokenIdentities),
            Rates = [.. rows.Where(r => r.Field == PeriodRow.AllFields && (r.UnitId == unitId || !IsGone(r, period))).OrderBy(r =>
                r.IsRollup).ThenByDescending(r => r.UnitTier, StringComparer.Ordinal)
                .ThenBy(r => r.UnitCode, StringComparer.Ordinal).Select(Rate)],
            Indicators = [.. reference.Indicators.SelectMany(i => indicators.Where(r => r.Indicator == i.Id).Select(r => new IndicatorLine(
                i, r.HasData ? (decimal)r.Value : null, (decimal)r.Numerator, (decimal)r.Denominator, r.IsEstimate,
                r.HasPrevious ? (decimal)r.PreviousValue : null,
                r.TargetId.Length > 0 ? (decimal)r.Target : null, r.TargetLegalBasis, r.TargetIsExample, r.Status)
                {
                    Missing = PublishedText.Missing(r.Missing, reference.Sources), Code = FigureCode.Of(r),
                    NumeratorWords = IndicatorFormulas.Term(i, i.Numerator, names),
                    DenominatorWords = i.Denominator is { } below ? IndicatorFormulas.Term(i, below, names) : null,
                }))],
            Days = await days.ConfigureAwait(false),
            Trend = [.. months.Select(m => new TrendPoint(m.Joined.Count > 0 ? $"{m.Label}*" : m.Label, m.Value)
                { Period = m.Joined.Count > 0 ? null : m.Month.Id })],
            TrendNote = TrendNote(months, trend.Broken, period),
            Software = [.. (await breakdowns.ConfigureAwait(false))
                .Where(b => b.Indicator == reference.Conventions.SoftwareIndicator).OrderBy(b => b.Rank).Select(b => new ItemLine(b.Item, (decimal)b.Value))],
            Sources = await sourcesAsked.ConfigureAwait(false),
            Alerts =
            [
                .. about.Where(a => a.IsLive).OrderBy(a => a.Content.IsExample).ThenBy(a => a.Kind),
                .. operations.Where(a => a.IsLive && Touches(a, dataset)).OrderBy(a => a.Kind),
            ],
            Closed = [.. about.Concat(operations.Where(o => o.Steps is [.., { What: "resolved" } last] && last.Who != AlertLife.Pipeline))
                .Where(a => !a.IsLive && a.Steps.Count > 0).OrderByDescending(a => a.Steps[^1].At)],
            RaisesAlerts = options.Value.Judges(period),
            Before = await before.ConfigureAwait(false),
            LastYear = await yearBefore.ConfigureAwait(false),
            Incomparable = (beside?.Reason, besideLastYear?.Reason),
            Reported = Reported(reported, unitId),
            ServiceIndex = new ServiceIndex(reference, own, indicators, authenticity.FirstOrDefault(a => a.UnitId == unitId), reported,
                [.. rows.Where(r => !r.IsRollup && r.Field == PeriodRow.AllFields && r.Received > 0).Select(r => r.UnitId)
                    .Intersect(reference.Units.MembersOf(unitId).Select(u => u.Id))]).Parts(),
            Repairs = [.. RepairCounts.Parse(dataset.Repairs).OrderByDescending(r => r.Value)
                .SelectMany(r => RepairRule.All.Where(rule => rule.Id == r.Key).Select(rule => new RepairLine(rule, r.Value)))],
            LegalBases = reference.LegalBases,
            Files = (dataset.FileRows, dataset.AcceptedRows, dataset.RejectedRows),
            Waiting = await waiting.ConfigureAwait(false),
            MinimumDenominator = options.Value.MinimumDenominator,
            Conventions = reference.Conventions,
        };
    }

    /// <summary>The rows that wait, kept for some minutes of a publication: to find them asks for facts.</summary>
    private async Task<WaitingRows?> WaitingAsync(Period period, DatasetRow dataset, PeriodRow own, CancellationToken cancellationToken)
    {
        if (dataset.RejectedDossierRows == 0 || !own.HasOnlineRate)
        {
            return null;
        }

        if (_waiting.TryGetValue((period.Id, own.UnitId), out var known) && known.Version == dataset.Version && known.Until > time.GetUtcNow())
        {
            return known.Rows;
        }

        var rows = await provenance.OfOnlineRateAsync(
            period, reference.Units.MembersOf(own.UnitId).Select(u => u.Id).ToHashSet(StringComparer.Ordinal), DayText.Parse(own.AsOf),
            own.OnlineNumerator, own.OnlineDenominator, cancellationToken).ConfigureAwait(false);
        _waiting[(period.Id, own.UnitId)] = (dataset.Version, time.GetUtcNow() + WaitingKept, rows);
        return rows;
    }

    /// <summary>The id of a unit that is named by its id or by its name in the period, case and marks aside.</summary>
    private static string IdOf(IReadOnlyList<PeriodRow> rows, string unit) => rows.Any(r => r.UnitId == unit) ? unit
        : rows.FirstOrDefault(r => Folding.Fold(r.UnitName) == Folding.Fold(unit))?.UnitId ?? unit;

    /// <summary>Whether an alert of the period stands on the page of a unit; on that of an area all do.</summary>
    private static bool Concerns(Alert alert, string unitId) => RollupId.IsArea(unitId) || alert.UnitId == unitId;

    /// <summary>Whether a unit, or all of a tier, had ended before the period, and received nothing in it: no zero of it is missing data.</summary>
    private bool IsGone(PeriodRow row, Period period) =>
        row.Received == 0 && reference.Units.MembersOf(row.UnitId).ToList() is { Count: > 0 } members && members.TrueForAll(m => m.LastDay < period.Start);

    /// <summary>What of another period may stand beside a unit; null when there is no such period.</summary>
    private Lineage? Beside(string unitId, Period period, DateOnly asOf, Period? other) => other is null ? null
        : reference.Successions.Beside(unitId, (period.Start, asOf < period.End ? asOf : period.End), (other.Start, other.End));

    /// <summary>The rate of another period; null where its data are not complete or of another territory, so that nothing is compared with a part.</summary>
    private async Task<Comparison?> CompareAsync(Period? other, string unitId, Lineage? beside, CancellationToken cancellationToken)
    {
        if (other is null || beside is not { IsComparable: true })
        {
            return null;
        }

        var units = beside.IsUnchanged || RollupId.IsRollup(unitId) ? [unitId] : beside.Units;
        var rows = (await Task.WhenAll(units.Select(u => AllFieldsAsync(other, u, cancellationToken))).ConfigureAwait(false)).OfType<PeriodRow>().ToList();
        return rows.Count == units.Count && rows.TrueForAll(r => r is { Complete: true, HasOnlineRate: true } && r.Status != nameof(TargetStatus.Suppressed))
            ? new(other, rows.Sum(r => r.OnlineNumerator), rows.Sum(r => r.OnlineDenominator))
                { Joined = units is [var own] && own == unitId ? [] : [.. rows.Select(r => r.UnitName)] }
            : null;
    }

    /// <summary>The row of a unit over all fields; null where none is published.</summary>
    private Task<PeriodRow?> AllFieldsAsync(Period period, string unitId, CancellationToken cancellationToken) =>
        tables.FindAsync<PeriodRow>(PeriodRow.TableOf(period.Kind), period.Id, PeriodRow.KeyOfAllFields(unitId), cancellationToken);

    /// <summary>From which units the months were added up, and why there are no earlier ones, where the period began earlier.</summary>
    private static Bilingual? TrendNote(List<MonthlyValue> months, Bilingual? broken, Period period)
    {
        if (months.LastOrDefault(m => m.Joined.Count > 0) is { } joined)
        {
            var names = string.Join(", ", joined.Joined);
            return new($"Tháng có dấu * là tổng của {names}, trước khi sắp xếp đơn vị.",
                $"Months with * are the sum of {names}, before the units were merged.");
        }

        return broken is null || (months.Count > 0 && months[0].Month.Start <= period.Start) ? null
            : new($"Không so sánh được với các tháng trước: {broken.Vi}.", $"Not comparable with earlier months: {broken.En}.");
    }

    private static IReadOnlyList<AuthenticityLine> Lines(IReadOnlyList<AuthenticityRow> rows, string unitId) =>
    [
        .. rows.Where(a => a.HasData && (a.UnitId == unitId || (RollupId.IsArea(unitId) && !a.IsRollup)))
            .OrderByDescending(a => a.UnitId == unitId).ThenByDescending(a => a.NotedTests).ThenByDescending(a => a.ToVerify)
            .Select(a => new AuthenticityLine(a.UnitId, a.UnitName, a.Declared, a.Eligible, a.EligibleUnknown, a.ToVerify, a.NotedTests)
                { Code = FigureCode.Of(a, nameof(a.ToVerify)), HasEligible = HasEligible(a), Due = (a.FirstDueKnown, a.DueMoved) }),
    ];

    /// <summary>Whether the data tell which results are electronic: without such a column nothing is known of those resolved.</summary>
    /// <param name="row">The numbers of a unit.</param>
    public static bool HasEligible(AuthenticityRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        return row.EligibleUnknown == 0 || row.ResultsKnown > 0;
    }

    /// <summary>All tests, of which those without a row could not be made; none where nothing is known of the unit.</summary>
    private async Task<IReadOnlyList<AuthenticityTestLine>> TestsAsync(Period period, string unitId, CancellationToken cancellationToken)
    {
        var rows = (await tables.ReadOfUnitAsync<AuthenticityTestRow>("authenticitytests", period.Id, unitId, cancellationToken).ConfigureAwait(false))
            .Where(t => t.UnitId == unitId).ToDictionary(t => t.Test, StringComparer.Ordinal);
        return rows.Count == 0 ? [] : [.. AuthenticityTest.All.Select(a => rows.TryGetValue(a.Id, out var t)
            ? new AuthenticityTestLine(a, t.State, t.Found, t.Known, t.HasShare ? (decimal)t.Share : null, t.HasPeers ? (decimal)t.PeerShare : null,
                t.Explanation, t.ExplainedBy)
            : new(a, nameof(FindingState.NotTested), 0, 0, null, null, string.Empty, string.Empty))];
    }

    private async Task<IReadOnlyList<DifferenceLine>> DifferencesAsync(Period period, string unitId, CancellationToken cancellationToken) =>
    [
        .. (await tables.ReadAsync<DifferenceRow>("differences", period.Id, cancellationToken).ConfigureAwait(false))
            .Where(d => RollupId.IsArea(unitId) ? !d.IsRollup : d.UnitId == unitId)
            .Select(d => new DifferenceLine(d.UnitName, d.Column, (decimal)d.Signed, (decimal)d.Draft,
                d.HasCauses ? (d.LateRows, d.Corrections, d.Withdrawn, d.Definitions) : null)),
    ];

    private async Task<IReadOnlyList<RestatementLine>> RestatementsAsync(Period period, string unitId, CancellationToken cancellationToken) =>
    [
        .. (await tables.ReadAsync<RestatementRow>("restatements", period.Id, cancellationToken).ConfigureAwait(false))
            .Where(r => RollupId.IsArea(unitId) ? !RollupId.IsRollup(r.UnitId) : r.UnitId == unitId)
            .Select(r => new RestatementLine(r.Number, r.UnitName, r.Column, (decimal)r.Old, (decimal)r.New, r.Reason, r.By, r.Document, DayText.Parse(r.On))),
    ];

    private IReadOnlyList<ReportedLine> Reported(IReadOnlyList<ReportedRow> rows, string unitId) =>
    [
        .. rows.Where(r => (RollupId.IsArea(unitId) || r.UnitId == unitId) && !r.Counter.StartsWith(ReportedRow.Points, StringComparison.Ordinal))
            .Select(r => new ReportedLine(
                r.Source, reference.Sources.Find(r.Source) is { } source ? new(source.NameVi, source.NameEn) : Bilingual.Same(r.Source), r.UnitId, r.UnitName,
                r.Counter, names.OfReport(r.Source, r.Counter),
                (decimal)r.Reported, r.HasOwn ? r.Own : null, PublishedText.Cause(r.LikelyCause))),
    ];

    private static IReadOnlyList<FormSection> Sections(IReadOnlyList<PeriodRow> rows, string unitId)
    {
        if (!RollupId.IsArea(unitId))
        {
            return [new(string.Empty, [.. rows.Where(r => r.UnitId == unitId && r.Field != PeriodRow.AllFields).OrderBy(r => r.Field, StringComparer.Ordinal)
                .Select(r => Form(r, r.Field.Length > 0 ? r.Field : "(không ghi lĩnh vực)"))])];
        }

        string Title(string tier) => tier switch
        {
            nameof(UnitTier.Province) => "Sở, ban, ngành",
            nameof(UnitTier.District) => "Huyện, thị xã, thành phố",
            _ => "Xã, phường, thị trấn",
        };
        return [.. rows.Where(r => !r.IsRollup && r.Field == PeriodRow.AllFields).GroupBy(r => r.UnitTier).OrderBy(g => Enum.Parse<UnitTier>(g.Key))
            .Select(g => new FormSection(
                Title(g.Key), [.. g.OrderBy(r => r.UnitCode, StringComparer.Ordinal).Select(r => Form(r, r.UnitName))]))];
    }

    private static FormRow Form(PeriodRow row, string name) => row.Status == nameof(TargetStatus.Suppressed)
        ? new($"{name} (quá ít hồ sơ để công bố)", null) : new(name, Statistics(row));

    private static RateRow Rate(PeriodRow r) => new(
        r.UnitId, r.UnitName, Enum.TryParse<UnitTier>(r.UnitTier, out var tier) ? tier : null, r.IsRollup, r.OnlineNumerator, r.OnlineDenominator,
        r.HasData && r.HasOnlineRate,
        r.TargetId.Length > 0 ? (decimal)r.Target : null, r.TargetLegalBasis, r.TargetIsExample, r.Status)
        { Code = FigureCode.Of(r, nameof(PeriodRow.OnlineRate)) };

    private static PeriodStatistics Statistics(PeriodRow r) => new()
    {
        CarriedOver = r.CarriedOver, Received = r.Received, ReceivedOnline = r.ReceivedOnline, ReceivedOnlineFull = r.ReceivedOnlineFull,
        ReceivedOnlinePartial = r.ReceivedOnlinePartial,
        ReceivedOnlineOther = r.ReceivedOnlineOther, ReceivedInPerson = r.ReceivedInPerson, ReceivedPostal = r.ReceivedPostal,
        ReceivedNonLocal = r.ReceivedNonLocal, ReceivedLocalityUnknown = r.ReceivedLocalityUnknown,
        EnabledReceived = r.EnabledReceived, EnabledOnline = r.EnabledOnline, FullProcessReceived = r.FullProcessReceived,
        FullProcessOnline = r.FullProcessOnline, Resolved = r.Resolved,
        ResolvedEarly = r.ResolvedEarly, ResolvedOnTime = r.ResolvedOnTime, ResolvedLate = r.ResolvedLate, Withdrawn = r.Withdrawn,
        ResolvedWithoutDueDate = r.ResolvedWithoutDueDate,
        Pending = r.Pending, PendingInTime = r.PendingInTime, PendingLate = r.PendingLate, Refused = r.Refused,
        SupplementedInTime = r.SupplementedInTime,
    };

    private async Task<IReadOnlyList<DayLine>> DaysAsync(Period period, string unitId, DateOnly asOf, CancellationToken cancellationToken)
    {
        var members = RollupId.IsArea(unitId)
            ? reference.Units.UnitsBelow(RollupId.UnitOf(unitId)).Select(u => u.Id).ToHashSet(StringComparer.Ordinal)
            : [unitId];
        var (days, hidden) = (new SortedDictionary<DateOnly, DayLine>(), new HashSet<DateOnly>());
        var months = await Task.WhenAll(Period.Overlapping(period.Start, asOf < period.End ? asOf : period.End)
            .Where(p => p is { Calendar: ReportingCalendar.Cal, Kind: PeriodKind.Month })
            .Select(m => members.Count == 1 ? tables.ReadOfUnitAsync<DailyRow>("daily", m.Id, members.Single(), cancellationToken)
                : tables.ReadAsync<DailyRow>("daily", m.Id, cancellationToken))).ConfigureAwait(false);
        foreach (var row in months.SelectMany(m => m).Where(r => members.Contains(r.UnitId)))
        {
            if (DayText.Parse(row.Day) is var day && period.Contains(day))
            {
                if (!row.HasData)
                {
                    hidden.Add(day);
                }

                var sum = days.GetValueOrDefault(day) ?? new DayLine(day, 0, 0, 0);
                days[day] = new(day, sum.Received + row.Received, sum.Online + row.ReceivedOnline, sum.Finished + row.Finished);
            }
        }

        return [.. days.Values.Where(d => !hidden.Contains(d.Day))];
    }

    /// <summary>Whether an alert of operations is about a period: a late source is, where its data are missing.</summary>
    private bool Touches(Alert alert, DatasetRow dataset) => alert.Kind != AlertKind.SourceLate || reference.Sources.Find(alert.SourceId) is not { } source
        || dataset.Missing.Contains($"{source.NameVi}: ", StringComparison.Ordinal);

    private async Task<IReadOnlyList<SourceLine>> SourcesAsync(CancellationToken cancellationToken)
    {
        var through = await sources.DataThroughAsync(cancellationToken).ConfigureAwait(false);
        return [.. reference.Sources.Enabled.Select(s => through.TryGetValue(s.Id, out var last)
            ? Line(s, last, s.Expected.NextDue(last, reference.Calendar))
            : Line(s, null, null))];
        SourceLine Line(SourceDefinition source, DateOnly? last, DateOnly? due) =>
            new(new(source.NameVi, source.NameEn), last, due, VietnamClock.Today(time) > due && last < reference.LastDayOf(source));
    }
}
