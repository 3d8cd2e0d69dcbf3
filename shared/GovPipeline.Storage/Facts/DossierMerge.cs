using GovPipeline.Domain.Dossiers;

namespace GovPipeline.Storage.Facts;

/// <summary>What became of the rows that a file brought to a partition.</summary>
/// <param name="Partition">The partition after it.</param>
/// <param name="InFacts">Rows of the file that now stand.</param>
/// <param name="Superseded">Rows of the file that a newer row (of this file or another) stands before.</param>
/// <param name="Changed">Whether anything is to be written at all.</param>
/// <param name="FiguresChanged">Whether any dossier now tells something else, so that counts may differ.</param>
public sealed record DossierMergeResult(DossierPartition Partition, int InFacts, int Superseded, bool Changed, bool FiguresChanged);

/// <summary>
/// Merges the rows of a file into a partition: the newest version of each dossier stands. The outcome does not depend on
/// the order in which files come, and a file that comes again changes nothing.
/// </summary>
public static class DossierMerge
{
    /// <summary>Merges.</summary>
    /// <param name="existing">What the partition holds.</param>
    /// <param name="incoming">The file's rows, in any order.</param>
    /// <param name="file">The file.</param>
    public static DossierMergeResult Merge(DossierPartition existing, ReadOnlySpan<Dossier> incoming, ExportFile file)
    {
        ArgumentNullException.ThrowIfNull(existing);
        var newest = NewestOfEach(incoming, file);
        var files = existing.Files.ToList();
        var fileIndex = files.IndexOf(file);
        if (fileIndex < 0)
        {
            fileIndex = files.Count;
            files.Add(file);
        }

        var old = existing.Dossiers;
        var merged = new Dossier[Together(old, incoming, newest)];
        var count = 0;
        var (inFacts, changed, figuresChanged) = (0, false, false);
        var (i, j) = (0, 0);
        while (i < old.Length || j < newest.Length)
        {
            var order = j == newest.Length ? -1 : i == old.Length ? 1 : old[i].Code.CompareTo(incoming[newest[j]].Code);
            if (order < 0)
            {
                merged[count++] = old[i++];
                continue;
            }

            ref readonly var candidate = ref incoming[newest[j++]];
            ref var target = ref merged[count++];
            if (order > 0)
            {
                target = candidate;
                target.FileIndex = fileIndex;
                (inFacts, changed, figuresChanged) = (inFacts + 1, true, true);
                continue;
            }

            ref readonly var standing = ref old[i++];
            var says = candidate.SaysTheSameAs(in standing);
            var newer = Newest.Compare(in candidate, file, in standing, files[standing.FileIndex]);
            var stands = newer > 0 || (newer == 0 && !says); // the same row read again by a definition that was mended
            var elsewhere = standing.ElsewhereToo || files[standing.FileIndex].SourceId != file.SourceId;
            var isNews = elsewhere != standing.ElsewhereToo;
            target = stands ? candidate : standing;
            target.FileIndex = stands ? fileIndex : standing.FileIndex;
            target.ElsewhereToo = elsewhere;
            inFacts += newer >= 0 ? 1 : 0;
            changed |= stands || isNews;
            figuresChanged |= (stands && !says) || isNews;
        }

        var partition = changed ? Compact(merged, files) : existing;
        return new(partition, inFacts, incoming.Length - inFacts, changed, figuresChanged);
    }

    /// <summary>Places of the newest row of each dossier, by code. Rows stay where they are: codes are sorted, and they are short.</summary>
    private static int[] NewestOfEach(ReadOnlySpan<Dossier> rows, ExportFile file)
    {
        var places = InOrder(rows);
        var count = 0;
        var last = default(DossierCode);
        for (var i = 0; i < places.Length; i++)
        {
            if (i == 0 || rows[places[i]].Code != last)
            {
                last = rows[places[i]].Code;
                places[count++] = places[i];
            }
            else if (Newest.Compare(in rows[places[i]], file, in rows[places[count - 1]], file) is var order
                && (order > 0 || (order == 0 && places[i] > places[count - 1])))
            {
                places[count - 1] = places[i];
            }
        }

        return places[..count];
    }

    /// <summary>Places of rows by their codes. Codes of a partition begin alike, and what tells them apart fits into a number nearly always.</summary>
    private static int[] InOrder(ReadOnlySpan<Dossier> rows)
    {
        var (alike, length) = (DossierCode.MaxBytes, 0);
        foreach (ref readonly var row in rows)
        {
            alike = Math.Min(alike, row.Code.BytesAlike(rows[0].Code));
            length = Math.Max(length, row.Code.Length);
        }

        return (length - alike) switch
        {
            <= 8 => Sorted(rows, c => (ulong)(c.Sixteen(alike) >> 64)),
            <= 16 => Sorted(rows, c => c.Sixteen(alike)),
            _ => Sorted(rows, c => c),
        };
    }

    private static int[] Sorted<T>(ReadOnlySpan<Dossier> rows, Func<DossierCode, T> keyOf)
    {
        var (keys, places) = (new T[rows.Length], new int[rows.Length]);
        for (var i = 0; i < rows.Length; i++)
        {
            (keys[i], places[i]) = (keyOf(rows[i].Code), i);
        }

        Array.Sort(keys, places);
        return places;
    }

    /// <summary>How many dossiers there are in both.</summary>
    private static int Together(Dossier[] old, ReadOnlySpan<Dossier> incoming, int[] newest)
    {
        var (count, i) = (old.Length, 0);
        foreach (var place in newest)
        {
            while (i < old.Length && old[i].Code < incoming[place].Code)
            {
                i++;
            }

            count += i < old.Length && old[i].Code == incoming[place].Code ? 0 : 1;
        }

        return count;
    }

    /// <summary>Leaves out files that no row stands for any more.</summary>
    private static DossierPartition Compact(Dossier[] dossiers, List<ExportFile> files)
    {
        var map = new int[files.Count];
        Array.Fill(map, -1);
        var kept = new List<ExportFile>();
        foreach (ref var dossier in dossiers.AsSpan())
        {
            ref var index = ref map[dossier.FileIndex];
            if (index < 0)
            {
                index = kept.Count;
                kept.Add(files[dossier.FileIndex]);
            }

            dossier.FileIndex = index;
        }

        return new(dossiers, kept);
    }
}
