using GovPipeline.Pipeline;
using GovPipeline.Pipeline.Jobs;
using Microsoft.Azure.Functions.Worker;

namespace GovPipeline.Functions.Triggers;

/// <summary>Jobs that a schedule starts. Schedules are UTC: 18:30 is 01:30 in Việt Nam.</summary>
public sealed class Timers(NightlyPull nightlyPull, SweepExports sweep, CheckOperations operations, NotifyAlerts notify, SendReports reports)
{
    /// <summary>Begins a night.</summary>
    [Function(nameof(NightlyPull))]
    public Task NightlyPull([TimerTrigger(JobCatalogue.NightlyPullSchedule)] TimerInfo timer, CancellationToken cancellationToken) =>
        nightlyPull.RunAsync(cancellationToken);

    /// <summary>Looks whether the pipeline itself does its work.</summary>
    [Function(nameof(CheckOperations))]
    public Task CheckOperations([TimerTrigger(JobCatalogue.OperationsSchedule)] TimerInfo timer, CancellationToken cancellationToken) =>
        operations.RunAsync(cancellationToken);

    /// <summary>Tells each recipient what is new.</summary>
    [Function(nameof(NotifyAlerts))]
    public Task NotifyAlerts([TimerTrigger(JobCatalogue.NotifySchedule)] TimerInfo timer, CancellationToken cancellationToken) =>
        notify.RunAsync(cancellationToken);

    /// <summary>Mails the report of a half-year that has ended.</summary>
    [Function(nameof(SendReports))]
    public Task SendReports([TimerTrigger(JobCatalogue.ReportSchedule)] TimerInfo timer, CancellationToken cancellationToken) =>
        reports.RunAsync(cancellationToken);

    /// <summary>Makes good what a trigger missed.</summary>
    [Function(nameof(SweepExports))]
    public Task SweepExports([TimerTrigger(JobCatalogue.SweepSchedule)] TimerInfo timer, CancellationToken cancellationToken) =>
        sweep.RunAsync(cancellationToken);
}
