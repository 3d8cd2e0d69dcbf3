using Azure;
using GovPipeline.Domain.Dossiers;
using GovPipeline.Domain.Errors;
using GovPipeline.Domain.Time;
using GovPipeline.Pipeline.Configuration;
using GovPipeline.Pipeline.Ingesting;
using GovPipeline.Pipeline.Running;
using GovPipeline.Sources.Definitions;
using GovPipeline.Storage.Exports;
using GovPipeline.Storage.Ledger;

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
    ExportReading reading,
    FileAccounts accounts,
    FactKeeping facts,
    PendingWork pending,
    SourceDays sourceDays,
    WorkCalls calls)
{
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
        var source = reference.Sources.Find(blob.SourceId);
        var unfit = source is null
            ? new PipelineException(ErrorCatalogue.FileSourceUnknown, blob.Name, blob.SourceId, string.Join(", ", reference.Sources.All.Select(s => s.Id)))
            : blob.Length > source.Limits.MaxBytes
                ? new PipelineException(ErrorCatalogue.FileTooLarge, blob.Name, $"{blob.Length} > {source.Limits.MaxBytes} bytes (limits.maxBytes)")
                : null;
        if (unfit is not null)
        {
            await RefuseAsync(blob, source, blob.ExportDate ?? VietnamClock.DayOf(blob.ArrivedAt), string.Empty, unfit, run, cancellationToken)
                .ConfigureAwait(false);
            return;
        }

        var (file, exportDate) = await reading.ReadAsync(blob, source!, cancellationToken).ConfigureAwait(false);
        using (file)
        {
            (run.Rows, run.Bytes) = (file.Tally.Rows, file.Bytes);
            try
            {
                exportDate = await sourceDays.OfAnswersAsync(source!, blob.Name, file.Tally, cancellationToken).ConfigureAwait(false) ?? exportDate;
                if (file.Refusal is { } refusal)
                {
                    await RefuseAsync(blob, source, exportDate, file.Sha256, refusal, run, cancellationToken).ConfigureAwait(false);
                    return;
                }

                await TakeInAsync(blob, source!, exportDate, file, run, cancellationToken).ConfigureAwait(false);
            }
            catch (Exception e) when (IsOfTheFile(e))
            {
                var error = e as PipelineException ?? new PipelineException(e, ErrorCatalogue.FileUnreadable, blob.Name, e.GetType().Name);
                await RefuseAsync(blob, source, exportDate, file.Sha256, error, run, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Whether an error is the file's own and will come again whenever it is tried; storage, disk and cancellation are not.</summary>
    private static bool IsOfTheFile(Exception e) => e is PipelineException known
        ? known.Code.StartsWith("GP2", StringComparison.Ordinal)
        : IngestedFile.IsOfTheFile(e);

    private async Task TakeInAsync(ExportBlob blob, SourceDefinition source, DateOnly exportDate, IngestedFile file, JobRun run,
        CancellationToken cancellationToken)
    {
        await pending.HoldAsync(Holds.OfExport(blob), cancellationToken).ConfigureAwait(false);
        var before = await accounts.FindAsync(source.Id, file.Sha256, cancellationToken).ConfigureAwait(false);
        var isAgain = before?.Blob == blob.Name && (await ledger.FindBlobAsync(blob.Name, cancellationToken).ConfigureAwait(false))?.State == FileStates.Again;
        var isTold = before?.State == FileStates.Ingested && DayText.Parse(before.ExportDate) is var day && day >= exportDate && !isAgain;
        if (await ledger.FindBlobAsync(blob, cancellationToken).ConfigureAwait(false) is not null)
        {
            (run.Nothing, run.Note) = (true, "taken in by another host meanwhile");
        }
        else if (isTold)
        {
            // The same content of a later day is taken in again: it tells that its rows still stood on that day.
            (run.Nothing, run.Note) = (true, $"= {before!.Blob}");
            await sourceDays.NoteAsync(blob, source, exportDate, file.Tally, cancellationToken).ConfigureAwait(false);
            await accounts.KnownAsync(blob, before, cancellationToken).ConfigureAwait(false);
        }
        else
        {
            if (before is { State: FileStates.Ingested })
            {
                await accounts.NoteTotalsAsync(before, cancellationToken).ConfigureAwait(false); // its rows leave the totals of the periods of its earlier day
            }

            var record = await accounts.OpenAsync(blob, source, exportDate, file, before, cancellationToken).ConfigureAwait(false);
            await facts.MergeAsync(file, source, new ExportFile(source.Id, exportDate, file.Sha256), record, cancellationToken).ConfigureAwait(false);
            await sourceDays.NoteAsync(blob, source, exportDate, file.Tally, cancellationToken).ConfigureAwait(false);
            await accounts.CloseAsync(blob, record, file, before is not null, cancellationToken).ConfigureAwait(false);
            run.Note = $"{file.Tally.Accepted} accepted, {file.Tally.Rejected} rejected";
        }

        await ReleaseAsync(blob, cancellationToken).ConfigureAwait(false);
    }

    private async Task RefuseAsync(
        ExportBlob blob, SourceDefinition? source, DateOnly exportDate, string sha256, PipelineException error, JobRun run, CancellationToken cancellationToken)
    {
        (run.Refused, run.ErrorCode, run.Note) = (true, error.Code, error.Message);
        await pending.HoldAsync(Holds.OfExport(blob), cancellationToken).ConfigureAwait(false);
        await accounts.RefuseAsync(blob, source, exportDate, sha256, error, cancellationToken).ConfigureAwait(false);
        await ReleaseAsync(blob, cancellationToken).ConfigureAwait(false);
    }

    private async Task ReleaseAsync(ExportBlob blob, CancellationToken cancellationToken)
    {
        await pending.ReleaseAsync(Holds.OfExport(blob), cancellationToken).ConfigureAwait(false);
        await calls.CallAsync(cancellationToken).ConfigureAwait(false);
    }
}
