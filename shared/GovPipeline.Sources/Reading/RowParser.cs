using GovPipeline.Domain.Text;
using GovPipeline.Domain.Errors;
using GovPipeline.Domain.Time;
using GovPipeline.Sources.Formats;

namespace GovPipeline.Sources.Reading;

/// <summary>What a row turned out to be.</summary>
internal enum RowOutcome
{
    /// <summary>A record, passed on.</summary>
    Accepted,

    /// <summary>Wrong; the errors are in the parser.</summary>
    Rejected,

    /// <summary>No row of data: the heading of a part, with sums.</summary>
    Section,
}

/// <summary>Reads the rows of one table of one kind of source, each once.</summary>
/// <param name="context">What reading needs to know.</param>
/// <param name="columns">Which column is which.</param>
internal abstract class RowParser(ExportContext context, ColumnMap columns)
{
    private const int SecondsOfDay = 86_400;

    private readonly DateOrder?[] _orders = new DateOrder?[columns.Count];

    // The first moment that can be meant, and the last that can have happened or be due.
    private static readonly int First = LocalTimestamp.From(PlausibleDays.First).Raw;
    private readonly int _lastHappened = LastOf(PlausibleDays.Clamp(context.ExportDate.AddDays(PlausibleDays.DaysAhead)));
    private readonly int _lastDue = LastOf(PlausibleDays.LastDue(context.ExportDate));
    private int _rowNumber;

    /// <summary>All that is wrong in the row just read.</summary>
    public List<RowError> Errors { get; } = [];

    /// <summary>All that was repaired in the row just read.</summary>
    public List<Repair> Repairs { get; } = [];

    /// <summary>What a clerk finds the row just read by.</summary>
    public abstract string Key { get; }

    /// <summary>The columns of which a row of data has at least one; the rest of a form has none.</summary>
    public abstract IReadOnlyList<int> KeyColumns { get; }

    /// <summary>Columns that could name a person and are never shown.</summary>
    public virtual IReadOnlyList<int> HiddenColumns => [];

    /// <summary>What is noted over the whole file.</summary>
    public required FileNotes Notes { get; init; }

    /// <summary>The texts above the header.</summary>
    public IReadOnlyList<string> Titles { get; init; } = [];

    /// <summary>Which column is which.</summary>
    protected ColumnMap Columns => columns;

    /// <summary>The row being read.</summary>
    protected HeadedTable Row { get; private set; } = null!;

    /// <summary>What is worked out of the rows of the table before they are read here.</summary>
    public virtual IRowAhead? Ahead => null;

    /// <summary>Whether the key of the row the reader stands on is known to be written as keys are.</summary>
    public virtual bool HasUsualKey(HeadedTable row) => false;

    /// <summary>Reads the row the reader stands on.</summary>
    /// <param name="row">The row.</param>
    /// <param name="rowNumber">Its number in the file, over all sheets.</param>
    public RowOutcome Parse(HeadedTable row, int rowNumber)
    {
        (Row, _rowNumber) = (row, rowNumber);
        Errors.Clear();
        Repairs.Clear();
        return Parse(rowNumber);
    }

    /// <summary>A cell of the row as it may be shown.</summary>
    public string Shown(int ordinal, ReadOnlySpan<char> text) => Notes.Screen.Show(text, KindOf(ordinal));

    /// <summary>What a column holds, as far as it says what of its cells may be shown.</summary>
    protected abstract CellKind KindOf(int ordinal);

    /// <summary>Reads <see cref="Row"/>.</summary>
    protected abstract RowOutcome Parse(int rowNumber);

    /// <summary>A cell without surrounding blanks; empty when the file has no such column.</summary>
    protected ReadOnlySpan<char> Cell(int ordinal) => Row.GetTrimmedSpan(ordinal);

    /// <summary>Refuses the file when the row is secret; nothing of it is read or shown.</summary>
    /// <exception cref="PipelineException">GP207.</exception>
    protected void RefuseSecret(int ordinal, Wordings<bool> secrecy, ExportContext context, int rowNumber)
    {
        var text = Cell(ordinal);
        if (!text.IsEmpty && (!secrecy.TryFind(text, out var secret) || secret))
        {
            throw new PipelineException(ErrorCatalogue.FileSecret, context.FileName, rowNumber);
        }
    }

    /// <summary>Notes what is wrong in a column.</summary>
    protected void Wrong(ErrorEntry entry, int ordinal, ReadOnlySpan<char> value, params ReadOnlySpan<object?> details) => Errors.Add(
        RowError.Of(UnicodeText.IsBroken(value) ? ErrorCatalogue.RowBrokenText : entry, columns.HeadingAt(ordinal), Shown(ordinal, value), details));

