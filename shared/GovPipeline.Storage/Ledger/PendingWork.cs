using System.Collections.Concurrent;
using Azure;
using Azure.Data.Tables;
using GovPipeline.Storage.Accounts;

namespace GovPipeline.Storage.Ledger;

/// <summary>
/// Work that is known to be due: partitions to fold, periods to publish. Queue messages only say when to look; this table
/// is what makes a job that was killed happen all the same. A note is written before the change that causes it, under a
/// hold that says that the change is under way, and is struck off only by a job that looked when nothing was under way:
/// such a job read what the note is about after the change. See DECISIONS/0003-due-work.md.
/// </summary>
/// <param name="work">The work account.</param>
/// <param name="time">The clock.</param>
public sealed class PendingWork(WorkAccount work, TimeProvider time)
{
    /// <summary>Partitions of facts to fold into counts.</summary>
    public const string Folds = "fold";

    /// <summary>Half-months of files of counts to close.</summary>
    public const string Closings = "close";

    /// <summary>Periods to publish.</summary>
    public const string Periods = "publish";

    /// <summary>Slips of rejected rows that their readers have not been told of.</summary>
    public const string Slips = "slip";

    /// <summary>Exports that were taken in again: what is published of their nights may be another.</summary>
    public const string Nights = "night";

    private const string Holds = "hold", Calls = "call";
    private const int MostPerTransaction = 100, LongestError = 2000;
    private readonly TableClient _table = work.Account.Table(StorageNames.Pending);
    private readonly ConcurrentDictionary<string, GroupedWork<string>> _notes = new(StringComparer.Ordinal);

