using GovPipeline.Domain.Time;
using System.Globalization;
using System.Text;
using GovPipeline.Domain.Errors;
using GovPipeline.Domain.Privacy;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using GovPipeline.Storage.Accounts;

namespace GovPipeline.Storage.Exports;

/// <summary>Exports as they came, pulled or dropped. They are never changed.</summary>
/// <param name="work">The work account.</param>
public sealed class ExportStore(WorkAccount work)
{
    /// <summary>What stands for the nightly pull where it is said who brought an export.</summary>
    public const string Puller = "pull";

    private const int LongestName = 120, BufferSize = 4 * 1024 * 1024;
    private const string DateKey = "exportdate", FromKey = "from", CertainKey = "datecertain", ConfirmedKey = "confirmed", BroughtByKey = "broughtby";
    private readonly BlobContainerClient _container = work.Account.Container(StorageNames.Exports);

    /// <summary>The name of a pulled or uploaded export: a folder a source and day, and a moment that sorts.</summary>
    /// <param name="sourceId">The source.</param>
    /// <param name="exportDate">The day; null when nobody said it.</param>
    /// <param name="now">Now.</param>
    /// <param name="suffix">The file's own name.</param>
    public static string NameFor(string sourceId, DateOnly? exportDate, DateTimeOffset now, string suffix)
    {
        ArgumentNullException.ThrowIfNull(suffix);
        var folder = exportDate is { } day ? day.ToString("yyyy'/'MM'/'dd", CultureInfo.InvariantCulture) : "undated";
        return string.Create(CultureInfo.InvariantCulture, $"{sourceId}/{folder}/{now.UtcDateTime:yyyyMMdd'T'HHmmssfff}-{Plain(suffix)}");
    }

    // A name that no listing can say would stop every listing; and one may hold a citizen's number.
    private static string Plain(string name)
    {
        var masked = PersonalData.Masked(name).Replace(PersonalData.Mask, "x", StringComparison.Ordinal);
        var plain = string.Concat(masked.EnumerateRunes().Select(r => Rune.IsLetterOrDigit(r) || r.Value is '.' or '-' or '_' or ' ' ? r.ToString() : "_"));
        return plain.Length <= LongestName ? plain : string.Concat(plain.AsSpan(0, LongestName / 2), "_", plain.AsSpan(plain.Length - (LongestName / 2)));
    }

    /// <summary>Begins an export that appears as a whole when committed.</summary>
    /// <param name="name">Its name, as <see cref="NameFor"/> makes it.</param>
    /// <param name="exportDate">The last local day it tells of; null when nobody says so.</param>
    /// <param name="from">The first; null when nobody says so.</param>
    /// <param name="isDateCertain">Whether the day was said by somebody who knows.</param>
    /// <param name="isConfirmed">Whether a person wants it taken in, whatever speaks against it as a whole.</param>
    /// <param name="broughtBy">Who brings it; empty when nobody says so.</param>
    public StagedExport Begin(
        string name, DateOnly? exportDate, DateOnly? from, bool isDateCertain, bool isConfirmed = false, string broughtBy = "") =>
        new(_container, name, Metadata(exportDate, from, isDateCertain, isConfirmed, broughtBy));

    /// <summary>Says of an export again which days it tells of, as a person who has looked at it.</summary>
    public async Task ConfirmAsync(string name, DateOnly? exportDate, DateOnly? from, CancellationToken cancellationToken)
    {
        var broughtBy = (await FindAsync(name, cancellationToken).ConfigureAwait(false))?.BroughtBy ?? string.Empty;
        await _container.GetBlobClient(name).SetMetadataAsync(
            Metadata(exportDate, from, isDateCertain: true, isConfirmed: true, broughtBy), cancellationToken: cancellationToken).ConfigureAwait(false);
    }

    /// <summary>An export, or null.</summary>
    public async Task<ExportBlob?> FindAsync(string name, CancellationToken cancellationToken)
    {
        try
        {
            var properties = (await _container.GetBlobClient(name).GetPropertiesAsync(cancellationToken: cancellationToken).ConfigureAwait(false)).Value;
            return Export(name, properties.ETag, properties.ContentLength, properties.CreatedOn, properties.Metadata);
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            return null;
        }
    }

