using System.IO.Compression;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using GovPipeline.Storage.Accounts;
using GovPipeline.Storage.Leases;

namespace GovPipeline.Storage.Published;

/// <summary>
/// The last publications of each period that had different figures, two of them whole and of sixty the units' own numbers, in
/// <c>counts/history/{period}.json.gz</c>: whoever doubts a figure
/// is told what it was before.
/// </summary>
/// <param name="work">The work account.</param>
public sealed class PublicationHistory(WorkAccount work)
{
    private const int KeptWhole = 2, Kept = 60;
    private const string VersionKey = "version";
    private readonly BlobContainerClient _container = work.Account.Container(StorageNames.Counts);

    /// <summary>Keeps what is about to be published, unless its figures are those of the last one. Call it under the lease of the publisher.</summary>
    /// <param name="now">What is about to be published.</param>
    /// <param name="standing">Version of what is published of the period; null when nothing is, so that nothing need be looked for.</param>
    /// <param name="held">The lease of the publisher.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="Domain.Errors.PipelineException">GP402: another publisher kept something meanwhile.</exception>
    public async Task KeepAsync(KeptPublication now, string? standing, HeldLease held, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(now);
        ArgumentNullException.ThrowIfNull(held);
        var blob = _container.GetBlobClient(Name(now.Period));
        if (standing is null && await WriteAsync(blob, [now], new() { IfNoneMatch = ETag.All }, cancellationToken).ConfigureAwait(false))
        {
            return;
        }

        if (standing == now.Version && await VersionAsync(blob, cancellationToken).ConfigureAwait(false) == now.Version)
        {
            return;
        }

        // The newest is one that a publisher was cut off with, when it is not what stands: nobody ever saw it.
        var (content, tag) = await BlobUpdate.ReadAsync(blob, cancellationToken).ConfigureAwait(false);
        var known = content is null ? [] : Unpack(content);
        known = known is [var last, ..] && last.Version != standing && last.Version != now.Version ? [.. known.Skip(1)] : known;
        await held.EnsureAsync().ConfigureAwait(false);
        if (!await WriteAsync(
            blob,
            known is [var newest, ..] && newest.Version == now.Version ? known
                : [now, .. known.Take(KeptWhole - 1), .. known.Skip(KeptWhole - 1).Take(Kept - KeptWhole).Select(Headlines)],
            tag is { } read ? new() { IfMatch = read } : new() { IfNoneMatch = ETag.All }, cancellationToken).ConfigureAwait(false))
        {
            throw new Domain.Errors.PipelineException(Domain.Errors.ErrorCatalogue.StorageContention, blob.Name, 1);
        }
    }

    /// <summary>The publications that are kept of a period, the newest first.</summary>
    public async Task<IReadOnlyList<KeptPublication>> ReadAsync(string period, CancellationToken cancellationToken)
    {
        var (content, _) = await BlobUpdate.ReadAsync(_container.GetBlobClient(Name(period)), cancellationToken).ConfigureAwait(false);
        return content is null ? [] : Unpack(content);
    }

    /// <summary>The version that was kept last; null for none.</summary>
    private static async Task<string?> VersionAsync(BlobClient blob, CancellationToken cancellationToken)
    {
        try
        {
            var properties = await blob.GetPropertiesAsync(cancellationToken: cancellationToken).ConfigureAwait(false);
            return properties.Value.Metadata.TryGetValue(VersionKey, out var version) ? version : null;
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            return null;
        }
    }

    /// <summary>Writes what is kept of a period, newest first; false when the condition is not met.</summary>
    private static async Task<bool> WriteAsync(
        BlobClient blob, List<KeptPublication> kept, BlobRequestConditions only, CancellationToken cancellationToken)
    {
        var about = new Dictionary<string, string> { [VersionKey] = kept[0].Version };
        try
        {
            await blob.UploadAsync(Pack(kept), new BlobUploadOptions { Metadata = about, Conditions = only }, cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (RequestFailedException e) when (e.Status is 404 or 409 or 412)
        {
            return false;
        }
    }

    /// <summary>What is kept of older ones: the units' own numbers, by which a code that was printed then is found.</summary>
    private static KeptPublication Headlines(KeptPublication publication) => publication with
    {
        Rows = [.. publication.Rows.Where(r => r.FieldKey == PeriodRow.AllFields)], Indicators = [], Breakdowns = [], Reported = [],
    };

    private static string Name(string period) => $"history/{period}.json.gz";

    private static BinaryData Pack(List<KeptPublication> publications)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            JsonSerializer.Serialize(gzip, publications);
        }

        return BinaryData.FromBytes(packed.ToArray());
    }

    private static List<KeptPublication> Unpack(BinaryData content)
    {
        using var gzip = new GZipStream(content.ToStream(), CompressionMode.Decompress);
        return JsonSerializer.Deserialize<List<KeptPublication>>(gzip, KeptPublication.Json)!;
    }
}

/// <summary>What was published of a period.</summary>
public sealed record KeptPublication
{
    /// <summary>How it is read: what an older version kept lacks the columns that came since.</summary>
    internal static JsonSerializerOptions Json { get; } = new()
    {
        TypeInfoResolver = new DefaultJsonTypeInfoResolver
        {
            Modifiers =
            {
                type =>
                {
                    foreach (var property in type.Properties)
                    {
                        property.IsRequired = false;
                    }
                },
            },
        },
    };

    /// <summary>The period.</summary>
    public required string Period { get; init; }

    /// <summary>Fingerprint of its figures.</summary>
    public required string Version { get; init; }

    /// <summary>When it was first published.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The last local day it tells of.</summary>
    public required string AsOf { get; init; }

    /// <summary>Versions of the definitions, as in <c>datasets</c>.</summary>
    public required string Definitions { get; init; }

    /// <summary>Its rows.</summary>
    public required IReadOnlyList<PeriodRow> Rows { get; init; }

    /// <summary>Its indicators.</summary>
    public required IReadOnlyList<IndicatorRow> Indicators { get; init; }

    /// <summary>Its breakdowns.</summary>
    public required IReadOnlyList<BreakdownRow> Breakdowns { get; init; }

    /// <summary>What softwares reported of it.</summary>
    public required IReadOnlyList<ReportedRow> Reported { get; init; }

    /// <summary>Its days; null where it has none, or they are not kept.</summary>
    public IReadOnlyList<DailyRow>? Days { get; init; }

    /// <summary>Its row in <c>datasets</c>; null where it is not kept.</summary>
    public DatasetRow? Dataset { get; init; }

    /// <summary>Its numbers of authenticity; none where they are not kept.</summary>
    public IReadOnlyList<AuthenticityRow> Authenticity { get; init; } = [];

    /// <summary>Its tests of authenticity.</summary>
    public IReadOnlyList<AuthenticityTestRow> AuthenticityTests { get; init; } = [];
}
