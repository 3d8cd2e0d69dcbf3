using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using GovPipeline.Domain.Counting;
using GovPipeline.Domain.Dossiers;
using GovPipeline.Storage.Accounts;
using GovPipeline.Storage.Parquet;
using Parquet.Schema;

namespace GovPipeline.Storage.Counts;

/// <summary>
/// Daily counts, in <c>counts/org={organisation}/year={yy}.parquet</c>: one file holds the counts of an organisation's
/// partitions of a year, each labelled with its partition, so that a partition's counts are replaced and never added twice.
/// </summary>
/// <param name="work">The work account.</param>
public sealed class CountStore(WorkAccount work)
{
    private const string RuleName = "rule.txt", Folder = "org=";
    private readonly BlobContainerClient _container = work.Account.Container(StorageNames.Counts);

    /// <summary>What is written at once: all partitions of an organisation and year are in one file.</summary>
    public static string FileOf(PartitionKey key) => $"org={key.Organisation}/year={key.Month[..2]}.parquet";

    /// <summary>Puts the counts of partitions of one file in the place of their earlier ones.</summary>
    /// <param name="keys">The partitions; <see cref="FileOf"/> is the same for all.</param>
    /// <param name="recount">
    /// Counts a partition's facts as they stand when it is called, which is after the earlier counts were read: so two who
    /// fold at the same time cannot put older counts over newer ones.
    /// </param>
    /// <param name="beforeChange">Is awaited with the earliest local day (<see cref="DateOnly.DayNumber"/>) that gets another count, before the write.</param>
    /// <param name="cancellationToken">Stops between tries.</param>
    /// <returns>Whether any count changed.</returns>
    public Task<bool> ReplaceAsync(
        IReadOnlyCollection<PartitionKey> keys, Func<PartitionKey, Task<DailyCounts>> recount, Func<int, Task> beforeChange,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(recount);
        return BlobUpdate.RunAsync<bool>(
            _container,
            FileOf(keys.First()),
            async content =>
            {
                var existing = content is null ? [] : await Table().ReadAsync(content, cancellationToken).ConfigureAwait(false);
                var months = keys.Select(k => k.Month).ToHashSet(StringComparer.Ordinal);
                var replaced = new List<LabelledCount>();
                foreach (var key in keys)
                {
                    var counts = await recount(key).ConfigureAwait(false);
                    replaced.AddRange(counts.Rows().Select(c => new LabelledCount { Month = key.Month, Count = c }));
                }

                var (old, now) = (existing.Where(r => months.Contains(r.Month)).ToHashSet(), replaced.ToHashSet());
                var firstDay = old.Except(now).Concat(now.Except(old)).Select(c => (int?)c.Count.Day).Min();
                if (firstDay is null)
                {
                    return (null, false);
                }

                await beforeChange(firstDay.Value).ConfigureAwait(false);
                var rows = existing.Where(r => !months.Contains(r.Month)).Concat(replaced).OrderBy(r => r.Month, StringComparer.Ordinal).ToArray();
                return (await Table().WriteAsync(rows, cancellationToken).ConfigureAwait(false), true);
            },
            cancellationToken);
    }

    /// <summary>The rule that counts are made by, as it was noted last; empty when none was.</summary>
    public async Task<string> RuleAsync(CancellationToken cancellationToken) =>
        (await BlobUpdate.ReadAsync(_container.GetBlobClient(RuleName), cancellationToken).ConfigureAwait(false)).Content?.ToString() ?? string.Empty;

    /// <summary>Notes the rule that counts are made by.</summary>
    public Task NoteRuleAsync(string rule, CancellationToken cancellationToken) =>
        _container.GetBlobClient(RuleName).UploadAsync(BinaryData.FromString(rule), overwrite: true, cancellationToken);

    /// <summary>All counts, file after file.</summary>
    public async IAsyncEnumerable<DailyCount> ReadAllAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var names = new List<string>();
        await foreach (var blob in _container.GetBlobsAsync(BlobTraits.None, BlobStates.None, Folder, cancellationToken).ConfigureAwait(false))
        {
            names.Add(blob.Name);
        }

        foreach (var some in names.Chunk(8))
        {
            foreach (var rows in await Task.WhenAll(some.Select(n => ReadAsync(n, cancellationToken))).ConfigureAwait(false))
            {
                foreach (var row in rows)
                {
                    yield return row.Count;
                }
            }
        }
    }

    private async Task<LabelledCount[]> ReadAsync(string name, CancellationToken cancellationToken)
    {
        var (content, _) = await BlobUpdate.ReadAsync(_container.GetBlobClient(name), cancellationToken).ConfigureAwait(false);
        return content is null ? [] : await Table().ReadAsync(content, cancellationToken).ConfigureAwait(false);
    }

    private static ParquetTable<LabelledCount> Table() => new ParquetTable<LabelledCount>()
        .Text("partition", (in r) => r.Month, (ref r, v) => r.Month = v)
        .Text("unitId", (in r) => r.Count.Key.UnitId, (ref r, v) => r.Count = r.Count with { Key = r.Count.Key with { UnitId = v } })
        .Text("field", (in r) => r.Count.Key.Field, (ref r, v) => r.Count = r.Count with { Key = r.Count.Key with { Field = v } })
        .Text(
            "procedure",
            (in r) => r.Count.Key.Procedure,
            (ref r, v) => r.Count = r.Count with { Key = r.Count.Key with { Procedure = v } })
        .Text(
            "channel",
            (in r) => EnumText<Channel>.Name(r.Count.Key.Channel),
            (ref r, v) => r.Count = r.Count with { Key = r.Count.Key with { Channel = EnumText<Channel>.Value(v) } })
        .Text(
            "level",
            (in r) => EnumText<ServiceLevel>.Name(r.Count.Key.Level),
            (ref r, v) => r.Count = r.Count with { Key = r.Count.Key with { Level = EnumText<ServiceLevel>.Value(v) } })
        .Text(
            "nonLocal",
            (in r) => EnumText<Answer>.Name(r.Count.Key.NonLocal),
            (ref r, v) => r.Count = r.Count with { Key = r.Count.Key with { NonLocal = EnumText<Answer>.Value(v) } })
        .Text(
            "event",
            (in r) => EnumText<DossierEvent>.Name(r.Count.Event),
            (ref r, v) => r.Count = r.Count with { Event = EnumText<DossierEvent>.Value(v) })
        .Field<DateTime>(
            new DateTimeDataField("day", DateTimeFormat.Date, isNullable: false),
            (in r) => DateOnly.FromDayNumber(r.Count.Day).ToDateTime(TimeOnly.MinValue),
            (ref r, v) => r.Count = r.Count with { Day = DateOnly.FromDateTime(v).DayNumber })
        .Value<int>("count", (in r) => r.Count.Count, (ref r, v) => r.Count = r.Count with { Count = v });

    private record struct LabelledCount
    {
        public string Month { get; set; }

        public DailyCount Count { get; set; }
    }
}
