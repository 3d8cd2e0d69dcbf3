using GovPipeline.Domain.Errors;
using GovPipeline.Domain.Periods;
using GovPipeline.Pipeline.Messages;
using GovPipeline.Pipeline.Publishing;
using GovPipeline.Pipeline.Running;
using GovPipeline.Storage.Leases;
using GovPipeline.Storage.Ledger;

namespace GovPipeline.Pipeline.Jobs;

/// <summary>
/// Publishes the periods that are due, once all expected files are in or the night's deadline has passed. One host publishes
/// at a time. What cannot be counted is named and the rest is published; it stays due and is tried again.
/// </summary>
public sealed class PublishPeriod(
    JobRunner runner, PendingWork pending, PublishGate gate, BlockClosing closing, PeriodLoader loader, PeriodWriter writer, NightRows nights,
    WriterLease lease, WorkCalls calls)
{
    private const string Lease = "publish";
    private const int MostRounds = 20, MostConflicts = 5;
    private static readonly TimeSpan UntilNextTry = TimeSpan.FromSeconds(5);

    /// <summary>Publishes what is due.</summary>
    public Task RunAsync(PublishMessage message, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        return runner.RunAsync(nameof(PublishPeriod), "due", run => PublishDueAsync(message, run, cancellationToken), cancellationToken);
    }

    /// <summary>Publishes one period from the counts as they stand, due or not.</summary>
    /// <exception cref="PipelineException">GP402: another host publishes and does not end.</exception>
    public Task RunAsync(Period period, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(period);
        return runner.RunAsync(nameof(PublishPeriod), period.Id, run => PublishOneAsync(period, run, cancellationToken), cancellationToken);
    }

    private async Task PublishOneAsync(Period period, JobRun run, CancellationToken cancellationToken)
    {
        for (int left = MostRounds, conflicts = 0; ; left--)
        {
            try
            {
                if (await TryPublishAsync(period, run, cancellationToken).ConfigureAwait(false))
                {
                    return;
                }
            }
            catch (PipelineException e) when (e.Code == ErrorCatalogue.StorageContention.Code && ++conflicts < MostConflicts)
            {
                // Another host has the lease now, or was quicker: after it.
            }

            if (left == 0)
            {
                throw new PipelineException(ErrorCatalogue.StorageContention, Lease, MostRounds);
            }

            await Task.Delay(UntilNextTry, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <returns>False while another host publishes.</returns>
    private async Task<bool> TryPublishAsync(Period period, JobRun run, CancellationToken cancellationToken)
    {
        await using var held = await lease.TryTakeAsync(Lease, cancellationToken).ConfigureAwait(false);
        if (held is not null)
        {
            await held.WorkAsync(() => PublishOneAsync(period, held, run)).ConfigureAwait(false);
        }

        return held is not null;
    }

    private async Task PublishOneAsync(Period period, HeldLease held, JobRun run)
    {
        // Due before it is written: cut off between, the next publication goes on with it.
        await pending.AddAsync(PendingWork.Periods, [period.Id], held.Lost).ConfigureAwait(false);
        var due = await pending.LookAsync(PendingWork.Periods, held.Lost).ConfigureAwait(false);
        await closing.CloseAsync(held, held.Lost).ConfigureAwait(false);
        var data = await loader.LoadAsync([period], Uncounted(due), held.Lost).ConfigureAwait(false);
        (run.Rows, var failed) = await writer.WriteAsync(data, isFull: true, held, held.Lost).ConfigureAwait(false);
        if (failed is [var only, ..])
        {
            await FailAsync(due, failed, run, held).ConfigureAwait(false);
            throw only.Error as PipelineException ?? new PipelineException(only.Error, ErrorCatalogue.SignedRowsChanged, period.Id, "?", "?", "?");
        }

        await pending.StrikeAllAsync(due, [.. due.Items.Where(i => i.Item == period.Id)], held.Lost).ConfigureAwait(false);
        (run.Nothing, run.Note) = (data.Count == 0, data.Count == 0 ? "no data" : string.Empty);
    }

    private async Task PublishDueAsync(PublishMessage message, JobRun run, CancellationToken cancellationToken)
    {
        if (message.IsLater)
        {
            await calls.PublishCalledAsync(cancellationToken).ConfigureAwait(false);
        }

        if ((await pending.ListAsync(PendingWork.Periods, cancellationToken).ConfigureAwait(false)).Count == 0)
        {
            run.Nothing = true;
            return;
        }

        await using (var held = await lease.TryTakeAsync(Lease, cancellationToken).ConfigureAwait(false))
        {
            if (held is null)
            {
                await calls.PublishLaterAsync(UntilNextTry, cancellationToken).ConfigureAwait(false);
                (run.Nothing, run.Note) = (true, "another host publishes");
                return;
            }

            await held.WorkAsync(() => PublishAllAsync(message.Force, held, run)).ConfigureAwait(false);
        }
    }

    private async Task PublishAllAsync(bool force, HeldLease held, JobRun run)
    {
        var published = new SortedSet<string>(StringComparer.Ordinal);
        for (int round = 0, conflicts = 0; round < MostRounds; round++)
        {
            var due = await pending.LookAsync(PendingWork.Periods, held.Lost).ConfigureAwait(false);
            run.Note = due.Items.Count == 0 ? string.Empty : await gate.WaitForAsync(due, force, held.Lost).ConfigureAwait(false);
            if (due.Items.Count == 0 || run.Note.Length > 0)
            {
                break;
            }

            try
            {
                if (await PublishAsync(due, held, run, published).ConfigureAwait(false))
                {
                    break;
                }
            }
            catch (PipelineException e) when (e.Code == ErrorCatalogue.StorageContention.Code && ++conflicts < MostConflicts)
            {
                await held.EnsureAsync().ConfigureAwait(false); // an answer was lost and its request sent twice, or somebody wrote by hand: look again
            }
        }

        run.Nothing = published.Count == 0;
        run.Note = run.Note.Length > 0 ? run.Note : string.Join(", ", published);
    }

    /// <returns>Whether there is nothing more to be done now.</returns>
    private async Task<bool> PublishAsync(DueWork due, HeldLease held, JobRun run, SortedSet<string> published)
    {
        await closing.CloseAsync(held, held.Lost).ConfigureAwait(false);
        var data = await loader.LoadAsync([.. due.Items.Select(d => Period.Parse(d.Item))], Uncounted(due), held.Lost).ConfigureAwait(false);
        var (rows, failed) = await writer.WriteAsync(data, isFull: false, held, held.Lost).ConfigureAwait(false);
        run.Rows += rows;
        await nights.PublishAsync(held, held.Lost).ConfigureAwait(false);
        var left = failed.Select(f => f.Period.Id).ToHashSet(StringComparer.Ordinal);
        published.UnionWith(data.Select(d => d.Period.Id).Where(p => !left.Contains(p)));
        await FailAsync(due, failed, run, held).ConfigureAwait(false);
        var stay = await pending.StrikeAllAsync(due, [.. due.Items.Where(i => !left.Contains(i.Item))], held.Lost).ConfigureAwait(false);
        return stay.Count == 0 || left.Count > 0 || !due.MayBeStruckOff;
    }

    /// <summary>Says of periods why they cannot be published; they stay due, and the others are published.</summary>
    private async Task FailAsync(DueWork due, IReadOnlyList<(Period Period, Exception Error)> failed, JobRun run, HeldLease held)
    {
        foreach (var (period, error) in failed)
        {
            var code = (error as PipelineException)?.Code ?? error.GetType().Name;
            run.Fail(code, $"{period.Id}: {error.Message}");
            foreach (var item in due.Items.Where(i => i.Item == period.Id))
            {
                await pending.FailAsync(PendingWork.Periods, item, $"{code}: {error.Message}", held.Lost).ConfigureAwait(false);
            }
        }
    }

    private List<string> Uncounted(DueWork due) =>
        [.. due.Folds.Where(gate.IsStuck).OrderBy(f => f.Item, StringComparer.Ordinal)
            .Select(f => f.Error.Length > 0 ? $"{f.Item} ({f.Error.Split(':')[0]})" : f.Item)];
}
