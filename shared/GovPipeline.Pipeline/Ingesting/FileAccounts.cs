using GovPipeline.Domain.Errors;
using GovPipeline.Domain.Periods;
using GovPipeline.Domain.Time;
using GovPipeline.Sources.Definitions;
using GovPipeline.Storage.Exports;
using GovPipeline.Storage.Ledger;
using GovPipeline.Storage.Quarantine;

namespace GovPipeline.Pipeline.Ingesting;

/// <summary>
/// Keeps the accounts of files: what came, what became of it, which bad rows it had. The totals of their periods fall due with
/// it. Call it under a hold.
/// </summary>
public sealed class FileAccounts(FileLedger ledger, QuarantineStore quarantine, RejectionSlips slips, PendingWork pending)
{
    /// <summary>What is known of the content of a file; null when it never came.</summary>
    public Task<FileRecord?> FindAsync(string sourceId, string sha256, CancellationToken cancellationToken) =>
        ledger.FindAsync(sourceId, sha256, cancellationToken);

    /// <summary>Opens the account of a file: its record says that it is being taken in, its bad rows are in quarantine and on a slip.</summary>
    /// <param name="blob">The export.</param>
    /// <param name="source">Its source.</param>
    /// <param name="exportDate">The day up to which it tells.</param>
    /// <param name="file">What was read.</param>
    /// <param name="before">What was known of this content before; null for nothing.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="PipelineException">GP402: another host has begun or ended it since.</exception>
    internal async Task<FileRecord> OpenAsync(
        ExportBlob blob, SourceDefinition source, DateOnly exportDate, IngestedFile file, FileRecord? before, CancellationToken cancellationToken)
    {
        var record = Record(blob, source, exportDate, file);
        record.ETag = before?.ETag ?? default;
        await ledger.SaveAsync(record, before, cancellationToken).ConfigureAwait(false);
        if (file.Tally.Rejected > 0)
        {
            file.Rejected.Position = 0;
            await quarantine.SaveAsync(source.Id, file.Sha256, file.Rejected, cancellationToken).ConfigureAwait(false);
            await slips.IssueAsync(source, record, cancellationToken).ConfigureAwait(false);
        }

        if ((FileDetail.Of(file.Tally) with { SharedCodes = file.Dossiers.Shared.Count }) is { IsEmpty: false } detail)
        {
            await quarantine.SaveDetailAsync(source.Id, file.Sha256, detail.Format(), cancellationToken).ConfigureAwait(false);
        }

        if (file.Tally.Repaired > 0)
        {
            file.Repaired.Position = 0;
            await quarantine.SaveRepairsAsync(source.Id, file.Sha256, file.Repaired, cancellationToken).ConfigureAwait(false);
        }

        await NoteTotalsAsync(record, cancellationToken).ConfigureAwait(false);
        return record;
    }

    /// <summary>Closes it: everything of the file is where it belongs.</summary>
    internal async Task CloseAsync(ExportBlob blob, FileRecord record, IngestedFile file, bool isAgain, CancellationToken cancellationToken)
    {
        await slips.AnswerAsync(record.PartitionKey, blob.Name, file.Tally.Answers, cancellationToken).ConfigureAwait(false);
        if (isAgain)
        {
            await pending.AddAsync(PendingWork.Nights, [blob.Name], cancellationToken).ConfigureAwait(false);
        }

        record.State = FileStates.Ingested;
        await ledger.SaveAsync(record, null, cancellationToken).ConfigureAwait(false);
        await ledger.PointAsync(blob, record.Sha256, FileStates.Ingested, string.Empty, string.Empty, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Says that a blob has the content of a file that came before; or that it is that file, whose job was cut off before it said so.</summary>
    internal async Task KnownAsync(ExportBlob blob, FileRecord known, CancellationToken cancellationToken)
    {
        await ledger.IndexAsync(known, cancellationToken).ConfigureAwait(false); // who wrote the record may have been cut off before that
        await ledger.PointAsync(
            blob, known.Sha256, known.Blob == blob.Name ? FileStates.Ingested : FileStates.Duplicate, string.Empty, string.Empty, cancellationToken)
            .ConfigureAwait(false);
    }

    /// <summary>Says that a file was refused, why, and that the periods of its day count it among the refused.</summary>
    internal async Task RefuseAsync(
        ExportBlob blob, SourceDefinition? source, DateOnly exportDate, string sha256, PipelineException error, CancellationToken cancellationToken)
    {
        await pending.AddAsync(PendingWork.Periods, DuePeriods.OfRows([exportDate]).Select(p => p.Id), cancellationToken).ConfigureAwait(false);
        var before = source is not null && sha256.Length > 0 ? await ledger.FindAsync(source.Id, sha256, cancellationToken).ConfigureAwait(false) : null;
        if (source is not null && sha256.Length > 0 && before is not { State: FileStates.Ingested })
        {
            // What was taken in stands: the same content that comes again with a wrong day is refused as this blob alone.
            await ledger.SaveAsync(
                new()
                {
                    ETag = before?.ETag ?? default,
                    PartitionKey = source.Id,
                    RowKey = sha256,
                    Blob = blob.Name,
                    BlobETag = blob.ETag,
                    Sha256 = sha256,
                    State = FileStates.Refused,
                    ArrivedAt = blob.ArrivedAt,
                    BroughtBy = blob.BroughtBy,
                    ExportDate = DayText.Iso(exportDate),
                    Bytes = blob.Length,
                    ErrorCode = error.Code,
                    Error = error.Message,
                },
                before,
                cancellationToken).ConfigureAwait(false);
        }

        await ledger.PointAsync(blob, sha256, FileStates.Refused, error.Code, error.Message, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Makes the periods due that a file's rows are counted in.</summary>
    internal Task NoteTotalsAsync(FileRecord record, CancellationToken cancellationToken)
    {
        var days = HalfMonth.Parse(record.ByHalfMonth).Select(h => h.Key).Append(DayText.Parse(record.ExportDate));
        return pending.AddAsync(PendingWork.Periods, DuePeriods.OfRows(days).Select(p => p.Id), cancellationToken);
    }

    private static FileRecord Record(ExportBlob blob, SourceDefinition source, DateOnly exportDate, IngestedFile file) => new()
    {
        PartitionKey = source.Id,
        RowKey = file.Sha256,
        Blob = blob.Name,
        BlobETag = blob.ETag,
        Sha256 = file.Sha256,
        State = FileStates.Ingesting,
        ArrivedAt = blob.ArrivedAt,
        BroughtBy = blob.BroughtBy,
        ExportDate = DayText.Iso(exportDate),
        From = DayText.Iso(blob.From),
        Bytes = file.Bytes,
        Rows = file.Tally.Rows,
        Accepted = file.Tally.Accepted,
        Rejected = file.Tally.Rejected,
        Layout = file.Tally.Layout,
        Repaired = file.Tally.Repaired,
        Repairs = string.Join(", ", file.Tally.Repairs.OrderBy(r => r.Key, StringComparer.Ordinal).Select(r => $"{r.Key}: {r.Value}")),
        ByHalfMonth = HalfMonth.Format(file.Tally.ByHalfMonth),
        Format = file.Tally.Format,
        LeftOut = FileDetail.Of(file.Tally).LayoutSummary,
        SkippedSheets = FileDetail.Of(file.Tally).SkippedSummary,
        Unlisted = FileDetail.Of(file.Tally).UnlistedSummary,
    };
}
