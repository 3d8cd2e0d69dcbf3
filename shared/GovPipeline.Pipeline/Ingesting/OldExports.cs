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
            if (blobs.TryGetValue(export.Name, out var known) && known.BlobETag == export.ETag
                && known.State is FileStates.Ingested or FileStates.Refused or FileStates.Duplicate && IsOver(export))
            {
                over.Add((export, known));
            }
        }

        return over;
    }

    /// <summary>Deletes one, with the quarantined rows of its content.</summary>
    public async Task DeleteAsync(ExportBlob export, FileRecord known, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(export);
        ArgumentNullException.ThrowIfNull(known);
        if (known.Sha256.Length > 0)
        {
            await quarantine.DeleteAsync(export.Name.Split('/')[0], known.Sha256, cancellationToken).ConfigureAwait(false);
        }

        await exports.DeleteAsync(export, cancellationToken).ConfigureAwait(false);
    }

    private bool IsOver(ExportBlob export)
    {
        var arrived = VietnamClock.DayOf(export.ArrivedAt);
        var day = export.ExportDate is { } said && said < arrived ? said : arrived;
        var end = Period.Containing(ReportingCalendar.Nd09, PeriodKind.HalfYear, day)!.End;
        var last = end > arrived ? end : arrived;
        return last.AddDays(options.Value.KeepExportsDays) < VietnamClock.Today(time);
    }
}
