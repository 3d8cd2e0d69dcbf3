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
    /// <returns>What, and how many; kinds of which there were none are left out.</returns>
    public async Task<IReadOnlyList<(string What, int Count)>> ForgetAsync(CancellationToken cancellationToken)
    {
        var before = time.GetUtcNow().AddDays(-options.Value.KeepLogsDays);
        (string, int)[] forgotten =
        [
            ("runs", await history.ForgetAsync(JobNames.All, before, cancellationToken).ConfigureAwait(false)),
            ("alerts", await alerts.ForgetAsync(before, cancellationToken).ConfigureAwait(false)),
            ("mails", await outbox.ForgetAsync(before, cancellationToken).ConfigureAwait(false)),
            ("audit", await audit.ForgetAsync(before, cancellationToken).ConfigureAwait(false)),
        ];
        return [.. forgotten.Where(f => f.Item2 > 0)];
    }
}
