using GovPipeline.Domain.Errors;
using GovPipeline.Sources.Formats;

namespace GovPipeline.Sources.Reading;

/// <summary>Accounts for what of a file is not data: rows by reason and number, sheets and archive entries with why.</summary>
internal sealed class LeftOutRows
{
    // What forms have beside their data: notes, signatures, a cover sheet. Rows with several cells are more like data.
    private const int CellsOfData = 3, TextRowsOfForms = 20, DataLikeRowsOfForms = 4, TextShare = 2, DataLikeShare = 5, MostNamed = 6,
        MostWidths = 100_000;

    private readonly Dictionary<(string Sheet, LayoutReason Reason), RowRanges> _rows = [];
    private readonly List<SkippedTable> _skipped = [];
    private readonly List<int> _skippedWidths = [];
    private long _texts, _dataLike, _totals;
    private int _width;
    private RowRanges? _blanks;
    private string? _blanksOf;

    /// <summary>Rows of read tables that were left out.</summary>
    public long Rows => _rows.Values.Sum(r => r.Count);

    /// <summary>Them, by sheet and reason.</summary>
    public IReadOnlyList<LayoutLines> Lines => [.. _rows.Select(r => new LayoutLines(r.Key.Sheet, r.Key.Reason, r.Value.Count, r.Value.ToString()))];

    /// <summary>Tables that were left out.</summary>
    public IReadOnlyList<SkippedTable> Skipped => _skipped;

    /// <summary>Notes that a table of so many columns is read.</summary>
    public void Read(int columns) => _width = Math.Max(_width, columns);

    public void Add(string sheet, HeadedTable row, LayoutReason reason)
    {
        if (!_rows.TryGetValue((sheet, reason), out var ranges))
        {
            _rows[(sheet, reason)] = ranges = new();
        }

        ranges.Add(row.RowNumber);
        if (reason == LayoutReason.Total)
        {
            _totals++;
        }
        else if (reason is not (LayoutReason.Blank or LayoutReason.Header))
        {
            _texts++;
            _dataLike += LayoutRows.Texts(row) >= CellsOfData ? 1 : 0;
        }
    }

    /// <summary>Leaves a blank row out.</summary>
    public void AddBlank(string sheet, int row)
    {
        if (_blanks is null || _blanksOf != sheet)
        {
            if (!_rows.TryGetValue((sheet, LayoutReason.Blank), out _blanks))
            {
                _rows[(sheet, LayoutReason.Blank)] = _blanks = new();
            }

            _blanksOf = sheet;
        }

        _blanks.Add(row);
    }

    /// <summary>Leaves a table out as a whole, after counting what is in it.</summary>
    public void Skip(HeadedTable table, string name, SkipReason reason)
    {
        long rows = table.RowsOfHeader;
        while (table.Read())
        {
            if (LayoutRows.Texts(table) > 0)
            {
                rows++;
                NoteWidth(Width(table));
            }
        }

        _skipped.Add(new(name, reason, rows));
    }

    /// <summary>Lets a file wait for a person of which more was left out than forms have beside their data.</summary>
    /// <exception cref="PipelineException">GP215.</exception>
    public void Check(string fileName, long taken)
    {
        // Lists, instructions and summaries are narrower than the table; rows as wide as its own are data that lack their header.
        var wide = _skippedWidths.Count(w => w >= Math.Max(CellsOfData, _width / 2));
        if (wide > DataLikeRowsOfForms || _dataLike > Math.Max(DataLikeRowsOfForms, taken / DataLikeShare)
            || _texts > Math.Max(TextRowsOfForms, taken / TextShare) || _totals > Math.Max(DataLikeRowsOfForms, taken))
        {
            throw Doubt(fileName, taken);
        }
    }

    /// <summary>Says of a file of which nothing was read that it has hidden sheets.</summary>
    /// <exception cref="PipelineException">GP215.</exception>
    public void CheckHidden(string fileName)
    {
        if (_skipped.Exists(s => s is { Reason: SkipReason.Hidden, Rows: > 0 }))
        {
            throw Doubt(fileName, 0);
        }
    }

    private PipelineException Doubt(string fileName, long taken)
    {
        var named = _rows.Where(r => r.Key.Reason != LayoutReason.Blank)
            .Select(r => $"{(r.Key.Sheet.Length == 0 ? string.Empty : r.Key.Sheet + " ")}{r.Key.Reason}: {Short(r.Value.ToString())}")
            .Concat(_skipped.Where(s => s.Rows > 0).Select(s => $"{s.Name} {s.Reason}: {s.Rows}"));
        return new(ErrorCatalogue.FileLeftOut, fileName, _texts + _totals + _skipped.Sum(s => s.Rows), taken, string.Join("; ", named.Take(MostNamed)));
    }

    private static string Short(string numbers) => numbers.Length <= 60 ? numbers : numbers[..60] + "…";

    // A line of a text that was not taken apart, for want of a header, is as wide as it has separators.
    private static int Width(HeadedTable row)
    {
        var texts = LayoutRows.Texts(row);
        if (texts > 1 || row.IsPadded)
        {
            return texts;
        }

        var line = row.GetFieldSpan(0);
        return 1 + Math.Max(Math.Max(line.Count(';'), line.Count(',')), Math.Max(line.Count('\t'), line.Count('|')));
    }

    private void NoteWidth(int width)
    {
        if (_skippedWidths.Count < MostWidths)
        {
            _skippedWidths.Add(width);
        }
    }
}
