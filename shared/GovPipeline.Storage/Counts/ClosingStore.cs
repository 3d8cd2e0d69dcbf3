using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using GovPipeline.Domain.Counting;
using GovPipeline.Domain.Errors;
using GovPipeline.Domain.Periods;
using GovPipeline.Domain.Time;
using GovPipeline.Storage.Accounts;
using GovPipeline.Storage.Leases;
using GovPipeline.Storage.Parquet;
using Parquet.Schema;

namespace GovPipeline.Storage.Counts;

/// <summary>
/// Closings of half-months, all organisations together, so that a publication reads what its period holds and not every count there is:
/// <c>days/2022-06-15.parquet</c> has the counts of a half-month, each labelled with the file it came from; <c>closings/2022.parquet</c> their
/// sums, half-month by half-month; <c>totals.parquet</c> those of each year. What is carried over is a sum over the years and half-months
/// before. See DECISIONS/0017-closings.md.
/// </summary>
/// <param name="work">The work account.</param>
/// <param name="counts">What is closed.</param>
public sealed class ClosingStore(WorkAccount work, CountStore counts)
{
    private const string Totals = "totals.parquet", ClosingsFolder = "closings/", DaysFolder = "days/";
    private readonly BlobContainerClient _container = work.Account.Container(StorageNames.Counts);

