using System.Globalization;
using System.IO.Compression;
using System.Text.Json;
using Azure;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using GovPipeline.Domain.Errors;
using GovPipeline.Storage.Accounts;
using GovPipeline.Storage.Parquet;
using GovPipeline.Storage.Leases;
using GovPipeline.Storage.Published;

namespace GovPipeline.Storage.Signing;

/// <summary>
/// Signed periods: who signed what in the table <c>signatures</c>; the rows they signed, and which dossiers counted in them, in
/// <c>counts/signed/{period}/{number}-{own}.json.gz</c> and <c>.parquet</c>. A signature is written after its rows, under a name that no other
/// signer has, and never changed: what a signer who was cut off writes late is nobody's.
/// </summary>
/// <param name="work">The work account.</param>
public sealed class SigningStore(WorkAccount work)
{
    private readonly TableClient _table = work.Account.Table(StorageNames.Signatures);
    private readonly BlobContainerClient _container = work.Account.Container(StorageNames.Counts);

    /// <summary>All signatures by period, in their order.</summary>
    public async Task<ILookup<string, Signature>> AllAsync(CancellationToken cancellationToken)
    {
        var found = new List<Signature>();
        await foreach (var signature in _table.QueryAsync<Signature>(cancellationToken: cancellationToken).ConfigureAwait(false))
        {
            found.Add(signature);
        }

        return found.OrderBy(s => s.RowKey, StringComparer.Ordinal).ToLookup(s => s.PartitionKey, StringComparer.Ordinal);
    }

    /// <summary>The signatures of a period, in their order.</summary>
    public async Task<IReadOnlyList<Signature>> OfAsync(string period, CancellationToken cancellationToken)
    {
        var found = new List<Signature>();
        await foreach (var signature in _table.QueryAsync<Signature>(TableClient.CreateQueryFilter($"PartitionKey eq {period}"),
            cancellationToken: cancellationToken).ConfigureAwait(false))
        {
            found.Add(signature);
        }

        return [.. found.OrderBy(s => s.RowKey, StringComparer.Ordinal)];
    }

    /// <summary>Keeps rows and dossiers, then adds the signature: what it does not follow is signed by nobody.</summary>
    /// <param name="signature">The signature; its number is the next.</param>
    /// <param name="publication">The rows.</param>
    /// <param name="dossiers">The dossiers that count in them.</param>
    /// <param name="held">The lease of the publisher: while it is held nobody publishes other rows.</param>
    /// <param name="cancellationToken">Stops before the signature.</param>
    /// <exception cref="PipelineException">GP402: somebody else signed meanwhile.</exception>
    public async Task AddAsync(
        Signature signature, KeptPublication publication, SignedDossier[] dossiers, HeldLease held, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(signature);
        ArgumentNullException.ThrowIfNull(held);
        signature.Place = $"{signature.RowKey}-{Guid.NewGuid():N}";
        var name = Name(signature);
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            await JsonSerializer.SerializeAsync(gzip, publication, cancellationToken: cancellationToken).ConfigureAwait(false);
        }

        packed.Position = 0;
        await _container.GetBlobClient($"{name}.parquet")
            .UploadAsync(await Table().WriteAsync(dossiers, cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
        await _container.GetBlobClient($"{name}.json.gz").UploadAsync(packed, cancellationToken).ConfigureAwait(false);
        await held.EnsureAsync().ConfigureAwait(false);
        try
        {
            await _table.AddEntityAsync(signature, cancellationToken).ConfigureAwait(false);
        }
        catch (RequestFailedException e) when (e.Status == 409)
        {
            var standing = await _table.GetEntityIfExistsAsync<Signature>(signature.PartitionKey, signature.RowKey, cancellationToken: cancellationToken)
                .ConfigureAwait(false);
            if (standing.HasValue && standing.Value!.Place == signature.Place)
            {
                return; // its own: the answer was lost, and the request sent twice
            }

            throw new PipelineException(e, ErrorCatalogue.StorageContention, $"{StorageNames.Signatures}/{signature.PartitionKey}", 1);
        }
    }

    /// <summary>The rows that a signature is of.</summary>
    /// <exception cref="PipelineException">GP407: the rows that are kept are not those that were signed.</exception>
    public async Task<KeptPublication> ReadAsync(Signature signature, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(signature);
        var content = (await _container.GetBlobClient($"{Name(signature)}.json.gz")
            .DownloadContentAsync(cancellationToken).ConfigureAwait(false)).Value.Content;
        await using var gzip = new GZipStream(content.ToStream(), CompressionMode.Decompress);
        var kept = (await JsonSerializer.DeserializeAsync<KeptPublication>(gzip, KeptPublication.Json, cancellationToken).ConfigureAwait(false))!;
        return kept.Version == signature.Version ? kept
            : throw new PipelineException(ErrorCatalogue.SignedRowsChanged, signature.PartitionKey, signature.Document, kept.Version, signature.Version);
    }

    /// <summary>The dossiers that counted in the rows of a signature.</summary>
    public async Task<SignedDossier[]> DossiersAsync(Signature signature, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(signature);
        var content = (await _container.GetBlobClient($"{Name(signature)}.parquet")
            .DownloadContentAsync(cancellationToken).ConfigureAwait(false)).Value.Content;
        return await Table().ReadAsync(content, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The number of a row.</summary>
    public static string RowOf(int number) => number.ToString("D4", CultureInfo.InvariantCulture);

    private static string Name(Signature signature) =>
        $"signed/{signature.PartitionKey}/{(signature.Place.Length > 0 ? signature.Place : signature.RowKey)}";

    private static ParquetTable<SignedDossier> Table() => new ParquetTable<SignedDossier>()
        .Text("partition", (in r) => r.Partition, (ref r, v) => r.Partition = v)
        .Value<long>("code", (in r) => r.Code, (ref r, v) => r.Code = v)
        .Value<long>("content", (in r) => r.Content, (ref r, v) => r.Content = v)
        .Text("unitId", (in r) => r.UnitId, (ref r, v) => r.UnitId = v)
        .Value<int>("counters", (in r) => r.Counters, (ref r, v) => r.Counters = v);
}

/// <summary>A dossier that counted in a signed figure: fingerprints alone.</summary>
public record struct SignedDossier
{
    /// <summary>The partition of facts it is in.</summary>
    public string Partition { get; set; }

    /// <summary>Fingerprint of its code.</summary>
    public long Code { get; set; }

    /// <summary>Fingerprint of all that was told of it.</summary>
    public long Content { get; set; }

    /// <summary>The unit that received it.</summary>
    public string UnitId { get; set; }

    /// <summary>The counters it was in, a bit each.</summary>
    public int Counters { get; set; }
}
