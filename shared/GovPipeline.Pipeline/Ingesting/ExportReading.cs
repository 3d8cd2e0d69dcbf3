using GovPipeline.Domain.Errors;
using GovPipeline.Domain.Time;
using GovPipeline.Pipeline.Configuration;
using GovPipeline.Sources.Definitions;
using GovPipeline.Sources.Reading;
using GovPipeline.Storage.Exports;
using Microsoft.Extensions.Options;

namespace GovPipeline.Pipeline.Ingesting;

/// <summary>
/// Reads an export of the store and finds the local day up to which it tells: said by whoever brought it, else in its name or
/// folders, else the last day that its rows tell of.
/// </summary>
public sealed class ExportReading(ExportStore exports, ReferenceData reference, IdentityKey identityKey, IOptions<PipelineOptions> options)
{
    // A file that is dated more than this after its newest row, over what its source's rhythm explains, was dated by mistake.
    private const int DaysWithoutRows = 31;

    /// <summary>Reads.</summary>
    internal async Task<(IngestedFile File, DateOnly ExportDate)> ReadAsync(ExportBlob blob, SourceDefinition source, CancellationToken cancellationToken)
    {
        var arrived = VietnamClock.DayOf(blob.ArrivedAt);
        var said = blob.ExportDate ?? FileNameDate.Of(blob.Name, arrived);
        var file = await ReadAsync(blob, source, said ?? arrived, cancellationToken).ConfigureAwait(false);
        if (said is null && file.Tally.LastDay is { } last && last < arrived)
        {
            // Read again by its own day: what still ran then, and what was of the future, is told by it.
            file.Dispose();
            return (await ReadAsync(blob, source, last, cancellationToken).ConfigureAwait(false), last);
        }

        var day = said ?? arrived;
        if (!blob.IsDateCertain && file.Refusal is null && file.Tally.LastDay is { } newest
            && day.DayNumber - source.Expected.IntervalOf(newest).Last.DayNumber > DaysWithoutRows)
        {
            file.Refuse(new PipelineException(ErrorCatalogue.FileDateFar, blob.Name, DayText.Print(day), DayText.Print(newest)));
        }

        return (file, day);
    }

    private async Task<IngestedFile> ReadAsync(ExportBlob blob, SourceDefinition source, DateOnly exportDate, CancellationToken cancellationToken)
    {
        var context = reference.ReadingOf(source, blob.Name, exportDate, identityKey.Hasher);
        await using var stream = await exports.OpenAsync(blob, cancellationToken).ConfigureAwait(false);
        return await Task.Run(() => IngestedFile.Read(stream, context, options.Value.SpillMegabytes, cancellationToken), cancellationToken)
            .ConfigureAwait(false);
    }
}
