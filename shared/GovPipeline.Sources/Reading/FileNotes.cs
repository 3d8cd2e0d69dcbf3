namespace GovPipeline.Sources.Reading;

/// <summary>What is noted over all rows and tables of one file while it is read.</summary>
/// <param name="context">What reading needs to know.</param>
internal sealed class FileNotes(ExportContext context)
{
    private readonly Lazy<CellScreen> _screen = new(() => new CellScreen(context));

    /// <summary>The days of the records passed on.</summary>
    public RowDays Days { get; } = new();

    /// <summary>How the file writes days and numbers.</summary>
    public FileEvidence Evidence { get; } = new();

    /// <summary>Wordings that closed lists do not have.</summary>
    public UnlistedWords Unlisted { get; } = new();

    /// <summary>What the records passed on are like.</summary>
    public FileShape.Builder Shape { get; } = new();

    /// <summary>Rows of a day after the file's own: how many, and the newest such day.</summary>
    public (int Rows, int NewestDay) Ahead { get; private set; }

    private int _lastAhead = -1;

    /// <summary>Notes a row of a day after the file's own.</summary>
    public void NoteAhead(int row, int day)
    {
        Ahead = (Ahead.Rows + (row == _lastAhead ? 0 : 1), Math.Max(Ahead.NewestDay, day));
        _lastAhead = row;
    }

    /// <summary>Says what of a cell may be shown.</summary>
    public CellScreen Screen => _screen.Value;
}
