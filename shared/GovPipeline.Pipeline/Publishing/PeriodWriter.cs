using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;
using GovPipeline.Domain.Periods;
using GovPipeline.Domain.Time;
using GovPipeline.Pipeline.Configuration;
using GovPipeline.Pipeline.Messages;
using GovPipeline.Storage.Accounts;
using GovPipeline.Storage.Leases;
using GovPipeline.Storage.Ledger;
using GovPipeline.Storage.Published;
using GovPipeline.Storage.Queues;
using Microsoft.Extensions.Options;

namespace GovPipeline.Pipeline.Publishing;

/// <summary>Writes what is published of periods. The row in <c>datasets</c> comes last: what it does not name is not published.</summary>
public sealed class PeriodWriter(ReferenceData reference, PublishedTables tables, WorkAccount work, FileLedger ledger, JobQueues queues,
    GroupOrder order, IOptions<PipelineOptions> options, TimeProvider time)
{
    private const int MostIdentities = 20;

    /// <summary>Writes periods, and calls for each to be held against its targets.</summary>
    /// <param name="periods">The periods.</param>
    /// <param name="isFull">Whether all rows that stand are read and compared, also those that were left as they are to be.</param>
    /// <param name="held">The lease of the publisher.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>Rows written or removed.</returns>
    internal async Task<int> WriteAsync(IReadOnlyList<PeriodData> periods, bool isFull, HeldLease held, CancellationToken cancellationToken)
    {
        if (periods.Count == 0)
        {
            return 0;
        }

        var totals = (await ledger.TotalsAsync(periods.Min(p => p.Period.Start), periods.Max(p => p.Period.End), cancellationToken).ConfigureAwait(false))
            .Select(t => (Day: DayText.Parse(t.Block), Of: t)).ToList();
        await tables.ReplaceAsync("units", "all", DimensionRows.Units(reference), held, cancellationToken).ConfigureAwait(false);
        await tables.ReplaceAsync("targets", "all", DimensionRows.Targets(reference), held, cancellationToken).ConfigureAwait(false);
        var written = 0;
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = options.Value.Parallelism, CancellationToken = cancellationToken };
        var failures = new ConcurrentQueue<ExceptionDispatchInfo>();
        await Parallel.ForEachAsync(periods, parallel, async (data, _) =>
        {
            try
            {
                Interlocked.Add(ref written, await WriteAsync(data, totals, isFull, held, cancellationToken).ConfigureAwait(false));
            }
            catch (Exception e)
            {
                failures.Enqueue(ExceptionDispatchInfo.Capture(e)); // the others are written to their end
            }
        }).ConfigureAwait(false);
        if (failures.TryDequeue(out var first))
        {
            first.Throw();
        }

        return written;
    }

    /// <summary>Fingerprint of what is written of a period.</summary>
    internal static string VersionOf(
        IReadOnlyList<PeriodRow> rows, IReadOnlyList<IndicatorRow> indicators, IReadOnlyList<BreakdownRow> breakdowns, IReadOnlyList<ReportedRow> reported) =>
        PeriodRows.Fingerprint(new { rows, indicators, breakdowns, reported });

    private async Task<int> WriteAsync(
        PeriodData data, List<(DateOnly Day, FileTotals Of)> totals, bool isFull, HeldLease held, CancellationToken cancellationToken)
    {
        var period = data.Period;
        var units = ReportedUnit.Of(reference.Units, period, data.Statistics.Units);
        var preceding = ReportedUnit.Of(reference.Units, period.Preceding(), data.Preceding.Units);
        var before = ReportedUnit.Of(reference.Units, period.Previous(), data.Before.Statistics.Units);
        var fewest = options.Value.SmallestGroup ?? 0;
        var (allRows, allDays) = (PeriodRows.Of(data, units, reference), data.Days is null ? [] : DimensionRows.Daily(period, data.Days));
        var groups = new SmallGroups(allRows, allDays, units, fewest, order);
        var (rows, days) = (groups.Shown(allRows), groups.Shown(allDays));
        var counted = IndicatorRows.Of(data, units, before, reference, fewest);
        var indicators = groups.Shown(counted, reference, hidesEarlier: false);
        var breakdowns = IndicatorRows.Breakdowns(data, reference);
        var reported = groups.Shown(ReportedRows.Of(data, reference));
        var publication = new Publication(tables, work, period.Id, time);
        await publication.BeginAsync(isFull, cancellationToken).ConfigureAwait(false);
        await Task.WhenAll(
            publication.AddAsync(PeriodRow.TableOf(period.Kind), rows, cancellationToken),
            publication.AddAsync("indicators", indicators, cancellationToken),
            publication.AddAsync("breakdowns", breakdowns, cancellationToken),
            publication.AddAsync("reported", reported, cancellationToken),
            data.Days is null ? Task.CompletedTask : publication.AddAsync("daily", days, cancellationToken)).ConfigureAwait(false);
        var written = await publication.WriteAsync(held, cancellationToken).ConfigureAwait(false);
        var missing = Completeness.OfPeriod(data, reference.Sources);
        var broken = groups.Shown(PeriodRows.BrokenIdentities(data, units, preceding).Concat(IndicatorRows.OutOfBounds(counted, reference)));
        var accepted = totals.Where(t => period.Contains(t.Day) && t.Of.Accepted > 0).Select(t => t.Of).ToList();
        var own = totals.Where(t => period.Contains(DayText.Parse(t.Of.ExportDate))).Select(t => t.Of).DistinctBy(f => f.RowKey).ToList();
        var rejected = own.FindAll(f => f.State == FileStates.Ingested && f.Rejected > 0);
        var dataset = new DatasetRow
        {
            Partition = "all",
            Period = period.Id,
            PeriodName = period.NameVi,
            Calendar = period.Calendar.ToString(),
            Kind = period.Kind.ToString(),
            PeriodStart = DayText.Iso(period.Start),
            PeriodEnd = DayText.Iso(period.End),
            AsOf = DayText.Iso(data.Through),
            Version = VersionOf(rows, indicators, breakdowns, reported),
            Rows = rows.Count,
            IndicatorRows = indicators.Count,
            Complete = missing.Length == 0,
            Missing = missing,
            BrokenIdentities = string.Join("; ", broken.Take(MostIdentities)),
            FileRows = accepted.Sum(f => f.Accepted) + rejected.Sum(f => f.Rejected),
            AcceptedRows = accepted.Sum(f => f.Accepted),
            RejectedRows = rejected.Sum(f => f.Rejected),
            Files = accepted.Concat(rejected).DistinctBy(f => f.RowKey).Count(),
            RejectedDossierRows = rejected.Where(f => IsOfDossiers(f.SourceId)).Sum(f => f.Rejected),
            Repairs = RepairCounts.Sum(accepted.DistinctBy(f => f.RowKey).Select(f => f.Repairs)),
            Checksum = rows.Sum(r => r.Checksum),
            IndicatorChecksum = indicators.Sum(i => i.Checksum),
            RefusedFiles = own.Count(f => f.State == FileStates.Refused),
        };
        await tables.SaveAsync(groups.Shown(dataset), held, cancellationToken).ConfigureAwait(false);
        await publication.EndAsync(held, cancellationToken).ConfigureAwait(false);
        await queues.SendAsync(StorageNames.AlertQueue, new AlertMessage(period.Id), null, cancellationToken).ConfigureAwait(false);
        return written;
    }

    private bool IsOfDossiers(string source) => reference.Sources.Find(source)?.Kind == Sources.Definitions.SourceKind.Dossiers;
}
