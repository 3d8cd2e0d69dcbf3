using System.Text.Encodings.Web;
using System.Text.Json;
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

    private readonly BlobContainerClient _container = work.Account.Container(StorageNames.Quarantine);

    /// <summary>The line of a rejected row.</summary>
    public static byte[] Line(string fileName, string sourceId, RejectedRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        return [.. JsonSerializer.SerializeToUtf8Bytes(new QuarantineEntry(fileName, sourceId, row.Sheet, row.Row, row.Key, row.Errors, row.Cells), Json), (byte)'\n'];
    }

    /// <summary>The line of a repaired row.</summary>
    public static byte[] Line(RepairedRow row) => [.. JsonSerializer.SerializeToUtf8Bytes(row, Json), (byte)'\n'];

    /// <summary>Puts the repaired rows of a file beside the rejected ones, in <c>{source}/{sha256}.repairs.jsonl</c>.</summary>
    public Task SaveRepairsAsync(string sourceId, string sha256, Stream lines, CancellationToken cancellationToken) =>
        _container.GetBlobClient($"{sourceId}/{sha256}.repairs.jsonl").UploadAsync(
            lines, new BlobUploadOptions { HttpHeaders = new() { ContentType = "application/x-ndjson" } }, cancellationToken);

    /// <summary>Puts the rejected rows of a file in the place of earlier ones of the same file.</summary>
    public Task SaveAsync(string sourceId, string sha256, Stream lines, CancellationToken cancellationToken) =>
        _container.GetBlobClient(Name(sourceId, sha256)).UploadAsync(
            lines, new BlobUploadOptions { HttpHeaders = new() { ContentType = "application/x-ndjson" } }, cancellationToken);

    /// <summary>The rejected rows of a file.</summary>
    public async IAsyncEnumerable<QuarantineEntry> ReadAsync(
        string sourceId, string sha256, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var blob = _container.GetBlobClient(Name(sourceId, sha256));
        if (!await blob.ExistsAsync(cancellationToken).ConfigureAwait(false))
        {
            yield break;
        }

        using var reader = new StreamReader(await blob.OpenReadAsync(cancellationToken: cancellationToken).ConfigureAwait(false));
        while (await reader.ReadLineAsync(cancellationToken).ConfigureAwait(false) is { } line)
        {
            yield return JsonSerializer.Deserialize<QuarantineEntry>(line, Json)!;
        }
    }

    private static string Name(string sourceId, string sha256) => $"{sourceId}/{sha256}.jsonl";
}
