using Azure;
using Azure.Data.Tables;
using GovPipeline.Storage.Accounts;

namespace GovPipeline.Storage.Ledger;

/// <summary>
/// Work that is known to be due: partitions to fold, periods to publish. Queue messages only say when to look; this table
/// is what makes a job that was killed happen all the same.
/// </summary>
/// <param name="work">The work account.</param>
public sealed class PendingWork(WorkAccount work)
{
    /// <summary>Partitions of facts to fold into counts.</summary>
    public const string Folds = "fold";

    /// <summary>Periods to publish.</summary>
    public const string Periods = "publish";

    private readonly TableClient _table = work.Account.Table(StorageNames.Pending);

    /// <summary>Notes that something is due; a note that stands is made new, so that who works on the old one sees it.</summary>
    public async Task AddAsync(string kind, IEnumerable<string> items, CancellationToken cancellationToken)
    {
        foreach (var some in items.Distinct(StringComparer.Ordinal).Chunk(100))
        {
            var actions = some.Select(item => new TableTransactionAction(
                TableTransactionActionType.UpsertReplace,
                new TableEntity(kind, TableKeys.Escape(item)) { ["Item"] = item, ["Token"] = Guid.NewGuid().ToString("N") }));
            await _table.SubmitTransactionAsync(actions, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>What is due, each with the mark that <see cref="DoneAsync"/> wants.</summary>
    public async Task<IReadOnlyList<(string Item, ETag Mark)>> ListAsync(string kind, CancellationToken cancellationToken)
    {
        var found = new List<(string, ETag)>();
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {kind}");
        await foreach (var entity in _table.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken).ConfigureAwait(false))
        {
            found.Add((entity.GetString("Item"), entity.ETag));
        }

        return found;
    }

    /// <summary>The mark of something due, or null when it is not.</summary>
    public async Task<ETag?> FindAsync(string kind, string item, CancellationToken cancellationToken)
    {
        var answer = await _table.GetEntityIfExistsAsync<TableEntity>(kind, TableKeys.Escape(item), cancellationToken: cancellationToken).ConfigureAwait(false);
        return answer.HasValue ? answer.Value!.ETag : null;
    }

    /// <summary>Strikes something off, unless it became due again since it was looked up.</summary>
    public async Task DoneAsync(string kind, string item, ETag mark, CancellationToken cancellationToken)
    {
        try
        {
            await _table.DeleteEntityAsync(kind, TableKeys.Escape(item), mark, cancellationToken).ConfigureAwait(false);
        }
        catch (RequestFailedException e) when (e.Status is 404 or 412)
        {
            // Due again (412) or struck off by another (404): both are as they should be.
        }
    }
}
