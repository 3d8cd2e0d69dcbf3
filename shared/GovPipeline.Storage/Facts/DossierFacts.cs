using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using GovPipeline.Domain.Dossiers;
using GovPipeline.Storage.Accounts;

namespace GovPipeline.Storage.Facts;

/// <summary>The newest version of each dossier, in <c>facts/dossiers/org={organisation}/month={yyMM}/part.parquet</c>.</summary>
/// <param name="work">The work account.</param>
public sealed class DossierFacts(WorkAccount work)
{
    private const string Folder = "dossiers/";
    private readonly BlobContainerClient _container = work.Account.Container(StorageNames.Facts);

    /// <summary>Merges rows of a file into a partition; safe against others who write it at the same time.</summary>
    /// <param name="key">The partition.</param>
    /// <param name="rows">The rows; sorted in place.</param>
    /// <param name="file">The file.</param>
    /// <param name="beforeFiguresChange">Is awaited before a write that may change counts, so that it is noted first and never lost.</param>
    /// <param name="cancellationToken">Stops between tries.</param>
    public Task<DossierMergeResult> MergeAsync(
        PartitionKey key, Memory<Dossier> rows, ExportFile file, Func<Task> beforeFiguresChange, CancellationToken cancellationToken) =>
        BlobUpdate.RunAsync(
            _container,
            Name(key),
            async content =>
            {
                var existing = content is null ? DossierPartition.Empty : await DossierParquet.ReadAsync(content, cancellationToken).ConfigureAwait(false);
                var result = DossierMerge.Merge(existing, rows.Span, file);
                if (result.FiguresChanged)
                {
                    await beforeFiguresChange().ConfigureAwait(false);
                }

                return (result.Changed ? await DossierParquet.WriteAsync(result.Partition, cancellationToken).ConfigureAwait(false) : null, result);
            },
            cancellationToken);

    /// <summary>A partition; empty when nothing came for it.</summary>
    public async Task<DossierPartition> ReadAsync(PartitionKey key, CancellationToken cancellationToken)
    {
        var (content, _) = await BlobUpdate.ReadAsync(_container.GetBlobClient(Name(key)), cancellationToken).ConfigureAwait(false);
        return content is null ? DossierPartition.Empty : await DossierParquet.ReadAsync(content, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>A partition, unless it is still as it was read before.</summary>
    /// <param name="key">The partition.</param>
    /// <param name="known">As it was read before, with its tag; null for never.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<(DossierPartition Partition, ETag? Tag)> ReadAgainAsync(
        PartitionKey key, (DossierPartition Partition, ETag? Tag)? known, CancellationToken cancellationToken)
    {
        try
        {
            var conditions = known?.Tag is { } tag ? new BlobRequestConditions { IfNoneMatch = tag } : null;
            var answer = await _container.GetBlobClient(Name(key)).DownloadContentAsync(new BlobDownloadOptions { Conditions = conditions }, cancellationToken)
                .ConfigureAwait(false);
            return answer.GetRawResponse().Status == 304 ? known!.Value
                : (await DossierParquet.ReadAsync(answer.Value.Content, cancellationToken).ConfigureAwait(false), answer.Value.Details.ETag);
        }
        catch (RequestFailedException e) when (e.Status is 304 or 404)
        {
            return e.Status == 304 ? known!.Value : (DossierPartition.Empty, null);
        }
    }

    /// <summary>All partitions there are.</summary>
    public async IAsyncEnumerable<PartitionKey> PartitionsAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var blob in _container.GetBlobsAsync(BlobTraits.None, BlobStates.None, Folder, cancellationToken).ConfigureAwait(false))
        {
            var parts = blob.Name.Split('/');
            yield return new(parts[1]["org=".Length..], parts[2]["month=".Length..]);
        }
    }

    private static string Name(PartitionKey key) => $"{Folder}org={key.Organisation}/month={key.Month}/part.parquet";
}
