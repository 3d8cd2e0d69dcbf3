using GovPipeline.Domain.Time;
using GovPipeline.Pipeline.Configuration;
using GovPipeline.Pipeline.Messages;
using GovPipeline.Pipeline.Running;
using GovPipeline.Storage.Accounts;
using GovPipeline.Storage.Exports;
using GovPipeline.Storage.Ledger;
using GovPipeline.Storage.Mail;
using GovPipeline.Storage.Queues;
using Microsoft.Extensions.Options;

namespace GovPipeline.Pipeline.Jobs;

/// <summary>
/// Makes good whatever a trigger missed or a killed process left: exports that are not in the ledger, partitions that are
/// not folded, periods that are not published, mails that are due, pulls of the last night that failed.
/// </summary>
public sealed class SweepExports(
    JobRunner runner,
    NightlyPull nightlyPull,
    IngestExport ingest,
    ExportStore exports,
    FileLedger ledger,
    PendingWork pending,
    SourceLog sources,
    Outbox outbox,
    JobQueues queues,
    IOptions<PipelineOptions> options,
    TimeProvider time)
{
    /// <summary>Sweeps.</summary>
    public Task RunAsync(CancellationToken cancellationToken) =>
        runner.RunAsync(nameof(SweepExports), StorageNames.Exports, run => SweepAsync(run, cancellationToken), cancellationToken);

    /// <summary>Exports that are not in the ledger as they are now, by name.</summary>
    public async Task<IReadOnlyList<string>> MissedAsync(CancellationToken cancellationToken)
    {
        var known = await ledger.BlobsAsync(cancellationToken).ConfigureAwait(false);
        var missed = new List<string>();
        await foreach (var blob in exports.ListAsync(cancellationToken).ConfigureAwait(false))
        {
            if (!known.TryGetValue(blob.Name, out var pointer) || pointer.BlobETag != blob.ETag)
            {
                missed.Add(blob.Name);
            }
        }

        return missed;
    }

    private async Task SweepAsync(JobRun run, CancellationToken cancellationToken)
    {
        var failures = new List<Exception>();
        foreach (var name in await MissedAsync(cancellationToken).ConfigureAwait(false))
        {
            try
            {
                await ingest.RunAsync(name, cancellationToken).ConfigureAwait(false);
                run.Rows++;
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                failures.Add(e); // one bad file does not keep the others waiting
            }
        }

        await RemindAsync(cancellationToken).ConfigureAwait(false);
        await PullAgainAsync(cancellationToken).ConfigureAwait(false);
        if (failures.Count > 0)
        {
            throw new AggregateException(failures);
        }

        run.Nothing = run.Rows == 0;
    }

    /// <summary>Sends messages again for work that is due: a message may be lost, the note of the work is not.</summary>
    private async Task RemindAsync(CancellationToken cancellationToken)
    {
        var folds = await pending.ListAsync(PendingWork.Folds, cancellationToken).ConfigureAwait(false);
        if (folds.Count > 0)
        {
            await queues.SendAsync(StorageNames.FoldQueue, new FoldMessage([.. folds.Select(f => f.Item)]), null, cancellationToken).ConfigureAwait(false);
        }
        else if ((await pending.ListAsync(PendingWork.Periods, cancellationToken).ConfigureAwait(false)).Count > 0)
        {
            await queues.SendAsync(StorageNames.PublishQueue, new PublishMessage(Force: false), null, cancellationToken).ConfigureAwait(false);
        }

        var now = time.GetUtcNow();
        foreach (var mail in await outbox.ListAsync(cancellationToken).ConfigureAwait(false))
        {
            if ((mail.State == OutboxStates.Queued && mail.NextTryAt <= now) || (mail.State == OutboxStates.Sending && mail.LeaseUntil <= now))
            {
                await queues.SendAsync(StorageNames.MailQueue, new MailMessage(mail.RowKey), null, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private async Task PullAgainAsync(CancellationToken cancellationToken)
    {
        if (await sources.NewestNightAsync(cancellationToken).ConfigureAwait(false) is { } night
            && time.GetUtcNow() < VietnamClock.At(night.AddDays(1), options.Value.PublishDeadline)
            && (await sources.NightAsync(night, cancellationToken).ConfigureAwait(false)).Any(s => s.Outcome == SourceLog.Failed))
        {
            await nightlyPull.RunAsync(night, null, null, cancellationToken).ConfigureAwait(false);
        }
    }
}
