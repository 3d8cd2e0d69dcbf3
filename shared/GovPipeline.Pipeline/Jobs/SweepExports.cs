using GovPipeline.Pipeline.Ingesting;
using GovPipeline.Domain.Time;
using GovPipeline.Pipeline.Configuration;
using GovPipeline.Pipeline.Messages;
using GovPipeline.Pipeline.Running;
using GovPipeline.Storage.Accounts;
using GovPipeline.Domain.Errors;
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
    MissedExports missed,
    LeftBehind leftBehind,
    Publishing.CountRule rule,
    WorkCalls calls,
    SourceLog sources,
    Outbox outbox,
    JobQueues queues,
    IOptions<PipelineOptions> options,
    TimeProvider time)
{
    /// <summary>Sweeps.</summary>
    public Task RunAsync(CancellationToken cancellationToken) =>
        runner.RunAsync(nameof(SweepExports), StorageNames.Exports, run => SweepAsync(run, cancellationToken), cancellationToken);

    private async Task SweepAsync(JobRun run, CancellationToken cancellationToken)
    {
        await leftBehind.EndAsync(cancellationToken).ConfigureAwait(false);
        await rule.FollowAsync(cancellationToken).ConfigureAwait(false);
        foreach (var name in await missed.ListAsync(cancellationToken).ConfigureAwait(false))
        {
            try
            {
                await ingest.RunAsync(name, cancellationToken).ConfigureAwait(false);
                run.Rows++;
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                run.Fail((e as PipelineException)?.Code ?? e.GetType().Name, $"{name}: {e.Message}"); // one bad file does not keep the others waiting
            }
        }

        await calls.CallAsync(cancellationToken).ConfigureAwait(false);
        foreach (var mail in await outbox.DueAsync(time.GetUtcNow(), cancellationToken).ConfigureAwait(false))
        {
            await queues.SendAsync(StorageNames.MailQueue, new MailMessage(mail.RowKey), null, cancellationToken).ConfigureAwait(false);
        }

        await PullAgainAsync(cancellationToken).ConfigureAwait(false);
        run.Nothing = run.Rows == 0;
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
