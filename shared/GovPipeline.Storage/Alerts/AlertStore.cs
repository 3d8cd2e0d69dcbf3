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
    // A table property holds 32 K characters; the steps before these were told long ago.
    private const int FewestSteps = 20, MostCharacters = 32_000;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter() },
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private readonly TableClient _table = work.Account.Table(StorageNames.Alerts);

    /// <summary>The alerts of a scope, or all, by scope and key.</summary>
    public async Task<IReadOnlyList<Alert>> ListAsync(string? scope, CancellationToken cancellationToken)
    {
        var found = new List<Alert>();
        var filter = scope is null ? null : TableClient.CreateQueryFilter($"PartitionKey eq {scope}");
        await foreach (var record in _table.QueryAsync<AlertRecord>(filter, cancellationToken: cancellationToken).ConfigureAwait(false))
        {
            found.Add(JsonSerializer.Deserialize<Alert>(record.Body, Json)!);
        }

        return found;
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

            var record = Record(changed);
            try
            {
                await (standing is null
                    ? _table.AddEntityAsync(record, cancellationToken)
                    : _table.UpdateEntityAsync(record, tag, TableUpdateMode.Replace, cancellationToken)).ConfigureAwait(false);
                return changed;
            }
            catch (RequestFailedException e) when (e.Status is 409 or 412)
            {
                // Somebody else changed it: look again.
            }
        }
    }

    private static AlertRecord Record(Alert alert)
    {
        var body = JsonSerializer.Serialize(alert, Json);
        if (body.Length > MostCharacters)
        {
            body = JsonSerializer.Serialize(alert with { Steps = [.. alert.Steps.TakeLast(FewestSteps)] }, Json);
        }

        return new() { PartitionKey = alert.Scope, RowKey = TableKeys.Escape(alert.Key), State = $"{alert.State}", Kind = $"{alert.Kind}", Body = body };
    }

    private async Task<(Alert? Alert, ETag Tag)> GetAsync(string scope, string key, CancellationToken cancellationToken)
    {
        var answer = await _table.GetEntityIfExistsAsync<AlertRecord>(scope, TableKeys.Escape(key), cancellationToken: cancellationToken).ConfigureAwait(false);
        return answer.HasValue ? (JsonSerializer.Deserialize<Alert>(answer.Value!.Body, Json), answer.Value.ETag) : (null, default);
    }
}
