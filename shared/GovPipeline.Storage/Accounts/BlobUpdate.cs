using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using GovPipeline.Domain.Errors;

namespace GovPipeline.Storage.Accounts;

/// <summary>Reads, changes and writes a blob under the condition that nobody else wrote it meanwhile; tries again when somebody did.</summary>
internal static class BlobUpdate
{
    private const int Tries = 12;

    /// <param name="container">The container.</param>
    /// <param name="name">Name of the blob.</param>
    /// <param name="change">From the content (null when there is none) to the new content (null to leave it) and a result.</param>
    /// <param name="cancellationToken">Stops between tries.</param>
    public static async Task<T> RunAsync<T>(
        BlobContainerClient container,
        string name,
        Func<BinaryData?, Task<(BinaryData? Content, T Result)>> change,
        CancellationToken cancellationToken)
    {
        var blob = container.GetBlobClient(name);
        for (var attempt = 1; attempt <= Tries; attempt++)
        {
            var (content, etag) = await ReadAsync(blob, cancellationToken).ConfigureAwait(false);
            var (changed, result) = await change(content).ConfigureAwait(false);
            if (changed is null)
            {
                return result;
            }

            try
            {
                var condition = etag is null ? new BlobRequestConditions { IfNoneMatch = ETag.All } : new BlobRequestConditions { IfMatch = etag };
                await blob.UploadAsync(changed, new BlobUploadOptions { Conditions = condition }, cancellationToken).ConfigureAwait(false);
                return result;
            }
            catch (RequestFailedException e) when (e.Status is 409 or 412)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(20 * attempt), cancellationToken).ConfigureAwait(false);
            }
        }

        throw new PipelineException(ErrorCatalogue.StorageContention, name, Tries);
    }

    public static async Task<(BinaryData? Content, ETag? ETag)> ReadAsync(BlobClient blob, CancellationToken cancellationToken)
    {
        try
        {
            var answer = await blob.DownloadContentAsync(cancellationToken).ConfigureAwait(false);
            return (answer.Value.Content, answer.Value.Details.ETag);
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            return (null, null);
        }
    }
}