    /// <summary>
    /// Closes half-months again with the counts of files as they stand. Each level is read before what it is made from, and written on
    /// condition that it stands as it was read: so one who was slow cannot put older counts over newer ones.
    /// </summary>
    /// <param name="changed">Files of counts, with the half-months whose counts may have changed.</param>
    /// <param name="cancellationToken">Stops between tries.</param>
    public async Task CloseAsync(IReadOnlyCollection<(string File, DateOnly Block)> changed, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(changed);
        if (changed.Count == 0)
        {
            await SumYearsAsync([], cancellationToken).ConfigureAwait(false);
            return;
        }

        var files = changed.ToLookup(c => c.Block, c => c.File);
        await BlobUpdate.RunAllAsync(
            _container,
            files.ToDictionary(b => b.Key, b => DaysOf(b.Key)),
            () => BlobUpdate.EachAsync(changed.Select(c => c.File).Distinct(StringComparer.Ordinal), f => counts.ReadAsync(f, cancellationToken)),
            (block, content, sources) => ReplaceAsync(block, content, files[block].ToHashSet(StringComparer.Ordinal), sources, cancellationToken),
            cancellationToken).ConfigureAwait(false);
        var years = changed.Select(c => c.Block).Distinct().GroupBy(b => b.Year).ToList();
        foreach (var year in years)
        {
            await SumDaysAsync(year.Key, [.. year], cancellationToken).ConfigureAwait(false);
        }

        await SumYearsAsync([.. years.Select(y => y.Key)], cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Whether anything was ever closed here; not before it is, so that an older version's counts are closed when this one begins.</summary>
    public async Task<bool> AnyAsync(CancellationToken cancellationToken) =>
        await _container.GetBlobClient(Totals).ExistsAsync(cancellationToken).ConfigureAwait(false);

    /// <summary>
    /// Deletes all closings, what says that there are any first: cut off anywhere, all are made again. What another host made meanwhile stays.
    /// </summary>
    /// <param name="held">The lease of the publisher.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="PipelineException">GP402: another host closes.</exception>
    public async Task ForgetAsync(HeldLease held, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(held);
        foreach (var prefix in new[] { Totals, ClosingsFolder, DaysFolder })
        {
            await foreach (var blob in _container.GetBlobsAsync(BlobTraits.None, BlobStates.None, prefix, cancellationToken).ConfigureAwait(false))
            {
                await held.EnsureAsync().ConfigureAwait(false);
                var client = _container.GetBlobClient(blob.Name);
                try
                {
                    await client.DeleteIfExistsAsync(
                        DeleteSnapshotsOption.None, new() { IfMatch = blob.Properties.ETag }, cancellationToken).ConfigureAwait(false);
                }
                catch (RequestFailedException e) when (e.Status == 412)
                {
                    if (await client.ExistsAsync(cancellationToken).ConfigureAwait(false)) // not where the answer was lost, and the request sent twice
                    {
                        throw new PipelineException(e, ErrorCatalogue.StorageContention, blob.Name, 1);
                    }
                }
            }
        }
    }

    /// <summary>The counts of a half-month.</summary>
    /// <param name="block">Its first day.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<IReadOnlyList<DailyCount>> DaysAsync(DateOnly block, CancellationToken cancellationToken) =>
        Array.ConvertAll((await ReadDaysAsync(block, cancellationToken).ConfigureAwait(false)), r => r.Count);

    /// <summary>The files of counts that have a count of some kind in a half-month.</summary>
    public async Task<IReadOnlyList<string>> FilesAsync(DateOnly block, Func<DailyCount, bool> has, CancellationToken cancellationToken) =>
        [.. (await ReadDaysAsync(block, cancellationToken).ConfigureAwait(false)).Where(r => has(r.Count)).Select(r => r.Label)
            .Distinct(StringComparer.Ordinal)];

    /// <summary>The closings of the half-months of a year.</summary>
    public async Task<IReadOnlyList<Closing>> OfYearAsync(int year, CancellationToken cancellationToken) =>
        await ReadAsync(ClosingsOf(year), cancellationToken).ConfigureAwait(false);

    /// <summary>What happened in each year that there is anything of; procedures left out.</summary>
    public async Task<IReadOnlyList<Closing>> OfYearsAsync(CancellationToken cancellationToken) =>
        await ReadAsync(Totals, cancellationToken).ConfigureAwait(false);

    private static string DaysOf(DateOnly block) => $"{DaysFolder}{DayText.Iso(block)}.parquet";

    private static string ClosingsOf(int year) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{ClosingsFolder}{year}.parquet");

    /// <summary>The counts of a half-month with those of some files in the place of their earlier ones; null when they are the same.</summary>
    private static async Task<BinaryData?> ReplaceAsync(
        DateOnly block, BinaryData? content, HashSet<string> files, Dictionary<string, IReadOnlyList<DailyCount>> sources, CancellationToken cancellationToken)
    {
        var standing = content is null ? [] : await Table().ReadAsync(content, cancellationToken).ConfigureAwait(false);
        var (first, last) = (block.DayNumber, HalfMonth.LastDayOf(block).DayNumber);
        var now = files.Order(StringComparer.Ordinal)
            .SelectMany(f => sources[f].Where(c => c.Day >= first && c.Day <= last).Select(c => new LabelledCount { Label = f, Count = c }));
        var rows = Together(standing.Where(r => !files.Contains(r.Label)).Concat(now));
        return rows.ToHashSet().SetEquals(standing) ? null : await Table().WriteAsync(rows, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The counts that a file has of several partitions in one, in an order of their own.</summary>
    private static LabelledCount[] Together(IEnumerable<LabelledCount> rows) =>
    [
        .. rows.GroupBy(r => (r.Label, r.Count.Key, r.Count.Event, r.Count.Day), r => r.Count.Count)
            .OrderBy(g => g.Key.Label, StringComparer.Ordinal).ThenBy(g => g.Key.Key.UnitId, StringComparer.Ordinal)
            .ThenBy(g => g.Key.Key.Field, StringComparer.Ordinal).ThenBy(g => g.Key.Event).ThenBy(g => g.Key.Day)
            .Select(g => new LabelledCount { Label = g.Key.Label, Count = new(g.Key.Key, g.Key.Event, g.Key.Day, g.Sum()) }),
    ];

    private Task<bool> SumDaysAsync(int year, IReadOnlyList<DateOnly> blocks, CancellationToken cancellationToken) =>
        ChangeAsync(ClosingsOf(year), blocks, async () => (await BlobUpdate.EachAsync(blocks, b => DaysAsync(b, cancellationToken)).ConfigureAwait(false))
            .SelectMany(b => b.Value.GroupBy(c => c.Key.IsOfProcedure ? (string.Empty, c.Key.Procedure) : (c.Key.UnitId, c.Key.Field))
                .Select(g => Closing.Of(b.Key, g.Key.Item1, g.Key.Item2, g))), cancellationToken);

    private Task<bool> SumYearsAsync(IReadOnlyList<int> years, CancellationToken cancellationToken) =>
        ChangeAsync(Totals, years.Select(y => new DateOnly(y, 1, 1)), async () =>
            (await BlobUpdate.EachAsync(years, y => OfYearAsync(y, cancellationToken)).ConfigureAwait(false))
                .SelectMany(y => y.Value.Where(c => !c.IsOfProcedure).GroupBy(c => (c.UnitId, c.Field))
                    .Select(g => Closing.Of(new DateOnly(y.Key, 1, 1), g.Key.UnitId, g.Key.Field, g.Select(c => c.Sums)))), cancellationToken);

    /// <summary>Puts closings of spans in the place of their earlier ones.</summary>
    private Task<bool> ChangeAsync(
        string name, IEnumerable<DateOnly> spans, Func<Task<IEnumerable<Closing>>> make, CancellationToken cancellationToken) =>
        BlobUpdate.RunAsync<bool>(
            _container,
            name,
            async content =>
            {
                var standing = content is null ? [] : await ClosingTable.ReadAsync(content, cancellationToken).ConfigureAwait(false);
                var replaced = spans.ToHashSet();
                Closing[] rows =
                [
                    .. standing.Where(c => !replaced.Contains(c.Block)).Concat(await make().ConfigureAwait(false))
                        .OrderBy(c => c.Block).ThenBy(c => c.UnitId, StringComparer.Ordinal).ThenBy(c => c.Field, StringComparer.Ordinal),
                ];
                var written = await ClosingTable.WriteAsync(rows, cancellationToken).ConfigureAwait(false);
                return content is not null && written.ToMemory().Span.SequenceEqual(content.ToMemory().Span) ? (null, false) : (written, true);
            },
            cancellationToken);

    private async Task<Closing[]> ReadAsync(string name, CancellationToken cancellationToken)
    {
        var (content, _) = await BlobUpdate.ReadAsync(_container.GetBlobClient(name), cancellationToken).ConfigureAwait(false);
        return content is null ? [] : await ClosingTable.ReadAsync(content, cancellationToken).ConfigureAwait(false);
    }

    private async Task<LabelledCount[]> ReadDaysAsync(DateOnly block, CancellationToken cancellationToken)
    {
        var (content, _) = await BlobUpdate.ReadAsync(_container.GetBlobClient(DaysOf(block)), cancellationToken).ConfigureAwait(false);
        return content is null ? [] : await Table().ReadAsync(content, cancellationToken).ConfigureAwait(false);
    }

    private static ParquetTable<LabelledCount> Table() => LabelledCount.Table("file");

    private static ParquetTable<Closing> ClosingTable
    {
        get
        {
            var table = new ParquetTable<Closing>()
                .Field<DateTime>(
                    new DateTimeDataField("block", DateTimeFormat.Date, isNullable: false),
                    (in r) => r.Block.ToDateTime(TimeOnly.MinValue),
                    (ref r, v) => r.Block = DateOnly.FromDateTime(v))
                .Text("unitId", (in r) => r.UnitId, (ref r, v) => r.UnitId = v)
                .Text("field", (in r) => r.Field, (ref r, v) => r.Field = v);
            for (var i = 0; i < EventSums.Names.Count; i++)
            {
                var place = i;
                table.Value<long>(EventSums.Names[i], (in r) => r.Sums.ValueAt(place), (ref r, v) => (r.Sums ??= new()).Put(place, v));
                _ = EventSums.Later.Contains(EventSums.Names[i]) ? table.Added() : table;
            }

            return table;
        }
    }
}
