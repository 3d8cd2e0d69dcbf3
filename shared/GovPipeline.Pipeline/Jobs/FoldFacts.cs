using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;
using GovPipeline.Domain.Authenticity;
using GovPipeline.Domain.Counting;
using GovPipeline.Domain.Dossiers;
using GovPipeline.Domain.Errors;
using GovPipeline.Domain.Periods;
using GovPipeline.Pipeline.Configuration;
using GovPipeline.Pipeline.Messages;
using GovPipeline.Pipeline.Publishing;
using GovPipeline.Pipeline.Running;
using GovPipeline.Storage.Counts;
using GovPipeline.Storage.Facts;
using GovPipeline.Storage.Ledger;
using Microsoft.Extensions.Options;

namespace GovPipeline.Pipeline.Jobs;

/// <summary>
/// Folds partitions of facts into daily counts and notes the periods that get other figures. What cannot be folded says why and
/// stays due; the others go on.
/// </summary>
public sealed class FoldFacts(
    JobRunner runner, DossierFacts facts, CountStore counts, AuthenticityStore authenticity, PendingWork pending, SourceLog sources, WorkCalls calls,
    ReferenceData reference, IOptions<PipelineOptions> options)
{
    private static readonly TimeSpan StrikeLimit = TimeSpan.FromSeconds(10);

    /// <summary>Folds.</summary>
    public Task RunAsync(FoldMessage message, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        var subject = message.Partitions.Count == 1 ? message.Partitions[0] : $"{message.Partitions.Count} partitions";
        return runner.RunAsync(nameof(FoldFacts), subject, run => FoldAsync(message, run, cancellationToken), cancellationToken);
    }

    private async Task FoldAsync(FoldMessage message, JobRun run, CancellationToken cancellationToken)
    {
        var due = await pending.LookAsync(PendingWork.Folds, cancellationToken).ConfigureAwait(false);
        var asked = message.Partitions.ToHashSet(StringComparer.Ordinal);
        var files = due.Items.Where(d => asked.Contains(d.Item)).GroupBy(d => CountStore.FileOf(PartitionKey.Parse(d.Item)));
        var (rows, folded) = (0L, new ConcurrentBag<DueItem>());
        ExceptionDispatchInfo? broken = null;
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = options.Value.Parallelism, CancellationToken = cancellationToken };
        try
        {
            await Parallel.ForEachAsync(files, parallel, async (items, cancel) =>
            {
                try
                {
                    Interlocked.Add(ref rows, await FoldFileAsync([.. items.Select(i => PartitionKey.Parse(i.Item))], cancel).ConfigureAwait(false));
                    foreach (var item in items)
                    {
                        folded.Add(item);
                    }
                }
                catch (Exception e) when (IsOfTheData(e))
                {
                    var code = (e as PipelineException)?.Code ?? e.GetType().Name;
                    run.Fail(code, $"{items.Key}: {e.Message}");
                    foreach (var item in items)
                    {
                        await pending.FailAsync(PendingWork.Folds, item, $"{code}: {e.Message}", cancel).ConfigureAwait(false);
                    }
                }
                catch (Exception e) when (e is not OperationCanceledException)
                {
                    Interlocked.CompareExchange(ref broken, ExceptionDispatchInfo.Capture(e), null); // the others go on
                }
            }).ConfigureAwait(false);
        }
        finally
        {
            // Also when the host stops, for some seconds: what is counted need not wait for the rest.
            using var limit = new CancellationTokenSource();
            using var stopping = cancellationToken.Register(() => limit.CancelAfter(StrikeLimit));
            await StrikeAsync(due, folded, limit.Token).ConfigureAwait(false);
        }

        broken?.Throw();
        (run.Rows, run.Nothing) = (rows, rows == 0);

        // Whoever folds the last partition that is due calls for publishing; so does who leaves only what cannot be folded, or what
        // is folded and waits for a change under way.
        if ((await pending.ListAsync(PendingWork.Folds, cancellationToken).ConfigureAwait(false)).All(f => f.IsDone || f.Error.Length > 0))
        {
            await calls.PublishAsync(null, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task StrikeAsync(DueWork due, IReadOnlyCollection<DueItem> folded, CancellationToken cancellationToken)
    {
        var left = await pending.StrikeAllAsync(due, folded, cancellationToken).ConfigureAwait(false);
        await Task.WhenAll(left.Where(i => !i.IsDone).Select(i => pending.DoneAsync(PendingWork.Folds, i, cancellationToken))).ConfigureAwait(false);
    }

    /// <summary>Whether trying again will not help: what the facts hold is at fault, not storage.</summary>
    private static bool IsOfTheData(Exception e) => e is PipelineException known
        ? known.Code != ErrorCatalogue.StorageContention.Code && known.Code != ErrorCatalogue.StorageUnreachable.Code
        : e is not (OperationCanceledException or Azure.RequestFailedException or AggregateException); // a file that is no Parquet is an IOException

    private async Task<long> FoldFileAsync(PartitionKey[] keys, CancellationToken cancellationToken)
    {
        var rows = 0L;
        var read = new Dictionary<PartitionKey, (DossierPartition Partition, Azure.ETag? Tag)>();
        async Task<DossierPartition> ReadAsync(PartitionKey key)
        {
            read[key] = await facts.ReadAgainAsync(key, read.TryGetValue(key, out var known) ? known : null, cancellationToken).ConfigureAwait(false);
            return read[key].Partition;
        }

        await counts.ReplaceAsync(
            keys,
            async key =>
            {
                var now = await ReadAsync(key).ConfigureAwait(false);
                rows += now.Dossiers.Length;
                return DailyCounts.Of(now.Dossiers, reference.Conventions.Lateness);
            },
            async change =>
            {
                var file = CountStore.FileOf(keys[0]);
                await pending.AddAsync(PendingWork.Closings, change.Blocks.Select(b => BlockClosing.Note(file, b)), cancellationToken).ConfigureAwait(false);

                // Read after the facts: whoever tells of a later day after that is still under way, and the periods that it notes wait for this partition.
                var through = await sources.DataThroughAsync(cancellationToken).ConfigureAwait(false);
                var due = DuePeriods.OfCounts(change.FirstDay, change.LastDay, through.Count == 0 ? null : through.Values.Max());
                await pending.AddAsync(PendingWork.Periods, due.Select(p => p.Id), cancellationToken).ConfigureAwait(false);
            },
            cancellationToken).ConfigureAwait(false);
        await authenticity.ReplaceAsync(
            keys,
            async key => AuthenticityCounts.Of((await ReadAsync(key).ConfigureAwait(false)).Dossiers, reference.Screen, reference.Authenticity),
            async blocks =>
            {
                var file = CountStore.FileOf(keys[0]);
                await pending.AddAsync(PendingWork.Closings, blocks.Select(b => BlockClosing.Note(file, b)), cancellationToken).ConfigureAwait(false);
                var due = DuePeriods.OfDays(blocks[0], HalfMonth.LastDayOf(blocks[^1]));
                await pending.AddAsync(PendingWork.Periods, due.Select(p => p.Id), cancellationToken).ConfigureAwait(false);
            },
            cancellationToken).ConfigureAwait(false);
        return rows;
    }
}
