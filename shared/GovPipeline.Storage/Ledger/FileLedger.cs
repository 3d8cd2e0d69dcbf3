using Azure;
using Azure.Data.Tables;
using GovPipeline.Domain.Errors;
using GovPipeline.Storage.Accounts;
using GovPipeline.Storage.Exports;

namespace GovPipeline.Storage.Ledger;

/// <summary>Which files came, what became of them, and how their rows balance.</summary>
/// <param name="work">The work account.</param>
public sealed class FileLedger(WorkAccount work)
{
    private const string Pointers = "~blob";
    private readonly TableClient _table = work.Account.Table(StorageNames.Ledger);

    /// <summary>Every file of a source, or of all; pointers left out.</summary>
    public async Task<IReadOnlyList<FileRecord>> FilesAsync(string? sourceId, CancellationToken cancellationToken)
    {
        var filter = sourceId is null
            ? TableClient.CreateQueryFilter($"PartitionKey ne {Pointers}")
            : TableClient.CreateQueryFilter($"PartitionKey eq {sourceId}");
        var found = new List<FileRecord>();
        await foreach (var file in _table.QueryAsync<FileRecord>(filter, cancellationToken: cancellationToken).ConfigureAwait(false))
        {
            found.Add(file);
        }

        return [.. found.OrderBy(f => f.PartitionKey, StringComparer.Ordinal).ThenBy(f => f.ExportDate, StringComparer.Ordinal)
            .ThenBy(f => f.Blob, StringComparer.Ordinal)];
    }

    /// <summary>The file of a source with a content, or null.</summary>
    public Task<FileRecord?> FindAsync(string sourceId, string sha256, CancellationToken cancellationToken) => GetAsync(sourceId, sha256, cancellationToken);

    /// <summary>What is known of a blob by name; null when nothing, or when it was written again since.</summary>
    public async Task<FileRecord?> FindBlobAsync(ExportBlob blob, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(blob);
        var pointer = await GetAsync(Pointers, TableKeys.Escape(blob.Name), cancellationToken).ConfigureAwait(false);
        return pointer?.BlobETag == blob.ETag ? pointer : null;
    }

    /// <summary>What is known of a blob by name alone; null when nothing.</summary>
    public Task<FileRecord?> FindBlobAsync(string name, CancellationToken cancellationToken) =>
        GetAsync(Pointers, TableKeys.Escape(name), cancellationToken);

    /// <summary>What is known of every blob, by name.</summary>
    public async Task<IReadOnlyDictionary<string, FileRecord>> BlobsAsync(CancellationToken cancellationToken)
    {
        var found = new Dictionary<string, FileRecord>(StringComparer.Ordinal);
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {Pointers}");
        await foreach (var pointer in _table.QueryAsync<FileRecord>(filter, cancellationToken: cancellationToken).ConfigureAwait(false))
        {
            found[pointer.Blob] = pointer;
        }

        return found;
    }

    /// <summary>Writes a file that nobody has written since it was read; a new one when it was never read.</summary>
    /// <exception cref="PipelineException">GP402: another host is at the same file, and has written of it.</exception>
    public async Task SaveAsync(FileRecord file, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(file);
        try
        {
            var written = await (file.ETag == default
                ? _table.AddEntityAsync(file, cancellationToken)
                : _table.UpdateEntityAsync(file, file.ETag, TableUpdateMode.Replace, cancellationToken)).ConfigureAwait(false);
            file.ETag = written.Headers.ETag!.Value;
        }
        catch (RequestFailedException e) when (e.Status is 404 or 409 or 412)
        {
            throw new PipelineException(e, ErrorCatalogue.StorageContention, file.Blob, 1);
        }
    }

    /// <summary>Says what became of a blob, so that the sweep need not open it again.</summary>
    public Task PointAsync(ExportBlob blob, string sha256, string state, string errorCode, string error, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(blob);
        return _table.UpsertEntityAsync(
            new FileRecord
            {
                PartitionKey = Pointers,
                RowKey = TableKeys.Escape(blob.Name),
                Blob = blob.Name,
                BlobETag = blob.ETag,
                Sha256 = sha256,
                State = state,
                ArrivedAt = blob.ArrivedAt,
                Bytes = blob.Length,
                ErrorCode = errorCode,
                Error = error,
            },
            TableUpdateMode.Replace,
            cancellationToken);
    }

    /// <summary>Forgets what became of a blob, so that it is read and taken in again. One write: cut off before it or after it, nothing is lost.</summary>
    public Task ForgetAsync(FileRecord pointer, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(pointer);
        (pointer.BlobETag, pointer.State) = (string.Empty, FileStates.Again);
        return _table.UpdateEntityAsync(pointer, Azure.ETag.All, TableUpdateMode.Replace, cancellationToken);
    }

    private async Task<FileRecord?> GetAsync(string partition, string row, CancellationToken cancellationToken)
    {
        var answer = await _table.GetEntityIfExistsAsync<FileRecord>(partition, row, cancellationToken: cancellationToken).ConfigureAwait(false);
        return answer.HasValue ? answer.Value : null;
    }
}
