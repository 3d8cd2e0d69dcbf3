using GovPipeline.Pipeline;
using GovPipeline.Pipeline.Ingesting;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace GovPipeline.LocalHost;

/// <summary>Takes in what appears in the container of exports, two at a time as <c>host.json</c> says, for as long as the host runs.</summary>
public sealed class BlobWorker(JobDescriptor job, MissedExports missed, JobDispatcher dispatcher, ILogger<BlobWorker> logger) : BackgroundService
{
    private const int AtTheSameTime = 2;
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(3);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                var parallel = new ParallelOptions { MaxDegreeOfParallelism = AtTheSameTime, CancellationToken = stoppingToken };
                await Parallel.ForEachAsync(await missed.ListAsync(stoppingToken).ConfigureAwait(false), parallel, TakeInAsync).ConfigureAwait(false);
                await Task.Delay(Idle, stoppingToken).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                Log.JobFailed(logger, job.Name, e.Message);
            }
        }
    }

    private async ValueTask TakeInAsync(string name, CancellationToken cancellationToken)
    {
        try
        {
            await dispatcher.RunAsync(job, name, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            Log.JobFailed(logger, name, e.Message); // logged and tried again; other files go on
        }
    }
}
