using GovPipeline.Domain.Errors;
using GovPipeline.Domain.Text;
using GovPipeline.Domain.Time;
using GovPipeline.Sources.Definitions;
using GovPipeline.Sources.Formats;

namespace GovPipeline.Sources.Reading;

/// <summary>One reading of one file: its tables one after another, every row of them accounted for.</summary>
/// <param name="context">Source, date, units, vocabulary, rules.</param>
/// <param name="layout">What the columns are.</param>
/// <param name="report">Is told of bad rows and repairs.</param>
/// <param name="cancellationToken">Stops between rows.</param>
internal sealed class FileReading(ExportContext context, TableLayout layout, RowReport report, CancellationToken cancellationToken)
{
    private const int RowsBetweenCancellationChecks = 4096;

    // A sheet with so many headings of the source is meant to be read, and refused when it lacks a column.
    private const int HeadingsThatMeanIt = 2, FewestOfARow = 3, MostAnswers = 50_000, LongestRowName = 200, MostTables = 1000, MostOfATitle = 3,
        FewestAhead = 20;

    private readonly Dictionary<string, long> _repairs = new(StringComparer.Ordinal);
    private readonly List<TableHeader> _tables = [];
    private readonly List<SlipAnswer> _answers = [];
    private readonly FileNotes _notes = new(context);
    private readonly LeftOutRows _leftOut = new();
    private long _accepted, _rejected, _repaired;
    private int _rows, _tableNumber;

    /// <summary>Reads it.</summary>
    /// <exception cref="PipelineException">GP2xx: the file as a whole is refused.</exception>
    public FileTally Read(Stream stream)
    {
        var headings = layout.Aliases.SelectMany(a => a.Value.Append(a.Key)).Select(h => Folding.Fold(h)).ToHashSet(StringComparer.Ordinal);
        var tables = new ExportTables(context.FileName, context.Source.Limits, context.Rules.LinesAreRows, headings);
        PipelineException? unfit = null;
        try
        {
            foreach (var rows in tables.Open(stream))
            {
                using var table = HeadedTable.Find(rows, headings, context.Source.Limits.MaxColumns);
                var lacking = ReadTable(table);
                unfit ??= lacking;
            }
        }
        catch (PipelineException e) when (e.Code == ErrorCatalogue.FileNotCsv.Code && !context.Rules.LinesAreRows)
        {
            return new() { Rules = context.Rules with { LinesAreRows = true } }; // a quotation mark that never ends
        }

        if (_tables.Count == 0)
        {
            _leftOut.CheckHidden(context.FileName);
            throw unfit ?? (tables.Found.Contains(nameof(FileFormat.Html))
                ? new PipelineException(ErrorCatalogue.FileWrongFormat, context.FileName, "HTML")
                : new PipelineException(ErrorCatalogue.FileEmpty, context.FileName));
        }

        var first = _notes.Days.FirstOfRun(context.Source.Expected.LongestGap);
        var rules = context.Rules.With(_notes.Evidence.Decide(context.FileName, context.IsConfirmed));
        if (rules == context.Rules && !context.IsConfirmed)
        {
            _leftOut.Check(context.FileName, _accepted + _rejected);
        }

        if (rules == context.Rules && context.Source.Kind == SourceKind.Dossiers && _answers.Count == 0
            && _notes.Ahead is { Rows: >= FewestAhead, NewestDay: var newest } ahead && ahead.Rows * 2L > _accepted + _rejected)
        {
            // One wrong day of the file, and not a wrong day in each row.
            throw new PipelineException(ErrorCatalogue.FileDateBefore, context.FileName, DayText.Print(context.ExportDate),
                DayText.Print(DateOnly.FromDayNumber(newest)));
        }

        return new()
        {
            Accepted = _accepted,
            Rejected = _rejected,
            Layout = _leftOut.Rows,
            LayoutLines = _leftOut.Lines,
            Skipped = _leftOut.Skipped,
            Repaired = _repaired,
            Repairs = _repairs,
            FirstDay = first,
            LastDay = _notes.Days.Latest,
            ByHalfMonth = _notes.Days.ByHalfMonth,
            Format = string.Join(", ", tables.Found.Distinct(StringComparer.Ordinal)),
            Tables = _tables,
            Answers = _answers,
            Unlisted = _notes.Unlisted.All,
            Shape = _notes.Shape.Build(_accepted, Columns(), first, context.ExportDate, context.Calendar.IsWorkingDay(context.ExportDate)),
            Rules = rules,
        };
    }

    /// <summary>The columns of the source that every table has.</summary>
    private IEnumerable<string> Columns() => _tables.Select(t => t.Columns.Values.SelectMany(c => c.Split(", ")))
        .Aggregate((one, other) => one.Intersect(other, StringComparer.Ordinal)).Order(StringComparer.Ordinal);

