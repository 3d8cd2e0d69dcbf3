using GovPipeline.Domain.Time;
using System.Globalization;
using GovPipeline.Domain.Errors;
using GovPipeline.Pipeline.Configuration;
using GovPipeline.Pipeline.Ingesting;
using GovPipeline.Pipeline.Messages;
using GovPipeline.Pipeline.Running;
using GovPipeline.Sources.Pulling;
using GovPipeline.Storage.Exports;
using GovPipeline.Storage.Ledger;

namespace GovPipeline.Pipeline.Jobs;

/// <summary>Pulls one source into one export. A failure leaves everything as it was, is noted, and the next night makes up for it.</summary>
/// <param name="runner">Runs it.</param>
/// <param name="reference">The sources.</param>
/// <param name="puller">Gets the pages.</param>
/// <param name="exports">Where exports land.</param>
/// <param name="sources">What nights brought.</param>
/// <param name="days">Which days data tell of.</param>
/// <param name="ledger">Files that were taken in.</param>
/// <param name="pending">Work that is due.</param>
/// <param name="calls">Calls for it.</param>
/// <param name="time">The clock.</param>
public sealed class PullSource(
    JobRunner runner,
    ReferenceData reference,
    SourcePuller puller,
    ExportStore exports,
    SourceLog sources,
    DataDays days,
    FileLedger ledger,
    PendingWork pending,
    WorkCalls calls,
    TimeProvider time)
{
    /// <summary>Pulls.</summary>
    public Task RunAsync(PullMessage message, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        return runner.RunAsync(nameof(PullSource), message.SourceId, run => PullAsync(message, run, cancellationToken), cancellationToken);
    }

    private async Task PullAsync(PullMessage message, JobRun run, CancellationToken cancellationToken)
    {
        var source = reference.Sources.Find(message.SourceId)
            ?? throw new PipelineException(ErrorCatalogue.FileSourceUnknown, "-", message.SourceId, string.Join(", ", reference.Sources.All.Select(s => s.Id)));
        var night = await sources.NightAsync(message.Night, cancellationToken).ConfigureAwait(false);
        if (night.FirstOrDefault(s => s.RowKey == source.Id) is { Outcome: not (SourceLog.Pending or SourceLog.Failed) } done)
        {
            run.Nothing = true; // the message came twice
            run.Note = done.Outcome;
            return;
        }

        var last = await sources.LastAsync(source.Id, cancellationToken).ConfigureAwait(false);
        var outcome = new SourceRecord { RowKey = source.Id, From = DayText.Iso(message.From), To = DayText.Iso(message.To), TriedAt = time.GetUtcNow() };
        try
        {
            var name = ExportStore.NameFor(source.Id, message.To, time.GetUtcNow(), "pull.csv");
            var staged = exports.Begin(name, message.To, message.From, isDateCertain: true, broughtBy: ExportStore.Puller);
            var request = new PullRequest(source, message.From, message.To, NullIfEmpty(last.KnownUrl), NullIfEmpty(last.KnownETag));
            var result = await puller.PullAsync(request, new Target(staged), cancellationToken).ConfigureAwait(false);
            if (result.Outcome == PullOutcome.Landed)
            {
                await staged.CommitAsync(cancellationToken).ConfigureAwait(false);
                outcome.Blob = name;
            }

            (run.Rows, run.Bytes, run.Nothing) = (result.Rows, result.Bytes, result.Outcome != PullOutcome.Landed);
            (outcome.OfferedUrl, outcome.OfferedETag) = (result.Url, result.ETag ?? string.Empty);
            outcome.Outcome = result.Outcome switch
            {
                PullOutcome.Landed => SourceLog.Landed,
                PullOutcome.Unchanged => SourceLog.Unchanged,
                _ => SourceLog.NoRows,
            };
        }
        catch (PipelineException e)
        {
            (outcome.Outcome, outcome.ErrorCode, outcome.Error) = (SourceLog.Failed, e.Code, e.Message);
            (run.ErrorCode, run.Note) = (e.Code, e.Message);
        }

        var isTold = outcome.Outcome is SourceLog.Unchanged or SourceLog.NoRows;
        if (isTold)
        {
            // Nothing happened, and that too is known up to this day. Noted before the outcome: a pull that is cut off between is asked for again.
            await pending.HoldAsync(Holds.OfPull(source.Id, message.Night), cancellationToken).ConfigureAwait(false);
            await days.NoteAsync(source.Id, message.From, message.To, cancellationToken).ConfigureAwait(false);
        }

        await sources.NoteAsync(message.Night, outcome, cancellationToken).ConfigureAwait(false);
        await pending.ReleaseAsync(Holds.OfPull(source.Id, message.Night), cancellationToken).ConfigureAwait(false); // an earlier try's too

        if (outcome.Outcome == SourceLog.Landed)
        {
            // Who took it in may have been quicker than this note of what it is.
            if (await ledger.FindBlobAsync(outcome.Blob, cancellationToken).ConfigureAwait(false) is { State: FileStates.Ingested or FileStates.Duplicate })
            {
                await sources.TakenInAsync(source.Id, outcome.Blob, message.To, cancellationToken).ConfigureAwait(false);
            }
        }
        else
        {
            await calls.CallAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private static string? NullIfEmpty(string text) => text.Length == 0 ? null : text;

    /// <summary>Pages of the puller into blocks of the store.</summary>
    private sealed class Target(StagedExport staged) : IExportTarget
    {
        public void BeginPage() => staged.Mark();

        public ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken) => staged.WriteAsync(bytes, cancellationToken);

        public void DiscardPage() => staged.Discard();
    }
}
