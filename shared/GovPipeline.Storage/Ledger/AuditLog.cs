using System.Globalization;
using Azure.Data.Tables;
using GovPipeline.Storage.Accounts;

namespace GovPipeline.Storage.Ledger;

/// <summary>
/// Who took data out and what was deleted, kept at least six months (NĐ 85/2016/NĐ-CP; Luật 91/2025/QH15 asks for logs of processing).
/// </summary>
/// <param name="work">The work account.</param>
/// <param name="time">The clock.</param>
public sealed class AuditLog(WorkAccount work, TimeProvider time)
{
    private const int MostMonths = 122; // ten years, as Pipeline:KeepLogsDays may be at most
    private readonly TableClient _table = work.Account.Table(StorageNames.Audit);

    /// <summary>Notes something before it is done, so that nothing is done unnoted.</summary>
    public Task NoteAsync(string action, string who, string what, long count, string detail, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        return _table.AddEntityAsync(
            new AuditRecord
            {
                PartitionKey = MonthOf(now),
                RowKey = $"{TableKeys.NewestFirst(now)}-{Guid.NewGuid():N}",
                At = now,
                Action = action,
                Who = who,
                What = what,
                Count = count,
                Detail = detail,
            },
            cancellationToken);
    }

    /// <summary>The newest notes.</summary>
    /// <param name="most">How many.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<IReadOnlyList<AuditRecord>> NewestAsync(int most, CancellationToken cancellationToken)
    {
        // A month after the other, the newest first, as rows stand in it; no longer back than anything is kept.
        var (found, now) = (new List<AuditRecord>(), time.GetUtcNow());
        for (var back = 0; back < MostMonths && found.Count < most; back++)
        {
            var filter = TableClient.CreateQueryFilter($"PartitionKey eq {MonthOf(now.AddMonths(-back))}");
            await foreach (var note in _table.QueryAsync<AuditRecord>(filter, cancellationToken: cancellationToken).ConfigureAwait(false))
            {
                found.Add(note);
                if (found.Count == most)
                {
                    break;
                }
            }
        }

        return found;
    }

    /// <summary>Removes notes from before a moment.</summary>
    /// <returns>How many.</returns>
    public async Task<int> ForgetAsync(DateTimeOffset before, CancellationToken cancellationToken)
    {
        var forgotten = 0;
        var filter = TableClient.CreateQueryFilter($"At lt {before}");
        await foreach (var note in _table.QueryAsync<TableEntity>(filter, select: ["PartitionKey", "RowKey"], cancellationToken: cancellationToken)
            .ConfigureAwait(false))
        {
            await _table.DeleteEntityAsync(note.PartitionKey, note.RowKey, cancellationToken: cancellationToken).ConfigureAwait(false);
            forgotten++;
        }

        return forgotten;
    }

    private static string MonthOf(DateTimeOffset moment) => moment.UtcDateTime.ToString("yyyy-MM", CultureInfo.InvariantCulture);
}
