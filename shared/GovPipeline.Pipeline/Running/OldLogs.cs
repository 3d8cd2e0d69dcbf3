using GovPipeline.Pipeline.Configuration;
using GovPipeline.Storage.Alerts;
using GovPipeline.Storage.Ledger;
using GovPipeline.Storage.Mail;
using Microsoft.Extensions.Options;

namespace GovPipeline.Pipeline.Running;

/// <summary>
/// Removes runs, alerts that are over and sent mails when they are older than <see cref="PipelineOptions.KeepLogsDays"/>; never
/// when nothing newer has come.
/// </summary>
public sealed class OldLogs(RunHistory history, AlertStore alerts, Outbox outbox, IOptions<PipelineOptions> options, TimeProvider time)
{
    /// <summary>Removes them.</summary>
    public async Task ForgetAsync(CancellationToken cancellationToken)
    {
        var before = time.GetUtcNow().AddDays(-options.Value.KeepLogsDays);
        if (!(await history.NewestAsync(JobNames.All, 1, cancellationToken).ConfigureAwait(false)).Any(r => r.StartedAt > before))
        {
            return; // a host that stands still, or a clock that jumped, removes nothing
        }

        await history.ForgetAsync(JobNames.All, before, cancellationToken).ConfigureAwait(false);
        await alerts.ForgetAsync(before, cancellationToken).ConfigureAwait(false);
        await outbox.ForgetAsync(before, cancellationToken).ConfigureAwait(false);
    }
}
