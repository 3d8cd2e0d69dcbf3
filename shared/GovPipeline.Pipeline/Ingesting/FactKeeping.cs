using GovPipeline.Domain.Dossiers;
using GovPipeline.Domain.Indicators;
using GovPipeline.Domain.Periods;
using GovPipeline.Pipeline.Configuration;
using GovPipeline.Sources.Definitions;
using GovPipeline.Storage.Facts;
using GovPipeline.Storage.Ledger;
using GovPipeline.Storage.Published;
using Microsoft.Extensions.Options;

namespace GovPipeline.Pipeline.Ingesting;

/// <summary>Merges what a file brought into the facts, and notes before each change what it makes due. Call it under a hold.</summary>
public sealed class FactKeeping(
    DossierFacts dossierFacts, MeasureFacts measureFacts, PendingWork pending, PublishedTables tables, ReferenceData reference,
    IOptions<PipelineOptions> options)
{
    /// <summary>Merges, and writes into the record how many of its records now stand.</summary>
    internal Task MergeAsync(IngestedFile file, SourceDefinition source, ExportFile stamp, FileRecord record, CancellationToken cancellationToken) =>
        source.Kind == SourceKind.Dossiers
            ? MergeDossiersAsync(file, stamp, record, cancellationToken)
            : MergeMeasuresAsync(file, source, stamp, record, cancellationToken);

    private async Task MergeDossiersAsync(IngestedFile file, ExportFile stamp, FileRecord record, CancellationToken cancellationToken)
    {
        var (inFacts, superseded) = (0L, 0L);
        var reading = new Lock();
        await Parallel.ForEachAsync(file.Dossiers.Partitions, AtOnce(cancellationToken), async (key, cancel) =>
        {
            LentRows lent;
            lock (reading)
            {
                lent = file.Dossiers.Read(key);
            }

            using var rows = lent;
            var result = await dossierFacts.MergeAsync(
                key, rows.Rows, stamp, () => pending.AddAsync(PendingWork.Folds, [key.ToString()], cancel), cancel).ConfigureAwait(false);
            Interlocked.Add(ref inFacts, result.InFacts);
            Interlocked.Add(ref superseded, result.Superseded);
        }).ConfigureAwait(false);
        (record.Records, record.InFacts, record.Superseded) = (file.Tally.Accepted, inFacts, superseded);
    }

    private async Task MergeMeasuresAsync(IngestedFile file, SourceDefinition source, ExportFile stamp, FileRecord record, CancellationToken cancellationToken)
    {
        var (inFacts, superseded) = (0L, 0L);
        var every = new Lazy<Task<IReadOnlyCollection<string>>>(() => EveryPeriod.ListAsync(pending, tables, cancellationToken));
        await Parallel.ForEachAsync(file.Readings.GroupBy(r => MeasureFacts.PartOf(r)), AtOnce(cancellationToken), async (part, cancel) =>
        {
            var result = await measureFacts.MergeAsync(
                stamp.SourceId, part.Key, [.. part], stamp, (first, last) => AddDueAsync(source, first, last, stamp.ExportDate, every, cancel), cancel)
                .ConfigureAwait(false);
            Interlocked.Add(ref inFacts, result.InFacts);
            Interlocked.Add(ref superseded, result.Superseded);
        }).ConfigureAwait(false);
        (record.Records, record.InFacts, record.Superseded) = (file.Readings.Count, inFacts, superseded);
    }

    private ParallelOptions AtOnce(CancellationToken cancellationToken) =>
        new() { MaxDegreeOfParallelism = options.Value.Parallelism, CancellationToken = cancellationToken };

    /// <summary>An effective-dated list tells of every period; other readings of theirs.</summary>
    private async Task AddDueAsync(
        SourceDefinition source, DateOnly first, DateOnly last, DateOnly exportDate, Lazy<Task<IReadOnlyCollection<string>>> every,
        CancellationToken cancellationToken)
    {
        IEnumerable<string> due;
        if (source.Measures!.Until.Count > 0)
        {
            due = (await every.Value.ConfigureAwait(false)).Concat(DuePeriods.OfDays(exportDate, exportDate).Select(p => p.Id));
        }
        else
        {
            var feedsGrowth = reference.Indicators.Any(i => i.Aggregation is Aggregation.Latest or Aggregation.Growth && ReferenceData.Feeds(source, i));
            due = DuePeriods.OfReadings(first, last, feedsGrowth).Select(p => p.Id);
        }

        await pending.AddAsync(PendingWork.Periods, due, cancellationToken).ConfigureAwait(false);
    }
}
