using GovPipeline.Domain.Time;
using GovPipeline.Pipeline;
using GovPipeline.Pipeline.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using NCrontab;

namespace GovPipeline.LocalHost;

/// <summary>Runs one job on its schedule for as long as the host runs.</summary>
public sealed class TimerWorker(
    JobDescriptor job, JobDispatcher dispatcher, Schedules schedules, TimeProvider time, ILogger<TimerWorker> logger) : BackgroundService
{
    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var schedule = CrontabSchedule.Parse(schedules[job.Name], new() { IncludingSeconds = true });
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                var now = time.GetUtcNow();
                var next = new DateTimeOffset(schedule.GetNextOccurrence(now.UtcDateTime), TimeSpan.Zero);
                Log.NextRun(logger, job.Name, DayText.Print(VietnamClock.ToLocal(next)));
                await Task.Delay(next - now, time, stoppingToken).ConfigureAwait(false);
                await dispatcher.RunAsync(job, string.Empty, stoppingToken).ConfigureAwait(false);
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
}
