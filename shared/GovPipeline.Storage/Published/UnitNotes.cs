using Azure;
using Azure.Data.Tables;
using GovPipeline.Storage.Accounts;

namespace GovPipeline.Storage.Published;

/// <summary>What units say of the signs that tests of authenticity show; it stands beside the figure, also after the period is signed.</summary>
/// <param name="work">The work account.</param>
public sealed class UnitNotes(WorkAccount work)
{
    private readonly TableClient _table = work.Account.Table(StorageNames.UnitNotes);

    /// <summary>All notes, by period, unit and test.</summary>
    public async Task<IReadOnlyDictionary<(string Period, string UnitId, string Test), UnitNote>> AllAsync(CancellationToken cancellationToken)
    {
        var found = new Dictionary<(string, string, string), UnitNote>();
        await foreach (var note in _table.QueryAsync<UnitNote>(cancellationToken: cancellationToken).ConfigureAwait(false))
        {
            found[(note.PartitionKey, note.UnitId, note.Test)] = note;
        }

        return found;
    }

    /// <summary>Keeps a note in the place of an earlier one.</summary>
    public Task SaveAsync(string period, UnitNote note, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(note);
        (note.PartitionKey, note.RowKey) = (period, TableKeys.Escape($"{note.UnitId}|{note.Test}"));
        return _table.UpsertEntityAsync(note, TableUpdateMode.Replace, cancellationToken);
    }
}

/// <summary>What a unit says of a test.</summary>
public sealed class UnitNote : ITableEntity
{
    /// <summary>Period id.</summary>
    public string PartitionKey { get; set; } = string.Empty;

    /// <summary>Unit and test.</summary>
    public string RowKey { get; set; } = string.Empty;

    /// <inheritdoc/>
    public DateTimeOffset? Timestamp { get; set; }

    /// <inheritdoc/>
    public ETag ETag { get; set; }

    /// <summary>The unit.</summary>
    public string UnitId { get; set; } = string.Empty;

    /// <summary>The test, <c>A02</c>.</summary>
    public string Test { get; set; } = string.Empty;

    /// <summary>What it says.</summary>
    public string Text { get; set; } = string.Empty;

    /// <summary>The post that says it.</summary>
    public string By { get; set; } = string.Empty;

    /// <summary>The account that wrote it down; is not published.</summary>
    public string Account { get; set; } = string.Empty;
}
