using System.Runtime.CompilerServices;
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
    private Handover<Batch>? _filled;
    private Handover<Batch>? _free;
    private Task? _reading;
    private volatile IRowAhead? _ahead;
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

    /// <summary>What is worked out of the rows that are read from now on.</summary>
    public IRowAhead? Ahead
    {
        set => _ahead = value;
    }

    public override string Sheet { get; }

    public override int RowNumber => _row < 0 ? 0 : _batch.Number(_row);

    public override int FieldCount => _count;

    public override bool IsPadded { get; }

    public override char Separator { get; }

    public override bool IsHidden { get; }

    public override bool? Counts1904 { get; }

    /// <summary>Whether any cell of the row can have lines.</summary>
    public bool MayHaveLines => _batch.MayHaveLines(_row);

    /// <summary>What <see cref="Ahead"/> worked out of the row; nothing of one that it did not see.</summary>
    public ReadOnlySpan<int> Numbers => _batch.Ahead is { } ahead && ReferenceEquals(ahead, _ahead) ? _batch.NumbersOf(_row) : default;

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

    /// <summary>The text of a cell without the blanks around it; empty when the row has no such cell.</summary>
    public ReadOnlySpan<char> GetTrimmedSpan(int ordinal) => (uint)ordinal < (uint)_count ? _batch.Trimmed(_first + ordinal) : default;

    public override ReadOnlySpan<char> GetHeadingSpan(int ordinal) => _batch.Heading(_first + ordinal) ?? GetFieldSpan(ordinal);

    public override bool IsNumber(int ordinal) => _hasKinds && _batch.IsNumber(_first + ordinal);

    protected override void Dispose(bool disposing)
    {
        if (_reading is { } reading)
        {
            _isStopped = true;
            _free!.End();
            reading.GetAwaiter().GetResult();
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
                _batch.Fill(_rows, _hasKinds, _ahead); // the first one, on the thread that asks for it
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
            (_filled, _free) = (new(), new());
            for (var i = 0; i < BatchesAhead; i++)
            {
                _free.Add(new());
            }

            _reading = Task.Factory.StartNew(ReadAll, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        }

        _free!.Add(_batch);
        _batch = _filled!.TryTake(out var next) ? next : throw new InvalidOperationException("Reading ended before its rows did.");
    }

    private void ReadAll()
    {
        while (_free!.TryTake(out var batch) && !_isStopped)
        {
            batch.Fill(_rows, _hasKinds, _ahead);
            var isLast = batch.IsLast;
            _filled!.Add(batch);
            if (isLast)
            {
                return;
            }
        }
    }

    /// <summary>Some rows, their cells one after another in one text.</summary>
    private sealed class Batch
    {
        private const int MostRows = 512, MostChars = 256 * 1024;
        private readonly int[] _cellsOf = new int[MostRows + 1];
        private readonly int[] _rowNumbers = new int[MostRows];
        private readonly bool[] _mayHaveLines = new bool[MostRows];
        private readonly HashSet<int> _isNumber = [];
        private readonly Dictionary<int, string> _headings = [];
        private char[] _text = new char[32 * 1024];
        private CellPlace[] _cells = new CellPlace[8 * 1024];
        private CellPlace[] _trimmed = new CellPlace[8 * 1024];
        private int[] _numbers = [];

        public int Rows { get; private set; }

        /// <summary>Whether nothing comes after it.</summary>
        public bool IsLast { get; private set; }

        /// <summary>What ended the rows before their end.</summary>
        public ExceptionDispatchInfo? Error { get; private set; }

        /// <summary>What worked out the numbers of its rows.</summary>
        public IRowAhead? Ahead { get; private set; }

        public int Number(int row) => _rowNumbers[row];

        public (int First, int Count) CellsOf(int row) => (_cellsOf[row], _cellsOf[row + 1] - _cellsOf[row]);

        public ReadOnlySpan<char> Cell(int cell) => Text(_cells[cell]);

        public ReadOnlySpan<char> Trimmed(int cell) => Text(_trimmed[cell]);

        public bool MayHaveLines(int row) => _mayHaveLines[row];

        public ReadOnlySpan<int> NumbersOf(int row) => _numbers.AsSpan(row * Ahead!.Numbers, Ahead.Numbers);

        public string? Heading(int cell) => _headings.GetValueOrDefault(cell);

        public bool IsNumber(int cell) => _isNumber.Contains(cell);

        [MethodImpl(MethodImplOptions.AggressiveOptimization)] // called once for hundreds of rows
        public void Fill(RowReader rows, bool hasKinds, IRowAhead? ahead)
        {
            (Rows, IsLast, Error, Ahead) = (0, false, null, ahead);
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

                    var plain = (rows as CsvRows)?.Plain;
                    var (firstChar, firstCell) = (chars, cells);
                    (chars, cells) = plain is null ? Add(rows, hasKinds, chars, cells) : Add(plain, chars, cells);
                    _mayHaveLines[Rows] = plain is null && _text.AsSpan(firstChar, chars - firstChar).Contains('\n');
                    _rowNumbers[Rows] = rows.RowNumber;
                    if (ahead is not null)
                    {
                        WorkOut(ahead, _trimmed.AsSpan(firstCell, cells - firstCell));
                    }

                    _cellsOf[++Rows] = cells;
                }
            }
            catch (Exception e)
            {
                (Error, IsLast) = (ExceptionDispatchInfo.Capture(e), true);
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)] // several times a row
        private ReadOnlySpan<char> Text(CellPlace place) => _text.AsSpan(place.Start, place.End - place.Start);

        private void WorkOut(IRowAhead ahead, ReadOnlySpan<CellPlace> cells)
        {
            if (_numbers.Length < (Rows + 1) * ahead.Numbers)
            {
                Array.Resize(ref _numbers, Math.Min(Math.Max(64, Rows * 2), MostRows) * ahead.Numbers);
            }

            ahead.WorkOut(new(_text, cells), _numbers.AsSpan(Rows * ahead.Numbers, ahead.Numbers));
        }

        private (int Chars, int Cells) Add(PlainCsv row, int chars, int cells)
        {
            var line = row.Line;
            var places = row.Places;
            MakeRoom(chars + line.Length, cells + places.Length);
            line.CopyTo(_text.AsSpan(chars));
            var raw = _cells.AsSpan(cells, places.Length);
            var trimmed = _trimmed.AsSpan(cells, places.Length);
            for (var i = 0; i < places.Length; i++)
            {
                var (start, end) = places[i];
                raw[i] = trimmed[i] = new(chars + start, chars + end);
                if (start < end && (IsBlank(line[start]) || IsBlank(line[end - 1])))
                {
                    trimmed[i] = Trim(raw[i]);
                }
            }

            return (chars + line.Length, cells + places.Length);
        }

        private (int Chars, int Cells) Add(RowReader rows, bool hasKinds, int chars, int cells)
        {
            var count = rows.FieldCount;
            for (var i = 0; i < count; i++)
            {
                var text = rows.GetFieldSpan(i);
                MakeRoom(chars + text.Length, cells + 1);
                text.CopyTo(_text.AsSpan(chars));
                if (hasKinds)
                {
                    NoteKind(rows, i, cells, text);
                }

                _cells[cells] = new(chars, chars + text.Length);
                _trimmed[cells] = Trim(_cells[cells]);
                (chars, cells) = (chars + text.Length, cells + 1);
            }

            return (chars, cells);
        }

        private void MakeRoom(int chars, int cells)
        {
            if (_text.Length < chars)
            {
                Array.Resize(ref _text, Math.Max(chars, _text.Length * 2));
            }

            if (_cells.Length < cells)
            {
                Array.Resize(ref _cells, Math.Max(cells, _cells.Length * 2));
                Array.Resize(ref _trimmed, _cells.Length);
            }
        }

        private CellPlace Trim(CellPlace cell)
        {
            var (start, end) = cell;
            while (start < end && IsBlank(_text[start]))
            {
                start++;
            }

            while (end > start && IsBlank(_text[end - 1]))
            {
                end--;
            }

            return new(start, end);
        }

        // Nearly all cells begin and end with letters or figures of ASCII, Latin or Vietnamese, among which there are no blanks.
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static bool IsBlank(char letter) =>
            letter is not ((> ' ' and < '\u0085') or (> '\u00A0' and < '\u1680') or (>= '\u1E00' and < '\u2000')) && char.IsWhiteSpace(letter);

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
