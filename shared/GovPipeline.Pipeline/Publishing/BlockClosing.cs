using GovPipeline.Domain.Time;
using GovPipeline.Storage.Counts;
using GovPipeline.Storage.Leases;
using GovPipeline.Storage.Ledger;

namespace GovPipeline.Pipeline.Publishing;

/// <summary>Closes the half-months whose counts have changed, before anything is published from them. Call it under the lease of the publisher.</summary>
public sealed class BlockClosing(ClosingStore closings, AuthenticityStore authenticity, CountStore counts, PendingWork pending)
{
    /// <summary>What is noted when closings are to be made again from all counts there are.</summary>
    public const string Everything = "all";

    private const char Separator = '|';
    private const int FilesAtOnce = 64;

    /// <summary>How a half-month of a file of counts is noted.</summary>
    public static string Note(string file, DateOnly block) => $"{DayText.Iso(block)}{Separator}{file}";

    /// <summary>Closes what is due.</summary>
    internal async Task CloseAsync(HeldLease held, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(held);
        if (!await closings.AnyAsync(cancellationToken).ConfigureAwait(false))
        {
            await pending.AddAsync(PendingWork.Closings, [Everything], cancellationToken).ConfigureAwait(false); // noted, so that it is done to its end
        }

        // A fold that ended meanwhile may have changed a file that was just read, in half-months that were not asked for: it noted them before
        // it wrote, so whatever is noted now and was not then is closed too before anybody reads.
        var due = await pending.LookAsync(PendingWork.Closings, cancellationToken).ConfigureAwait(false);
        while (due.Items.Count > 0)
        {
            await CloseAsync(due, held, cancellationToken).ConfigureAwait(false);
            var now = await pending.LookAsync(PendingWork.Closings, cancellationToken).ConfigureAwait(false);
            if (due.Items.Select(d => (d.Item, d.Mark)).ToHashSet().IsSupersetOf(now.Items.Select(n => (n.Item, n.Mark))))
            {
                await pending.StrikeAllAsync(due, due.Items, cancellationToken).ConfigureAwait(false);
                return;
            }

            due = now;
        }
    }

    private async Task CloseAsync(DueWork due, HeldLease held, CancellationToken cancellationToken)
    {
        if (due.Items.Any(i => i.Item == Everything))
        {
            await CloseAllAsync(held, cancellationToken).ConfigureAwait(false);
        }

        var changed = due.Items.Where(i => i.Item != Everything).Select(i => i.Item.Split(Separator)).Select(p => (File: p[1], Block: DayText.Parse(p[0])));
        await CloseAsync(changed.ToList(), held, cancellationToken).ConfigureAwait(false);
    }

    private async Task CloseAsync(List<(string File, DateOnly Block)> changed, HeldLease held, CancellationToken cancellationToken)
    {
        foreach (var some in changed.GroupBy(c => c.File, StringComparer.Ordinal).Chunk(FilesAtOnce))
        {
            await held.EnsureAsync().ConfigureAwait(false);
            (string File, DateOnly Block)[] blocks = [.. some.SelectMany(f => f)];
            await closings.CloseAsync(blocks, cancellationToken).ConfigureAwait(false);
            await authenticity.CloseAsync(blocks, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task CloseAllAsync(HeldLease held, CancellationToken cancellationToken)
    {
        await closings.ForgetAsync(held, cancellationToken).ConfigureAwait(false); // also what no file has counts of any more
        var files = new List<string>();
        await foreach (var file in counts.FilesAsync(cancellationToken).ConfigureAwait(false))
        {
            files.Add(file);
        }

        if (files.Count == 0)
        {
            await closings.CloseAsync([], cancellationToken).ConfigureAwait(false);
        }

        foreach (var some in files.Chunk(FilesAtOnce))
        {
            var blocks = new List<(string File, DateOnly Block)>();
            foreach (var file in some)
            {
                blocks.AddRange((await counts.BlocksAsync(file, cancellationToken).ConfigureAwait(false)).Select(b => (file, b)));
            }

            await CloseAsync(blocks, held, cancellationToken).ConfigureAwait(false);
        }
    }
}
