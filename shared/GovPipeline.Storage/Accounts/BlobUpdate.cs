using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using GovPipeline.Domain.Errors;

namespace GovPipeline.Storage.Accounts;

/// <summary>Reads, changes and writes a blob under the condition that nobody else wrote it meanwhile; tries again when somebody did.</summary>
internal static class BlobUpdate
{
    private const int Tries = 12, AtOnce = 8;

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

            if (await TryWriteAsync(blob, changed, etag, cancellationToken).ConfigureAwait(false))
            {
                return result;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(20 * attempt), cancellationToken).ConfigureAwait(false);
        }

        throw new PipelineException(ErrorCatalogue.StorageContention, name, Tries);
    }

    /// <summary>
    /// The same of several blobs that are made from the same things: all are read, then what they are made from, once, and then each is written.
    /// What was made from something is so never older than what it was made from when the blob was read.
    /// </summary>
    /// <param name="container">The container.</param>
    /// <param name="names">Names of the blobs by what they are of.</param>
    /// <param name="sources">Reads what they are made from; called again for each try.</param>
    /// <param name="change">From the content (null when there is none) and the sources to the new content (null to leave it).</param>
    /// <param name="cancellationToken">Stops between tries.</param>
    public static async Task RunAllAsync<TKey, TSource>(
        BlobContainerClient container, IReadOnlyDictionary<TKey, string> names, Func<Task<TSource>> sources,
        Func<TKey, BinaryData?, TSource, Task<BinaryData?>> change, CancellationToken cancellationToken)
        where TKey : notnull
    {
        var left = names.Keys.ToList();
        for (var attempt = 1; left.Count > 0; attempt++)
        {
            if (attempt > Tries)
            {
                throw new PipelineException(ErrorCatalogue.StorageContention, names[left[0]], Tries);
            }

            if (attempt > 1)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(20 * attempt), cancellationToken).ConfigureAwait(false);
            }

            var standing = await EachAsync(left, key => ReadAsync(container.GetBlobClient(names[key]), cancellationToken)).ConfigureAwait(false);
            var read = await sources().ConfigureAwait(false);
            var written = await EachAsync(left, async key =>
            {
                var (content, etag) = standing[key];
                return await change(key, content, read).ConfigureAwait(false) is not { } changed
                    || await TryWriteAsync(container.GetBlobClient(names[key]), changed, etag, cancellationToken).ConfigureAwait(false);
            }).ConfigureAwait(false);
            left.RemoveAll(key => written[key]);
        }
    }

    /// <summary>Does something for each key, a few at a time.</summary>
    public static async Task<Dictionary<TKey, T>> EachAsync<TKey, T>(IEnumerable<TKey> keys, Func<TKey, Task<T>> work)
        where TKey : notnull
    {
        var found = new Dictionary<TKey, T>();
        foreach (var some in keys.Chunk(AtOnce))
        {
            foreach (var (key, result) in some.Zip(await Task.WhenAll(some.Select(work)).ConfigureAwait(false)))
            {
                found[key] = result;
            }
        }

        return found;
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

    /// <summary>Writes on condition that the blob stands as it was read; false when somebody else wrote it meanwhile.</summary>
    private static async Task<bool> TryWriteAsync(BlobClient blob, BinaryData content, ETag? read, CancellationToken cancellationToken)
    {
        try
        {
            var condition = read is null ? new BlobRequestConditions { IfNoneMatch = ETag.All } : new BlobRequestConditions { IfMatch = read };
            await blob.UploadAsync(content, new BlobUploadOptions { Conditions = condition }, cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (RequestFailedException e) when (e.Status is 409 or 412)
        {
            return false;
        }
    }
}
