using GovPipeline.Pipeline;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace GovPipeline.LocalHost;

/// <summary>Works on one queue for as long as the host runs, several messages side by side as <c>host.json</c> lets the Functions host do.</summary>
public sealed class QueueWorker(JobDescriptor job, QueueMessages messages, ILogger<QueueWorker> logger) : BackgroundService
{
    private const int AtTheSameTime = 4;
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(1);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        var running = new List<Task>();
        while (!stoppingToken.IsCancellationRequested)
        {
            running.RemoveAll(t => t.IsCompleted);
            var received = 0;
            try
            {
                if (running.Count < AtTheSameTime)
                {
                    var some = await messages.ReceiveAsync(job, AtTheSameTime - running.Count, stoppingToken).ConfigureAwait(false);
                    received = some.Count;
                    running.AddRange(some.Select(m => Task.Run(() => messages.RunAsync(job, m, stoppingToken), stoppingToken)));
                }
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                Log.JobFailed(logger, job.Name, e.Message); // storage is away; the next look may find it
            }

            await (running.Count >= AtTheSameTime ? Task.WhenAny(running) : received > 0 ? Task.CompletedTask : IdleAsync(stoppingToken)).ConfigureAwait(false);
        }

        await Task.WhenAll(running).ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default).ConfigureAwait(false);
    }

    private static async Task IdleAsync(CancellationToken stoppingToken)
    {
        try
        {
            await Task.Delay(Idle, stoppingToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // Stopping.
        }
    }
}
