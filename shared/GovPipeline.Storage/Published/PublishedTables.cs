using System.Collections.Concurrent;
using System.Reflection;
using Azure;
using Azure.Data.Tables;
using GovPipeline.Domain.Privacy;
using GovPipeline.Storage.Accounts;
using GovPipeline.Storage.Leases;

namespace GovPipeline.Storage.Published;

/// <summary>The tables that readers see. Writes only what differs, so that a night costs what changed.</summary>
/// <param name="published">The published account.</param>
/// <param name="guard">Looks at every text once more before it is seen.</param>
public sealed class PublishedTables(PublishedAccount published, PersonalDataGuard guard)
{
    private const int MostPerTransaction = 100, LooksOfReader = 10;
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(500);
    private static readonly ConcurrentDictionary<Type, PropertyInfo[]> Known = [];

    /// <summary>Says which account they are in, and by which program and masked how texts get into them.</summary>
    internal string Place { get; } = Convert.ToHexStringLower(System.IO.Hashing.XxHash128.Hash(System.Text.Encoding.UTF8.GetBytes(string.Join('|',
        published.Account.Table("datasets").Uri.AbsoluteUri, typeof(PublishedTables).Module.ModuleVersionId, typeof(PersonalDataGuard).Module.ModuleVersionId,
        string.Join('|', guard.Allowed)))));

    /// <summary>Makes the rows of a partition exactly these, on condition that they stand as they were read: another writer's are not written over.</summary>
    /// <param name="table">The table.</param>
    /// <param name="partition">The partition.</param>
    /// <param name="rows">Its rows.</param>
    /// <param name="held">The lease of the one writer; null where nobody else writes.</param>
    /// <param name="cancellationToken">Stops between transactions.</param>
    /// <returns>Rows written or removed.</returns>
    /// <exception cref="Domain.Errors.PipelineException">GP402: another writer was there.</exception>
    public async Task<int> ReplaceAsync<T>(string table, string partition, IReadOnlyCollection<T> rows, HeldLease? held, CancellationToken cancellationToken)
        where T : IPublishedRow
    {
        var changes = await ChangesAsync(table, partition, rows, cancellationToken).ConfigureAwait(false);
        await SubmitAsync(table, partition, changes.Actions, held, (_, _) => { }, cancellationToken).ConfigureAwait(false);
        return changes.Actions.Count;
    }

    /// <summary>Whether the rows of a partition are exactly these.</summary>
    public async Task<bool> AreAsync<T>(string table, string partition, IReadOnlyCollection<T> rows, CancellationToken cancellationToken)
        where T : IPublishedRow => (await ChangesAsync(table, partition, rows, cancellationToken).ConfigureAwait(false)).Actions.Count == 0;

    /// <summary>What is to be done so that the rows of a partition are exactly these, and the tags of those that stand.</summary>
    internal async Task<(List<TableTransactionAction> Actions, Dictionary<string, ETag> Standing)> ChangesAsync<T>(
        string table, string partition, IReadOnlyCollection<T> rows, CancellationToken cancellationToken)
        where T : IPublishedRow
    {
        var standing = (await ReadEntitiesAsync(table, partition, cancellationToken).ConfigureAwait(false)).ToDictionary(e => e.RowKey, StringComparer.Ordinal);
        var (actions, kept) = (new List<TableTransactionAction>(), new Dictionary<string, ETag>(StringComparer.Ordinal));
        foreach (var row in rows)
        {
            var entity = Entity(row);
            if (!standing.Remove(entity.RowKey, out var known))
            {
                actions.Add(new(TableTransactionActionType.Add, entity));
            }
            else if (Differ(entity, known))
            {
                actions.Add(new(TableTransactionActionType.UpdateReplace, entity, known.ETag));
            }
            else
            {
                kept[entity.RowKey] = known.ETag;
            }
        }

        actions.AddRange(standing.Values.Select(e => new TableTransactionAction(TableTransactionActionType.Delete, e, e.ETag)));
        return (actions, kept);
    }

    /// <summary>Does it, a hundred rows at once, and says the new tag of each row that was written.</summary>
    internal async Task SubmitAsync(
        string table, string partition, List<TableTransactionAction> actions, HeldLease? held, Action<string, ETag> written,
            CancellationToken cancellationToken)
    {
        foreach (var some in actions.Chunk(MostPerTransaction))
        {
            if (held is not null)
            {
                await held.EnsureAsync().ConfigureAwait(false);
            }

            try
            {
                var answer = await published.Account.Table(table).SubmitTransactionAsync(some, cancellationToken).ConfigureAwait(false);
                foreach (var (action, response) in some.Zip(answer.Value))
                {
                    if (action.ActionType != TableTransactionActionType.Delete)
                    {
                        written(action.Entity.RowKey, response.Headers.ETag ?? default);
                    }
                }
            }
            catch (RequestFailedException e) when (e.Status is 404 or 409 or 412)
            {
                throw new Domain.Errors.PipelineException(e, Domain.Errors.ErrorCatalogue.StorageContention, $"{table}/{partition}", 1);
            }
        }
    }

