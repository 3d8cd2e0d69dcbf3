using GovPipeline.Domain.Time;

namespace GovPipeline.Domain.Dossiers;

/// <summary>
/// Decides which of two versions of a dossier stands: by the row's own update time (a row that names none was true when the
/// export's last day began), then by the export's date, then by the file's hash, then by the row. A total order over rows,
/// so files may come in any order. A row that names a time of the export's day is better evidence than one that names none;
/// a row without one stands before whatever was updated before its export's day.
/// </summary>
public static class Newest
{
    /// <summary>Below zero when <paramref name="left"/> is older than <paramref name="right"/>.</summary>
    public static int Compare(in Dossier left, ExportFile leftFile, in Dossier right, ExportFile rightFile)
    {
        var updated = TrueSince(in left, leftFile).CompareTo(TrueSince(in right, rightFile));
        updated = updated != 0 ? updated : left.Updated.HasValue.CompareTo(right.Updated.HasValue); // one of that day, without an hour
        return updated != 0 ? updated : CompareFiles(leftFile, left.Row, rightFile, right.Row);
    }

    private static LocalTimestamp TrueSince(in Dossier dossier, ExportFile file) =>
        dossier.Updated.HasValue ? dossier.Updated : LocalTimestamp.From(file.ExportDate);

    /// <summary>The same for rows without an update time.</summary>
    public static int CompareFiles(ExportFile leftFile, int leftRow, ExportFile rightFile, int rightRow)
    {
        var date = leftFile.ExportDate.CompareTo(rightFile.ExportDate);
        if (date != 0)
        {
            return date;
        }

        var hash = string.CompareOrdinal(leftFile.Sha256, rightFile.Sha256);
        return hash != 0 ? hash : leftRow.CompareTo(rightRow);
    }
}
