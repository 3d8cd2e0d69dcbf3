using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using GovPipeline.Storage.Accounts;

namespace GovPipeline.Storage.Reports;

/// <summary>Reports as they were sent, in <c>reports/{period}/{version}/</c>, and a mark <c>{period}/sent</c> once they were.</summary>
/// <param name="work">The work account.</param>
public sealed class ReportStore(WorkAccount work)
{
    private const string Mark = "/sent";
    private readonly BlobContainerClient _container = work.Account.Container(StorageNames.Reports);

    /// <summary>The version that was sent of a period; empty when none was.</summary>
    public async Task<string> FindAsync(string period, CancellationToken cancellationToken)
    {
        var blob = _container.GetBlobClient(period + Mark);
        return await blob.ExistsAsync(cancellationToken).ConfigureAwait(false)
            ? (await blob.DownloadContentAsync(cancellationToken).ConfigureAwait(false)).Value.Content.ToString() : string.Empty;
    }

    /// <summary>Keeps a file; the first one of a name stands.</summary>
    public async Task SaveAsync(string name, byte[] content, CancellationToken cancellationToken)
    {
        try
        {
            await _container.GetBlobClient(name).UploadAsync(
                BinaryData.FromBytes(content), new BlobUploadOptions { Conditions = new() { IfNoneMatch = Azure.ETag.All } }, cancellationToken)
                    .ConfigureAwait(false);
        }
        catch (Azure.RequestFailedException e) when (e.Status == 409)
        {
            // Made before by a run that was killed; what it made stands, as the mails may be out.
        }
    }

    /// <summary>Notes that a period's report was sent.</summary>
    public Task CloseAsync(string period, string version, CancellationToken cancellationToken) =>
        _container.GetBlobClient(period + Mark).UploadAsync(BinaryData.FromString(version), overwrite: true, cancellationToken);
}
