using System.Globalization;
using System.IO.Hashing;
using System.Text;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using GovPipeline.Domain.Dossiers;
using GovPipeline.Domain.Measures;
using GovPipeline.Storage.Accounts;
using GovPipeline.Storage.Parquet;
using Parquet.Schema;

namespace GovPipeline.Storage.Facts;

/// <summary>The newest reading of each key, in <c>facts/measures/source={id}/part={yyyyMM}/readings.parquet</c>.</summary>
/// <param name="work">The work account.</param>
public sealed class MeasureFacts(WorkAccount work)
{
    private const uint RecordParts = 4;
    private const string Folder = "measures/", RecordsPart = "records-";
    private readonly BlobContainerClient _container = work.Account.Container(StorageNames.Facts);

    /// <summary>
    /// The part that a reading is kept in: the month of its day, <c>yyyyMM</c>; of a record, whose day may be corrected, one
    /// of four by its key alone, <c>records-0</c>.
    /// </summary>
    public static string PartOf(in MeasureReading reading) => reading.RecordKey.Length > 0
        ? $"{RecordsPart}{XxHash32.HashToUInt32(Encoding.UTF8.GetBytes(reading.RecordKey)) % RecordParts}"
        : DateOnly.FromDayNumber(reading.Day).ToString("yyyyMM", CultureInfo.InvariantCulture);

    /// <summary>Merges readings of a file into a part.</summary>
    /// <param name="sourceId">The source.</param>
    /// <param name="part">The part they are kept in, by <see cref="PartOf"/>.</param>
    /// <param name="readings">The readings.</param>
    /// <param name="file">The file.</param>
    /// <param name="beforeFiguresChange">Is awaited before a write that changes values, with the first and last day of what was and what will be.</param>
    /// <param name="cancellationToken">Stops between tries.</param>
    public Task<MeasureMergeResult> MergeAsync(
        string sourceId, string part, IReadOnlyList<MeasureReading> readings, ExportFile file, Func<DateOnly, DateOnly, Task> beforeFiguresChange,
        CancellationToken cancellationToken) =>
        BlobUpdate.RunAsync(
            _container,
            Name(sourceId, part),
            async content =>
            {
                var files = new List<ExportFile>();
                var existing = content is null ? [] : await Table(files).ReadAsync(content, cancellationToken).ConfigureAwait(false);
                var (merged, result, changed, days) = MeasureMerge.Merge(existing, files, readings, file);
                if (result.FiguresChanged)
                {
                    await beforeFiguresChange(DateOnly.FromDayNumber(days.First), DateOnly.FromDayNumber(days.Last)).ConfigureAwait(false);
                }

                return (changed ? await Table(files).WriteAsync(merged, cancellationToken).ConfigureAwait(false) : null, result);
            },
            cancellationToken);

    /// <summary>The readings of a source from one day to another, both inclusive; records also of earlier days.</summary>
    public async Task<IReadOnlyList<MeasureReading>> ReadAsync(string sourceId, DateOnly first, DateOnly last, CancellationToken cancellationToken) =>
        [.. (await ReadFiledAsync(sourceId, first, last, cancellationToken).ConfigureAwait(false)).Select(r => r.Reading)];

    /// <summary>The same, each with the file that brought it.</summary>
    public async Task<IReadOnlyList<(MeasureReading Reading, ExportFile File)>> ReadFiledAsync(
        string sourceId, DateOnly first, DateOnly last, CancellationToken cancellationToken)
    {
        var found = new List<(MeasureReading, ExportFile)>();
        var prefix = $"{Folder}source={sourceId}/";
        await foreach (var blob in _container.GetBlobsAsync(BlobTraits.None, BlobStates.None, prefix, cancellationToken).ConfigureAwait(false))
        {
            var part = blob.Name.Split('/')[2]["part=".Length..];
            if (!part.StartsWith(RecordsPart, StringComparison.Ordinal)
                && DateOnly.ParseExact(part + "01", "yyyyMMdd", CultureInfo.InvariantCulture) is var begins
                && (begins > last || begins.AddMonths(1) <= first))
            {
                continue;
            }

            var (content, _) = await BlobUpdate.ReadAsync(_container.GetBlobClient(blob.Name), cancellationToken).ConfigureAwait(false);
            if (content is not null)
            {
                var files = new List<ExportFile>();
                var rows = await Table(files).ReadAsync(content, cancellationToken).ConfigureAwait(false);
                found.AddRange(rows.Where(r => r.Day <= last.DayNumber && (r.Day >= first.DayNumber || r.RecordKey.Length > 0))
                    .Select(r => (r, files[r.FileIndex])));
            }
        }

        return found;
    }

    private static string Name(string sourceId, string part) => $"{Folder}source={sourceId}/part={part}/readings.parquet";

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
            .Text("recordKey", (in r) => r.RecordKey, (ref r, v) => r = r with { RecordKey = v })
            .Value<int>("until", (in r) => r.Until, (ref r, v) => r = r with { Until = v })
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
