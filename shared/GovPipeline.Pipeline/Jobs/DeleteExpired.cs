using GovPipeline.Domain.Time;
using GovPipeline.Pipeline.Ingesting;
using GovPipeline.Pipeline.Running;
using GovPipeline.Storage.Ledger;

namespace GovPipeline.Pipeline.Jobs;

/// <summary>
/// Every day: deletes raw exports, quarantined rows and logs that have been kept as long as they may be (Luật 91/2025/QH15), each noted in the
/// audit log before it goes. Never deletes while nothing new arrives: a pipeline that stands still, or a clock that jumps, loses nothing.
/// Facts, counts and published tables are never deleted.
/// </summary>
public sealed class DeleteExpired(JobRunner runner, RunHistory history, OldExports exports, OldLogs logs, AuditLog audit, TimeProvider time)
{
    private const int FewestDays = 7, LongestSilence = 35;

    /// <summary>Deletes.</summary>
    public Task RunAsync(CancellationToken cancellationToken) => runner.RunAsync(
        nameof(DeleteExpired), DayText.Iso(VietnamClock.Today(time)), run => DeleteAsync(run, cancellationToken), cancellationToken);

    private async Task DeleteAsync(JobRun run, CancellationToken cancellationToken)
    {
        if (await WhyNotAsync(cancellationToken).ConfigureAwait(false) is { } why)
        {
            (run.Nothing, run.Note) = (true, why);
            return;
        }

        var over = await exports.ListAsync(cancellationToken).ConfigureAwait(false);
        foreach (var (export, known) in over)
        {
            await audit.NoteAsync(AuditRecord.Deleted, nameof(DeleteExpired), $"exports/{export.Name}", 1, $"sha256 {known.Sha256}, {known.State}",
                cancellationToken).ConfigureAwait(false);
            await exports.DeleteAsync(export, known, cancellationToken).ConfigureAwait(false);
            run.Bytes += export.Length;
        }

        var forgotten = await logs.ForgetAsync(cancellationToken).ConfigureAwait(false);
        foreach (var (what, count) in forgotten)
        {
            await audit.NoteAsync(AuditRecord.Deleted, nameof(DeleteExpired), what, count, string.Empty, cancellationToken).ConfigureAwait(false);
        }

        run.Rows = over.Count + forgotten.Sum(f => f.Count);
        run.Nothing = run.Rows == 0;
    }

    /// <summary>Why nothing may be deleted; null when it may. This very run is no proof that time went by.</summary>
    private async Task<string?> WhyNotAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var mornings = (await history.NewestAsync(JobNames.CheckOperations, FewestDays * 4, cancellationToken).ConfigureAwait(false))
            .Where(r => now - r.StartedAt < TimeSpan.FromDays(LongestSilence)).Select(r => VietnamClock.DayOf(r.StartedAt)).Distinct().Count();
        if (mornings < FewestDays)
        {
            return $"không xóa: mới có {mornings} buổi sáng hệ thống chạy / nothing deleted: {mornings} mornings of work only";
        }

        var newest = await exports.NewestAsync(cancellationToken).ConfigureAwait(false);
        return newest is { } last && now - last < TimeSpan.FromDays(LongestSilence) ? null
            : "không xóa: không có tệp mới / nothing deleted: no new file has come";
    }
}
