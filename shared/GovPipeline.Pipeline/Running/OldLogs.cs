using GovPipeline.Domain.Time;
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
    private const int FewestDays = 7;

    /// <summary>Removes them.</summary>
    public async Task ForgetAsync(CancellationToken cancellationToken)
    {
        var before = time.GetUtcNow().AddDays(-options.Value.KeepLogsDays);
        var days = (await history.NewestAsync(JobNames.CheckOperations, FewestDays + 1, cancellationToken).ConfigureAwait(false))
            .Where(r => r.StartedAt > before).Select(r => VietnamClock.DayOf(r.StartedAt)).Distinct().Count();
        if (days < FewestDays)
        {
            return; // a host that stood still, or a clock that jumped, removes nothing: this very run is no proof that time went by
        }

        await history.ForgetAsync(JobNames.All, before, cancellationToken).ConfigureAwait(false);
        await alerts.ForgetAsync(before, cancellationToken).ConfigureAwait(false);
        await outbox.ForgetAsync(before, cancellationToken).ConfigureAwait(false);
    }
}
