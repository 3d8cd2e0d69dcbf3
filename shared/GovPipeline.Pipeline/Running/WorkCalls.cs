using GovPipeline.Pipeline.Messages;
using GovPipeline.Storage.Accounts;
using GovPipeline.Storage.Ledger;
using GovPipeline.Storage.Queues;

namespace GovPipeline.Pipeline.Running;

/// <summary>Calls for whoever does what is due. Called too often it costs a look; never called, the hourly sweep calls.</summary>
public sealed class WorkCalls(PendingWork pending, JobQueues queues)
{
    // A message holds 48 KiB before it is encoded; a partition's name is at most some 60 bytes.
    private const int PartitionsPerMessage = 64;

    private static readonly TimeSpan LongestCall = TimeSpan.FromMinutes(2);

    /// <summary>Calls for folding when partitions are due, and for publishing when periods are and nothing is to be folded first.</summary>
    public async Task CallAsync(CancellationToken cancellationToken)
    {
        var folds = await pending.ListAsync(PendingWork.Folds, cancellationToken).ConfigureAwait(false);
        foreach (var some in folds.Select(f => f.Item).Order(StringComparer.Ordinal).Chunk(PartitionsPerMessage))
        {
            await queues.SendAsync(StorageNames.FoldQueue, new FoldMessage(some), null, cancellationToken).ConfigureAwait(false);
        }

        if (folds.All(f => f.IsDone || f.Error.Length > 0) && (await pending.ListAsync(PendingWork.Periods, cancellationToken).ConfigureAwait(false)).Count > 0)
        {
            await PublishAsync(null, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Calls for publishing after a while, unless such a call is under way: one publishes, the others would only ask.</summary>
    public async Task PublishLaterAsync(TimeSpan delay, CancellationToken cancellationToken)
    {
        if (await pending.TryCallAsync(PendingWork.Periods, LongestCall, cancellationToken).ConfigureAwait(false))
        {
            await queues.SendAsync(StorageNames.PublishQueue, new PublishMessage(Force: false, IsLater: true), delay, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Says that such a call came; before anything is looked at.</summary>
    public Task PublishCalledAsync(CancellationToken cancellationToken) => pending.TakeCallAsync(PendingWork.Periods, cancellationToken);

    /// <summary>Calls for publishing.</summary>
    /// <param name="delay">Not before; null for at once.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public Task PublishAsync(TimeSpan? delay, CancellationToken cancellationToken) =>
        queues.SendAsync(StorageNames.PublishQueue, new PublishMessage(Force: false), delay, cancellationToken);
}
