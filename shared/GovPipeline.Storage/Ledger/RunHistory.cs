using Azure.Data.Tables;
using GovPipeline.Storage.Accounts;

namespace GovPipeline.Storage.Ledger;

/// <summary>What ran, when, and how it ended.</summary>
/// <param name="work">The work account.</param>
public sealed class RunHistory(WorkAccount work)
{
    private readonly TableClient _table = work.Account.Table(StorageNames.Runs);

    /// <summary>Writes a run, at its begin and again at its end.</summary>
    public Task SaveAsync(RunRecord run, CancellationToken cancellationToken) =>
        _table.UpsertEntityAsync(run, TableUpdateMode.Replace, cancellationToken);

    /// <summary>The newest runs of a job, or of all jobs, newest first.</summary>
    public async Task<IReadOnlyList<RunRecord>> NewestAsync(string? job, int most, CancellationToken cancellationToken)
    {
        var filter = job is null ? null : TableClient.CreateQueryFilter($"PartitionKey eq {job}");
        var found = new List<RunRecord>();
        await foreach (var run in _table.QueryAsync<RunRecord>(filter, cancellationToken: cancellationToken).ConfigureAwait(false))
        {
            found.Add(run);
            if (job is not null && found.Count == most)
            {
                break;
            }
        }

        return [.. found.OrderByDescending(r => r.StartedAt).Take(most)];
    }
}
