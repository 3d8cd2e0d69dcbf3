using GovPipeline.Domain.Dossiers;
using GovPipeline.Domain.Measures;

namespace GovPipeline.Storage.Facts;

/// <summary>What became of the readings that a file brought to a month.</summary>
/// <param name="InFacts">Readings of the file that now stand.</param>
/// <param name="Superseded">Readings of the file that newer ones stand before.</param>
/// <param name="FiguresChanged">Whether any value is now another.</param>
public readonly record struct MeasureMergeResult(int InFacts, int Superseded, bool FiguresChanged);

/// <summary>Merges the readings of a file into those that stand: of each thing that is told of, the newest row stands as a whole.</summary>
public static class MeasureMerge
{
    /// <summary>Merges.</summary>
    /// <param name="existing">The readings that stand.</param>
    /// <param name="files">The files they came from; the new one is added.</param>
    /// <param name="incoming">The file's readings.</param>
    /// <param name="file">The file.</param>
    /// <returns>What stands now; what became of the file's readings; whether anything is to be written; the days that get other values.</returns>
    public static (MeasureReading[] Merged, MeasureMergeResult Result, bool Changed, (int First, int Last) Days) Merge(
        MeasureReading[] existing, List<ExportFile> files, IReadOnlyList<MeasureReading> incoming, ExportFile file)
    {
        var fileIndex = files.IndexOf(file);
        if (fileIndex < 0)
        {
            fileIndex = files.Count;
            files.Add(file);
        }

        // A row is replaced as one: of rows that tell of the same thing all readings of the newest stand, and none of another.
        var standing = existing.GroupBy(r => r.RowKey).ToDictionary(g => g.Key, g => g.ToList());
        foreach (var row in incoming.GroupBy(r => (r.RowKey, r.Row)))
        {
            var candidate = row.Select(r => r with { FileIndex = fileIndex }).ToList();
            var newer = standing.TryGetValue(row.Key.RowKey, out var old)
                ? Newest.CompareFiles(file, row.Key.Row, files[old[0].FileIndex], old[0].Row)
                : 1;
            if (newer >= 0) // equal: the same row read again, perhaps by a definition that was mended
            {
                standing[row.Key.RowKey] = candidate;
            }
        }

        var merged = standing.Values.SelectMany(r => r)
            .OrderBy(r => r.UnitId, StringComparer.Ordinal).ThenBy(r => r.Day)
            .ThenBy(r => r.Dimensions, StringComparer.Ordinal).ThenBy(r => r.RecordKey, StringComparer.Ordinal).ThenBy(r => r.Measure, StringComparer.Ordinal)
                .ToArray();
        var days = ChangedDays(existing, merged);
        var inFacts = merged.Count(r => r.FileIndex == fileIndex);
        var changed = !merged.AsSpan().SequenceEqual(existing);
        return (merged, new(inFacts, incoming.Count - inFacts, days.Last >= 0), changed, days);
    }

    private static (int First, int Last) ChangedDays(MeasureReading[] before, MeasureReading[] after)
    {
        static (string, int, string, string, string, decimal, int) Figure(MeasureReading r) =>
            (r.UnitId, r.Day, r.Dimensions, r.RecordKey, r.Measure, r.Value, r.Until);
        var (was, becomes) = (before.Select(Figure).ToHashSet(), after.Select(Figure).ToHashSet());
        var days = before.Where(r => !becomes.Contains(Figure(r))).Concat(after.Where(r => !was.Contains(Figure(r)))).Select(r => r.Day).ToList();
        return days.Count == 0 ? (0, -1) : (days.Min(), days.Max());
    }
}
