using GovPipeline.Domain.Counting;
using GovPipeline.Domain.Dossiers;
using GovPipeline.Domain.Periods;
using GovPipeline.Pipeline.Messages;
using GovPipeline.Pipeline.Running;
using GovPipeline.Storage.Accounts;
using GovPipeline.Storage.Counts;
using GovPipeline.Storage.Facts;
using GovPipeline.Storage.Ledger;
using GovPipeline.Storage.Queues;

namespace GovPipeline.Pipeline.Jobs;

/// <summary>Folds partitions of facts into daily counts and notes the periods that get other figures.</summary>
public sealed class FoldFacts(
    JobRunner runner, DossierFacts facts, CountStore counts, PendingWork pending, SourceLog sources, JobQueues queues)
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
        foreach (var partition in message.Partitions)
        {
            if (await pending.FindAsync(PendingWork.Folds, partition, cancellationToken).ConfigureAwait(false) is not { } mark)
            {
                continue; // folded already
            }

            var key = PartitionKey.Parse(partition);
            await counts.ReplaceAsync(
                key,
                async () =>
                {
                    var now = await facts.ReadAsync(key, cancellationToken).ConfigureAwait(false);
                    run.Rows += now.Dossiers.Length;
                    return DailyCounts.Of(now.Dossiers);
                },
                firstDay => NotePeriodsAsync(DateOnly.FromDayNumber(firstDay), through.Values, cancellationToken),
                cancellationToken).ConfigureAwait(false);
            await pending.DoneAsync(PendingWork.Folds, partition, mark, cancellationToken).ConfigureAwait(false);
        }

        await queues.SendAsync(StorageNames.PublishQueue, new PublishMessage(Force: false), null, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>A count of a day is in every period from then on, as part of what is carried over.</summary>
    private Task NotePeriodsAsync(DateOnly firstDay, IEnumerable<DateOnly> through, CancellationToken cancellationToken)
    {
        var last = through.DefaultIfEmpty(firstDay).Max();
        last = last < firstDay ? firstDay : last;
        return pending.AddAsync(PendingWork.Periods, Period.Overlapping(firstDay, last).Select(p => p.Id), cancellationToken);
    }
}
