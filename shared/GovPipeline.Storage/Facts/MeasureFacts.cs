using System.Globalization;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using GovPipeline.Domain.Dossiers;
using GovPipeline.Domain.Measures;
using GovPipeline.Storage.Accounts;
using GovPipeline.Storage.Parquet;
using Parquet.Schema;

namespace GovPipeline.Storage.Facts;

/// <summary>What became of the readings that a file brought to a month.</summary>
/// <param name="InFacts">Readings of the file that now stand.</param>
/// <param name="Superseded">Readings of the file that newer ones stand before.</param>
/// <param name="FiguresChanged">Whether any value is now another.</param>
public readonly record struct MeasureMergeResult(int InFacts, int Superseded, bool FiguresChanged);

/// <summary>The newest reading of each key, in <c>facts/measures/source={id}/month={yyyyMM}/part.parquet</c>.</summary>
/// <param name="work">The work account.</param>
public sealed class MeasureFacts(WorkAccount work)
{
    private const string Folder = "measures/";
    private readonly BlobContainerClient _container = work.Account.Container(StorageNames.Facts);

    /// <summary>The month that a reading of a day is kept in, <c>yyyyMM</c>.</summary>
    public static string MonthOf(int day) => DateOnly.FromDayNumber(day).ToString("yyyyMM", CultureInfo.InvariantCulture);

    /// <summary>Merges readings of a file into a month.</summary>
    /// <param name="sourceId">The source.</param>
    /// <param name="month">The month, <c>yyyyMM</c>.</param>
    /// <param name="readings">The readings.</param>
    /// <param name="file">The file.</param>
    /// <param name="beforeFiguresChange">Is awaited before a write that changes a value.</param>
    /// <param name="cancellationToken">Stops between tries.</param>
    public Task<MeasureMergeResult> MergeAsync(
        string sourceId, string month, IReadOnlyList<MeasureReading> readings, ExportFile file, Func<Task> beforeFiguresChange, CancellationToken cancellationToken) =>
        BlobUpdate.RunAsync(
            _container,
            Name(sourceId, month),
            async content =>
            {
                var files = new List<ExportFile>();
                var existing = content is null ? [] : await Table(files).ReadAsync(content, cancellationToken).ConfigureAwait(false);
                var (merged, result, changed) = Merge(existing, files, readings, file);
                if (result.FiguresChanged)
                {
                    await beforeFiguresChange().ConfigureAwait(false);
                }

                return (changed ? await Table(files).WriteAsync(merged, cancellationToken).ConfigureAwait(false) : null, result);
            },
            cancellationToken);

    /// <summary>The readings of a source from one day to another, both inclusive.</summary>
    public async Task<IReadOnlyList<MeasureReading>> ReadAsync(string sourceId, DateOnly first, DateOnly last, CancellationToken cancellationToken)
    {
        var found = new List<MeasureReading>();
        var prefix = $"{Folder}source={sourceId}/";
        await foreach (var blob in _container.GetBlobsAsync(BlobTraits.None, BlobStates.None, prefix, cancellationToken).ConfigureAwait(false))
        {
            var month = blob.Name.Split('/')[2]["month=".Length..];
            var begins = DateOnly.ParseExact(month + "01", "yyyyMMdd", CultureInfo.InvariantCulture);
            if (begins > last || begins.AddMonths(1) <= first)
            {
                continue;
            }

            var (content, _) = await BlobUpdate.ReadAsync(_container.GetBlobClient(blob.Name), cancellationToken).ConfigureAwait(false);
            if (content is not null)
            {
                var rows = await Table([]).ReadAsync(content, cancellationToken).ConfigureAwait(false);
                found.AddRange(rows.Where(r => r.Day >= first.DayNumber && r.Day <= last.DayNumber));
            }
        }

        return found;
    }

    private static (MeasureReading[] Merged, MeasureMergeResult Result, bool Changed) Merge(
        MeasureReading[] existing, List<ExportFile> files, IReadOnlyList<MeasureReading> incoming, ExportFile file)
    {
        var fileIndex = files.IndexOf(file);
        if (fileIndex < 0)
        {
            fileIndex = files.Count;
            files.Add(file);
        }

        var byKey = existing.ToDictionary(r => r.Key);
        var (changed, figuresChanged) = (false, false);
        foreach (var reading in incoming)
        {
            var candidate = reading with { FileIndex = fileIndex };
            var known = byKey.TryGetValue(candidate.Key, out var standing);
            if (known && Newest.CompareFiles(file, candidate.Row, files[standing.FileIndex], standing.Row) <= 0)
            {
                continue;
            }

            byKey[candidate.Key] = candidate;
            changed = true;
            figuresChanged |= !known || standing.Value != candidate.Value;
        }

        var merged = byKey.Values
            .OrderBy(r => r.UnitId, StringComparer.Ordinal).ThenBy(r => r.Day)
            .ThenBy(r => r.Dimensions, StringComparer.Ordinal).ThenBy(r => r.Measure, StringComparer.Ordinal).ToArray();
        var inFacts = merged.Count(r => r.FileIndex == fileIndex);
        return (merged, new(inFacts, incoming.Count - inFacts, figuresChanged), changed);
    }

    private static string Name(string sourceId, string month) => $"{Folder}source={sourceId}/month={month}/part.parquet";

    private static ParquetTable<MeasureReading> Table(List<ExportFile> files)
    {
        var (source, date) = (new Queue<string>(), new Queue<DateTime>());
        return new ParquetTable<MeasureReading>()
            .Text("unitId", (in r) => r.UnitId, (ref r, v) => r = r with { UnitId = v })
            .Field<DateTime>(
                new DateTimeDataField("day", DateTimeFormat.Date, isNullable: false),
                (in r) => DateOnly.FromDayNumber(r.Day).ToDateTime(TimeOnly.MinValue),
                (ref r, v) => r = r with { Day = DateOnly.FromDateTime(v).DayNumber })
            .Text("dimensions", (in r) => r.Dimensions, (ref r, v) => r = r with { Dimensions = v })
            .Text("measure", (in r) => r.Measure, (ref r, v) => r = r with { Measure = v })
            .Field<decimal>(new DecimalDataField("value", 18, 4, isNullable: false), (in r) => r.Value, (ref r, v) => r = r with { Value = v })
            .Value<int>("row", (in r) => r.Row, (ref r, v) => r = r with { Row = v })
            .Text("sourceId", (in r) => files[r.FileIndex].SourceId, (ref r, v) => source.Enqueue(v))
            .Field<DateTime>(
                new DateTimeDataField("exportDate", DateTimeFormat.Date, isNullable: false),
                (in r) => files[r.FileIndex].ExportDate.ToDateTime(TimeOnly.MinValue),
                (ref r, v) => date.Enqueue(v))
            .Text("fileSha256", (in r) => files[r.FileIndex].Sha256, (ref r, v) =>
            {
                var file = new ExportFile(source.Dequeue(), DateOnly.FromDateTime(date.Dequeue()), v);
                var index = files.IndexOf(file);
                if (index < 0)
                {
                    index = files.Count;
                    files.Add(file);
                }

                r = r with { FileIndex = index };
            });
    }
}
