using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace GovPipeline.Sources.Formats;

/// <summary>Where a cell stands in the text that it is in.</summary>
internal readonly record struct CellPlace(int Start, int End);

/// <summary>
/// Cuts the rows of a CSV text that are one line each, whose quoted cells have no mark in them: nearly all rows of nearly all files, sixteen letters at
/// a look. Whatever else comes, from that row on, is the library's. Of a letter that ends lines on old systems alone, the library itself says one thing
/// and another, by where its buffer ends; such a row is always its own.
/// </summary>
/// <param name="text">The text.</param>
/// <param name="delimiter">What stands between cells, one of Latin-1.</param>
internal sealed class PlainCsv(TextReader text, char delimiter)
{
    private const int BufferChars = 128 * 1024, Step = 16;
    private readonly char[] _buffer = new char[BufferChars];
    private CellPlace[] _cells = new CellPlace[32];
    private int _start, _end, _next, _filled, _count;
    private bool _isAtEnd;

    private enum Cut
    {
        Row,
        NeedsMore,
        Odd,
    }

    /// <summary>How the first line ended; empty before it was cut.</summary>
    public string EndOfLines { get; private set; } = string.Empty;

    /// <summary>Cells of the row.</summary>
    public int Count => _count;

    /// <summary>The text of the row, without what ends its line.</summary>
    public ReadOnlySpan<char> Line => _buffer.AsSpan(_start, _end - _start);

    /// <summary>Where the cells stand in <see cref="Line"/>.</summary>
    public ReadOnlySpan<CellPlace> Places => _cells.AsSpan(0, _count);

    /// <summary>The text of a cell.</summary>
    public ReadOnlySpan<char> this[int ordinal]
    {
        get
        {
            var place = Places[ordinal];
            return _buffer.AsSpan(_start + place.Start, place.End - place.Start);
        }
    }

    /// <summary>Goes to the next row.</summary>
    /// <param name="hasRow">Whether there is one.</param>
    /// <returns>False when it is not for here: <see cref="Rest"/> begins with it.</returns>
    public bool TryRead(out bool hasRow)
    {
        while (true)
        {
            var cut = CutRow();
            if (cut != Cut.NeedsMore)
            {
                hasRow = cut == Cut.Row;
                return hasRow;
            }

            if (_isAtEnd)
            {
                hasRow = false;
                return true;
            }

            if (!Fill())
            {
                hasRow = false;
                return false; // longer than the buffer
            }
        }
    }

    /// <summary>The text from the row on that could not be cut.</summary>
    /// <param name="before">What stands before it.</param>
    public TextReader Rest(string before) => new PrefixedReader(before.AsMemory(), new PrefixedReader(_buffer.AsMemory(_next, _filled - _next), text));

    /// <summary>Reads on behind what is there of the row; false without room for more.</summary>
    private bool Fill()
    {
        _buffer.AsSpan(_next, _filled - _next).CopyTo(_buffer);
        (_filled, _next) = (_filled - _next, 0);
        if (_filled == BufferChars)
        {
            return false;
        }

        var read = text.Read(_buffer.AsSpan(_filled));
        _filled += read;
        _isAtEnd = read == 0;
        return true;
    }

