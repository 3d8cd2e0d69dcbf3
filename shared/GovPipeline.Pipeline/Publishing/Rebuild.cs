using GovPipeline.Domain.Errors;
using GovPipeline.Domain.Periods;
using GovPipeline.Domain.Time;
using GovPipeline.Pipeline.Ingesting;
using GovPipeline.Pipeline.Running;
using GovPipeline.Storage.Accounts;
using GovPipeline.Storage.Exports;
using GovPipeline.Storage.Facts;
using GovPipeline.Storage.Leases;
using GovPipeline.Storage.Ledger;
using GovPipeline.Storage.Published;

namespace GovPipeline.Pipeline.Publishing;

/// <summary>
/// Makes everything due again, after counts, published tables or facts have been lost: counts are made from facts, facts from exports. Nothing is
/// deleted, and the same figures come out.
/// </summary>
public sealed class Rebuild(
    DossierFacts facts, FileLedger ledger, SourceLog sources, ExportStore exports, MissedExports missed, PendingWork pending, WriterLease lease,
    WorkAccount work)
{
    /// <summary>Makes counts and published tables due again.</summary>
    /// <returns>Partitions to count, periods to publish.</returns>
    public async Task<(int Partitions, int Periods)> CountAgainAsync(CancellationToken cancellationToken)
    {
        var partitions = new List<string>();
        await foreach (var key in facts.PartitionsAsync(cancellationToken).ConfigureAwait(false))
        {
            partitions.Add(key.ToString());
        }

        var told = (await ledger.FilesAsync(null, cancellationToken).ConfigureAwait(false)).Where(f => f.State == FileStates.Ingested)
            .SelectMany(f => HalfMonth.Parse(f.ByHalfMonth).Select(h => h.Key)).ToList();
        var through = (await sources.DataThroughAsync(cancellationToken).ConfigureAwait(false)).Values.ToList();
        var periods = told.Count == 0 || through.Count == 0 ? [] : DuePeriods.OfDays(told.Min(), through.Max()).Select(p => p.Id).ToList();

        // Under a hold, so that a publisher that comes between strikes nothing off.
        await pending.HoldAsync(Holds.Rebuild, cancellationToken).ConfigureAwait(false);
        await ledger.ForgetTotalsAsync(cancellationToken).ConfigureAwait(false);
        await sources.ForgetJoiningAsync(cancellationToken).ConfigureAwait(false);
        await Publication.ForgetAllAsync(work, cancellationToken).ConfigureAwait(false);
        await pending.AddAsync(PendingWork.Folds, partitions, cancellationToken).ConfigureAwait(false);
        await pending.AddAsync(PendingWork.Closings, [BlockClosing.Everything], cancellationToken).ConfigureAwait(false);
        await pending.AddAsync(PendingWork.Periods, periods, cancellationToken).ConfigureAwait(false);
        await pending.ReleaseAsync(Holds.Rebuild, cancellationToken).ConfigureAwait(false);
        return (partitions.Count, periods.Count);
    }

    /// <summary>Has every export that is still there and was taken in read again.</summary>
    /// <returns>How many are there, and how many have been deleted.</returns>
    /// <exception cref="PipelineException">GP402: old exports are being deleted; try again.</exception>
    public async Task<(int There, int Gone)> ReadAgainAsync(CancellationToken cancellationToken)
    {
        await using var held = await lease.TryTakeAsync(OldExports.Lease, cancellationToken).ConfigureAwait(false)
            ?? throw new PipelineException(ErrorCatalogue.StorageContention, OldExports.Lease, 1);
        return await held.WorkAsync(() => ReadAgainAsync(held)).ConfigureAwait(false);
    }

    private async Task<(int There, int Gone)> ReadAgainAsync(HeldLease held)
    {
        var (there, gone) = (0, 0);
        foreach (var pointer in (await ledger.BlobsAsync(held.Lost).ConfigureAwait(false)).Values
            .Where(p => p.State is FileStates.Ingested or FileStates.Duplicate))
        {
            if (await exports.FindAsync(pointer.Blob, held.Lost).ConfigureAwait(false) is null)
            {
                gone++;
                continue;
            }

            await held.EnsureAsync().ConfigureAwait(false);
            await ledger.ForgetAsync(pointer, held.Lost).ConfigureAwait(false);
            missed.Forget(pointer.Blob);
            there++;
        }

        return (there, gone);
    }
}
