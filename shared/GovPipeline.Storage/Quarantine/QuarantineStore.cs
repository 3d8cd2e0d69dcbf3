using Azure;
using System.Text.Encodings.Web;
using System.Text.Json;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using GovPipeline.Domain.Errors;
using GovPipeline.Storage.Accounts;

namespace GovPipeline.Storage.Quarantine;

/// <summary>Rejected rows, one JSON line each with all that is wrong, in <c>quarantine/{source}/{sha256}.jsonl</c>.</summary>
/// <param name="work">The work account.</param>
public sealed class QuarantineStore(WorkAccount work)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        // Vietnamese letters stay letters, so that a clerk can read the file.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private const string Fingerprint = "fingerprint";
    private readonly BlobContainerClient _container = work.Account.Container(StorageNames.Quarantine);
    private readonly TableClient _closed = work.Account.Table(StorageNames.QuarantineState);

    /// <summary>The line of a rejected row.</summary>
    public static byte[] Line(string fileName, string sourceId, RejectedRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        return [.. JsonSerializer.SerializeToUtf8Bytes(new QuarantineEntry(fileName, sourceId, row.Sheet, row.Row, row.Key, row.Errors, row.Cells), Json),
            (byte)'\n'];
    }

    /// <summary>The line of a repaired row.</summary>
    public static byte[] Line(RepairedRow row) => [.. JsonSerializer.SerializeToUtf8Bytes(row, Json), (byte)'\n'];

    /// <summary>Puts the repaired rows of a file beside the rejected ones, in <c>{source}/{sha256}.repairs.jsonl</c>.</summary>
    public Task SaveRepairsAsync(string sourceId, string sha256, Stream lines, CancellationToken cancellationToken) =>
        _container.GetBlobClient(RepairsName(sourceId, sha256)).UploadAsync(
            lines, new BlobUploadOptions { HttpHeaders = new() { ContentType = "application/x-ndjson" } }, cancellationToken);

    /// <summary>Puts the rejected rows of a file in the place of earlier ones of the same file.</summary>
    public Task SaveAsync(string sourceId, string sha256, Stream lines, CancellationToken cancellationToken) =>
        _container.GetBlobClient(Name(sourceId, sha256)).UploadAsync(
            lines, new BlobUploadOptions { HttpHeaders = new() { ContentType = "application/x-ndjson" } }, cancellationToken);

    /// <summary>Puts what of a file is not data beside its rejected rows, in <c>{source}/{sha256}.detail.json</c>.</summary>
    public Task SaveDetailAsync(string sourceId, string sha256, byte[] detail, CancellationToken cancellationToken) =>
        _container.GetBlobClient(DetailName(sourceId, sha256)).UploadAsync(
            BinaryData.FromBytes(detail), new BlobUploadOptions { HttpHeaders = new() { ContentType = "application/json" } }, cancellationToken);

    /// <summary>Name of the blob of what of a file is not data.</summary>
    public static string DetailName(string sourceId, string sha256) => $"{sourceId}/{sha256}.detail.json";

    /// <summary>The rejected rows of a file.</summary>
    public IAsyncEnumerable<QuarantineEntry> ReadAsync(string sourceId, string sha256, CancellationToken cancellationToken) =>
        LinesAsync<QuarantineEntry>(Name(sourceId, sha256), cancellationToken);

    /// <summary>The repaired rows of a file.</summary>
    public IAsyncEnumerable<RepairedRow> ReadRepairsAsync(string sourceId, string sha256, CancellationToken cancellationToken) =>
        LinesAsync<RepairedRow>(RepairsName(sourceId, sha256), cancellationToken);

    /// <summary>A blob as a stream; null when there is none.</summary>
    private async Task<Stream?> OpenAsync(string name, CancellationToken cancellationToken)
    {
        try
        {
            return (await _container.GetBlobClient(name).DownloadStreamingAsync(cancellationToken: cancellationToken).ConfigureAwait(false)).Value.Content;
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            return null;
        }
    }

    private async IAsyncEnumerable<T> LinesAsync<T>(
        string name, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (await OpenAsync(name, cancellationToken).ConfigureAwait(false) is not { } stream)
        {
            yield break;
        }

        using var reader = new StreamReader(stream);
        while (await reader.ReadLineAsync(cancellationToken).ConfigureAwait(false) is { } line)
        {
            yield return JsonSerializer.Deserialize<T>(line, Json)!;
        }
    }

    /// <summary>Puts the rejection slip of a file beside its rows, in <c>{source}/{sha256}.xlsx</c>.</summary>
    /// <returns>Name of the blob.</returns>
    /// <param name="sourceId">The source.</param>
    /// <param name="sha256">Of the file.</param>
    /// <param name="workbook">The slip.</param>
    /// <param name="fingerprint">Of what it asks to be corrected, so that the same is asked once.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<string> SaveSlipAsync(string sourceId, string sha256, Stream workbook, string fingerprint, CancellationToken cancellationToken)
    {
        var name = SlipName(sourceId, sha256);
        var headers = new BlobHttpHeaders { ContentType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" };
        await _container.GetBlobClient(name).UploadAsync(workbook, new BlobUploadOptions
            { HttpHeaders = headers, Metadata = new Dictionary<string, string> { [Fingerprint] = fingerprint } }, cancellationToken).ConfigureAwait(false);
        return name;
    }

    /// <summary>The fingerprint of the slip of a file; null when it has none.</summary>
    public async Task<string?> SlipFingerprintAsync(string sourceId, string sha256, CancellationToken cancellationToken)
    {
        try
        {
            var properties = await _container.GetBlobClient(SlipName(sourceId, sha256)).GetPropertiesAsync(cancellationToken: cancellationToken)
                .ConfigureAwait(false);
            return properties.Value.Metadata.TryGetValue(Fingerprint, out var fingerprint) ? fingerprint : null;
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            return null;
        }
    }

    /// <summary>Name of the blob of a slip.</summary>
    public static string SlipName(string sourceId, string sha256) => $"{sourceId}/{sha256}.xlsx";

    /// <summary>A blob of the container as bytes, or null when there is none.</summary>
    public async Task<byte[]?> FindBlobAsync(string name, CancellationToken cancellationToken)
    {
        try
        {
            return await ReadBlobAsync(name, cancellationToken).ConfigureAwait(false);
        }
        catch (Azure.RequestFailedException e) when (e.Status == 404)
        {
            return null;
        }
    }

    /// <summary>A blob of the container as bytes.</summary>
    public async Task<byte[]> ReadBlobAsync(string name, CancellationToken cancellationToken) =>
        (await _container.GetBlobClient(name).DownloadContentAsync(cancellationToken).ConfigureAwait(false)).Value.Content.ToArray();

    /// <summary>Says that rows no longer wait; a row that was closed before keeps its first word.</summary>
    public async Task CloseAsync(string sourceId, string sha256, IEnumerable<ClosedRow> rows, CancellationToken cancellationToken)
    {
        foreach (var row in rows)
        {
            (row.PartitionKey, row.RowKey) = ($"{sourceId}|{sha256}", TableKeys.Escape(row.Row));
            try
            {
                await _closed.AddEntityAsync(row, cancellationToken).ConfigureAwait(false);
            }
            catch (Azure.RequestFailedException e) when (e.Status == 409)
            {
                // Closed before: by this very file, run again, or by an earlier one.
            }
        }
    }

    /// <summary>The rows of all files that no longer wait, by source and SHA-256 (<c>source|sha256</c>), each by the name slips give it.</summary>
    public async Task<ILookup<string, string>> AllClosedAsync(CancellationToken cancellationToken)
    {
        var found = new List<ClosedRow>();
        await foreach (var row in _closed.QueryAsync<ClosedRow>(cancellationToken: cancellationToken).ConfigureAwait(false))
        {
            found.Add(row);
        }

        return found.ToLookup(r => r.PartitionKey, r => r.Row, StringComparer.Ordinal);
    }

    /// <summary>The rows of a file that no longer wait, by the name slips give them.</summary>
    public async Task<IReadOnlyDictionary<string, ClosedRow>> ClosedAsync(string sourceId, string sha256, CancellationToken cancellationToken)
    {
        var found = new Dictionary<string, ClosedRow>(StringComparer.Ordinal);
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {$"{sourceId}|{sha256}"}");
        await foreach (var row in _closed.QueryAsync<ClosedRow>(filter, cancellationToken: cancellationToken).ConfigureAwait(false))
        {
            found[row.Row] = row;
        }

        return found;
    }

    /// <summary>Deletes the rejected and repaired rows of a file, its slip and its detail.</summary>
    public async Task DeleteAsync(string sourceId, string sha256, CancellationToken cancellationToken)
    {
        foreach (var name in (string[])
            [Name(sourceId, sha256), RepairsName(sourceId, sha256), SlipName(sourceId, sha256), DetailName(sourceId, sha256)])
        {
            await _container.GetBlobClient(name).DeleteIfExistsAsync(cancellationToken: cancellationToken).ConfigureAwait(false);
        }
    }

    private static string RepairsName(string sourceId, string sha256) => $"{sourceId}/{sha256}.repairs.jsonl";

    private static string Name(string sourceId, string sha256) => $"{sourceId}/{sha256}.jsonl";
}
