using GovPipeline.Domain.Periods;
using GovPipeline.Domain.Time;
using GovPipeline.Pipeline.Configuration;
using GovPipeline.Storage.Exports;
using GovPipeline.Storage.Ledger;
using GovPipeline.Storage.Quarantine;
using Microsoft.Extensions.Options;

namespace GovPipeline.Pipeline.Ingesting;

/// <summary>
/// Raw exports and quarantined rows whose time is over: the half-year that their last day is in ended, and they came, more than
/// <see cref="PipelineOptions.KeepExportsDays"/> ago. What the ledger does not know, or has not taken in or refused, is never one of them.
/// </summary>
public sealed class OldExports(ExportStore exports, QuarantineStore quarantine, FileLedger ledger, IOptions<PipelineOptions> options, TimeProvider time)
{
    /// <summary>The lease by which who reads exports again, and who deletes them, keep each other from it.</summary>
    public const string Lease = "exports";

    /// <summary>The newest file that was taken in; null for none.</summary>
    public async Task<DateTimeOffset?> NewestAsync(CancellationToken cancellationToken) =>
        (await ledger.FilesAsync(null, cancellationToken).ConfigureAwait(false)).Where(f => f.State == FileStates.Ingested)
            .Select(f => (DateTimeOffset?)f.ArrivedAt).DefaultIfEmpty().Max();

    /// <summary>Those whose time is over.</summary>
    public async Task<IReadOnlyList<(ExportBlob Export, FileRecord Known)>> ListAsync(CancellationToken cancellationToken)
    {
        if (options.Value.KeepExportsDays == 0)
        {
            return [];
        }

        var blobs = await ledger.BlobsAsync(cancellationToken).ConfigureAwait(false);
        var over = new List<(ExportBlob, FileRecord)>();
        await foreach (var export in exports.ListAsync(cancellationToken).ConfigureAwait(false))
        {
            // The ledger is asked only of those whose own day is over: it may know of a later one, never of an earlier.
            if (blobs.TryGetValue(export.Name, out var known) && IsDone(export, known) && IsOver(export, null)
                && IsOver(export, await ledger.FindAsync(export.SourceId, known.Sha256, cancellationToken).ConfigureAwait(false)))
            {
                over.Add((export, known));
            }
        }

        return over;
    }

    /// <summary>Whether it is still as it was found, and nobody wants it taken in again.</summary>
    public async Task<bool> IsStillOverAsync(ExportBlob export, CancellationToken cancellationToken) =>
        await ledger.FindBlobAsync(export, cancellationToken).ConfigureAwait(false) is { } known && IsDone(export, known);

    /// <summary>Deletes one, with the quarantined rows of its content unless another name of the content stands in the ledger for it.</summary>
    /// <returns>Whether it is gone; not when somebody confirmed or wrote it meanwhile.</returns>
    public async Task<bool> DeleteAsync(ExportBlob export, FileRecord known, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(export);
        ArgumentNullException.ThrowIfNull(known);
        if (!await exports.DeleteAsync(export, cancellationToken).ConfigureAwait(false))
        {
            return false;
        }

        if (known.Sha256.Length > 0
            && (await ledger.FindAsync(export.SourceId, known.Sha256, cancellationToken).ConfigureAwait(false))?.Blob == export.Name)
        {
            await quarantine.DeleteAsync(export.SourceId, known.Sha256, cancellationToken).ConfigureAwait(false);
        }

        return true;
    }

    private static bool IsDone(ExportBlob export, FileRecord known) =>
        known.BlobETag == export.ETag && known.State is FileStates.Ingested or FileStates.Refused or FileStates.Duplicate;

    private bool IsOver(ExportBlob export, FileRecord? file)
    {
        var arrived = VietnamClock.DayOf(export.ArrivedAt);

        // The day that reading found, where a name says an earlier one.
        var (named, read) = (export.ExportDate ?? arrived, DayText.TryParse(file?.ExportDate) ?? DateOnly.MinValue);
        var told = named > read ? named : read;
        var day = told < arrived ? told : arrived;
        var end = Period.Containing(ReportingCalendar.Nd09, PeriodKind.HalfYear, day)!.End;
        var last = end > arrived ? end : arrived;
        return last.AddDays(options.Value.KeepExportsDays) < VietnamClock.Today(time);
    }
}
