using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using GovPipeline.Domain.Counting;
using GovPipeline.Domain.Dossiers;
using GovPipeline.Domain.Periods;
using GovPipeline.Storage.Accounts;
using GovPipeline.Storage.Parquet;

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
    /// <param name="beforeChange">Is awaited with what changes, before the write.</param>
    /// <param name="cancellationToken">Stops between tries.</param>
    /// <returns>Whether any count changed.</returns>
    public Task<bool> ReplaceAsync(
        IReadOnlyCollection<PartitionKey> keys, Func<PartitionKey, Task<DailyCounts>> recount, Func<CountChange, Task> beforeChange,
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
                    replaced.AddRange(counts.Rows().Select(c => new LabelledCount { Label = key.Month, Count = c }));
                }

                // The other partitions of the file stand on both sides: a unit that they count is known without these.
                var rows = existing.Where(r => !months.Contains(r.Label)).Concat(replaced).OrderBy(r => r.Label, StringComparer.Ordinal).ToArray();
                if (rows.ToHashSet().SetEquals(existing))
                {
                    return (null, false);
                }

                if (CountChange.Between(existing.Select(r => r.Count), rows.Select(r => r.Count)) is { } change)
                {
                    await beforeChange(change).ConfigureAwait(false);
                }

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

    /// <summary>The files of all organisations and years.</summary>
    public async IAsyncEnumerable<string> FilesAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var blob in _container.GetBlobsAsync(BlobTraits.None, BlobStates.None, Folder, cancellationToken).ConfigureAwait(false))
        {
            yield return blob.Name;
        }
    }

    /// <summary>The counts of a file; none when there is no such file.</summary>
    public async Task<IReadOnlyList<DailyCount>> ReadAsync(string file, CancellationToken cancellationToken)
    {
        var (content, _) = await BlobUpdate.ReadAsync(_container.GetBlobClient(file), cancellationToken).ConfigureAwait(false);
        return content is null ? [] : [.. (await Table().ReadAsync(content, cancellationToken).ConfigureAwait(false)).SelectMany(r => Apart(r.Count))];
    }

    /// <summary>The partitions of a file that have a count of some kind.</summary>
    public async Task<IReadOnlyList<PartitionKey>> PartitionsAsync(string file, Func<DailyCount, bool> has, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(file);
        var (content, _) = await BlobUpdate.ReadAsync(_container.GetBlobClient(file), cancellationToken).ConfigureAwait(false);
        return content is null ? []
            : [.. (await Table().ReadAsync(content, cancellationToken).ConfigureAwait(false)).Where(r => has(r.Count)).Select(r => r.Label)
                .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Select(month => PartitionOf(file, month))];
    }

    /// <summary>The partition of a month in a file.</summary>
    internal static PartitionKey PartitionOf(string file, string month) => new(file[Folder.Length..file.IndexOf('/', StringComparison.Ordinal)], month);

    // Counts that an older version kept name the procedure beside the unit.
    private static IEnumerable<DailyCount> Apart(DailyCount count)
    {
        var key = count.Key;
        if (key.IsOfProcedure || key.Procedure.Length == 0)
        {
            return [count];
        }

        var own = count with { Key = key with { Procedure = string.Empty } };
        return count.Event == DossierEvent.Received ? [own, count with { Key = CountKey.OfProcedure(ProcedureCode.National(key.Procedure)) }] : [own];
    }

    /// <summary>The half-months that a file has counts of, by their first days.</summary>
    public async Task<IReadOnlyList<DateOnly>> BlocksAsync(string file, CancellationToken cancellationToken) =>
        [.. (await ReadAsync(file, cancellationToken).ConfigureAwait(false)).Select(c => HalfMonth.Of(DateOnly.FromDayNumber(c.Day))).Distinct().Order()];

    private static ParquetTable<LabelledCount> Table() => LabelledCount.Table("partition");
}
