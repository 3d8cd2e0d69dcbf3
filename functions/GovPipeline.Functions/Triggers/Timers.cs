using GovPipeline.Pipeline.Jobs;
using Microsoft.Azure.Functions.Worker;

namespace GovPipeline.Functions.Triggers;

/// <summary>Jobs that a schedule starts: settings <c>Schedules:{job}</c>, in UTC, where 18:30 is 01:30 in Việt Nam.</summary>
public sealed class Timers(NightlyPull nightlyPull, SweepExports sweep, CheckOperations operations, NotifyAlerts notify, SendReports reports,
    DeleteExpired delete)
{
    /// <summary>Begins a night.</summary>
    [Function(nameof(NightlyPull))]
    public Task NightlyPull([TimerTrigger("%Schedules:" + nameof(NightlyPull) + "%")] TimerInfo timer, CancellationToken cancellationToken) =>
        nightlyPull.RunAsync(cancellationToken);

    /// <summary>Looks whether the pipeline itself does its work.</summary>
    [Function(nameof(CheckOperations))]
    public Task CheckOperations([TimerTrigger("%Schedules:" + nameof(CheckOperations) + "%")] TimerInfo timer, CancellationToken cancellationToken) =>
        operations.RunAsync(cancellationToken);

    /// <summary>Tells each recipient what is new.</summary>
    [Function(nameof(NotifyAlerts))]
    public Task NotifyAlerts([TimerTrigger("%Schedules:" + nameof(NotifyAlerts) + "%")] TimerInfo timer, CancellationToken cancellationToken) =>
        notify.RunAsync(cancellationToken);

    /// <summary>Mails the report of a half-year that has ended.</summary>
    [Function(nameof(SendReports))]
    public Task SendReports([TimerTrigger("%Schedules:" + nameof(SendReports) + "%")] TimerInfo timer, CancellationToken cancellationToken) =>
        reports.RunAsync(cancellationToken);

    /// <summary>Deletes what has been kept long enough.</summary>
    [Function(nameof(DeleteExpired))]
    public Task DeleteExpired([TimerTrigger("%Schedules:" + nameof(DeleteExpired) + "%")] TimerInfo timer, CancellationToken cancellationToken) =>
        delete.RunAsync(cancellationToken);

    /// <summary>Makes good what a trigger missed.</summary>
    [Function(nameof(SweepExports))]
    public Task SweepExports([TimerTrigger("%Schedules:" + nameof(SweepExports) + "%")] TimerInfo timer, CancellationToken cancellationToken) =>
        sweep.RunAsync(cancellationToken);
}
