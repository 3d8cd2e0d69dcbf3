using GovPipeline.Pipeline;
using GovPipeline.Pipeline.Jobs;
using Microsoft.Azure.Functions.Worker;

namespace GovPipeline.Functions.Triggers;

/// <summary>Jobs that a schedule starts. Schedules are UTC: 18:30 is 01:30 in Việt Nam.</summary>
public sealed class Timers(NightlyPull nightlyPull, SweepExports sweep, CheckFreshness freshness)
{
    /// <summary>Begins a night.</summary>
    [Function(nameof(NightlyPull))]
    public Task NightlyPull([TimerTrigger(JobCatalogue.NightlyPullSchedule)] TimerInfo timer, CancellationToken cancellationToken) =>
        nightlyPull.RunAsync(cancellationToken);

    /// <summary>Looks for sources that are late.</summary>
    [Function(nameof(CheckFreshness))]
    public Task CheckFreshness([TimerTrigger(JobCatalogue.FreshnessSchedule)] TimerInfo timer, CancellationToken cancellationToken) =>
        freshness.RunAsync(cancellationToken);

    /// <summary>Makes good what a trigger missed.</summary>
    [Function(nameof(SweepExports))]
    public Task SweepExports([TimerTrigger(JobCatalogue.SweepSchedule)] TimerInfo timer, CancellationToken cancellationToken) =>
        sweep.RunAsync(cancellationToken);
}
