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
