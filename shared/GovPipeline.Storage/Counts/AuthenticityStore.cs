using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using GovPipeline.Domain.Authenticity;
using GovPipeline.Domain.Dossiers;
using GovPipeline.Domain.Periods;
using GovPipeline.Domain.Time;
using GovPipeline.Storage.Accounts;
using GovPipeline.Storage.Parquet;
using Parquet.Schema;

namespace GovPipeline.Storage.Counts;

/// <summary>
/// Counts of the tests of authenticity by unit and day of receipt, kept and closed as counts are: <c>authenticity/org=…/year=….parquet</c>
/// by partition, <c>authenticity/days/2022-06-15.parquet</c> a half-month of all organisations.
/// </summary>
/// <param name="work">The work account.</param>
public sealed class AuthenticityStore(WorkAccount work)
{
    private const string Folder = "authenticity/", DaysFolder = Folder + "days/";
    private readonly BlobContainerClient _container = work.Account.Container(StorageNames.Counts);

    /// <summary>Puts the counts of partitions of one file in the place of their earlier ones.</summary>
    /// <param name="keys">The partitions; <see cref="CountStore.FileOf"/> is the same for all.</param>
    /// <param name="recount">Counts a partition's facts as they stand when it is called, which is after the earlier counts were read.</param>
    /// <param name="beforeChange">Is awaited with the half-months that change, before the write.</param>
    /// <param name="cancellationToken">Stops between tries.</param>
    public Task ReplaceAsync(
        IReadOnlyCollection<PartitionKey> keys, Func<PartitionKey, Task<Dictionary<(string UnitId, int Day), AuthenticityCounts>>> recount,
        Func<IReadOnlyList<DateOnly>, Task> beforeChange, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(keys);
        ArgumentNullException.ThrowIfNull(recount);
        ArgumentNullException.ThrowIfNull(beforeChange);
        return BlobUpdate.RunAsync<bool>(
            _container,
            Folder + CountStore.FileOf(keys.First()),
            async content =>
            {
                var existing = content is null ? [] : await Table().ReadAsync(content, cancellationToken).ConfigureAwait(false);
                var months = keys.Select(k => k.Month).ToHashSet(StringComparer.Ordinal);
                var replaced = new List<AuthenticityDay>();
                foreach (var key in keys)
                {
                    replaced.AddRange((await recount(key).ConfigureAwait(false)).Select(c => new AuthenticityDay
                    {
                        Label = key.Month, UnitId = c.Key.UnitId, Day = c.Key.Day, Counts = c.Value,
                    }));
                }

                var rows = Sorted(existing.Where(r => !months.Contains(r.Label)).Concat(replaced));
                var (before, after) = (existing.ToHashSet(), rows.ToHashSet());
                if (before.SetEquals(after))
                {
                    return (null, false);
                }

                before.SymmetricExceptWith(after);
                await beforeChange([.. before.Select(r => HalfMonth.Of(DateOnly.FromDayNumber(r.Day))).Distinct().Order()]).ConfigureAwait(false);
                return (await Table().WriteAsync(rows, cancellationToken).ConfigureAwait(false), true);
            },
            cancellationToken);
    }

    /// <summary>Closes half-months again with the counts of files as they stand.</summary>
    public Task CloseAsync(IReadOnlyCollection<(string File, DateOnly Block)> changed, CancellationToken cancellationToken)
    {
        var files = changed.ToLookup(c => c.Block, c => c.File);
        return BlobUpdate.RunAllAsync(
            _container,
            files.ToDictionary(b => b.Key, b => DaysOf(b.Key)),
            () => BlobUpdate.EachAsync(changed.Select(c => c.File).Distinct(StringComparer.Ordinal), f => ReadAsync(Folder + f, cancellationToken)),
            (block, content, sources) => CloseAsync(block, content, files[block].ToHashSet(StringComparer.Ordinal), sources, cancellationToken),
            cancellationToken);
    }

    /// <summary>Counts by unit and day from one day to another, both inclusive.</summary>
    public async Task<IReadOnlyList<(string UnitId, int Day, AuthenticityCounts Counts)>> DaysAsync(
        DateOnly first, DateOnly last, CancellationToken cancellationToken)
    {
        var blocks = new List<DateOnly>();
        await foreach (var blob in _container.GetBlobsAsync(BlobTraits.None, BlobStates.None, DaysFolder, cancellationToken).ConfigureAwait(false))
        {
            if (DayText.TryParse(Path.GetFileNameWithoutExtension(blob.Name)) is { } block && block <= last && HalfMonth.LastDayOf(block) >= first)
            {
                blocks.Add(block);
            }
        }

        var read = await BlobUpdate.EachAsync(blocks, b => ReadAsync(DaysOf(b), cancellationToken)).ConfigureAwait(false);
        return
        [
            .. read.Values.SelectMany(rows => rows).Where(r => r.Day >= first.DayNumber && r.Day <= last.DayNumber).Select(r => (r.UnitId, r.Day, r.Counts)),
        ];
    }

