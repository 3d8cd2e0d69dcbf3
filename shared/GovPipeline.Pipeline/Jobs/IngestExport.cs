using System.Collections.Concurrent;
using System.Globalization;
using GovPipeline.Domain.Dossiers;
using GovPipeline.Domain.Errors;
using GovPipeline.Domain.Indicators;
using GovPipeline.Domain.Periods;
using GovPipeline.Domain.Time;
using GovPipeline.Pipeline.Configuration;
using GovPipeline.Pipeline.Ingesting;
using GovPipeline.Pipeline.Messages;
using GovPipeline.Pipeline.Running;
using GovPipeline.Sources.Definitions;
using GovPipeline.Sources.Reading;
using GovPipeline.Storage.Accounts;
using GovPipeline.Storage.Exports;
using GovPipeline.Storage.Facts;
using GovPipeline.Storage.Ledger;
using GovPipeline.Storage.Published;
using GovPipeline.Storage.Quarantine;
using GovPipeline.Storage.Queues;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace GovPipeline.Pipeline.Jobs;

/// <summary>
/// Takes one export in: reads, repairs, validates, merges into facts, keeps bad rows in quarantine. The trigger and the
/// sweep call the same job; killed anywhere and run again it ends the same.
/// </summary>
public sealed class IngestExport(
    JobRunner runner,
    ReferenceData reference,
    ExportStore exports,
    FileLedger ledger,
    DossierFacts dossierFacts,
    MeasureFacts measureFacts,
    QuarantineStore quarantine,
    RejectionSlips slips,
    PendingWork pending,
    PublishedTables tables,
    DataDays days,
    JobQueues queues,
    IOptions<PipelineOptions> options,
    IdentityKey identityKey,
    ILogger<IngestExport> logger)
{
    private const int PartitionsPerMessage = 64;

    /// <summary>Takes an export in; does nothing when it was taken in before.</summary>
    /// <param name="blobName">Name in the container of exports.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task RunAsync(string blobName, CancellationToken cancellationToken)
    {
        var blob = await exports.FindAsync(blobName, cancellationToken).ConfigureAwait(false);
        if (blob is null || await ledger.FindBlobAsync(blob, cancellationToken).ConfigureAwait(false) is not null)
        {
            return; // gone, or done: a trigger that fired twice costs two look-ups
        }

        await runner.RunAsync(nameof(IngestExport), blobName, run => IngestAsync(blob, run, cancellationToken), cancellationToken).ConfigureAwait(false);
    }

    private async Task IngestAsync(ExportBlob blob, JobRun run, CancellationToken cancellationToken)
    {
        if (reference.Sources.Find(blob.SourceId) is not { } source)
        {
            var known = string.Join(", ", reference.Sources.All.Select(s => s.Id));
            var error = new PipelineException(ErrorCatalogue.FileSourceUnknown, blob.Name, blob.SourceId, known);
            await RefuseAsync(blob, null, string.Empty, error, run, cancellationToken).ConfigureAwait(false);
            return;
        }

        if (blob.Length > source.Limits.MaxBytes)
        {
            var error = new PipelineException(ErrorCatalogue.FileTooLarge, blob.Name, $"{blob.Length} > {source.Limits.MaxBytes} bytes (limits.maxBytes)");
            await RefuseAsync(blob, source, string.Empty, error, run, cancellationToken).ConfigureAwait(false);
            return;
        }

        var exportDate = blob.ExportDate ?? VietnamClock.DayOf(blob.ArrivedAt);
        var context = new ExportContext
        {
            Source = source,
            FileName = blob.Name,
            ExportDate = exportDate,
            Units = reference.Units,
            Vocabulary = reference.Vocabulary,
            Calendar = reference.Calendar,
            Identities = identityKey.Hasher,
        };
        await using var stream = await exports.OpenAsync(blob, cancellationToken).ConfigureAwait(false);
        using var file = await Task.Run(() => IngestedFile.Read(stream, context, options.Value.SpillMegabytes, cancellationToken), cancellationToken).ConfigureAwait(false);
        (run.Rows, run.Bytes) = (file.Tally.Rows, file.Bytes);
        exportDate = await slips.OriginalDateAsync(source.Id, file.Tally.Answers, cancellationToken).ConfigureAwait(false) ?? exportDate;
        var before = await ledger.FindAsync(source.Id, file.Sha256, cancellationToken).ConfigureAwait(false);
        if (before?.State == FileStates.Ingested && string.CompareOrdinal(before.ExportDate, Day(exportDate)) >= 0)
        {
            // The same content of a later day is taken in again: it tells that its rows still stood on that day.
            run.Nothing = true;
            run.Note = $"= {before.Blob}";
            await NoteDaysAsync(blob, source, exportDate, file, cancellationToken).ConfigureAwait(false);
            await ledger.PointAsync(blob, file.Sha256, FileStates.Duplicate, string.Empty, string.Empty, cancellationToken).ConfigureAwait(false);
            return;
        }

        if (before is { State: FileStates.Ingested } && DateOnly.ParseExact(before.ExportDate, "yyyy-MM-dd", CultureInfo.InvariantCulture) is var earlier)
        {
            // Its rows leave the totals of the periods of its earlier day.
            await pending.AddAsync(PendingWork.Periods, Period.Overlapping(earlier, earlier).Select(p => p.Id), cancellationToken).ConfigureAwait(false);
        }

        if (file.Refusal is { } refusal)
        {
            await RefuseAsync(blob, source, file.Sha256, refusal, run, cancellationToken).ConfigureAwait(false);
            return;
        }

        await KeepAsync(blob, source, exportDate, file, wasInterrupted: before?.State == FileStates.Ingesting, cancellationToken).ConfigureAwait(false);
        run.Note = $"{file.Tally.Accepted} accepted, {file.Tally.Rejected} rejected";
    }

    private async Task KeepAsync(ExportBlob blob, SourceDefinition source, DateOnly exportDate, IngestedFile file, bool wasInterrupted, CancellationToken cancellationToken)
    {
        var stamp = new ExportFile(source.Id, exportDate, file.Sha256);
        var record = Record(blob, source, exportDate, file);
        await ledger.SaveAsync(record, cancellationToken).ConfigureAwait(false);
        if (file.Tally.Rejected > 0)
        {
            file.Rejected.Position = 0;
            await quarantine.SaveAsync(source.Id, file.Sha256, file.Rejected, cancellationToken).ConfigureAwait(false);
            await slips.IssueAsync(source, record, cancellationToken).ConfigureAwait(false);
        }

        if (file.Tally.Repaired > 0)
        {
            file.Repaired.Position = 0;
            await quarantine.SaveRepairsAsync(source.Id, file.Sha256, file.Repaired, cancellationToken).ConfigureAwait(false);
        }

        var changed = source.Kind == SourceKind.Dossiers
            ? await MergeDossiersAsync(file, stamp, record, wasInterrupted, cancellationToken).ConfigureAwait(false)
            : await MergeMeasuresAsync(file, source, stamp, record, cancellationToken).ConfigureAwait(false);
        if (file.Tally.Answers.Count == 0)
        {
            await NoteDaysAsync(blob, source, exportDate, file, cancellationToken).ConfigureAwait(false); // a slip brings a few rows of days that were told before
        }

        await slips.AnswerAsync(source.Id, blob.Name, file.Tally.Answers, cancellationToken).ConfigureAwait(false);
        record.State = FileStates.Ingested;
        await ledger.SaveAsync(record, cancellationToken).ConfigureAwait(false);
        await ledger.PointAsync(blob, file.Sha256, FileStates.Ingested, string.Empty, string.Empty, cancellationToken).ConfigureAwait(false);
        foreach (var some in changed.Chunk(PartitionsPerMessage))
        {
            await queues.SendAsync(StorageNames.FoldQueue, new FoldMessage(some), null, cancellationToken).ConfigureAwait(false);
        }

        if (changed.Count == 0)
        {
            await queues.SendAsync(StorageNames.PublishQueue, new PublishMessage(Force: false), null, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<IReadOnlyList<string>> MergeDossiersAsync(
        IngestedFile file, ExportFile stamp, FileRecord record, bool wasInterrupted, CancellationToken cancellationToken)
    {
        var changed = new ConcurrentBag<string>();
        var (inFacts, superseded) = (0L, 0L);
        var reading = new Lock();
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = options.Value.Parallelism, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(file.Dossiers.Partitions, parallel, async (key, cancel) =>
        {
            Dossier[] rows;
            lock (reading)
            {
                rows = file.Dossiers.Read(key);
            }

            // The partition is noted as due for folding before its facts change, so that a kill between the two loses nothing.
            var result = await dossierFacts.MergeAsync(
                key, rows, stamp, () => pending.AddAsync(PendingWork.Folds, [key.ToString()], cancel), cancel).ConfigureAwait(false);
            if (result.FiguresChanged)
            {
                changed.Add(key.ToString());
            }

            Interlocked.Add(ref inFacts, result.InFacts);
            Interlocked.Add(ref superseded, result.Superseded);
        }).ConfigureAwait(false);
        (record.Records, record.InFacts, record.Superseded) = (file.Tally.Accepted, inFacts, superseded);

        // Partitions that an interrupted try changed are still due, though this one changed nothing in them.
        var due = wasInterrupted ? await pending.ListAsync(PendingWork.Folds, cancellationToken).ConfigureAwait(false) : [];
        return [.. changed.Union(due.Select(d => d.Item)).Order(StringComparer.Ordinal)];
    }

    private async Task<IReadOnlyList<string>> MergeMeasuresAsync(
        IngestedFile file, SourceDefinition source, ExportFile stamp, FileRecord record, CancellationToken cancellationToken)
    {
        record.Records = file.Readings.Count;
        foreach (var part in file.Readings.GroupBy(r => MeasureFacts.PartOf(r)))
        {
            var result = await measureFacts.MergeAsync(
                stamp.SourceId, part.Key, [.. part], stamp, (first, last) => AddDueAsync(source, first, last, stamp.ExportDate, cancellationToken), cancellationToken).ConfigureAwait(false);
            record.InFacts += result.InFacts;
            record.Superseded += result.Superseded;
        }

        return [];
    }

    /// <summary>
    /// A stock is compared with the year before it, so the year that follows is due too; an effective-dated list tells of
    /// every period that was published.
    /// </summary>
    private async Task AddDueAsync(SourceDefinition source, DateOnly first, DateOnly last, DateOnly exportDate, CancellationToken cancellationToken)
    {
        IEnumerable<string> due;
        if (source.Measures!.Until.Count > 0)
        {
            var published = await tables.ReadEntitiesAsync("datasets", "all", cancellationToken).ConfigureAwait(false);
            due = published.Select(p => p.RowKey).Concat(Period.Overlapping(exportDate, exportDate).Select(p => p.Id));
        }
        else
        {
            var reaches = reference.Indicators.Any(i => i.Aggregation is Aggregation.Latest or Aggregation.Growth && ReferenceData.Feeds(source, i));
            due = Period.Overlapping(first, reaches ? last.AddYears(1) : last).Select(p => p.Id);
        }

        await pending.AddAsync(PendingWork.Periods, due, cancellationToken).ConfigureAwait(false);
    }

    private Task NoteDaysAsync(ExportBlob blob, SourceDefinition source, DateOnly exportDate, IngestedFile file, CancellationToken cancellationToken)
    {
        var from = blob.From ?? file.Tally.FirstDay ?? exportDate;
        return days.NoteAsync(source.Id, from < exportDate ? from : exportDate, exportDate, cancellationToken);
    }

    private async Task RefuseAsync(
        ExportBlob blob, SourceDefinition? source, string sha256, PipelineException error, JobRun run, CancellationToken cancellationToken)
    {
        Log.Refused(logger, blob.Name, error.Message);
        (run.Refused, run.ErrorCode, run.Note) = (true, error.Code, error.Message);
        if (source is not null && sha256.Length > 0)
        {
            var record = new FileRecord
            {
                PartitionKey = source.Id,
                RowKey = sha256,
                Blob = blob.Name,
                BlobETag = blob.ETag,
                Sha256 = sha256,
                State = FileStates.Refused,
                ArrivedAt = blob.ArrivedAt,
                ExportDate = Day(blob.ExportDate ?? VietnamClock.DayOf(blob.ArrivedAt)),
                Bytes = blob.Length,
                ErrorCode = error.Code,
                Error = error.Message,
            };
            await ledger.SaveAsync(record, cancellationToken).ConfigureAwait(false);
        }

        // The periods of its day count it among the refused.
        var day = blob.ExportDate ?? VietnamClock.DayOf(blob.ArrivedAt);
        await pending.AddAsync(PendingWork.Periods, Period.Overlapping(day, day).Select(p => p.Id), cancellationToken).ConfigureAwait(false);
        await ledger.PointAsync(blob, sha256, FileStates.Refused, error.Code, error.Message, cancellationToken).ConfigureAwait(false);
        await queues.SendAsync(StorageNames.PublishQueue, new PublishMessage(Force: false), null, cancellationToken).ConfigureAwait(false);
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
        ExportDate = Day(exportDate),
        From = blob.From is { } from ? Day(from) : string.Empty,
        Bytes = file.Bytes,
        Rows = file.Tally.Rows,
        Accepted = file.Tally.Accepted,
        Rejected = file.Tally.Rejected,
        Layout = file.Tally.Layout,
        Repaired = file.Tally.Repaired,
        Repairs = string.Join(", ", file.Tally.Repairs.OrderBy(r => r.Key, StringComparer.Ordinal).Select(r => $"{r.Key}: {r.Value}")),
        Format = file.Tally.Format,
        SkippedSheets = string.Join(", ", file.Tally.SkippedSheets),
    };

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
