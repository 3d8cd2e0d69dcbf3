using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;

namespace GovPipeline.Sources.Formats;

/// <summary>
/// The rows of another reader, read ahead by a thread of their own: bytes are hashed, decoded and cut into cells while the rows before them
/// are validated. Rows, their numbers and the error that ends them come in the order in which the other reader gives them. A table that
/// fits into the first batch costs no thread.
/// </summary>
internal sealed class ReadAheadRows : RowReader
{
    private const int BatchesAhead = 3;
    private readonly RowReader _rows;
    private readonly bool _hasKinds;
    private BlockingCollection<Batch>? _filled;
    private BlockingCollection<Batch>? _free;
    private Task? _reading;
    private volatile bool _isStopped;
    private Batch _batch = new();
    private int _row = -1, _first, _count;

    /// <param name="rows">The other reader; closed with this one.</param>
    public ReadAheadRows(RowReader rows)
    {
        _rows = rows;
        (Sheet, IsPadded, Separator, IsHidden, Counts1904) = (rows.Sheet, rows.IsPadded, rows.Separator, rows.IsHidden, rows.Counts1904);
        _hasKinds = rows.IsPadded; // the cells of a text are neither numbers nor merged
    }

    public override string Sheet { get; }

    public override int RowNumber => _row < 0 ? 0 : _batch.Number(_row);

    public override int FieldCount => _count;

    public override bool IsPadded { get; }

    public override char Separator { get; }

    public override bool IsHidden { get; }

    public override bool? Counts1904 { get; }

    /// <summary>The cells of the row one after another.</summary>
    public ReadOnlySpan<char> Text => _batch.Cells(_first, _count);

    public override bool Read()
    {
        if (_row + 1 >= _batch.Rows && !Next())
        {
            return false;
        }

        _row++;
        (_first, _count) = _batch.CellsOf(_row);
        return true;
    }

    public override ReadOnlySpan<char> GetFieldSpan(int ordinal) =>
        (uint)ordinal < (uint)_count ? _batch.Cell(_first + ordinal) : throw new ArgumentOutOfRangeException(nameof(ordinal));

    public override ReadOnlySpan<char> GetHeadingSpan(int ordinal) => _batch.Heading(_first + ordinal) ?? GetFieldSpan(ordinal);

    public override bool IsNumber(int ordinal) => _hasKinds && _batch.IsNumber(_first + ordinal);

    protected override void Dispose(bool disposing)
    {
        if (_reading is { } reading)
        {
            _isStopped = true;
            while (!reading.IsCompleted)
            {
                // It may wait for room, or for a batch that nobody takes any more.
                if (_filled!.TryTake(out var unread, TimeSpan.FromMilliseconds(1)))
                {
                    _free!.Add(unread);
                }
            }

            _filled!.Dispose();
            _free!.Dispose();
            _reading = null;
        }

        _rows.Dispose();
        base.Dispose(disposing);
    }

    /// <summary>Goes to the next batch that has rows.</summary>
    private bool Next()
    {
        while (true)
        {
            if (_row >= 0 || _batch.Rows > 0 || _batch.IsLast)
            {
                _batch.Error?.Throw();
                if (_batch.IsLast)
                {
                    return false;
                }

                Take();
            }
            else
            {
                _batch.Fill(_rows, _hasKinds); // the first one, on the thread that asks for it
            }

            if (_batch.Rows > 0)
            {
                _row = -1;
                return true;
            }
        }
    }

    private void Take()
    {
        if (_reading is null)
        {
            _filled = new(BatchesAhead);
            _free = [];
            for (var i = 0; i < BatchesAhead; i++)
            {
                _free.Add(new());
            }

            _reading = Task.Factory.StartNew(ReadAll, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        }

        _free!.Add(_batch);
        _batch = _filled!.Take();
    }

    private void ReadAll()
    {
        for (var isLast = false; !isLast && !_isStopped;)
        {
            var batch = _free!.Take();
            if (!_isStopped)
            {
                batch.Fill(_rows, _hasKinds);
                isLast = batch.IsLast;
                _filled!.Add(batch);
            }
        }
    }

    /// <summary>Some rows, their cells one after another in one text.</summary>
    private sealed class Batch
    {
        private const int MostRows = 512, MostChars = 256 * 1024;
        private char[] _text = new char[32 * 1024];
        private int[] _ends = new int[8 * 1024];
        private readonly int[] _cells = new int[MostRows + 1];
        private readonly int[] _numbers = new int[MostRows];
        private readonly HashSet<int> _isNumber = [];
        private readonly Dictionary<int, string> _headings = [];

        public int Rows { get; private set; }

        /// <summary>Whether nothing comes after it.</summary>
        public bool IsLast { get; private set; }

        /// <summary>What ended the rows before their end.</summary>
        public ExceptionDispatchInfo? Error { get; private set; }

        public int Number(int row) => _numbers[row];

        public (int First, int Count) CellsOf(int row) => (_cells[row], _cells[row + 1] - _cells[row]);

        public ReadOnlySpan<char> Cell(int cell) => _text.AsSpan(_ends[cell], _ends[cell + 1] - _ends[cell]);

        public ReadOnlySpan<char> Cells(int first, int count) => _text.AsSpan(_ends[first], _ends[first + count] - _ends[first]);

        public string? Heading(int cell) => _headings.GetValueOrDefault(cell);

        public bool IsNumber(int cell) => _isNumber.Contains(cell);

        public void Fill(RowReader rows, bool hasKinds)
        {
            (Rows, IsLast, Error) = (0, false, null);
            _isNumber.Clear();
            _headings.Clear();
            var (chars, cells) = (0, 0);
            try
            {
                while (Rows < MostRows && chars < MostChars)
                {
                    if (!rows.Read())
                    {
                        IsLast = true;
                        return;
                    }

                    (chars, cells) = Add(rows, hasKinds, chars, cells);
                }
            }
            catch (Exception e)
            {
                (Error, IsLast) = (ExceptionDispatchInfo.Capture(e), true);
            }
        }

        private (int Chars, int Cells) Add(RowReader rows, bool hasKinds, int chars, int cells)
        {
            var csv = rows as CsvRows; // called by its own type, which nothing overrides, for each of many cells
            var count = rows.FieldCount;
            if (_ends.Length < cells + count + 1)
            {
                Array.Resize(ref _ends, Math.Max(cells + count + 1, _ends.Length * 2));
            }

            for (var i = 0; i < count; i++)
            {
                var text = csv is not null ? csv.GetFieldSpan(i) : rows.GetFieldSpan(i);
                if (_text.Length < chars + text.Length)
                {
                    Array.Resize(ref _text, Math.Max(chars + text.Length, _text.Length * 2));
                }

                text.CopyTo(_text.AsSpan(chars));
                chars += text.Length;
                if (hasKinds)
                {
                    NoteKind(rows, i, cells, text);
                }

                _ends[++cells] = chars;
            }

            _numbers[Rows] = rows.RowNumber;
            _cells[++Rows] = cells;
            return (chars, cells);
        }

        private void NoteKind(RowReader rows, int ordinal, int cell, ReadOnlySpan<char> text)
        {
            if (rows.IsNumber(ordinal))
            {
                _isNumber.Add(cell);
            }

            if (rows.GetHeadingSpan(ordinal) is var heading && !heading.SequenceEqual(text))
            {
                _headings[cell] = heading.ToString();
            }
        }
    }
}
