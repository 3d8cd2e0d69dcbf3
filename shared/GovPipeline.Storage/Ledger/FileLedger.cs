using Azure;
using Azure.Data.Tables;
using GovPipeline.Domain.Errors;
using GovPipeline.Domain.Periods;
using GovPipeline.Domain.Time;
using GovPipeline.Storage.Accounts;
using GovPipeline.Storage.Exports;

namespace GovPipeline.Storage.Ledger;

/// <summary>Which files came, what became of them, and how their rows balance.</summary>
/// <param name="work">The work account.</param>
public sealed class FileLedger(WorkAccount work)
{
    private const string Pointers = "~blob", Halves = "~half-", Indexed = "~indexed", Records = "~";
    private const int AtOnce = 8;
    private readonly TableClient _table = work.Account.Table(StorageNames.Ledger);

    /// <summary>Every file of a source, or of all; pointers left out.</summary>
    public async Task<IReadOnlyList<FileRecord>> FilesAsync(string? sourceId, CancellationToken cancellationToken)
    {
        var filter = sourceId is null
            ? TableClient.CreateQueryFilter($"PartitionKey lt {Records}")
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

    /// <summary>What files count for in the half-months of some days.</summary>
    /// <param name="first">The first day.</param>
    /// <param name="last">The last day.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<IReadOnlyList<FileTotals>> TotalsAsync(DateOnly first, DateOnly last, CancellationToken cancellationToken)
    {
        if (await GetAsync(Indexed, Indexed, cancellationToken).ConfigureAwait(false) is null)
        {
            // An older version kept records alone.
            foreach (var file in await FilesAsync(null, cancellationToken).ConfigureAwait(false))
            {
                await IndexAsync(file, cancellationToken).ConfigureAwait(false);
            }

            await _table.UpsertEntityAsync(new TableEntity(Indexed, Indexed), TableUpdateMode.Replace, cancellationToken).ConfigureAwait(false);
        }

        var (from, to) = (HalfOf(HalfMonth.Of(first)), HalfOf(HalfMonth.Of(last)));
        var found = new List<FileTotals>();
        var filter = TableClient.CreateQueryFilter($"PartitionKey ge {from} and PartitionKey le {to}");
        await foreach (var total in _table.QueryAsync<FileTotals>(filter, cancellationToken: cancellationToken).ConfigureAwait(false))
        {
            found.Add(total);
        }

        return found;
    }

    /// <summary>Writes a file that nobody has written since it was read; a new one when it was never read.</summary>
    /// <param name="file">The file.</param>
    /// <param name="before">What was known of it until now; null for nothing.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="PipelineException">GP402: another host is at the same file, and has written of it.</exception>
    public async Task SaveAsync(FileRecord file, FileRecord? before, CancellationToken cancellationToken)
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

        // After the record, which one host alone can write. Whoever is cut off here is at the file again, and indexes it again.
        foreach (var block in before is null ? [] : AllBlocksOf(before).Except(BlocksOf(file)))
        {
            await _table.DeleteEntityAsync(HalfOf(block), RowOf(before!), cancellationToken: cancellationToken).ConfigureAwait(false);
        }

        await IndexAsync(file, cancellationToken).ConfigureAwait(false);
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

    /// <summary>Forgets that totals are kept for every file, so that they are made again for all.</summary>
    public Task ForgetTotalsAsync(CancellationToken cancellationToken) =>
        _table.DeleteEntityAsync(Indexed, Indexed, cancellationToken: cancellationToken);

    /// <summary>Keeps what a file counts for in its half-months; nothing while it is being taken in.</summary>
    public async Task IndexAsync(FileRecord file, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(file);
        var accepted = HalfMonth.Parse(file.ByHalfMonth).ToDictionary();
        foreach (var some in BlocksOf(file).Chunk(AtOnce))
        {
            await Task.WhenAll(some.Select(block => _table.UpsertEntityAsync(
                new FileTotals
                {
                    PartitionKey = HalfOf(block),
                    RowKey = RowOf(file),
                    SourceId = file.PartitionKey,
                    Block = DayText.Iso(block),
                    State = file.State,
                    ExportDate = file.ExportDate,
                    Accepted = file.State == FileStates.Ingested ? accepted.GetValueOrDefault(block) : 0,
                    Rejected = file.Rejected,
                    Repairs = file.Repairs,
                },
                TableUpdateMode.Replace,
                cancellationToken))).ConfigureAwait(false);
        }
    }

    private static IEnumerable<DateOnly> BlocksOf(FileRecord file) => file.State switch
    {
        FileStates.Ingested => AllBlocksOf(file),
        FileStates.Refused => [HalfMonth.Of(DayText.Parse(file.ExportDate))],
        _ => [],
    };

    /// <summary>Every half-month that a file may stand in, whatever became of it.</summary>
    private static IEnumerable<DateOnly> AllBlocksOf(FileRecord file) =>
        HalfMonth.Parse(file.ByHalfMonth).Select(h => h.Key).Append(HalfMonth.Of(DayText.Parse(file.ExportDate))).Distinct();

    private static string HalfOf(DateOnly block) => Halves + DayText.Iso(block);

    private static string RowOf(FileRecord file) => $"{file.PartitionKey}|{file.RowKey}";

    private async Task<FileRecord?> GetAsync(string partition, string row, CancellationToken cancellationToken)
    {
        var answer = await _table.GetEntityIfExistsAsync<FileRecord>(partition, row, cancellationToken: cancellationToken).ConfigureAwait(false);
        return answer.HasValue ? answer.Value : null;
    }
}