    /// <summary>
    /// Says that a change is under way that notes work; until <see cref="ReleaseAsync"/> nothing is struck off. Said again it
    /// is the same hold.
    /// </summary>
    /// <param name="change">What is under way, the same when it is taken up again: <c>exports/…</c>.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public Task HoldAsync(string change, CancellationToken cancellationToken) => _table.UpsertEntityAsync(
        new TableEntity(Holds, TableKeys.Escape(change)) { ["Item"] = change, ["NotedAt"] = time.GetUtcNow() }, TableUpdateMode.Replace, cancellationToken);

    /// <summary>Says that a change is over: what it noted may be done and struck off.</summary>
    public Task ReleaseAsync(string change, CancellationToken cancellationToken) =>
        DeleteAsync(Holds, change, ETag.All, cancellationToken);

    /// <summary>Changes that are under way, or were cut off.</summary>
    public Task<IReadOnlyList<DueItem>> HeldAsync(CancellationToken cancellationToken) => ListAsync(Holds, cancellationToken);

    /// <summary>Says that a message is under way that will look at what is due, unless it is said already.</summary>
    /// <param name="kind">What it will look at.</param>
    /// <param name="longest">After how long a message that never came counts as lost.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>Whether it was not said: the message is to be sent.</returns>
    public async Task<bool> TryCallAsync(string kind, TimeSpan longest, CancellationToken cancellationToken)
    {
        var call = new TableEntity(Calls, kind) { ["NotedAt"] = time.GetUtcNow() };
        try
        {
            await _table.AddEntityAsync(call, cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (RequestFailedException e) when (e.Status == 409)
        {
            var standing = await _table.GetEntityIfExistsAsync<TableEntity>(Calls, kind, cancellationToken: cancellationToken).ConfigureAwait(false);
            if (!standing.HasValue || time.GetUtcNow() - standing.Value!.GetDateTimeOffset("NotedAt") < longest)
            {
                return !standing.HasValue; // one that is taken just now looks at everything that is due by now; sent once more it costs a look
            }

            await _table.UpsertEntityAsync(call, TableUpdateMode.Replace, cancellationToken).ConfigureAwait(false);
            return true;
        }
    }

    /// <summary>Says that the message came; before it looks.</summary>
    public Task TakeCallAsync(string kind, CancellationToken cancellationToken) => DeleteAsync(Calls, kind, ETag.All, cancellationToken);

    /// <summary>
    /// Notes that something is due; a note that stands is made new, so that who works on the old one sees it. What several ask for while a
    /// request is under way is noted together by the next one.
    /// </summary>
    public Task AddAsync(string kind, IEnumerable<string> items, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(items);
        var asked = items.Distinct(StringComparer.Ordinal).ToList();
        return asked.Count == 0 ? Task.CompletedTask
            : _notes.GetOrAdd(kind, k => new(some => NoteAsync(k, some))).DoAsync(asked).WaitAsync(cancellationToken);
    }

    private async Task NoteAsync(string kind, IReadOnlyCollection<string> items)
    {
        foreach (var some in items.Distinct(StringComparer.Ordinal).Chunk(MostPerTransaction))
        {
            var actions = some.Select(item => new TableTransactionAction(
                TableTransactionActionType.UpsertReplace,
                new TableEntity(kind, TableKeys.Escape(item)) { ["Item"] = item, ["NotedAt"] = time.GetUtcNow(), ["Token"] = Guid.NewGuid().ToString("N") }));
            await _table.SubmitTransactionAsync(actions).ConfigureAwait(false);
        }
    }

    /// <summary>
    /// What is due, for a job that is about to read what it is about. The order matters: what is noted after the list is
    /// looked at has another mark; what was noted before it by a change that is over was changed before the job reads. Folds come
    /// last: a change that begins and ends after the look at holds leaves its note, and its fold sees whatever was told of before.
    /// </summary>
    /// <param name="kind"><see cref="Folds"/>, <see cref="Closings"/> or <see cref="Periods"/>.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<DueWork> LookAsync(string kind, CancellationToken cancellationToken)
    {
        var items = await ListAsync(kind, cancellationToken).ConfigureAwait(false);
        var holds = await ListAsync(Holds, cancellationToken).ConfigureAwait(false);
        var folds = kind is Periods or Closings ? await ListAsync(Folds, cancellationToken).ConfigureAwait(false) : [];
        return new(kind, items, folds, holds);
    }

    /// <summary>What is due, for showing; not for working on.</summary>
    public async Task<IReadOnlyList<DueItem>> ListAsync(string kind, CancellationToken cancellationToken)
    {
        var found = new List<DueItem>();
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {kind}");
        await foreach (var entity in _table.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken).ConfigureAwait(false))
        {
            found.Add(new(
                entity.GetString("Item"), entity.ETag, entity.GetDateTimeOffset("NotedAt") ?? DateTimeOffset.MinValue,
                entity.GetString("Error") ?? string.Empty, entity.GetBoolean("Done") ?? false));
        }

        return found;
    }

    /// <summary>
    /// Strikes off what was done, in as few requests as it takes; leaves what became due again meanwhile, and all of it when changes were under
    /// way as it was looked at.
    /// </summary>
    /// <returns>What stays due.</returns>
    public async Task<IReadOnlyCollection<DueItem>> StrikeAllAsync(DueWork looked, IReadOnlyCollection<DueItem> done, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(looked);
        ArgumentNullException.ThrowIfNull(done);
        if (!looked.MayBeStruckOff)
        {
            return done;
        }

        var left = new List<DueItem>();
        foreach (var some in done.Chunk(MostPerTransaction))
        {
            try
            {
                var actions = some.Select(d =>
                    new TableTransactionAction(TableTransactionActionType.Delete, new TableEntity(looked.Kind, TableKeys.Escape(d.Item)), d.Mark));
                await _table.SubmitTransactionAsync(actions, cancellationToken).ConfigureAwait(false);
            }
            catch (RequestFailedException e) when (e.Status is 404 or 409 or 412)
            {
                var struck = await BlobUpdate.EachAsync(some, d => DeleteAsync(looked.Kind, d.Item, d.Mark, cancellationToken)).ConfigureAwait(false);
                left.AddRange(some.Where(d => !struck[d]));
            }
        }

        return left;
    }

    /// <summary>Strikes something off that was done and is read by nothing else; leaves it when it became due again meanwhile.</summary>
    public Task DropAsync(string kind, DueItem done, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(done);
        return DeleteAsync(kind, done.Item, done.Mark, cancellationToken);
    }

    /// <summary>Says of something due why it could not be done; it stays due.</summary>
    public Task FailAsync(string kind, DueItem item, string error, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(error);
        return SayAsync(kind, item, error.Length > LongestError ? error[..LongestError] : error, isDone: false, cancellationToken);
    }

    /// <summary>Says of something due that it was done as it stood, and stays due because of changes under way: nobody need wait for it.</summary>
    public Task DoneAsync(string kind, DueItem item, CancellationToken cancellationToken) =>
        SayAsync(kind, item, string.Empty, isDone: true, cancellationToken);

    private async Task SayAsync(string kind, DueItem item, string error, bool isDone, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(item);
        var entity = new TableEntity(kind, TableKeys.Escape(item.Item)) { ["Error"] = error, ["Done"] = isDone };
        try
        {
            await _table.UpdateEntityAsync(entity, item.Mark, TableUpdateMode.Merge, cancellationToken).ConfigureAwait(false);
        }
        catch (RequestFailedException e) when (e.Status is 404 or 412)
        {
            // Noted again meanwhile: whoever does it next will see for themselves.
        }
    }

    private async Task<bool> DeleteAsync(string kind, string item, ETag mark, CancellationToken cancellationToken)
    {
        try
        {
            await _table.DeleteEntityAsync(kind, TableKeys.Escape(item), mark, cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (RequestFailedException e) when (e.Status is 404 or 412)
        {
            return e.Status == 404; // struck off by another; 412 is due again
        }
    }
}
