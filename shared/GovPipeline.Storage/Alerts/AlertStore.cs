using System.Text.Json;
using System.Text.Json.Serialization;
using Azure;
using Azure.Data.Tables;
using GovPipeline.Domain.Alerts;
using GovPipeline.Storage.Accounts;

namespace GovPipeline.Storage.Alerts;

/// <summary>Alerts. Every change is made on the alert as it stands, with an ETag condition: two who act at the same time both count.</summary>
/// <param name="work">The work account.</param>
public sealed class AlertStore(WorkAccount work)
{
    // A property holds 32 K characters and a row 1 MiB: a long alert is kept in several, and the oldest steps, told long ago, go first.
    private const int PartCharacters = 30_000, MostParts = 15, FewestSteps = 20;
    private const string State = "State", Kind = "Kind", Parts = "Parts", Part = "Body", ChangedAt = "ChangedAt";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter() },
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private readonly TableClient _table = work.Account.Table(StorageNames.Alerts);

    /// <summary>The alerts of a scope, or all, by scope and key.</summary>
    public Task<IReadOnlyList<Alert>> ListAsync(string? scope, CancellationToken cancellationToken) =>
        QueryAsync(scope is null ? null : TableClient.CreateQueryFilter($"PartitionKey eq {scope}"), cancellationToken);

    /// <summary>The alerts that stand, and those that ended since a moment: what can still have to be told.</summary>
    public Task<IReadOnlyList<Alert>> RecentAsync(DateTimeOffset since, CancellationToken cancellationToken) => QueryAsync(
        TableClient.CreateQueryFilter($"State ne {nameof(AlertState.Resolved)} or ChangedAt ge {since}"), cancellationToken);

    /// <summary>The alerts that stand.</summary>
    public Task<IReadOnlyList<Alert>> LiveAsync(CancellationToken cancellationToken) =>
        QueryAsync(TableClient.CreateQueryFilter($"State ne {nameof(AlertState.Resolved)}"), cancellationToken);

    /// <summary>Removes alerts that ended before a moment.</summary>
    /// <returns>How many.</returns>
    public async Task<int> ForgetAsync(DateTimeOffset before, CancellationToken cancellationToken)
    {
        var forgotten = 0;
        var filter = TableClient.CreateQueryFilter($"State eq {nameof(AlertState.Resolved)} and ChangedAt lt {before}");
        await foreach (var entity in _table.QueryAsync<TableEntity>(filter, select: ["PartitionKey", "RowKey"], cancellationToken: cancellationToken)
            .ConfigureAwait(false))
        {
            await _table.DeleteEntityAsync(entity.PartitionKey, entity.RowKey, cancellationToken: cancellationToken).ConfigureAwait(false);
            forgotten++;
        }

        return forgotten;
    }

    /// <summary>An alert, or null.</summary>
    public async Task<Alert?> FindAsync(string scope, string key, CancellationToken cancellationToken) =>
        (await GetAsync(scope, key, cancellationToken).ConfigureAwait(false)).Alert;

    /// <summary>Changes an alert.</summary>
    /// <param name="scope">Its scope.</param>
    /// <param name="key">Its key.</param>
    /// <param name="change">Makes the new one from what stands (null for none); null for no change. May be called again after a conflict.</param>
    /// <param name="cancellationToken">Stops between tries.</param>
    /// <returns>The alert as it stands afterwards.</returns>
    public async Task<Alert?> ChangeAsync(string scope, string key, Func<Alert?, Alert?> change, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(change);
        while (true)
        {
            var (standing, tag) = await GetAsync(scope, key, cancellationToken).ConfigureAwait(false);
            if (change(standing) is not { } changed || ReferenceEquals(changed, standing))
            {
                return standing;
            }

            try
            {
                await (standing is null
                    ? _table.AddEntityAsync(Entity(changed), cancellationToken)
                    : _table.UpdateEntityAsync(Entity(changed), tag, TableUpdateMode.Replace, cancellationToken)).ConfigureAwait(false);
                return changed;
            }
            catch (RequestFailedException e) when (e.Status is 409 or 412)
            {
                // Somebody else changed it: look again.
            }
        }
    }

    private static TableEntity Entity(Alert alert)
    {
        var body = JsonSerializer.Serialize(alert, Json);
        if (body.Length > PartCharacters)
        {
            body = JsonSerializer.Serialize(alert with { Steps = [.. alert.Steps.TakeLast(FewestSteps)] }, Json);
        }

        if (body.Length > PartCharacters * MostParts)
        {
            body = JsonSerializer.Serialize(alert with { Steps = [.. alert.Steps.TakeLast(FewestSteps)], Content = alert.Content.Shortened() }, Json);
        }

        var entity = new TableEntity(alert.Scope, TableKeys.Escape(alert.Key))
        {
            [State] = $"{alert.State}",
            [Kind] = $"{alert.Kind}",
            [ChangedAt] = alert.Steps.Count > 0 ? alert.Steps[^1].At : alert.OpenedAt,
        };
        var parts = 0;
        for (var at = 0; at < body.Length; at += PartCharacters)
        {
            entity[$"{Part}{parts++}"] = body.Substring(at, Math.Min(PartCharacters, body.Length - at));
        }

        entity[Parts] = parts;
        return entity;
    }

    private static Alert Read(TableEntity entity) => JsonSerializer.Deserialize<Alert>(
        string.Concat(Enumerable.Range(0, entity.GetInt32(Parts) ?? 0).Select(i => entity.GetString($"{Part}{i}"))), Json)!;

    private async Task<IReadOnlyList<Alert>> QueryAsync(string? filter, CancellationToken cancellationToken)
    {
        var found = new List<Alert>();
        await foreach (var entity in _table.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken).ConfigureAwait(false))
        {
            found.Add(Read(entity));
        }

        return found;
    }

    private async Task<(Alert? Alert, ETag Tag)> GetAsync(string scope, string key, CancellationToken cancellationToken)
    {
        var answer = await _table.GetEntityIfExistsAsync<TableEntity>(scope, TableKeys.Escape(key), cancellationToken: cancellationToken).ConfigureAwait(false);
        return answer.HasValue ? (Read(answer.Value!), answer.Value!.ETag) : (null, default);
    }
}
