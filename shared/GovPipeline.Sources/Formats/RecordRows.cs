using System.Text;

namespace GovPipeline.Sources.Formats;

/// <summary>
/// Rows of a format that names each value (JSON, XML) instead of placing it: the first row is the names, each a path
/// within the record. Records are gone through twice, since a name may appear only in the last of them.
/// </summary>
/// <param name="sheet">Archive entry it is; empty when the file is the table.</param>
/// <param name="records">Opens the records: path and value, number or not.</param>
/// <param name="budget">What reading may cost.</param>
internal sealed class RecordRows(string sheet, Func<IEnumerable<IReadOnlyList<RecordValue>>> records, ReadingBudget budget) : CellRows(budget)
{
    private readonly Dictionary<string, int> _columns = new(StringComparer.Ordinal);
    private IEnumerator<IReadOnlyList<RecordValue>>? _records;
    private int _row;

    public override string Sheet => sheet;

    public override int RowNumber => _row;

    public override bool Read()
    {
        if (_records is null)
        {
            foreach (var value in records().SelectMany(r => r))
            {
                if (_columns.TryAdd(value.Path, _columns.Count))
                {
                    Budget.CheckColumns(_columns.Count);
                }
            }

            _records = records().GetEnumerator();
            return Take([.. _columns.Keys.Select(c => new RecordValue(c, c, false))]);
        }

        return _records.MoveNext() && Take(_records.Current);
    }

    protected override void Dispose(bool disposing)
    {
        _records?.Dispose();
        base.Dispose(disposing);
    }

    private bool Take(IReadOnlyList<RecordValue> values)
    {
        _row++;
        var cells = new RecordValue?[_columns.Count];
        var lists = new Dictionary<int, StringBuilder>();
        foreach (var value in values)
        {
            var column = _columns[value.Path];
            if (cells[column] is not { Text.Length: > 0 } first)
            {
                cells[column] = value;
                continue;
            }

            // What repeats within a record is listed as e-office connectors list several recipients.
            if (!lists.TryGetValue(column, out var list))
            {
                lists[column] = list = new StringBuilder(first.Text);
            }

            list.Append('#').Append(value.Text);
        }

        BeginRow();
        for (var i = 0; i < cells.Length; i++)
        {
            AddCell(lists.TryGetValue(i, out var list) ? list.ToString() : cells[i]?.Text ?? string.Empty, cells[i]?.IsNumber == true && !lists.ContainsKey(i));
        }

        EndRow();
        return true;
    }
}

/// <summary>One named value of a record.</summary>
/// <param name="Path">Names from the record down, joined by dots.</param>
/// <param name="Text">The value, as a Vietnamese office would type it.</param>
/// <param name="IsNumber">Whether it stands as a number.</param>
internal sealed record RecordValue(string Path, string Text, bool IsNumber);
