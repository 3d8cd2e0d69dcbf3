using GovPipeline.Domain.Periods;
using GovPipeline.Domain.Time;
using GovPipeline.Pipeline.Alerting;
using GovPipeline.Pipeline.Configuration;
using GovPipeline.Pipeline.Messages;
using GovPipeline.Pipeline.Publishing;
using GovPipeline.Pipeline.Running;
using GovPipeline.Storage.Accounts;
using GovPipeline.Storage.Alerts;
using GovPipeline.Storage.Queues;
using Microsoft.Extensions.Options;

namespace GovPipeline.Pipeline.Jobs;

/// <summary>
/// Every morning: looks whether the pipeline itself does its work (sources late, files refused, runs failed, nothing published,
/// mails given up), publishes what the newest nights brought, and has the periods judged whose alerts depend on the day.
/// </summary>
public sealed class CheckOperations(
    JobRunner runner, OperationFindings findings, AlertBook book, AlertStore alerts, NightRows nights, JobQueues queues,
    IOptions<AlertOptions> options, TimeProvider time)
{
    /// <summary>Looks.</summary>
    public Task RunAsync(CancellationToken cancellationToken) => runner.RunAsync(
        nameof(CheckOperations), DayText.Iso(VietnamClock.Today(time)), run => CheckAsync(run, cancellationToken), cancellationToken);

    private async Task CheckAsync(JobRun run, CancellationToken cancellationToken)
    {
        var found = await findings.OfAsync(cancellationToken).ConfigureAwait(false);
        await book.ReconcileAsync(AlertBook.Operations, found, _ => false, _ => null, cancellationToken).ConfigureAwait(false);
        await nights.PublishAsync(null, cancellationToken).ConfigureAwait(false);
        foreach (var period in await PeriodsAsync(cancellationToken).ConfigureAwait(false))
        {
            await queues.SendAsync(StorageNames.AlertQueue, new AlertMessage(period), null, cancellationToken).ConfigureAwait(false);
        }

        (run.Rows, run.Nothing) = (found.Count, found.Count == 0);
    }

    /// <summary>
    /// The periods that are open today, whose closing day comes nearer; those that ended a short time ago and still raise alerts, so
    /// that a lost message delays them by a night at most; and those with alerts that may have to end.
    /// </summary>
    private async Task<IEnumerable<string>> PeriodsAsync(CancellationToken cancellationToken)
    {
        var today = VietnamClock.Today(time);
        var days = new[] { today, today.AddDays(-options.Value.DaysAfterEnd) };
        var open = options.Value.KindsInForce.SelectMany(kind => days.Select(d => Period.Containing(options.Value.Calendar, kind, d)?.Id)).OfType<string>();
        var live = (await alerts.LiveAsync(cancellationToken).ConfigureAwait(false)).Where(a => a.Scope != AlertBook.Operations).Select(a => a.Scope);
        return open.Concat(live).Distinct(StringComparer.Ordinal);
    }
}
