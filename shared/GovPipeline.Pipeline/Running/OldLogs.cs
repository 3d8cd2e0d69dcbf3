using GovPipeline.Pipeline.Configuration;
using GovPipeline.Storage.Alerts;
using GovPipeline.Storage.Ledger;
using GovPipeline.Storage.Mail;
using Microsoft.Extensions.Options;

namespace GovPipeline.Pipeline.Running;

/// <summary>Removes runs, alerts that are over, sent mails and notes of the audit log that are older than <see cref="PipelineOptions.KeepLogsDays"/>.</summary>
public sealed class OldLogs(
    RunHistory history, AlertStore alerts, Outbox outbox, AuditLog audit, IOptions<PipelineOptions> options, TimeProvider time)
{
    /// <summary>Removes them.</summary>
    /// <param name="onForgotten">Told of each kind at once, with the moment before which it was removed, and how many; not of none.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task ForgetAsync(Func<string, DateTimeOffset, int, Task> onForgotten, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(onForgotten);
        var before = time.GetUtcNow().AddDays(-options.Value.KeepLogsDays);
        (string What, Func<Task<int>> Forget)[] kinds =
        [
            ("runs", () => history.ForgetAsync(JobNames.All, before, cancellationToken)),
            ("alerts", () => alerts.ForgetAsync(before, cancellationToken)),
            ("mails", () => outbox.ForgetAsync(before, cancellationToken)),
            ("audit", () => audit.ForgetAsync(before, cancellationToken)),
        ];
        foreach (var (what, forget) in kinds)
        {
            var count = await forget().ConfigureAwait(false);
            if (count > 0)
            {
                await onForgotten(what, before, count).ConfigureAwait(false);
            }
        }
    }
}
