using GovPipeline.Domain.Time;
using GovPipeline.Pipeline.Ingesting;
using GovPipeline.Pipeline.Running;
using GovPipeline.Storage.Leases;
using GovPipeline.Storage.Ledger;

namespace GovPipeline.Pipeline.Jobs;

/// <summary>
/// Every day: deletes raw exports, quarantined rows and logs that have been kept as long as they may be (Luật 91/2025/QH15), each noted in the
/// audit log before it goes. Never deletes while nothing new arrives: a pipeline that stands still, or a clock that jumps, loses nothing.
/// Facts, counts and published tables are never deleted.
/// </summary>
public sealed class DeleteExpired(JobRunner runner, RunHistory history, OldExports exports, OldLogs logs, AuditLog audit, WriterLease lease, TimeProvider time)
{
    private const int FewestDays = 7, LongestSilence = 35, MostRuns = 2000;

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

        await using var held = await lease.TryTakeAsync(OldExports.Lease, cancellationToken).ConfigureAwait(false);
        if (held is null)
        {
            (run.Nothing, run.Note) = (true, "exports are being read again");
            return;
        }

        await held.WorkAsync(() => DeleteAsync(held, run)).ConfigureAwait(false);
    }

    private async Task DeleteAsync(HeldLease held, JobRun run)
    {
        foreach (var (export, known) in await exports.ListAsync(held.Lost).ConfigureAwait(false))
        {
            if (!await exports.IsStillOverAsync(export, held.Lost).ConfigureAwait(false))
            {
                continue;
            }

            var what = $"exports/{export.Name}";
            await audit.NoteAsync(AuditRecord.Deleted, nameof(DeleteExpired), what, 1, $"sha256 {known.Sha256}, {known.State}", held.Lost)
                .ConfigureAwait(false);
            await held.EnsureAsync().ConfigureAwait(false);
            if (await exports.DeleteAsync(export, known, held.Lost).ConfigureAwait(false))
            {
                (run.Bytes, run.Rows) = (run.Bytes + export.Length, run.Rows + 1);
            }
            else
            {
                await audit.NoteAsync(AuditRecord.Kept, nameof(DeleteExpired), what, 1, "changed meanwhile", held.Lost).ConfigureAwait(false);
            }
        }

        await logs.ForgetAsync(
            async (what, before, count) =>
            {
                run.Rows += count;
                await audit.NoteAsync(AuditRecord.Deleted, nameof(DeleteExpired), what, count, $"before {before:O}", held.Lost).ConfigureAwait(false);
            },
            held.Lost).ConfigureAwait(false);
        run.Nothing = run.Rows == 0;
    }

    /// <summary>Why nothing may be deleted; null when it may. This very run is no proof that time went by.</summary>
    private async Task<string?> WhyNotAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var mornings = (await history.NewestAsync(JobNames.CheckOperations, MostRuns, cancellationToken).ConfigureAwait(false))
            .Where(r => r.StartedAt <= now && now - r.StartedAt < TimeSpan.FromDays(LongestSilence))
            .Select(r => VietnamClock.DayOf(r.StartedAt)).Distinct().Count();
        if (mornings < FewestDays)
        {
            return $"không xóa: mới có {mornings} buổi sáng hệ thống chạy / nothing deleted: {mornings} mornings of work only";
        }

        var newest = await exports.NewestAsync(cancellationToken).ConfigureAwait(false);
        return newest is { } last && now - last < TimeSpan.FromDays(LongestSilence) ? null
            : "không xóa: không có tệp mới / nothing deleted: no new file has come";
    }
}
