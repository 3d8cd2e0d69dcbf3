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
    Health health,
    JobMetrics metrics,
    IOptions<PipelineOptions> options,
    TimeProvider time)
{
    private static readonly TimeSpan UntilNobodyCame = TimeSpan.FromMinutes(30);

    /// <summary>Sweeps.</summary>
    public Task RunAsync(CancellationToken cancellationToken) =>
        runner.RunAsync(nameof(SweepExports), StorageNames.Exports, run => SweepAsync(run, cancellationToken), cancellationToken);

    private async Task SweepAsync(JobRun run, CancellationToken cancellationToken)
    {
        await leftBehind.EndAsync(cancellationToken).ConfigureAwait(false);
        await rule.FollowAsync(cancellationToken).ConfigureAwait(false);
        foreach (var name in await missed.ListAllAsync(cancellationToken).ConfigureAwait(false))
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
        metrics.Aged((await health.CheckAsync(cancellationToken).ConfigureAwait(false)).HoursSince);
        run.Nothing = run.Rows == 0;
    }

    /// <summary>Pulls of the last night that failed, or that nobody was ever sent for: who noted them may have been cut off before that.</summary>
    private async Task PullAgainAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (await sources.NewestNightAsync(VietnamClock.Today(time), cancellationToken).ConfigureAwait(false) is { } night
            && now < VietnamClock.At(night.AddDays(1), options.Value.PublishDeadline)
            && (await sources.NightAsync(night, cancellationToken).ConfigureAwait(false)).Any(s =>
                s.Outcome == SourceLog.Failed || (s.Outcome == SourceLog.Pending && now - s.TriedAt > UntilNobodyCame)))
        {
            await nightlyPull.RunAsync(night, null, null, cancellationToken).ConfigureAwait(false);
        }
    }
}