    /// <summary>Reads a table; one that is none of the source is left out, with what it lacks.</summary>
    private PipelineException? ReadTable(HeadedTable table)
    {
        if (++_tableNumber > MostTables)
        {
            throw new PipelineException(ErrorCatalogue.FileTooLarge, context.FileName, $"> {MostTables} bảng, trang / tables, sheets");
        }

        if (table.Header.Count == 0)
        {
            _leftOut.Skip(table, TableNames.Shown(table.Sheet, _tableNumber), SkipReason.Empty);
            return null;
        }

        if (table.IsHidden && !context.Source.HiddenSheets)
        {
            _leftOut.Skip(table, TableNames.Shown(table.Sheet, _tableNumber), SkipReason.Hidden);
            return null;
        }

        if (table.Header.Count > context.Source.Limits.MaxColumns)
        {
            throw new PipelineException(ErrorCatalogue.FileTooLarge, context.FileName,
                $"{table.Header.Count} > {context.Source.Limits.MaxColumns} (limits.maxColumns)");
        }

        ColumnMap columns;
        try
        {
            var where = table.Sheet.Length == 0 ? context.FileName : $"{context.FileName} [{TableNames.Shown(table.Sheet, _tableNumber)}]";
            columns = new(where, table.Header, layout.Aliases, layout.Required);
        }
        catch (PipelineException e) when (e.Code == ErrorCatalogue.FileMissingColumns.Code && table.KnownHeadings < HeadingsThatMeanIt)
        {
            // A sheet of instructions or a cover; that the file has no other is seen at its end.
            _leftOut.Skip(table, TableNames.Shown(table.Sheet, _tableNumber), SkipReason.NoHeadings);
            return e;
        }

        ReadRows(table, columns);
        return null;
    }

    private void ReadRows(HeadedTable table, ColumnMap columns)
    {
        var parser = layout.ParserOf(columns, _notes, table.Titles);
        table.Ahead = parser.Ahead;
        var form = new LayoutRows(parser.KeyColumns, [.. layout.Required.Select(c => columns[c])]);
        var sheet = TableNames.Shown(table.Sheet, _tableNumber);
        _leftOut.Read(columns.Count);
        _tables.Add(new(sheet, table.HeaderRow, columns.ByHeading, [.. columns.Missing], [.. columns.Unread]));
        var (slip, original) = (columns.Find(SlipAnswer.SlipHeading), columns.Find(SlipAnswer.RowHeading));
        var before = _rows;
        while (table.Read())
        {
            var rejectedBefore = _rejected;
            _rows = before + table.RowNumber;
            if (_rows % RowsBetweenCancellationChecks == 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
                RefuseTooMany();
            }

            var hasUsualKey = parser.HasUsualKey(table);
            if (!hasUsualKey && IsBlank(table))
            {
                _leftOut.AddBlank(sheet, table.RowNumber);
            }
            else if (Again(table, columns, hasUsualKey) is { } again)
            {
                // A page of its own, or another table below this one: its header says what its columns are.
                _leftOut.Add(sheet, table, again.Reason);
                if (again.Columns is not null || again.Title is not null)
                {
                    columns = again.Columns ?? columns;
                    parser = layout.ParserOf(columns, _notes, again.Title is null ? parser.Titles : [again.Title]);
                    table.Ahead = parser.Ahead;
                    form = new LayoutRows(parser.KeyColumns, [.. layout.Required.Select(c => columns[c])]);
                }
            }
            else if (form.Find(table, hasUsualKey) is { } reason)
            {
                _leftOut.Add(sheet, table, reason);
            }
            else if (Misshapen(table, columns, parser) is { } misshapen)
            {
                Reject(table, sheet, columns, parser, string.Empty, [misshapen]);
            }
            else
            {
                switch (parser.Parse(table, _rows))
                {
                    case RowOutcome.Rejected:
                        Reject(table, sheet, columns, parser, parser.Key, [.. parser.Errors]);
                        break;
                    case RowOutcome.Section:
                        _leftOut.Add(sheet, table, LayoutReason.Section);
                        break;
                    default:
                        _accepted++;
                        NoteRepairs(table, sheet, parser);
                        break;
                }
            }

            if (slip >= 0 && original >= 0 && slip < table.FieldCount && original < table.FieldCount && SlipAnswer.IsSlip(table.GetFieldSpan(slip).Trim()))
            {
                NoteAnswer(table, slip, original, parser.Key, _rejected == rejectedBefore);
            }
        }

        RefuseTooMany();
    }

    private void NoteAnswer(HeadedTable table, int slip, int original, string key, bool isAccepted)
    {
        if (_answers.Count == MostAnswers)
        {
            throw new PipelineException(ErrorCatalogue.FileTooLarge, context.FileName, $"> {MostAnswers} dòng phiếu / rows of slips");
        }

        var row = table.GetFieldSpan(original).Trim();
        _answers.Add(new(table.GetFieldSpan(slip).Trim().ToString(), row[..Math.Min(row.Length, LongestRowName)].ToString(), key, isAccepted));
    }