    private Cut CutRow()
    {
        var (row, cell, at) = (_next, _next, _next);
        _count = 0;
        while (at < _filled)
        {
            var (marks, begin) = (Marks(at, out var step), at);
            for (at += step; marks != 0; marks &= marks - 1)
            {
                var mark = begin + BitOperations.TrailingZeroCount(marks);
                var letter = _buffer[mark];
                if (letter == delimiter)
                {
                    AddCell(cell - row, mark - row);
                    cell = mark + 1;
                }
                else if (letter == '\n')
                {
                    return EndRow(row, cell, mark > row && _buffer[mark - 1] == '\r' ? mark - 1 : mark, mark + 1);
                }
                else if (letter == '\r')
                {
                    if (mark + 1 < _filled ? _buffer[mark + 1] != '\n' : _isAtEnd)
                    {
                        return Cut.Odd; // what ends a line of old systems
                    }
                }
                else if (mark != cell)
                {
                    return Cut.Odd; // a quotation mark within a cell
                }
                else
                {
                    var quoted = _buffer.AsSpan(mark + 1, _filled - mark - 1).IndexOfAny('"', '\n', '\r');
                    var close = mark + 1 + quoted;
                    if (quoted < 0 || close + 1 >= _filled)
                    {
                        return _isAtEnd ? Cut.Odd : Cut.NeedsMore;
                    }

                    if (_buffer[close] != '"' || (_buffer[close + 1] != delimiter && _buffer[close + 1] is not ('\r' or '\n')))
                    {
                        return Cut.Odd; // lines or marks within a cell
                    }

                    AddCell(mark + 1 - row, close - row);
                    if (_buffer[close + 1] == delimiter)
                    {
                        at = cell = close + 2;
                        break;
                    }

                    if (_buffer[close + 1] == '\n')
                    {
                        return EndRow(row, close + 1, close + 2);
                    }

                    return close + 2 < _filled ? _buffer[close + 2] == '\n' ? EndRow(row, close + 1, close + 3) : Cut.Odd
                        : _isAtEnd ? Cut.Odd : Cut.NeedsMore;
                }
            }
        }

        return _isAtEnd && row < _filled ? EndRow(row, cell, _filled, _filled) : Cut.NeedsMore;
    }

    private Cut EndRow(int row, int cell, int end, int next)
    {
        AddCell(cell - row, end - row);
        return EndRow(row, end, next);
    }

    private Cut EndRow(int row, int end, int next)
    {
        (_start, _end, _next) = (row, end, next);
        if (EndOfLines.Length == 0)
        {
            EndOfLines = next - end == 2 ? "\r\n" : "\n";
        }

        return Cut.Row;
    }

    private void AddCell(int start, int end)
    {
        if (_count == _cells.Length)
        {
            Array.Resize(ref _cells, _count * 2);
        }

        _cells[_count++] = new(start, end);
    }

    /// <summary>A bit for each of the next letters that is a delimiter, a quotation mark or an end of a line.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private uint Marks(int at, out int step)
    {
        if (_filled - at < Step)
        {
            step = 1;
            return _buffer[at] is '"' or '\n' or '\r' || _buffer[at] == delimiter ? 1u : 0u;
        }

        step = Step;
        ref var letters = ref Unsafe.As<char, ushort>(ref MemoryMarshal.GetArrayDataReference(_buffer));
        var bytes = Vector128.NarrowWithSaturation(
            Vector128.LoadUnsafe(ref letters, (nuint)at), Vector128.LoadUnsafe(ref letters, (nuint)at + (Step / 2)));
        return (Vector128.Equals(bytes, Vector128.Create((byte)delimiter)) | Vector128.Equals(bytes, Vector128.Create((byte)'"'))
            | Vector128.Equals(bytes, Vector128.Create((byte)'\n')) | Vector128.Equals(bytes, Vector128.Create((byte)'\r'))).ExtractMostSignificantBits();
    }

    /// <summary>What was read already, then the rest.</summary>
    private sealed class PrefixedReader(ReadOnlyMemory<char> prefix, TextReader rest) : TextReader
    {
        private ReadOnlyMemory<char> _prefix = prefix;

        public override int Read(char[] buffer, int index, int count) => Read(buffer.AsSpan(index, count));

        public override int Read(Span<char> buffer)
        {
            if (_prefix.IsEmpty)
            {
                return rest.Read(buffer);
            }

            var some = Math.Min(buffer.Length, _prefix.Length);
            _prefix.Span[..some].CopyTo(buffer);
            _prefix = _prefix[some..];
            return some;
        }

        public override int Peek() => _prefix.IsEmpty ? rest.Peek() : _prefix.Span[0];

        public override int Read()
        {
            Span<char> one = stackalloc char[1];
            return Read(one) == 0 ? -1 : one[0];
        }
    }
}
