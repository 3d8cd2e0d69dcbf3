using Azure.Data.Tables;
using GovPipeline.Storage.Accounts;

namespace GovPipeline.Storage.Mail;

/// <summary>The alerts of each period.</summary>
/// <param name="work">The work account.</param>
public sealed class AlertStore(WorkAccount work)
{
    private readonly TableClient _table = work.Account.Table(StorageNames.Alerts);

    /// <summary>The alerts of a period, or all.</summary>
    public async Task<IReadOnlyList<AlertRecord>> ListAsync(string? period, CancellationToken cancellationToken)
    {
        var found = new List<AlertRecord>();
        var filter = period is null ? null : TableClient.CreateQueryFilter($"PartitionKey eq {period}");
        await foreach (var alert in _table.QueryAsync<AlertRecord>(filter, cancellationToken: cancellationToken).ConfigureAwait(false))
        {
            found.Add(alert);
        }

        return found;
    }

    /// <summary>Writes an alert.</summary>
    public Task SaveAsync(AlertRecord alert, CancellationToken cancellationToken) =>
        _table.UpsertEntityAsync(alert, TableUpdateMode.Replace, cancellationToken);
}
