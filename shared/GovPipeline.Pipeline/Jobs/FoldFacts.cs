using GovPipeline.Domain.Counting;
using GovPipeline.Domain.Dossiers;
using GovPipeline.Domain.Periods;
using GovPipeline.Pipeline.Configuration;
using GovPipeline.Pipeline.Messages;
using GovPipeline.Pipeline.Running;
using GovPipeline.Storage.Accounts;
using GovPipeline.Storage.Counts;
using GovPipeline.Storage.Facts;
using GovPipeline.Storage.Ledger;
using GovPipeline.Storage.Queues;
using Microsoft.Extensions.Options;

namespace GovPipeline.Pipeline.Jobs;

/// <summary>Folds partitions of facts into daily counts and notes the periods that get other figures.</summary>
public sealed class FoldFacts(
    JobRunner runner,
    DossierFacts facts,
    CountStore counts,
    PendingWork pending,
    SourceLog sources,
    JobQueues queues,
    IOptions<PipelineOptions> options)
{
    /// <summary>Folds.</summary>
    public Task RunAsync(FoldMessage message, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        var subject = message.Partitions.Count == 1 ? message.Partitions[0] : $"{message.Partitions.Count} partitions";
        return runner.RunAsync(nameof(FoldFacts), subject, run => FoldAsync(message, run, cancellationToken), cancellationToken);
    }

    private async Task FoldAsync(FoldMessage message, JobRun run, CancellationToken cancellationToken)
    {
        var through = await sources.DataThroughAsync(cancellationToken).ConfigureAwait(false);
        var due = (await pending.ListAsync(PendingWork.Folds, cancellationToken).ConfigureAwait(false)).ToDictionary(d => d.Item, d => d.Mark, StringComparer.Ordinal);
        var files = message.Partitions.Where(due.ContainsKey).Select(PartitionKey.Parse).GroupBy(CountStore.FileOf);
        var rows = 0L;
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = options.Value.Parallelism, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(files, parallel, async (keys, cancel) =>
        {
            await counts.ReplaceAsync(
                [.. keys],
                async key =>
                {
                    var now = await facts.ReadAsync(key, cancel).ConfigureAwait(false);
                    Interlocked.Add(ref rows, now.Dossiers.Length);
                    return DailyCounts.Of(now.Dossiers);
                },
                firstDay => NotePeriodsAsync(DateOnly.FromDayNumber(firstDay), through.Values, cancel),
                cancel).ConfigureAwait(false);
            foreach (var key in keys.Select(k => k.ToString()))
            {
                await pending.DoneAsync(PendingWork.Folds, key, due[key], cancel).ConfigureAwait(false);
            }
        }).ConfigureAwait(false);
        (run.Rows, run.Nothing) = (rows, rows == 0);

        // Whoever folds the last partition that is due calls for publishing.
        if ((await pending.ListAsync(PendingWork.Folds, cancellationToken).ConfigureAwait(false)).Count == 0)
        {
            await queues.SendAsync(StorageNames.PublishQueue, new PublishMessage(Force: false), null, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>A count of a day is in every period from then on, as part of what is carried over.</summary>
    private Task NotePeriodsAsync(DateOnly firstDay, IEnumerable<DateOnly> through, CancellationToken cancellationToken)
    {
        var last = through.DefaultIfEmpty(firstDay).Max();
        last = last < firstDay ? firstDay : last;
        return pending.AddAsync(PendingWork.Periods, Period.Overlapping(firstDay, last).Select(p => p.Id), cancellationToken);
    }
}