    /// <summary>Notes what was repaired in a column.</summary>
    protected void Repaired(RepairRule rule, int ordinal, ReadOnlySpan<char> before, string after) =>
        Repairs.Add(new(rule.Id, columns.HeadingAt(ordinal), Shown(ordinal, before), after));

    /// <summary>Notes a moment that nothing can be meant by: of long ago, or of a future that the export cannot know.</summary>
    protected void Plausible(LocalTimestamp moment, int ordinal, DateOnly exportDate, bool canBeAhead)
    {
        if (!moment.HasValue || (moment.Raw >= First && moment.Raw <= (canBeAhead ? _lastDue : _lastHappened)))
        {
            return;
        }

        if (moment.Day < PlausibleDays.First || (canBeAhead && !PlausibleDays.CanBeDue(moment.Day, exportDate)))
        {
            Wrong(ErrorCatalogue.RowImplausibleDate, ordinal, Cell(ordinal), DayText.Print(PlausibleDays.First),
                DayText.Print(exportDate.AddYears(PlausibleDays.YearsAhead)));
        }
        else if (!canBeAhead && !PlausibleDays.CanHaveHappened(moment.Day, exportDate))
        {
            Notes.NoteAhead(_rowNumber, moment.DayNumber);
            Wrong(ErrorCatalogue.RowFutureDate, ordinal, Cell(ordinal), DayText.Print(exportDate));
        }
    }

    private int LastDay(bool canBeAhead) => canBeAhead ? int.MaxValue : context.ExportDate.DayNumber + PlausibleDays.DaysAhead;

    private static int LastOf(DateOnly day) => LocalTimestamp.From(day, SecondsOfDay - 1).Raw;

    /// <summary>The witnesses of how a column of days is written.</summary>
    protected DateOrder OrderOf(int ordinal) => _orders[ordinal] ??= Notes.Evidence.DatesOf(columns.HeadingAt(ordinal));

    /// <summary>The moment in a cell, also one that a workbook keeps as a bare number; an empty cell is none.</summary>
    /// <param name="ordinal">The column.</param>
    /// <param name="moment">The moment.</param>
    /// <param name="canBeAhead">Whether it may be after the export's day.</param>
    protected bool TryMoment(int ordinal, out LocalTimestamp moment, bool canBeAhead = false)
    {
        var text = Cell(ordinal);
        var isRead = DateText.TryParse(text, out moment);
        if (!text.IsEmpty)
        {
            OrderOf(ordinal).Note(text, _rowNumber, isRead ? moment.DayNumber : -1, LastDay(canBeAhead));
        }

        if (isRead)
        {
            CheckOrder(ordinal, text);
            return true;
        }

        if (!Row.IsNumber(ordinal) || Row.Counts1904 is not { } counts1904 || !DateText.TryParseSerial(text, counts1904, out moment))
        {
            return false;
        }

        Repaired(RepairRule.SerialDate, ordinal, text, moment.ToString());
        return true;
    }

    /// <summary>Takes in a moment that was read ahead, and what its cell tells of the order of day and month.</summary>
    protected void Note(int ordinal, LocalTimestamp moment, UsualOrder told, bool canBeAhead)
    {
        if ((canBeAhead || moment.Raw <= _lastHappened) && OrderOf(ordinal).NoteUsual(told))
        {
            return;
        }

        var text = Cell(ordinal);
        OrderOf(ordinal).Note(text, _rowNumber, moment.DayNumber, LastDay(canBeAhead));
        CheckOrder(ordinal, text);
    }

    private void CheckOrder(int ordinal, ReadOnlySpan<char> text)
    {
        if (context.Rules.DateDoubt is { } doubt && DateOrder.IsEither(text))
        {
            Wrong(ErrorCatalogue.RowDateOrder, ordinal, text, doubt);
        }
    }

    /// <summary>The whole number in a cell that is not empty.</summary>
    protected bool TryCount(int ordinal, out long value)
    {
        var text = Cell(ordinal);
        if (!Row.IsNumber(ordinal))
        {
            Notes.Evidence.Number(columns.HeadingAt(ordinal), text, _rowNumber);
        }

        if (context.Rules.NumberDoubt is { } doubt && FileEvidence.IsEither(text))
        {
            Wrong(ErrorCatalogue.RowNumberOrder, ordinal, text, doubt);
            value = 0;
            return true;
        }

        if (!context.Rules.IsEnglish || Row.IsNumber(ordinal) || !text.Contains(','))
        {
            return NumberText.TryParseCount(text, out value);
        }

        if (!NumberText.TryParseEnglishCount(text, out value))
        {
            return false;
        }

        Repaired(RepairRule.EnglishNumber, ordinal, text, value.ToString(System.Globalization.CultureInfo.InvariantCulture));
        return true;
    }
}
