using System.Diagnostics;
using Azure;
using Azure.Storage.Blobs.Specialized;
using GovPipeline.Storage.Accounts;

namespace GovPipeline.Storage.Leases;

/// <summary>Lets one host at a time do something, by a lease on a blob that is renewed while it works and ends by itself when the host does.</summary>
/// <param name="work">The work account.</param>
public sealed class WriterLease(WorkAccount work)
{
    /// <summary>Seconds a lease lasts without being renewed; the shortest that storage gives is 15.</summary>
    public static readonly TimeSpan Length = TimeSpan.FromSeconds(15);

    /// <summary>Takes the lease.</summary>
    /// <param name="name">What for, <c>publish</c>.</param>
    /// <param name="cancellationToken">Stops it, and the work under the lease.</param>
    /// <returns>Null when another host has it.</returns>
    public async Task<HeldLease?> TryTakeAsync(string name, CancellationToken cancellationToken)
    {
        var blob = work.Account.Container(StorageNames.Locks).GetBlobClient(name);
        var lease = blob.GetBlobLeaseClient();
        for (var isNew = false; ; isNew = true)
        {
            var since = Stopwatch.StartNew();
            try
            {
                await lease.AcquireAsync(Length, cancellationToken: cancellationToken).ConfigureAwait(false);
                return new(lease, since, cancellationToken);
            }
            catch (RequestFailedException e) when (e.Status == 404 && !isNew)
            {
                await CreateAsync(blob, cancellationToken).ConfigureAwait(false);
            }
            catch (RequestFailedException e) when (e.Status == 409)
            {
                return null;
            }
        }
    }

    private static async Task CreateAsync(Azure.Storage.Blobs.BlobClient blob, CancellationToken cancellationToken)
    {
        try
        {
            await blob.UploadAsync(BinaryData.FromString(string.Empty), cancellationToken).ConfigureAwait(false);
        }
        catch (RequestFailedException e) when (e.Status is 409 or 412)
        {
            // Another host was quicker.
        }
    }
}
