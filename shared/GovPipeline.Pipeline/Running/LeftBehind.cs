using GovPipeline.Pipeline.Configuration;
using GovPipeline.Storage.Ledger;
using Microsoft.Extensions.Options;

namespace GovPipeline.Pipeline.Running;

/// <summary>Ends what hosts that are gone left behind: runs that never said that they ended, and holds of changes that are over.</summary>
public sealed class LeftBehind(
    RunHistory history, PendingWork pending, FileLedger ledger, SourceLog sources, IOptions<PipelineOptions> options, TimeProvider time)
{
    private const string CutOff = "bị ngắt giữa chừng; công việc tự chạy lại / cut off; the work is done again by itself";

    /// <summary>Ends it.</summary>
    public async Task EndAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        foreach (var run in await history.UnendedAsync(now - options.Value.RunLimit, cancellationToken).ConfigureAwait(false))
        {
            (run.Outcome, run.EndedAt, run.ErrorCode, run.Message) = (RunRecord.Failed, now, "cut-off", CutOff);
            await history.SaveAsync(run, cancellationToken).ConfigureAwait(false);
        }

        foreach (var hold in await pending.HeldAsync(cancellationToken).ConfigureAwait(false))
        {
            // Whoever held it so long ago is gone; what was changed under it was noted before, and what was not is taken up again under a new hold.
            if (hold.NotedAt < now - options.Value.RunLimit || await IsOverAsync(hold.Item, cancellationToken).ConfigureAwait(false))
            {
                await pending.ReleaseAsync(hold.Item, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <summary>An export that is told of in the ledger as it was held, a pull whose outcome is known.</summary>
    private async Task<bool> IsOverAsync(string hold, CancellationToken cancellationToken)
    {
        if (Holds.PullOf(hold) is { } pull)
        {
            var known = await sources.NightAsync(pull.Night, cancellationToken).ConfigureAwait(false);
            return known.FirstOrDefault(s => s.RowKey == pull.SourceId) is { Outcome: not (SourceLog.Pending or SourceLog.Failed) };
        }

        return Holds.ExportOf(hold) is { } export
            && await ledger.FindBlobAsync(export.Name, cancellationToken).ConfigureAwait(false) is { } pointer && pointer.BlobETag == export.ETag;
    }
}