    /// <summary>The partitions that have counts of units on some days, both inclusive.</summary>
    public async Task<IReadOnlyList<PartitionKey>> PartitionsAsync(
        IReadOnlySet<string> units, DateOnly first, DateOnly last, CancellationToken cancellationToken)
    {
        bool Has(AuthenticityDay row) => units.Contains(row.UnitId) && row.Day >= first.DayNumber && row.Day <= last.DayNumber;
        var files = new HashSet<string>(StringComparer.Ordinal);
        for (var block = HalfMonth.Of(first); block <= last; block = HalfMonth.LastDayOf(block).AddDays(1))
        {
            files.UnionWith((await ReadAsync(DaysOf(block), cancellationToken).ConfigureAwait(false)).Where(Has).Select(r => r.Label));
        }

        var partitions = new List<PartitionKey>();
        foreach (var file in files)
        {
            partitions.AddRange((await ReadAsync(Folder + file, cancellationToken).ConfigureAwait(false)).Where(Has).Select(r => r.Label)
                .Distinct(StringComparer.Ordinal).Select(month => CountStore.PartitionOf(file, month)));
        }

        return partitions;
    }

    private static async Task<BinaryData?> CloseAsync(
        DateOnly block, BinaryData? content, HashSet<string> files, Dictionary<string, AuthenticityDay[]> sources, CancellationToken cancellationToken)
    {
        var standing = content is null ? [] : await Table().ReadAsync(content, cancellationToken).ConfigureAwait(false);

        // One row a unit and day of a file: it has several partitions.
        var now = files.SelectMany(file => sources[file].Where(r => HalfMonth.Of(DateOnly.FromDayNumber(r.Day)) == block).GroupBy(r => (r.UnitId, r.Day))
            .Select(g => new AuthenticityDay { Label = file, UnitId = g.Key.UnitId, Day = g.Key.Day, Counts = Sum(g.Select(r => r.Counts)) }));
        var rows = Sorted(standing.Where(r => !files.Contains(r.Label)).Concat(now));
        return rows.ToHashSet().SetEquals(standing) ? null : await Table().WriteAsync(rows, cancellationToken).ConfigureAwait(false);
    }

    private async Task<AuthenticityDay[]> ReadAsync(string name, CancellationToken cancellationToken)
    {
        var (content, _) = await BlobUpdate.ReadAsync(_container.GetBlobClient(name), cancellationToken).ConfigureAwait(false);
        return content is null ? [] : await Table().ReadAsync(content, cancellationToken).ConfigureAwait(false);
    }

    private static AuthenticityCounts Sum(IEnumerable<AuthenticityCounts> parts)
    {
        var sum = new AuthenticityCounts();
        foreach (var part in parts)
        {
            sum.Add(part);
        }

        return sum;
    }

    private static AuthenticityDay[] Sorted(IEnumerable<AuthenticityDay> rows) =>
        [.. rows.OrderBy(r => r.Label, StringComparer.Ordinal).ThenBy(r => r.UnitId, StringComparer.Ordinal).ThenBy(r => r.Day)];

    private static string DaysOf(DateOnly block) => $"{DaysFolder}{DayText.Iso(block)}.parquet";

    private static ParquetTable<AuthenticityDay> Table()
    {
        var table = new ParquetTable<AuthenticityDay>()
            .Text("label", (in r) => r.Label, (ref r, v) => r.Label = v)
            .Text("unitId", (in r) => r.UnitId, (ref r, v) => r.UnitId = v)
            .Field<DateTime>(
                new DateTimeDataField("day", DateTimeFormat.Date, isNullable: false),
                (in r) => DateOnly.FromDayNumber(r.Day).ToDateTime(TimeOnly.MinValue),
                (ref r, v) => r.Day = DateOnly.FromDateTime(v).DayNumber);
        for (var i = 0; i < AuthenticityCounts.Names.Count; i++)
        {
            var place = i;
            table.Value<long>(AuthenticityCounts.Names[i], (in r) => r.Counts.ValueAt(place), (ref r, v) => (r.Counts ??= new()).Put(place, v));
            _ = i < AuthenticityCounts.Always ? table : table.Added();
        }

        return table.Text("FeeProcedures", (in r) => r.Counts.FeeProcedures.Text, (ref r, v) => r.Counts.FeeProcedures.Text = v).Added();
    }

    private record struct AuthenticityDay
    {
        public string Label { get; set; }

        public string UnitId { get; set; }

        public int Day { get; set; }

        public AuthenticityCounts Counts { get; set; }
    }
}
