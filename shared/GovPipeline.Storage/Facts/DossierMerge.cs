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
    /// <param name="incoming">The file's rows, in any order; sorted in place.</param>
    /// <param name="file">The file.</param>
    public static DossierMergeResult Merge(DossierPartition existing, Span<Dossier> incoming, ExportFile file)
    {
        ArgumentNullException.ThrowIfNull(existing);
        incoming.Sort((a, b) => a.Code.CompareTo(b.Code) is var byCode && byCode != 0 ? byCode : Newest.Compare(in a, file, in b, file));
        var files = existing.Files.ToList();
        var fileIndex = files.IndexOf(file);
        if (fileIndex < 0)
        {
            fileIndex = files.Count;
            files.Add(file);
        }

        var merged = new Dossier[existing.Dossiers.Length + incoming.Length];
        var count = 0;
        var (inFacts, changed, figuresChanged) = (0, false, false);
        var old = existing.Dossiers;
        var (i, j) = (0, 0);
        while (i < old.Length || j < incoming.Length)
        {
            var order = j == incoming.Length ? -1 : i == old.Length ? 1 : old[i].Code.CompareTo(incoming[j].Code);
            if (order < 0)
            {
                merged[count++] = old[i++];
                continue;
            }

            // Of the file's own rows of this dossier the last in the sort is the newest.
            while (j + 1 < incoming.Length && incoming[j + 1].Code == incoming[j].Code)
            {
                j++;
            }

            var candidate = incoming[j++] with { FileIndex = fileIndex };
            if (order > 0)
            {
                merged[count++] = candidate;
                (inFacts, changed, figuresChanged) = (inFacts + 1, true, true);
                continue;
            }

            var standing = old[i++];
            var says = candidate.SaysTheSameAs(in standing);
            var newer = Newest.Compare(in candidate, file, in standing, files[standing.FileIndex]);
            var stands = newer > 0 || (newer == 0 && !says); // the same row read again by a definition that was mended
            merged[count++] = stands ? candidate : standing;
            inFacts += newer >= 0 ? 1 : 0;
            changed |= stands;
            figuresChanged |= stands && !says;
        }

        var partition = changed ? Compact(merged, count, files) : existing;
        return new(partition, inFacts, incoming.Length - inFacts, changed, figuresChanged);
    }

    /// <summary>Leaves out files that no row stands for any more.</summary>
    private static DossierPartition Compact(Dossier[] dossiers, int count, List<ExportFile> files)
    {
        var map = new int[files.Count];
        Array.Fill(map, -1);
        var kept = new List<ExportFile>();
        Array.Resize(ref dossiers, count);
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
