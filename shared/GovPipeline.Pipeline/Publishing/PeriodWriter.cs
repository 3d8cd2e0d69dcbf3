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
    PublicationHistory history,
    GroupOrder order, IOptions<PipelineOptions> options, TimeProvider time)
{
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

    private async Task<int> WriteAsync(
        PeriodData data, List<(DateOnly Day, FileTotals Of)> totals, bool isFull, HeldLease held, CancellationToken cancellationToken)
    {
        var period = data.Period;
        var content = PeriodContent.Of(data, reference, options.Value.SmallestGroup ?? 0, order);
        var definitions = DefinitionVersions.Format(reference.Versions);
        await history.KeepAsync(
            new()
            {
                Period = period.Id, Version = content.Version, At = time.GetUtcNow(), AsOf = DayText.Iso(data.Through), Definitions = definitions,
                Rows = content.Rows, Indicators = content.Indicators, Breakdowns = content.Breakdowns, Reported = content.Reported,
            },
            cancellationToken).ConfigureAwait(false);
        var publication = new Publication(tables, work, period.Id, time);
        await publication.BeginAsync(isFull, cancellationToken).ConfigureAwait(false);
        await Task.WhenAll(
            publication.AddAsync(PeriodRow.TableOf(period.Kind), content.Rows, cancellationToken),
            publication.AddAsync("indicators", content.Indicators, cancellationToken),
            publication.AddAsync("breakdowns", content.Breakdowns, cancellationToken),
            publication.AddAsync("reported", content.Reported, cancellationToken),
            content.Days is null ? Task.CompletedTask : publication.AddAsync("daily", content.Days, cancellationToken)).ConfigureAwait(false);
        var written = await publication.WriteAsync(held, cancellationToken).ConfigureAwait(false);
        var missing = Completeness.OfPeriod(data, reference.Sources);
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
            Version = content.Version,
            Rows = content.Rows.Count,
            IndicatorRows = content.Indicators.Count,
            Complete = missing.Length == 0,
            Missing = missing,
            BrokenIdentities = content.BrokenIdentities,
            FileRows = accepted.Sum(f => f.Accepted) + rejected.Sum(f => f.Rejected),
            AcceptedRows = accepted.Sum(f => f.Accepted),
            RejectedRows = rejected.Sum(f => f.Rejected),
            Files = accepted.Concat(rejected).DistinctBy(f => f.RowKey).Count(),
            RejectedDossierRows = rejected.Where(f => IsOfDossiers(f.SourceId)).Sum(f => f.Rejected),
            Repairs = RepairCounts.Sum(accepted.DistinctBy(f => f.RowKey).Select(f => f.Repairs)),
            Checksum = content.Rows.Sum(r => r.Checksum),
            IndicatorChecksum = content.Indicators.Sum(i => i.Checksum),
            Definitions = definitions,
            RefusedFiles = own.Count(f => f.State == FileStates.Refused),
        };
        await tables.SaveAsync(content.Groups.Shown(dataset), held, cancellationToken).ConfigureAwait(false);
        await publication.EndAsync(held, cancellationToken).ConfigureAwait(false);
        await queues.SendAsync(StorageNames.AlertQueue, new AlertMessage(period.Id), null, cancellationToken).ConfigureAwait(false);
        return written;
    }

    private bool IsOfDossiers(string source) => reference.Sources.Find(source)?.Kind == Sources.Definitions.SourceKind.Dossiers;
}