    /// <summary>
    /// Whether a row is the header again, or a part of it, or names other days of a report: and what follows for the rows below. Null
    /// for any other row.
    /// </summary>
    private (LayoutReason Reason, ColumnMap? Columns, string? Title)? Again(HeadedTable table, ColumnMap columns, bool hasUsualKey)
    {
        if (!columns.MayBeHeader(table, hasUsualKey))
        {
            return null;
        }

        var cells = new string[table.FieldCount];
        for (var i = 0; i < cells.Length; i++)
        {
            cells[i] = table.GetFieldSpan(i).Trim().ToString();
        }

        var filled = cells.Where(c => c.Length > 0).ToList();
        if (context.Source.Measures?.Report == true && filled.Count <= MostOfATitle && filled.Find(ReportTitle.Says) is { } title)
        {
            return (LayoutReason.Label, null, title);
        }

        var known = filled.Count(c => table.HeaderTexts.Contains(Folding.Fold(c)));
        if (filled.Count >= HeadingsThatMeanIt && known == filled.Count)
        {
            var map = table.HeaderDepth == 1 && !columns.IsHeader(cells) ? new ColumnMap(context.FileName, cells, layout.Aliases, layout.Required) : null;
            return (LayoutReason.Header, map, null);
        }

        return filled.Count > HeadingsThatMeanIt && HeadedTable.IsColumnNumbers(cells) ? (LayoutReason.Header, null, null) : null;
    }

    /// <summary>What is wrong with the row as such, before its cells are looked at; null for nothing.</summary>
    private RowError? Misshapen(HeadedTable table, ColumnMap columns, RowParser parser)
    {
        if (!table.IsPadded)
        {
            if (context.Rules.LinesAreRows && StrayQuotes.IsMarked(table))
            {
                return RowError.Of(ErrorCatalogue.RowStrayQuote, string.Empty, default);
            }

            if (StrayQuotes.HasLinesOfRows(table))
            {
                _notes.Evidence.Swallowed();
            }

            // Too few cells is a cut row, too many a separator inside a value; both shift columns.
            return HasAllCells(table, columns.Count) ? null
                : RowError.Of(ErrorCatalogue.RowColumnCount, string.Empty, default, table.FieldCount, columns.Count);
        }

        if (Beyond(table, columns.Count) >= Math.Max(FewestOfARow, columns.Count / 2))
        {
            // Two rows that ran together; a remark or two beside a table are none.
            return RowError.Of(ErrorCatalogue.RowColumnCount, string.Empty, default, table.FieldCount, columns.Count);
        }

        return TooLong(table) is >= 0 and var cell
            ? RowError.Of(ErrorCatalogue.RowTooLong, columns.HeadingAt(cell), parser.Shown(cell, table.GetFieldSpan(cell)), context.Source.Limits.MaxCellChars)
            : null;
    }

    private void Reject(HeadedTable row, string sheet, ColumnMap columns, RowParser parser, string key, IReadOnlyList<RowError> errors)
    {
        _rejected++;
        report.Rejected(new(sheet, row.RowNumber, key, errors, columns.Cells(row, parser)));
    }

    private void NoteRepairs(HeadedTable row, string sheet, RowParser parser)
    {
        if (parser.Repairs.Count == 0)
        {
            return;
        }

        _repaired++;
        foreach (var repair in parser.Repairs)
        {
            _repairs[repair.Rule] = _repairs.GetValueOrDefault(repair.Rule) + 1;
        }

        report.Repaired(new(sheet, row.RowNumber, parser.Key, [.. parser.Repairs]));
    }

    private void RefuseTooMany()
    {
        if (_rows > context.Source.Limits.MaxRows)
        {
            throw new PipelineException(ErrorCatalogue.FileTooLarge, context.FileName, $"{context.Source.Limits.MaxRows} rows (limits.maxRows)");
        }
    }

    private int TooLong(HeadedTable row)
    {
        for (var i = 0; i < row.FieldCount; i++)
        {
            if (row.GetFieldSpan(i).Length > context.Source.Limits.MaxCellChars)
            {
                return i;
            }
        }

        return -1;
    }

    private static bool IsBlank(HeadedTable row)
    {
        for (var i = 0; i < row.FieldCount; i++)
        {
            if (!row.GetFieldSpan(i).IsEmpty)
            {
                return false;
            }
        }

        return true;
    }

    private static bool HasAllCells(HeadedTable row, int columns) => row.FieldCount >= columns && Beyond(row, columns) == 0;

    /// <summary>Cells beyond the header that have anything.</summary>
    private static int Beyond(HeadedTable row, int columns)
    {
        var beyond = 0;
        for (var i = columns; i < row.FieldCount; i++)
        {
            beyond += row.GetFieldSpan(i).Trim().IsEmpty ? 0 : 1;
        }

        return beyond;
    }
}
