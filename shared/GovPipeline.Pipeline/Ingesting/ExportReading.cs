using GovPipeline.Domain.Errors;
using GovPipeline.Domain.Time;
using GovPipeline.Pipeline.Configuration;
using GovPipeline.Pipeline.Running;
using GovPipeline.Sources.Definitions;
using GovPipeline.Sources.Reading;
using GovPipeline.Storage.Exports;
using GovPipeline.Storage.Ledger;
using Microsoft.Extensions.Options;

namespace GovPipeline.Pipeline.Ingesting;

/// <summary>
/// Reads an export of the store and finds the local day up to which it tells: said by whoever brought it, else in its name or
/// folders, else the last day that its rows tell of.
/// </summary>
public sealed class ExportReading(
    ExportStore exports, ReferenceData reference, ReadingTries tries, SourceLog sources, IdentityKey identityKey, ReadingProgress progress,
    IOptions<PipelineOptions> options)
{
    // Files before it that one is held against.
    private const int FilesBefore = 12;

    // A file that is dated more than this after its newest row, over what its source's rhythm explains, was dated by mistake.
    private const int DaysWithoutRows = 31;

    private const int MostNamed = 3;

    // Systems pass single dossiers on to each other; a whole file of others' is one that was taken for another.
    private const int FewestOfOthers = 20;

    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(10);

    /// <summary>Reads, unless earlier readings of the file took their process with them.</summary>
    internal async Task<(IngestedFile File, DateOnly ExportDate)> ReadAsync(ExportBlob blob, SourceDefinition source, CancellationToken cancellationToken)
    {
        var arrived = VietnamClock.DayOf(blob.ArrivedAt);
        var said = blob.ExportDate ?? FileNameDate.Of(blob.Name, arrived);
        if (!await tries.BeginAsync(Holds.OfExport(blob), cancellationToken).ConfigureAwait(false))
        {
            return (IngestedFile.Unread(new PipelineException(ErrorCatalogue.FileStopsReader, blob.Name, ReadingTries.Most)), said ?? arrived);
        }

        try
        {
            var (file, day) = await ReadByItsDayAsync(blob, source, said, arrived, cancellationToken).ConfigureAwait(false);
            try
            {
                await DoubtAsync(file, blob, source, day, cancellationToken).ConfigureAwait(false);
            }
            catch
            {
                file.Dispose(); // what it holds on disk goes now, not when memory is next collected
                throw;
            }

            return (file, day);
        }
        finally
        {
            await tries.EndAsync(Holds.OfExport(blob), CancellationToken.None).ConfigureAwait(false);
        }
    }

    /// <summary>Reads an export that was taken in once more, as it was read then.</summary>
    internal async Task<IngestedFile> ReadAgainAsync(ExportBlob blob, SourceDefinition source, CancellationToken cancellationToken)
    {
        var arrived = VietnamClock.DayOf(blob.ArrivedAt);
        return (await ReadByItsDayAsync(blob, source, blob.ExportDate ?? FileNameDate.Of(blob.Name, arrived), arrived, cancellationToken)
            .ConfigureAwait(false)).File;
    }

    private async Task<(IngestedFile File, DateOnly ExportDate)> ReadByItsDayAsync(
        ExportBlob blob, SourceDefinition source, DateOnly? said, DateOnly arrived, CancellationToken cancellationToken)
    {
        var context = reference.ReadingOf(source, blob.Name, said ?? arrived, identityKey.Hasher) with { IsConfirmed = blob.IsConfirmed };
        var file = await ReadByItsRulesAsync(blob, context, cancellationToken).ConfigureAwait(false);
        if (said is null && file.Tally.LastDay is { } last && last < arrived)
        {
            // Read again by its own day: what still ran then, and what was of the future, is told by it.
            file.Dispose();
            context = context with { ExportDate = last, Rules = file.Tally.Rules };
            return (await ReadByItsRulesAsync(blob, context, cancellationToken).ConfigureAwait(false), last);
        }

        return (file, said ?? arrived);
    }

    /// <summary>Lets a file wait for a person whose day is far from its rows, or that is quite unlike those before it.</summary>
    private async Task DoubtAsync(IngestedFile file, ExportBlob blob, SourceDefinition source, DateOnly day, CancellationToken cancellationToken)
    {
        if (file.Refusal is not null || file.Tally.Answers.Count > 0)
        {
            return;
        }

        if (!blob.IsDateCertain && file.Tally.LastDay is { } newest
            && day.DayNumber - source.Expected.IntervalOf(newest).Last.DayNumber > DaysWithoutRows)
        {
            file.Refuse(new PipelineException(ErrorCatalogue.FileDateFar, blob.Name, DayText.Print(day), DayText.Print(newest)));
        }
        else if (!blob.IsConfirmed && source.Kind == SourceKind.Dossiers && file.Dossiers.Shared is { AreMany: true } shared)
        {
            file.Refuse(new PipelineException(ErrorCatalogue.FileCodesShared, blob.Name, shared.Count, shared.Example.First, shared.Example.Second));
        }
        else if (!blob.IsConfirmed && Others(file, source) is { Length: > 0 } others)
        {
            file.Refuse(new PipelineException(ErrorCatalogue.FileOfOthers, blob.Name, others));
        }
        else if (!blob.IsConfirmed)
        {
            var before = await sources.ShapesAsync(source.Id, day, FilesBefore, cancellationToken).ConfigureAwait(false);
            if (file.Tally.Shape.Contradiction([.. before.Select(FileShape.Parse)]) is { } unlike)
            {
                file.Refuse(new PipelineException(ErrorCatalogue.FileUnlike, blob.Name, unlike));
            }
        }
    }

    /// <summary>The units of a file of which its source tells of none; empty where it tells of any.</summary>
    private string Others(IngestedFile file, SourceDefinition source)
    {
        var units = file.Dossiers.Units.Select(reference.Units.Find).OfType<Domain.Units.Unit>().ToList();
        return source.Kind != SourceKind.Dossiers || file.Tally.Accepted < FewestOfOthers || units.Count == 0 || units.Exists(source.TellsOf) ? string.Empty
            : string.Join(", ", units.Select(u => u.NameOn(u.LastDay).Name).Order(StringComparer.Ordinal).Take(MostNamed));
    }

    /// <summary>Reads, and again where all cells together say that single ones are to be read otherwise.</summary>
    private async Task<IngestedFile> ReadByItsRulesAsync(ExportBlob blob, ExportContext context, CancellationToken cancellationToken)
    {
        while (true)
        {
            var file = await ReadOnceAsync(blob, context, cancellationToken).ConfigureAwait(false);
            if (!file.AsksForAnother(context))
            {
                return file;
            }

            file.Dispose();
            context = context with { Rules = file.Tally.Rules };
        }
    }

    private async Task<IngestedFile> ReadOnceAsync(ExportBlob blob, ExportContext context, CancellationToken cancellationToken)
    {
        await using var stream = await exports.OpenAsync(blob, cancellationToken).ConfigureAwait(false);
        return await TimeLimited.RunAsync(
            token => IngestedFile.Read(stream, context, options.Value.SpillMegabytes, read => progress.Follow(blob.Length, read), token),
            options.Value.ReadingLimit, Grace, cancellationToken)
            .ConfigureAwait(false)
            ?? IngestedFile.Unread(new PipelineException(ErrorCatalogue.FileTooSlow, blob.Name, options.Value.ReadingLimit.TotalSeconds));
    }
}
