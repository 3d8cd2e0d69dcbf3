using GovPipeline.Domain.Errors;
using GovPipeline.Domain.Time;
using GovPipeline.Pipeline.Configuration;
using GovPipeline.Sources.Definitions;
using GovPipeline.Sources.Reading;
using GovPipeline.Storage.Exports;
using GovPipeline.Storage.Ledger;
using GovPipeline.Storage.Quarantine;

namespace GovPipeline.Pipeline.Ingesting;

/// <summary>
/// Says of the days of a source what a file that was taken in tells: which it covers, and that the source need not send it
/// again. Call it under a hold.
/// </summary>
public sealed class SourceDays(DataDays days, SourceLog sources, FileLedger ledger, QuarantineStore quarantine, ReferenceData reference)
{
    private static readonly HashSet<string> CodesOfKeys = new(
        [ErrorCatalogue.RowBadCode.Code, ErrorCatalogue.RowPersonal.Code, ErrorCatalogue.RowMissingValue.Code, ErrorCatalogue.RowUnknownUnit.Code,
            ErrorCatalogue.RowBadDate.Code, ErrorCatalogue.RowFutureDate.Code, ErrorCatalogue.RowImplausibleDate.Code, ErrorCatalogue.RowUnknownWord.Code,
            ErrorCatalogue.RowDateOrder.Code, ErrorCatalogue.RowColumnCount.Code, ErrorCatalogue.RowStrayQuote.Code, ErrorCatalogue.RowContradiction.Code],
        StringComparer.Ordinal);

    /// <summary>Notes the days that a file tells of.</summary>
    internal async Task NoteAsync(ExportBlob blob, SourceDefinition source, DateOnly exportDate, FileTally tally, CancellationToken cancellationToken)
    {
        if (tally is { Rows: > 0, Accepted: 0 } || (tally.Answers.Count > 0 && await IsToldAsync(source.Id, tally, cancellationToken).ConfigureAwait(false)))
        {
            return; // a file of which every row waits tells of no day; a slip brings a few rows of days that were told before
        }

        var from = blob.From ?? tally.FirstDay ?? exportDate;
        await days.NoteAsync(source.Id, from < exportDate ? from : exportDate, exportDate, cancellationToken).ConfigureAwait(false);
        await sources.ShapeAsync(source.Id, exportDate, tally.Shape.Format(), cancellationToken).ConfigureAwait(false);
        await sources.TakenInAsync(source.Id, blob.Name, exportDate, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Whether the files of a slip told of their days: not one of which every row was rejected.</summary>
    private async Task<bool> IsToldAsync(string sourceId, FileTally tally, CancellationToken cancellationToken)
    {
        foreach (var slip in tally.Answers.Select(a => a.Slip).Distinct(StringComparer.Ordinal))
        {
            if (await ledger.FindAsync(sourceId, slip, cancellationToken).ConfigureAwait(false) is { Accepted: 0 })
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>
    /// The day of the file whose rows a corrected slip brings: they take their place in time, not that of the correction. Null
    /// for an ordinary file.
    /// </summary>
    /// <exception cref="PipelineException">
    /// GP213: the slip is of another source, or of a file that nobody knows. GP222: it has rows that the slip has not, or other dossiers in
    /// their place: neither closes anything, nor is dated by the slip.
    /// </exception>
    internal async Task<DateOnly?> OfAnswersAsync(SourceDefinition source, string file, FileTally tally, CancellationToken cancellationToken)
    {
        if (tally.Answers.Count == 0)
        {
            return null;
        }

        if (tally.Answers.Count != tally.Rows)
        {
            throw new PipelineException(ErrorCatalogue.FileWrongSlip, file, $"{tally.Answers.Count} / {tally.Rows} dòng có mã phiếu / rows have a slip");
        }

        DateOnly? latest = null;
        foreach (var slip in tally.Answers.GroupBy(a => a.Slip, StringComparer.Ordinal))
        {
            if (await ledger.FindAsync(source.Id, slip.Key, cancellationToken).ConfigureAwait(false) is not { } original)
            {
                throw new PipelineException(ErrorCatalogue.FileSlipOfAnother, file, slip.Key[..12], source.Id,
                    await OwnerAsync(slip.Key, cancellationToken).ConfigureAwait(false));
            }

            await CheckAsync(source.Id, file, slip, cancellationToken).ConfigureAwait(false);
            var day = DayText.Parse(original.ExportDate);
            latest = latest is null || day > latest ? day : latest;
        }

        return latest;
    }

    private async Task CheckAsync(string sourceId, string file, IGrouping<string, SlipAnswer> slip, CancellationToken cancellationToken)
    {
        var answers = slip.ToLookup(a => a.Row, StringComparer.Ordinal);
        var known = 0;
        await foreach (var entry in quarantine.ReadAsync(sourceId, slip.Key, cancellationToken).ConfigureAwait(false))
        {
            foreach (var answer in answers[SlipAnswer.RowName(entry.Sheet, entry.Row)])
            {
                known++;

                // A row whose code was the mistake comes back with another; any other row is the same dossier.
                if (entry.Key.Length > 0 && answer.Key.Length > 0 && entry.Key != answer.Key && !entry.Errors.Any(e => CodesOfKeys.Contains(e.Code)))
                {
                    throw new PipelineException(ErrorCatalogue.FileWrongSlip, file, $"#{answer.Row}: {entry.Key} ≠ {answer.Key}");
                }
            }
        }

        if (known != slip.Count())
        {
            throw new PipelineException(ErrorCatalogue.FileWrongSlip, file,
                $"{slip.Count() - known} dòng không có trong phiếu / rows are not in the slip {slip.Key[..12]}");
        }
    }

    private async Task<string> OwnerAsync(string slip, CancellationToken cancellationToken)
    {
        foreach (var source in reference.Sources.All)
        {
            if (await ledger.FindAsync(source.Id, slip, cancellationToken).ConfigureAwait(false) is not null)
            {
                return source.Id;
            }
        }

        return "?";
    }
}
