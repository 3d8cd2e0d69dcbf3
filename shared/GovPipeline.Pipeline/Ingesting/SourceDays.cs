using GovPipeline.Domain.Errors;
using GovPipeline.Domain.Time;
using GovPipeline.Pipeline.Configuration;
using GovPipeline.Sources.Definitions;
using GovPipeline.Sources.Reading;
using GovPipeline.Storage.Exports;
using GovPipeline.Storage.Ledger;

namespace GovPipeline.Pipeline.Ingesting;

/// <summary>
/// Says of the days of a source what a file that was taken in tells: which it covers, and that the source need not send it
/// again. Call it under a hold.
/// </summary>
public sealed class SourceDays(DataDays days, SourceLog sources, FileLedger ledger, ReferenceData reference)
{
    /// <summary>Notes the days that a file tells of.</summary>
    internal async Task NoteAsync(ExportBlob blob, SourceDefinition source, DateOnly exportDate, FileTally tally, CancellationToken cancellationToken)
    {
        if (tally.Answers.Count > 0)
        {
            return; // a slip brings a few rows of days that were told before
        }

        var from = blob.From ?? tally.FirstDay ?? exportDate;
        await days.NoteAsync(source.Id, from < exportDate ? from : exportDate, exportDate, cancellationToken).ConfigureAwait(false);
        await sources.ShapeAsync(source.Id, exportDate, tally.Shape.Format(), cancellationToken).ConfigureAwait(false);
        await sources.TakenInAsync(source.Id, blob.Name, exportDate, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// The day of the file whose rows a corrected slip brings: they take their place in time, not that of the correction. Null
    /// for an ordinary file.
    /// </summary>
    /// <exception cref="PipelineException">GP213: the slip is of another source, or of a file that nobody knows.</exception>
    internal async Task<DateOnly?> OfAnswersAsync(SourceDefinition source, string file, IReadOnlyList<SlipAnswer> answers, CancellationToken cancellationToken)
    {
        DateOnly? latest = null;
        foreach (var slip in answers.Select(a => a.Slip).Distinct(StringComparer.Ordinal))
        {
            if (await ledger.FindAsync(source.Id, slip, cancellationToken).ConfigureAwait(false) is not { } original)
            {
                throw new PipelineException(ErrorCatalogue.FileSlipOfAnother, file, slip[..12], source.Id,
                    await OwnerAsync(slip, cancellationToken).ConfigureAwait(false));
            }

            var day = DayText.Parse(original.ExportDate);
            latest = latest is null || day > latest ? day : latest;
        }

        return latest;
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