    /// <summary>Writes one row when it differs from what stands, on condition that it stands as it was read.</summary>
    /// <param name="row">The row.</param>
    /// <param name="held">The lease of the one writer; null where nobody else writes.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="Domain.Errors.PipelineException">GP402: another writer was there.</exception>
    public async Task SaveAsync(IPublishedRow row, HeldLease? held, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(row);
        var standing = await published.Account.Table(row.TableName).GetEntityIfExistsAsync<TableEntity>(
            TableKeys.Escape(row.PartitionKey), TableKeys.Escape(row.RowKey), cancellationToken: cancellationToken).ConfigureAwait(false);
        await SaveAsync(row, standing.HasValue ? standing.Value : null, held, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The same of a row that was read before.</summary>
    /// <param name="row">The row.</param>
    /// <param name="standing">What stands in its place; null for nothing.</param>
    /// <param name="held">The lease of the one writer; null where nobody else writes.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="Domain.Errors.PipelineException">GP402: another writer was there.</exception>
    public async Task SaveAsync(IPublishedRow row, TableEntity? standing, HeldLease? held, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(row);
        var client = published.Account.Table(row.TableName);
        var entity = Entity(row);
        if (standing is not null && !Differ(entity, standing))
        {
            return;
        }

        if (held is not null)
        {
            await held.EnsureAsync().ConfigureAwait(false);
        }

        try
        {
            await (standing is not null
                ? client.UpdateEntityAsync(entity, standing.ETag, TableUpdateMode.Replace, cancellationToken)
                : client.AddEntityAsync(entity, cancellationToken)).ConfigureAwait(false);
        }
        catch (RequestFailedException e) when (e.Status is 404 or 409 or 412)
        {
            throw new Domain.Errors.PipelineException(e, Domain.Errors.ErrorCatalogue.StorageContention, $"{row.TableName}/{row.PartitionKey}", 1);
        }
    }

    /// <summary>The rows of a partition as records, by row key.</summary>
    public Task<IReadOnlyList<T>> ReadAsync<T>(string table, string partition, CancellationToken cancellationToken)
        where T : IPublishedRow => ReadAsync<T>(table, partition, string.Empty, cancellationToken);

    /// <summary>The rows of a partition from a row key on.</summary>
    public async Task<IReadOnlyList<T>> ReadAsync<T>(string table, string partition, string fromRow, CancellationToken cancellationToken)
        where T : IPublishedRow
    {
        var rows = await ReadEntitiesAsync(table, partition, fromRow, cancellationToken).ConfigureAwait(false);
        return [.. rows.Select(Row<T>)];
    }

    /// <summary>The row keys of a partition as they stand, without the rows: of ten years' periods a page asks for no more than their ids.</summary>
    public async Task<IReadOnlyList<string>> ReadKeysAsync(string table, string partition, CancellationToken cancellationToken)
    {
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {partition}");
        return [.. (await QueryAsync(table, filter, [nameof(TableEntity.RowKey)], cancellationToken).ConfigureAwait(false)).Select(r => r.RowKey)];
    }

    /// <summary>The rows of a partition that are of one unit: their keys begin with it.</summary>
    public async Task<IReadOnlyList<T>> ReadOfUnitAsync<T>(string table, string partition, string unitId, CancellationToken cancellationToken)
        where T : IPublishedRow
    {
        var (from, to) = ($"{TableKeys.Escape(unitId)}|", $"{TableKeys.Escape(unitId)}}}"); // the letter behind the bar
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {partition} and RowKey ge {from} and RowKey lt {to}");
        return [.. (await QueryAsync(table, filter, null, cancellationToken).ConfigureAwait(false)).Select(Row<T>)];
    }

    /// <summary>The rows of a partition that have a text in a column.</summary>
    public async Task<IReadOnlyList<T>> ReadWhereAsync<T>(string table, string partition, string column, string text, CancellationToken cancellationToken)
        where T : IPublishedRow
    {
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {partition}") + $" and {column} eq " + TableClient.CreateQueryFilter($"{text}");
        return [.. (await QueryAsync(table, filter, null, cancellationToken).ConfigureAwait(false)).Select(Row<T>)];
    }

    /// <summary>
    /// A period as one publication left it, or null when it is not published. Rows are written one hundred at once and the row in
    /// <c>datasets</c> last; a reader who comes between looks again until their checksums add up to those that it says.
    /// </summary>
    /// <param name="period">The period.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <param name="known">The period as it was read before: taken again where its row says that it stands so.</param>
    /// <exception cref="Domain.Errors.PipelineException">GP406: it is being published, and takes longer than a reader waits.</exception>
    public async Task<WholePeriod?> ReadWholeAsync(Domain.Periods.Period period, CancellationToken cancellationToken, WholePeriod? known = null)
    {
        ArgumentNullException.ThrowIfNull(period);
        for (var left = LooksOfReader; left > 0; left--)
        {
            if (await FindAsync<DatasetRow>("datasets", "all", period.Id, cancellationToken).ConfigureAwait(false) is not { } dataset)
            {
                return null;
            }

            if (known?.IsOf(dataset) == true)
            {
                return known with { Dataset = dataset };
            }

            var rows = ReadAsync<PeriodRow>(PeriodRow.TableOf(period.Kind), period.Id, cancellationToken);
            var indicators = ReadAsync<IndicatorRow>("indicators", period.Id, cancellationToken);
            var whole = new WholePeriod(dataset, await rows.ConfigureAwait(false), await indicators.ConfigureAwait(false));
            if (whole.Rows.Sum(r => r.Checksum) == dataset.Checksum && whole.Indicators.Sum(i => i.Checksum) == dataset.IndicatorChecksum)
            {
                return whole;
            }

            await Task.Delay(BetweenLooks, cancellationToken).ConfigureAwait(false);
        }

        throw new Domain.Errors.PipelineException(Domain.Errors.ErrorCatalogue.PublicationUnderWay, period.Id);
    }

    /// <summary>A row, or null.</summary>
    public async Task<T?> FindAsync<T>(string table, string partition, string row, CancellationToken cancellationToken)
        where T : class, IPublishedRow
    {
        var answer = await published.Account.Table(table)
            .GetEntityIfExistsAsync<TableEntity>(TableKeys.Escape(partition), TableKeys.Escape(row), cancellationToken: cancellationToken)
            .ConfigureAwait(false);
        return answer.HasValue ? Row<T>(answer.Value!) : null;
    }

    /// <summary>The rows of a partition (or of the whole table) as they stand, by keys.</summary>
    public Task<IReadOnlyList<TableEntity>> ReadEntitiesAsync(string table, string? partition, CancellationToken cancellationToken) =>
        ReadEntitiesAsync(table, partition, string.Empty, cancellationToken);

    private Task<IReadOnlyList<TableEntity>> ReadEntitiesAsync(string table, string? partition, string fromRow, CancellationToken cancellationToken)
    {
        var filter = partition is null ? null
            : fromRow.Length == 0 ? TableClient.CreateQueryFilter($"PartitionKey eq {partition}")
            : TableClient.CreateQueryFilter($"PartitionKey eq {partition} and RowKey ge {fromRow}");
        return QueryAsync(table, filter, null, cancellationToken);
    }

    private async Task<IReadOnlyList<TableEntity>> QueryAsync(string table, string? filter, string[]? columns, CancellationToken cancellationToken)
    {
        var found = new List<TableEntity>();
        var rows = published.Account.Table(table).QueryAsync<TableEntity>(filter, select: columns, cancellationToken: cancellationToken);
        await foreach (var entity in rows.ConfigureAwait(false))
        {
            found.Add(entity);
        }

        return found;
    }

    private static T Row<T>(TableEntity entity)
    {
        var row = (T)System.Runtime.CompilerServices.RuntimeHelpers.GetUninitializedObject(typeof(T));
        foreach (var property in Properties(typeof(T)))
        {
            property.SetValue(row, entity.TryGetValue(property.Name, out var value) && value is not null ? value : Unset(property.PropertyType));
        }

        return row;
    }

    // A row of an older version lacks what a newer one has.
    private static object Unset(Type type) => type == typeof(string) ? string.Empty : Activator.CreateInstance(type)!;

    internal TableEntity Entity(IPublishedRow row)
    {
        var entity = new TableEntity(TableKeys.Escape(row.PartitionKey), TableKeys.Escape(row.RowKey));
        foreach (var property in Properties(row.GetType()))
        {
            var value = property.GetValue(row);
            entity[property.Name] = (value is string text ? guard.Masked(text) : value ?? (property.PropertyType == typeof(string) ? string.Empty : null))
                ?? throw new InvalidOperationException($"{row.TableName}.{property.Name} is null; published properties never are.");
        }

        return entity;
    }

    private static bool Differ(TableEntity entity, TableEntity standing) =>
        entity.Any(p => p.Key is not ("PartitionKey" or "RowKey") && (!standing.TryGetValue(p.Key, out var value) || !Equals(value, p.Value)));

    private static PropertyInfo[] Properties(Type row) => Known.GetOrAdd(row, r => r.GetProperties(BindingFlags.Public | BindingFlags.Instance));
}
