using GovPipeline.Domain.Counting;
using GovPipeline.Domain.Measures;
using GovPipeline.Domain.Periods;
using GovPipeline.Domain.Time;
using GovPipeline.Pipeline.Configuration;
using GovPipeline.Pipeline.Messages;
using GovPipeline.Pipeline.Publishing;
using GovPipeline.Pipeline.Running;
using GovPipeline.Sources.Definitions;
using GovPipeline.Storage.Accounts;
using GovPipeline.Storage.Counts;
using GovPipeline.Storage.Facts;
using GovPipeline.Storage.Ledger;
using GovPipeline.Storage.Published;
using GovPipeline.Storage.Queues;
using Microsoft.Extensions.Options;

namespace GovPipeline.Pipeline.Jobs;

/// <summary>
/// Publishes the periods that are due, once all expected files are in or the night's deadline has passed. The row in
/// <c>datasets</c> comes last: what it does not name is not published.
/// </summary>
public sealed class PublishPeriod(
    JobRunner runner,
    ReferenceData reference,
    CountStore counts,
    MeasureFacts measures,
    FileLedger ledger,
    PendingWork pending,
    SourceLog sources,
    PublishedTables tables,
    JobQueues queues,
    NightRows nights,
    IOptions<PipelineOptions> options,
    TimeProvider time)
{
    private static readonly TimeSpan PatienceAfterTry = TimeSpan.FromHours(1);

    /// <summary>Publishes what is due.</summary>
    public Task RunAsync(PublishMessage message, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        return runner.RunAsync(nameof(PublishPeriod), "due", run => PublishDueAsync(message.Force, run, cancellationToken), cancellationToken);
    }

    /// <summary>Publishes one period from the counts as they stand, due or not.</summary>
    public Task RunAsync(Period period, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(period);
        return runner.RunAsync(
            nameof(PublishPeriod), period.Id, run => PublishAsync([period], run, cancellationToken), cancellationToken);
    }

    private async Task PublishDueAsync(bool force, JobRun run, CancellationToken cancellationToken)
    {
        var due = await pending.ListAsync(PendingWork.Periods, cancellationToken).ConfigureAwait(false);
        var waiting = due.Count == 0 ? null : await WaitingForAsync(force, cancellationToken).ConfigureAwait(false);
        if (due.Count == 0 || waiting is not null)
        {
            (run.Nothing, run.Note) = (true, waiting ?? string.Empty);
            return;
        }

        await PublishAsync([.. due.Select(d => Period.Parse(d.Item))], run, cancellationToken).ConfigureAwait(false);
        await nights.PublishAsync(cancellationToken).ConfigureAwait(false);
        foreach (var (item, mark) in due)
        {
            await pending.DoneAsync(PendingWork.Periods, item, mark, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>What there is to wait for, or null.</summary>
    private async Task<string?> WaitingForAsync(bool force, CancellationToken cancellationToken)
    {
        var folds = await pending.ListAsync(PendingWork.Folds, cancellationToken).ConfigureAwait(false);
        if (folds.Count > 0)
        {
            return $"{folds.Count} partitions to fold";
        }

        if (force || await sources.NewestNightAsync(cancellationToken).ConfigureAwait(false) is not { } night)
        {
            return null;
        }

        var deadline = VietnamClock.At(night.AddDays(1), options.Value.PublishDeadline);
        var waiting = new List<string>();
        foreach (var source in await sources.NightAsync(night, cancellationToken).ConfigureAwait(false))
        {
            var until = source.TriedAt + PatienceAfterTry > deadline ? source.TriedAt + PatienceAfterTry : deadline;
            var isIn = source.Outcome is SourceLog.Unchanged or SourceLog.NoRows
                || (source.Outcome == SourceLog.Landed && await ledger.FindBlobAsync(source.Blob, cancellationToken).ConfigureAwait(false) is not null);
            if (!isIn && time.GetUtcNow() < until)
            {
                waiting.Add(source.RowKey);
            }
        }

        return waiting.Count == 0 ? null : $"waiting for {string.Join(", ", waiting)}";
    }

    private async Task PublishAsync(IReadOnlyList<Period> periods, JobRun run, CancellationToken cancellationToken)
    {
        var through = await sources.DataThroughAsync(cancellationToken).ConfigureAwait(false);
        if (through.Count == 0)
        {
            run.Nothing = true;
            return;
        }

        var asOf = through.Values.Max();
        var counters = periods.SelectMany(p => new[] { p, p.Previous() }).Distinct().ToDictionary(p => p, p => new PeriodCounter(p, asOf));
        var months = periods.Where(p => p is { Calendar: ReportingCalendar.Cal, Kind: PeriodKind.Month }).ToList();
        var daily = months.ToDictionary(m => m, _ => new List<DailyCount>());
        await foreach (var count in counts.ReadAllAsync(cancellationToken).ConfigureAwait(false))
        {
            foreach (var counter in counters.Values)
            {
                counter.Add(in count);
            }

            foreach (var month in months.Where(m => m.Contains(DateOnly.FromDayNumber(count.Day))))
            {
                daily[month].Add(count);
            }
        }

        var readings = await ReadingsAsync(periods, cancellationToken).ConfigureAwait(false);
        var covered = new Dictionary<string, IReadOnlyList<(DateOnly, DateOnly)>>(StringComparer.Ordinal);
        foreach (var source in reference.Sources.Enabled)
        {
            covered[source.Id] = await sources.CoveredAsync(source.Id, cancellationToken).ConfigureAwait(false);
        }

        var files = await ledger.FilesAsync(null, cancellationToken).ConfigureAwait(false);
        await tables.ReplaceAsync("units", "all", DimensionRows.Units(reference), cancellationToken).ConfigureAwait(false);
        await tables.ReplaceAsync("targets", "all", DimensionRows.Targets(reference), cancellationToken).ConfigureAwait(false);
        foreach (var period in periods.Where(p => p.Start <= asOf))
        {
            var data = new PeriodData
            {
                Period = period,
                AsOf = asOf,
                Statistics = counters[period].Statistics(),
                Previous = counters[period.Previous()].Statistics(),
                Procedures = counters[period].Procedures,
                PreviousProcedures = counters[period.Previous()].Procedures,
                Readings = readings,
                Connected = covered.Where(c => c.Value.Count > 0).Select(c => c.Key).ToHashSet(StringComparer.Ordinal),
                Uncovered = Uncovered(period, asOf, covered),
            };
            run.Rows += await WriteAsync(data, daily.GetValueOrDefault(period), files, cancellationToken).ConfigureAwait(false);
        }

        run.Note = string.Join(", ", periods.Select(p => p.Id).Order(StringComparer.Ordinal));
    }

    private async Task<int> WriteAsync(PeriodData data, List<DailyCount>? days, IReadOnlyList<FileRecord> files, CancellationToken cancellationToken)
    {
        var period = data.Period;
        var units = ReportedUnit.Of(reference.Units, period);
        var rows = PeriodRows.Of(data, units, reference);
        var indicators = IndicatorRows.Of(data, units, reference);
        var breakdowns = IndicatorRows.Breakdowns(data, reference);
        var reported = ReportedRows.Of(data, reference);
        var written = await Task.WhenAll(
            tables.ReplaceAsync(PeriodRow.TableOf(period.Kind), period.Id, rows, cancellationToken),
            tables.ReplaceAsync("indicators", period.Id, indicators, cancellationToken),
            tables.ReplaceAsync("breakdowns", period.Id, breakdowns, cancellationToken),
            tables.ReplaceAsync("reported", period.Id, reported, cancellationToken),
            days is null ? Task.FromResult(0) : tables.ReplaceAsync("daily", period.Id, DimensionRows.Daily(period, days), cancellationToken)).ConfigureAwait(false);
        var missing = Completeness.Missing(data, reference.Sources);
        var (first, last) = (PeriodRows.Day(period.Start), PeriodRows.Day(period.End));
        var own = files.Where(f => string.CompareOrdinal(f.ExportDate, first) >= 0 && string.CompareOrdinal(f.ExportDate, last) <= 0).ToList();
        var taken = own.Where(f => f.State == FileStates.Ingested).ToList();
        var dataset = new DatasetRow
        {
            Partition = "all",
            Period = period.Id,
            PeriodStart = PeriodRows.Day(period.Start),
            PeriodEnd = PeriodRows.Day(period.End),
            AsOf = PeriodRows.Day(data.Through),
            Version = PeriodRows.Fingerprint(new { rows, indicators, breakdowns, reported }),
            Rows = rows.Count,
            IndicatorRows = indicators.Count,
            Complete = missing.Length == 0,
            Missing = missing,
            BrokenIdentities = string.Join("; ", PeriodRows.BrokenIdentities(data).Take(20)),
            FileRows = taken.Sum(f => f.Rows),
            AcceptedRows = taken.Sum(f => f.Accepted),
            RejectedRows = taken.Sum(f => f.Rejected),
            Files = taken.Count,
            RefusedFiles = own.Count(f => f.State == FileStates.Refused),
        };
        await tables.SaveAsync(dataset, cancellationToken).ConfigureAwait(false);
        await queues.SendAsync(StorageNames.AlertQueue, new AlertMessage(period.Id), null, cancellationToken).ConfigureAwait(false);
        return written.Sum();
    }

    private async Task<IReadOnlyDictionary<string, MeasureCells>> ReadingsAsync(IReadOnlyList<Period> periods, CancellationToken cancellationToken)
    {
        // What a stock grew from may be up to a year older than the period before.
        var (first, last) = (periods.Min(p => p.Previous().Start).AddYears(-1), periods.Max(p => p.End));
        var readings = new Dictionary<string, MeasureCells>(StringComparer.Ordinal);
        foreach (var source in reference.Sources.Enabled.Where(s => s.Kind == SourceKind.Measures))
        {
            readings[source.Id] = MeasureCells.Of(await measures.ReadAsync(source.Id, first, last, cancellationToken).ConfigureAwait(false));
        }

        return readings;
    }

    private Dictionary<string, IReadOnlyList<DateOnly>> Uncovered(
        Period period, DateOnly asOf, Dictionary<string, IReadOnlyList<(DateOnly From, DateOnly To)>> covered)
    {
        var through = period.End < asOf ? period.End : asOf;
        return covered.ToDictionary(
            c => c.Key,
            c =>
            {
                // A month or half-year is told of by any of its days, so whole ones are looked at.
                var expected = reference.Sources.Find(c.Key)!.Expected;
                var days = SourceLog.Uncovered(c.Value, expected.IntervalOf(period.Start).First, expected.IntervalOf(through).Last);
                return (IReadOnlyList<DateOnly>)[.. expected.Missed(days, asOf, reference.Calendar).Where(d => d >= period.Start && d <= through)];
            },
            StringComparer.Ordinal);
    }
}
