using GovPipeline.Domain.Counting;
using GovPipeline.Domain.Dossiers;
using GovPipeline.Domain.Periods;
using GovPipeline.Storage.Counts;
using GovPipeline.Storage.Facts;

namespace GovPipeline.Pipeline.Evidence;

/// <summary>Finds the dossiers that a counter of some units counts, in the facts.</summary>
public sealed class DossierEvidence(ClosingStore closings, CountStore counts, AuthenticityStore authenticity, DossierFacts facts)
{
    private const int AtOnce = 8;

    /// <summary>The dossiers of units of which something happened on some days.</summary>
    /// <param name="units">Ids of the units.</param>
    /// <param name="first">The first day.</param>
    /// <param name="last">The last day.</param>
    /// <param name="alsoBefore">Whether also what happened before the first day is asked for.</param>
    /// <param name="cancellationToken">Stops it.</param>
    internal async Task<IReadOnlyList<(Dossier Dossier, ExportFile File)>> FindAsync(
        IReadOnlySet<string> units, DateOnly first, DateOnly last, bool alsoBefore, CancellationToken cancellationToken) =>
        [.. (await PartitionsAsync(units, first, last, alsoBefore, [], cancellationToken).ConfigureAwait(false))
            .SelectMany(p => p.Facts.Dossiers.Where(d => units.Contains(d.ReceivingUnitId)).Select(d => (d, p.Facts.Files[d.FileIndex])))];

    /// <summary>The partitions that have counts of units on some days, with what they hold.</summary>
    /// <param name="units">Ids of the units.</param>
    /// <param name="first">The first day.</param>
    /// <param name="last">The last day.</param>
    /// <param name="alsoBefore">Whether also counts before the first day are asked for.</param>
    /// <param name="besides">Partitions that are read whatever they count.</param>
    /// <param name="cancellationToken">Stops it.</param>
    internal async Task<IReadOnlyList<(PartitionKey Key, DossierPartition Facts)>> PartitionsAsync(
        IReadOnlySet<string> units, DateOnly first, DateOnly last, bool alsoBefore, IEnumerable<PartitionKey> besides, CancellationToken cancellationToken)
    {
        bool Has(DailyCount count) => units.Contains(count.Key.UnitId) && count.Day <= last.DayNumber && (alsoBefore || count.Day >= first.DayNumber);
        var files = new HashSet<string>(StringComparer.Ordinal);
        if (alsoBefore)
        {
            await foreach (var file in counts.FilesAsync(cancellationToken).ConfigureAwait(false))
            {
                files.Add(file);
            }
        }
        else
        {
            for (var block = HalfMonth.Of(first); block <= last; block = HalfMonth.LastDayOf(block).AddDays(1))
            {
                files.UnionWith(await closings.FilesAsync(block, Has, cancellationToken).ConfigureAwait(false));
            }
        }

        var partitions = await EachAsync(files, f => counts.PartitionsAsync(f, Has, cancellationToken)).ConfigureAwait(false);
        return await EachAsync(
            partitions.SelectMany(p => p).Concat(besides).Distinct(),
            async p => (p, await facts.ReadAsync(p, cancellationToken).ConfigureAwait(false))).ConfigureAwait(false);
    }

    /// <summary>The partitions whose dossiers of units were put to the tests of authenticity, received on some days, both inclusive.</summary>
    internal async Task<IReadOnlyList<DossierPartition>> ScreenedAsync(
        IReadOnlySet<string> units, DateOnly first, DateOnly last, CancellationToken cancellationToken) => await EachAsync(
            await authenticity.PartitionsAsync(units, first, last, cancellationToken).ConfigureAwait(false),
            p => facts.ReadAsync(p, cancellationToken)).ConfigureAwait(false);

    /// <summary>The version that stands of a dossier, with its file; null when there is none.</summary>
    internal async Task<(Dossier Dossier, ExportFile File)?> FindAsync(
        DossierCode code, Dictionary<PartitionKey, DossierPartition> read, CancellationToken cancellationToken)
    {
        var key = PartitionKey.Of(code);
        if (!read.TryGetValue(key, out var partition))
        {
            read[key] = partition = await facts.ReadAsync(key, cancellationToken).ConfigureAwait(false);
        }

        var place = Array.FindIndex(partition.Dossiers, d => d.Code == code);
        return place < 0 ? null : (partition.Dossiers[place], partition.Files[partition.Dossiers[place].FileIndex]);
    }

    private static async Task<List<TResult>> EachAsync<T, TResult>(IEnumerable<T> items, Func<T, Task<TResult>> work)
    {
        var found = new List<TResult>();
        foreach (var some in items.Chunk(AtOnce))
        {
            found.AddRange(await Task.WhenAll(some.Select(work)).ConfigureAwait(false));
        }

        return found;
    }
}
