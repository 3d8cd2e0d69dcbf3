using GovPipeline.Pipeline;
using GovPipeline.Pipeline.Jobs;
using GovPipeline.Storage.Accounts;
using Microsoft.Extensions.Logging;
using NCrontab;

namespace GovPipeline.Cli.Hosting;

/// <summary>Runs the jobs of the catalogue without Azure: the same timers, queues and container.</summary>
internal sealed class LocalHost(
    StorageSetup setup, QueuePump pump, NightlyPull nightlyPull, SweepExports sweep, CheckOperations operations, NotifyAlerts notify, SendReports reports, IngestExport ingest, TimeProvider time, ILogger<LocalHost> logger)
{
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(2);

    /// <summary>Runs until stopped.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await setup.EnsureAsync(cancellationToken).ConfigureAwait(false);
        await Task.WhenAll(JobCatalogue.All.Select(job => job.Kind switch
        {
            TriggerKind.Timer => TimerAsync(job, cancellationToken),
            TriggerKind.Queue => ForeverAsync(job.Name, () => pump.RunOnceAsync(job.Binding, cancellationToken), cancellationToken),
            _ => ForeverAsync(job.Name, () => IngestNewAsync(cancellationToken), cancellationToken),
        })).ConfigureAwait(false);
    }

    /// <summary>Works until no queue has a visible message and every export is in the ledger.</summary>
    /// <param name="onStep">Told after each round; null for nobody.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task DrainAsync(Action<string>? onStep, CancellationToken cancellationToken)
    {
        await setup.EnsureAsync(cancellationToken).ConfigureAwait(false);
        for (var worked = true; worked;)
        {
            worked = false;
            foreach (var job in JobCatalogue.All.Where(j => j.Kind != TriggerKind.Timer).OrderBy(j => j.Kind == TriggerKind.Blob ? 1 : j.Binding == StorageNames.PullQueue ? 0 : 2))
            {
                for (var count = -1; count != 0;)
                {
                    onStep?.Invoke(job.Name);
                    count = job.Kind == TriggerKind.Blob
                        ? await IngestNewAsync(cancellationToken).ConfigureAwait(false)
                        : await pump.RunOnceAsync(job.Binding, cancellationToken).ConfigureAwait(false);
                    worked |= count > 0;
                }
            }
        }
    }

    private async Task<int> IngestNewAsync(CancellationToken cancellationToken)
    {
        var missed = await sweep.MissedAsync(cancellationToken).ConfigureAwait(false);
        var done = 0;
        foreach (var name in missed)
        {
            try
            {
                await ingest.RunAsync(name, cancellationToken).ConfigureAwait(false);
                done++;
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                Log.JobFailed(logger, name, e.Message); // logged and tried again; other files go on
            }
        }

        return done;
    }

    private async Task TimerAsync(JobDescriptor job, CancellationToken cancellationToken)
    {
        var schedule = CrontabSchedule.Parse(job.Binding, new() { IncludingSeconds = true });
        while (!cancellationToken.IsCancellationRequested)
        {
            var now = time.GetUtcNow();
            var next = new DateTimeOffset(schedule.GetNextOccurrence(now.UtcDateTime), TimeSpan.Zero);
            Log.NextRun(logger, job.Name, next);
            await Task.Delay(next - now, time, cancellationToken).ConfigureAwait(false);
            try
            {
                await (job.Name switch
                {
                    nameof(NightlyPull) => nightlyPull.RunAsync(cancellationToken),
                    nameof(CheckOperations) => operations.RunAsync(cancellationToken),
                    nameof(NotifyAlerts) => notify.RunAsync(cancellationToken),
                    nameof(SendReports) => reports.RunAsync(cancellationToken),
                    _ => sweep.RunAsync(cancellationToken),
                }).ConfigureAwait(false);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                Log.JobFailed(logger, job.Name, e.Message);
            }
        }
    }

    private async Task ForeverAsync(string job, Func<Task<int>> once, CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            var worked = 0;
            try
            {
                worked = await once().ConfigureAwait(false);
            }
            catch (Exception e) when (e is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
            {
                Log.JobFailed(logger, job, e.Message);
            }

            if (worked == 0)
            {
                await Task.Delay(Idle, time, cancellationToken).ConfigureAwait(false);
            }
        }
    }
}
