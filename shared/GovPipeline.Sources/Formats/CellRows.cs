namespace GovPipeline.Sources.Formats;

/// <summary>
/// Rows that a format gives as whole cells. A cell that is merged downwards counts in each of its rows; one that is merged
/// to the right counts once, but heads all its columns.
/// </summary>
/// <param name="budget">What reading may cost.</param>
internal abstract class CellRows(ReadingBudget budget) : RowReader
{
    private readonly PriorityQueue<Merge, int> _ahead = new();
    private readonly List<Merge> _merges = [];
    private readonly List<string> _cells = [];
    private readonly List<string> _headings = [];
    private readonly List<bool> _numbers = [];

    /// <summary>What reading may cost.</summary>
    protected ReadingBudget Budget => budget;

    public override int FieldCount => _cells.Count;

    public override ReadOnlySpan<char> GetFieldSpan(int ordinal) => _cells[ordinal];

    public override ReadOnlySpan<char> GetHeadingSpan(int ordinal) => _headings[ordinal];

    public override bool IsNumber(int ordinal) => _numbers[ordinal];

    /// <summary>Says that cells are one; the first row and column hold its text. Must come before its first row ends.</summary>
    protected void AddMerge(int firstRow, long lastRow, int firstColumn, long lastColumn)
    {
        if (firstColumn < budget.MostColumns)
        {
            _ahead.Enqueue(new(firstRow, (int)Math.Min(lastRow, int.MaxValue), firstColumn, (int)Math.Min(lastColumn, budget.MostColumns - 1)), firstRow);
        }
    }

    /// <summary>Whether a cell of an earlier row reaches down into a column of this one.</summary>
    protected bool IsCovered(int column)
    {
        budget.Spend(_merges.Count);
        return _merges.Exists(m => m.LastRow >= RowNumber && column >= m.FirstColumn && column <= m.LastColumn);
    }

    /// <summary>Begins the cells of a row.</summary>
    protected void BeginRow()
    {
        _cells.Clear();
        _headings.Clear();
        _numbers.Clear();
    }

    /// <summary>Adds the next cell of the row.</summary>
    protected void AddCell(string text, bool isNumber = false)
    {
        budget.CheckColumns(_cells.Count + 1);
        budget.Text(text.Length);
        _cells.Add(text);
        _headings.Add(text);
        _numbers.Add(isNumber);
    }

    /// <summary>Ends the cells of a row: merged cells get their text.</summary>
    protected void EndRow()
    {
        budget.Spend(_cells.Count + _merges.Count + 1);
        _merges.RemoveAll(m => m.LastRow < RowNumber);
        while (_ahead.TryPeek(out var next, out var row) && row <= RowNumber)
        {
            _merges.Add(next);
            _ahead.Dequeue();
        }

        foreach (var merge in _merges)
        {
            budget.Spend(merge.LastColumn - merge.FirstColumn + 1);
            while (_cells.Count <= merge.LastColumn)
            {
                AddCell(string.Empty);
            }

            if (merge.FirstRow == RowNumber)
            {
                (merge.Text, merge.IsNumber) = (_cells[merge.FirstColumn], _numbers[merge.FirstColumn]);
            }
            else if (_cells[merge.FirstColumn].Length == 0)
            {
                (_cells[merge.FirstColumn], _numbers[merge.FirstColumn]) = (merge.Text, merge.IsNumber);
            }

            for (var column = merge.FirstColumn; column <= merge.LastColumn; column++)
            {
                _headings[column] = _headings[column].Length == 0 ? merge.Text : _headings[column];
            }
        }
    }

    private sealed class Merge(int firstRow, int lastRow, int firstColumn, int lastColumn)
    {
        public int FirstRow => firstRow;

        public int LastRow => lastRow;

        public int FirstColumn => firstColumn;

        public int LastColumn => lastColumn;

        public string Text { get; set; } = string.Empty;

        public bool IsNumber { get; set; }
    }
}
