namespace GovPipeline.Domain.Dossiers;

/// <summary>
/// Decides which of two versions of a dossier stands: by the row's own update time, then by the export's date, then by the
/// file's hash, then by the row. A total order over rows, so files may come in any order.
/// </summary>
public static class Newest
{
    /// <summary>Below zero when <paramref name="left"/> is older than <paramref name="right"/>.</summary>
    public static int Compare(in Dossier left, ExportFile leftFile, in Dossier right, ExportFile rightFile)
    {
        var updated = left.Updated.CompareTo(right.Updated);
        return updated != 0 ? updated : CompareFiles(leftFile, left.Row, rightFile, right.Row);
    }

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
