using GovPipeline.Domain.Alerts;
using GovPipeline.Pipeline.Configuration;
using GovPipeline.Storage.Alerts;
using Microsoft.Extensions.Options;

namespace GovPipeline.Pipeline.Alerting;

/// <summary>Holds what is seen against the alerts that stand.</summary>
public sealed class AlertBook(AlertStore store, IOptions<AlertOptions> options, TimeProvider time)
{
    /// <summary>Scope of what concerns the running of the pipeline rather than a period.</summary>
    public const string Operations = "operations";

    /// <summary>Opens what is new, keeps what stands, and ends what was looked at and is no longer so.</summary>
    /// <param name="scope">The scope.</param>
    /// <param name="findings">All that is wrong in it now.</param>
    /// <param name="isUnknown">Whether nothing can be said of a live alert now (its figure has no data), so that it stays.</param>
    /// <param name="well">What a figure says that is no longer wrong, by key; what is not in it is over at once.</param>
    /// <param name="cancellationToken">Stops between alerts.</param>
    public async Task ReconcileAsync(
        string scope, IReadOnlyCollection<AlertFinding> findings, Func<Alert, bool> isUnknown, Func<Alert, AlertContent?> well,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(findings);
        ArgumentNullException.ThrowIfNull(isUnknown);
        ArgumentNullException.ThrowIfNull(well);
        var now = time.GetUtcNow();
        foreach (var finding in findings)
        {
            await store.ChangeAsync(scope, finding.Key, known => AlertLife.See(known, scope, finding, now), cancellationToken).ConfigureAwait(false);
        }

        // A reminder of thirty days gives way to that of seven: what it said is not well.
        bool IsFollowed(Alert a) => a.Kind == AlertKind.PeriodClosing && findings.Any(f => f.Kind == a.Kind && f.UnitId == a.UnitId);

        var seen = findings.Select(f => f.Key).ToHashSet(StringComparer.Ordinal);
        foreach (var over in (await store.ListAsync(scope, cancellationToken).ConfigureAwait(false))
            .Where(a => a.IsLive && !seen.Contains(a.Key) && !isUnknown(a)))
        {
            await store.ChangeAsync(scope, over.Key, a => a is { IsLive: true } ? AlertLife.Calm(a, well(a), IsFollowed(a) ? 0
                : options.Value.CalmDays, now) : null,
                cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Ends all alerts of a scope without telling anybody: the period is long over.</summary>
    public async Task CloseAsync(string scope, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        foreach (var alert in (await store.ListAsync(scope, cancellationToken).ConfigureAwait(false)).Where(a => a.IsLive))
        {
            await store.ChangeAsync(
                scope, alert.Key, a => a is { IsLive: true } ? AlertLife.Resolve(
                    a, AlertLife.Pipeline, "kỳ đã khép lại / the period is over", now, silently: true) : null,
                cancellationToken).ConfigureAwait(false);
        }
    }
}