    /// <summary>All exports, by name.</summary>
    public async IAsyncEnumerable<ExportBlob> ListAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var blobs = _container.GetBlobsAsync(BlobTraits.Metadata, BlobStates.None, null, cancellationToken).GetAsyncEnumerator(cancellationToken);
        while (true)
        {
            try
            {
                if (!await blobs.MoveNextAsync().ConfigureAwait(false))
                {
                    yield break;
                }
            }
            catch (System.Xml.XmlException e)
            {
                throw new PipelineException(e, ErrorCatalogue.StorageUnlistable, StorageNames.Exports);
            }

            var p = blobs.Current.Properties;
            yield return Export(blobs.Current.Name, p.ETag!.Value, p.ContentLength ?? 0, p.CreatedOn ?? p.LastModified!.Value, blobs.Current.Metadata);
        }
    }

    /// <summary>Opens an export for one reading, as it was when found.</summary>
    public async Task<Stream> OpenAsync(ExportBlob export, CancellationToken cancellationToken)
    {
        var blob = _container.GetBlobClient(export.Name);
        var asFound = new BlobRequestConditions { IfMatch = new ETag($"\"{export.ETag}\"") };
        if (export.Length <= BufferSize)
        {
            // One request, where a stream that reads on as it goes begins with two.
            var whole = await blob.DownloadContentAsync(new BlobDownloadOptions { Conditions = asFound }, cancellationToken).ConfigureAwait(false);
            return whole.Value.Content.ToStream();
        }

        return await blob.OpenReadAsync(new BlobOpenReadOptions(allowModifications: false) { BufferSize = BufferSize, Conditions = asFound }, cancellationToken)
            .ConfigureAwait(false);
    }

    /// <summary>Deletes an export, unless somebody wrote it again, or confirmed it, since it was found.</summary>
    /// <returns>Whether it is gone.</returns>
    public async Task<bool> DeleteAsync(ExportBlob export, CancellationToken cancellationToken)
    {
        try
        {
            await _container.GetBlobClient(export.Name).DeleteIfExistsAsync(
                conditions: new() { IfMatch = new ETag($"\"{export.ETag}\"") }, cancellationToken: cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (RequestFailedException e) when (e.Status == 412)
        {
            return false;
        }
    }

    private static Dictionary<string, string> Metadata(DateOnly? exportDate, DateOnly? from, bool isDateCertain, bool isConfirmed, string broughtBy)
    {
        var metadata = new Dictionary<string, string>();
        if (exportDate is { } day)
        {
            metadata[DateKey] = DayText.Iso(day);
        }

        if (isDateCertain)
        {
            metadata[CertainKey] = "1";
        }

        if (isConfirmed)
        {
            metadata[ConfirmedKey] = "1";
        }

        if (broughtBy.Length > 0)
        {
            metadata[BroughtByKey] = Uri.EscapeDataString(broughtBy); // a header holds no Vietnamese letters
        }

        if (from is { } first)
        {
            metadata[FromKey] = DayText.Iso(first);
        }

        return metadata;
    }

    // A listing gives the tag bare, a look-up in quotation marks.
    private static ExportBlob Export(string name, ETag etag, long length, DateTimeOffset arrived, IDictionary<string, string>? metadata) =>
        new(name, etag.ToString().Trim('"'), length, arrived, Date(metadata, DateKey), Date(metadata, FromKey), metadata?.ContainsKey(CertainKey) ?? false,
            metadata?.ContainsKey(ConfirmedKey) ?? false,
            metadata is not null && metadata.TryGetValue(BroughtByKey, out var by) ? Uri.UnescapeDataString(by) : string.Empty);

    private static DateOnly? Date(IDictionary<string, string>? metadata, string key) =>
        metadata is not null && metadata.TryGetValue(key, out var text) ? DayText.TryParse(text) : null;
}
