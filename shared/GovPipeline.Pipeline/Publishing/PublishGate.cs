using GovPipeline.Domain.Time;
using GovPipeline.Pipeline.Configuration;
using GovPipeline.Storage.Ledger;
using Microsoft.Extensions.Options;

namespace GovPipeline.Pipeline.Publishing;

/// <summary>Says what there is to wait for before figures are published, and what waiting does not help.</summary>
public sealed class PublishGate(FileLedger ledger, SourceLog sources, IOptions<PipelineOptions> options, TimeProvider time)
{
    private static readonly TimeSpan PatienceAfterTry = TimeSpan.FromHours(1);

    /// <summary>Looks.</summary>
    /// <param name="due">What is due.</param>
    /// <param name="force">Whether files that are expected are not waited for.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>What to wait for; empty for nothing.</returns>
    public async Task<string> WaitForAsync(DueWork due, bool force, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(due);
        var folding = due.Folds.Count(f => !f.IsDone && !IsStuck(f));
        if (folding > 0)
        {
            return $"{folding} partitions to fold";
        }

        return force ? string.Empty : await FilesAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Whether a partition has had its chance: it failed, or nobody folded it in time. The rest is published without it.</summary>
    public bool IsStuck(DueItem fold)
    {
        ArgumentNullException.ThrowIfNull(fold);
        return !fold.IsDone && (fold.Error.Length > 0 || time.GetUtcNow() - fold.NotedAt > options.Value.FoldPatience);
    }

    private async Task<string> FilesAsync(CancellationToken cancellationToken)
    {
        if (await sources.NewestNightAsync(VietnamClock.Today(time), cancellationToken).ConfigureAwait(false) is not { } night)
        {
            return string.Empty;
        }

        var deadline = VietnamClock.At(night.AddDays(1), options.Value.PublishDeadline);
        var waiting = new List<string>();
        foreach (var source in await sources.NightAsync(night, cancellationToken).ConfigureAwait(false))
        {
            var until = source.TriedAt + PatienceAfterTry > deadline ? source.TriedAt + PatienceAfterTry : deadline;
            var isIn = source.Outcome is SourceLog.Unchanged or SourceLog.NoRows
                || (source.Outcome == SourceLog.Landed && await ledger.FindBlobAsync(source.Blob, cancellationToken).ConfigureAwait(false) is not null);
            if (!isIn && time.GetUtcNow() < until)
            {
                waiting.Add(source.RowKey);
            }
        }

        return waiting.Count == 0 ? string.Empty : $"waiting for {string.Join(", ", waiting)}";
    }
}
