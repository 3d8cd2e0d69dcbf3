using Azure.Data.Tables;
using GovPipeline.Storage.Accounts;

namespace GovPipeline.Storage.Ledger;

/// <summary>What ran, when, and how it ended.</summary>
/// <param name="work">The work account.</param>
public sealed class RunHistory(WorkAccount work)
{
    private const int MostPerPage = 1000;
    private readonly TableClient _table = work.Account.Table(StorageNames.Runs);

    /// <summary>Writes a run, at its begin and again at its end.</summary>
    public Task SaveAsync(RunRecord run, CancellationToken cancellationToken) =>
        _table.UpsertEntityAsync(run, TableUpdateMode.Replace, cancellationToken);

    /// <summary>The newest runs of a job, newest first.</summary>
    public async Task<IReadOnlyList<RunRecord>> NewestAsync(string job, int most, CancellationToken cancellationToken)
    {
        var found = new List<RunRecord>();
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {job}");
        await foreach (var run in _table.QueryAsync<RunRecord>(filter, Math.Min(most, MostPerPage), cancellationToken: cancellationToken).ConfigureAwait(false))
        {
            found.Add(run);
            if (found.Count == most)
            {
                break;
            }
        }

        return found;
    }

    /// <summary>The newest runs of some jobs together, newest first.</summary>
    public async Task<IReadOnlyList<RunRecord>> NewestAsync(IEnumerable<string> jobs, int most, CancellationToken cancellationToken)
    {
        var found = await Task.WhenAll(jobs.Select(j => NewestAsync(j, most, cancellationToken))).ConfigureAwait(false);
        return [.. found.SelectMany(f => f).OrderByDescending(r => r.StartedAt).Take(most)];
    }

    /// <summary>The runs of some jobs that began since a moment.</summary>
    public async Task<IReadOnlyList<RunRecord>> SinceAsync(IEnumerable<string> jobs, DateTimeOffset since, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(jobs);
        var (found, oldest) = (new List<RunRecord>(), TableKeys.NewestFirst(since));
        foreach (var job in jobs)
        {
            var filter = TableClient.CreateQueryFilter($"PartitionKey eq {job} and RowKey lt {oldest}");
            await foreach (var run in _table.QueryAsync<RunRecord>(filter, cancellationToken: cancellationToken).ConfigureAwait(false))
            {
                found.Add(run);
            }
        }

        return found;
    }

    /// <summary>When a job last ended with an outcome; null when it never did.</summary>
    public async Task<DateTimeOffset?> LastAsync(string job, string outcome, CancellationToken cancellationToken)
    {
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {job} and Outcome eq {outcome}");
        await foreach (var run in _table.QueryAsync<RunRecord>(filter, 1, cancellationToken: cancellationToken).ConfigureAwait(false))
        {
            return run.EndedAt; // keys sort newest first
        }

        return null;
    }

    /// <summary>Runs that began before a moment and never said that they ended: their host is gone.</summary>
    public async Task<IReadOnlyList<RunRecord>> UnendedAsync(DateTimeOffset before, CancellationToken cancellationToken)
    {
        var found = new List<RunRecord>();
        var filter = TableClient.CreateQueryFilter($"Outcome eq {RunRecord.Running} and StartedAt lt {before}");
        await foreach (var run in _table.QueryAsync<RunRecord>(filter, cancellationToken: cancellationToken).ConfigureAwait(false))
        {
            found.Add(run);
        }

        return found;
    }

    /// <summary>Removes runs that began before a moment.</summary>
    /// <returns>How many.</returns>
    public async Task<int> ForgetAsync(IEnumerable<string> jobs, DateTimeOffset before, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(jobs);
        var (forgotten, oldest) = (0, TableKeys.NewestFirst(before));
        foreach (var job in jobs)
        {
            var filter = TableClient.CreateQueryFilter($"PartitionKey eq {job} and RowKey gt {oldest}");
            await foreach (var run in _table.QueryAsync<TableEntity>(filter, select: ["PartitionKey", "RowKey"], cancellationToken: cancellationToken)
                .ConfigureAwait(false))
            {
                await _table.DeleteEntityAsync(run.PartitionKey, run.RowKey, cancellationToken: cancellationToken).ConfigureAwait(false);
                forgotten++;
            }
        }

        return forgotten;
    }
}
