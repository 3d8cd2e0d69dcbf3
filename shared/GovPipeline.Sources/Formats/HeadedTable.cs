using System.Globalization;
using GovPipeline.Domain.Text;

namespace GovPipeline.Sources.Formats;

/// <summary>
/// A table whose header was found below title rows, in one row or several merged ones; reads on with the row below it. Whoever reads its
/// rows calls it by this type, which nothing overrides: a cell is asked for several times a row.
/// </summary>
internal sealed class HeadedTable : RowReader
{
    private const int RowsLookedAt = 40;
    private const int DeepestHeader = 4;

    private readonly ReadAheadRows _rows;
    private readonly List<Row> _ahead;
    private int _next;
    private Row? _current;

    private HeadedTable(RowReader rows, List<Row> ahead, Place header)
    {
        (_rows, _ahead, Header, KnownHeadings) = (new(rows), ahead, header.Header, header.Known);
        _next = header.Row + header.Depth;
        HeaderDepth = header.Depth;
        HeaderTexts = ahead.Skip(header.Row).Take(header.Depth).SelectMany(r => r.Headings).Select(h => Folding.Fold(h)).Where(h => h.Length > 0)
            .ToHashSet(StringComparer.Ordinal);
        Titles = [.. ahead.Take(header.Row).Select(r => string.Join(' ', r.Cells.Where(c => c.Length > 0)).Trim()).Where(t => t.Length > 0)];
        HeaderRow = ahead.Count == 0 ? 0 : ahead[_next - 1].Number;
        if (_next < ahead.Count && IsColumnNumbers(ahead[_next]))
        {
            _next++;
        }
    }

    /// <summary>The headings, one a column; of a header of several rows, joined by <c> / </c> from the top.</summary>
    public IReadOnlyList<string> Header { get; }

    /// <summary>Rows of the header.</summary>
    public int HeaderDepth { get; }

    /// <summary>How many different headings of the source it has.</summary>
    public int KnownHeadings { get; }

    /// <summary>The (last) row of the header.</summary>
    public int HeaderRow { get; }

    /// <summary>All texts of the rows of the header, folded, those of merged cells once.</summary>
    public IReadOnlySet<string> HeaderTexts { get; }

    /// <summary>Rows up to the header and with it that have anything.</summary>
    public int RowsOfHeader => _ahead.Take(_next).Count(r => r.Cells.Any(c => !string.IsNullOrWhiteSpace(c)));

    /// <summary>The texts above the header.</summary>
    public IReadOnlyList<string> Titles { get; }

    public override string Sheet => _rows.Sheet;

    public override int RowNumber => _current?.Number ?? _rows.RowNumber;

    public override int FieldCount => _current?.Cells.Length ?? _rows.FieldCount;

    public override bool IsPadded => _rows.IsPadded;

    public override char Separator => _rows.Separator;

    public override bool IsHidden => _rows.IsHidden;

    public override bool? Counts1904 => _rows.Counts1904;

    /// <summary>Reads the first rows and finds the header among them.</summary>
    /// <param name="rows">The table from its first row; closed with this one.</param>
    /// <param name="headings">All folded headings that the source may have.</param>
    /// <param name="mostColumns">Columns that a table may have; of wider rows one more is kept, so that they are seen to be that.</param>
    public static HeadedTable Find(RowReader rows, IReadOnlySet<string> headings, int mostColumns)
    {
        var ahead = new List<Row>();
        while (ahead.Count < RowsLookedAt && rows.Read())
        {
            ahead.Add(Row.Of(rows, mostColumns + 1));
        }

        // A workbook may have been typed in an old font: the letters under which most headings are found are the right ones.
        var best = FindHeader(ahead, rows.IsPadded, headings);
        var legacy = LegacyText.None;
        if (rows.IsPadded && best.Known < headings.Count)
        {
            foreach (var other in new[] { LegacyText.MisreadUtf8, LegacyText.Tcvn3, LegacyText.Vni })
            {
                var decoded = ahead.ConvertAll(r => r.Decode(other));
                var found = FindHeader(decoded, true, headings);
                if (found.Known > best.Known)
                {
                    (best, legacy) = (found, other);
                }
            }
        }

        return legacy == LegacyText.None
            ? new(rows, ahead, best)
            : new(new DecodedRows(rows, legacy), ahead.ConvertAll(r => r.Decode(legacy)), best);
    }

    public override bool Read()
    {
        if (_next < _ahead.Count)
        {
            _current = _ahead[_next++];
            return true;
        }

        _current = null;
        return _rows.Read();
    }

    public override ReadOnlySpan<char> GetFieldSpan(int ordinal) => _current is { } row ? row.Cells[ordinal] : _rows.GetFieldSpan(ordinal);

    public override ReadOnlySpan<char> GetHeadingSpan(int ordinal) => _current is { } row ? row.Headings[ordinal] : _rows.GetHeadingSpan(ordinal);

    /// <summary>The text of a cell without the blanks around it; empty when the row has no such cell.</summary>
    public ReadOnlySpan<char> GetTrimmedSpan(int ordinal) => _current is not { } row ? _rows.GetTrimmedSpan(ordinal)
        : (uint)ordinal < (uint)row.Cells.Length ? row.Cells[ordinal].AsSpan().Trim() : default;

    /// <summary>Whether any cell of the row can have lines.</summary>
    public bool MayHaveLines => _current is not null || _rows.MayHaveLines;

    /// <summary>What is worked out of the rows that are read from now on.</summary>
    public IRowAhead? Ahead
    {
        set => _rows.Ahead = value;
    }

    /// <summary>What <see cref="Ahead"/> worked out of the row; nothing of one that it did not see.</summary>
    public ReadOnlySpan<int> Numbers => _current is null ? _rows.Numbers : default;

    public override bool IsNumber(int ordinal) => _current is { } row ? row.Numbers[ordinal] : _rows.IsNumber(ordinal);

    protected override void Dispose(bool disposing)
    {
        _rows.Dispose();
        base.Dispose(disposing);
    }

    private static Place FindHeader(List<Row> ahead, bool mayBeDeep, IReadOnlySet<string> headings)
    {
        var best = new Place(0, Math.Min(1, ahead.Count), [], 0);
        for (var depth = 1; depth <= (mayBeDeep ? DeepestHeader : 1); depth++)
        {
            for (var row = 0; row + depth <= ahead.Count; row++)
            {
                if (depth > 1 && ahead.Skip(row).Take(depth).Any(HasFigures))
                {
                    continue; // rows of data are no part of a header
                }

                var (header, known) = Join(ahead, row, depth, headings);
                if (known > best.Known || best.Header.Count == 0)
                {
                    best = new(row, depth, header, known);
                }
            }
        }

        return best;
    }

    private static (IReadOnlyList<string> Header, int Known) Join(List<Row> rows, int first, int depth, IReadOnlySet<string> headings)
    {
        var columns = Enumerable.Range(first, depth).Max(r => rows[r].Headings.Length);
        var header = new string[columns];
        var found = new HashSet<string>(StringComparer.Ordinal);
        for (var column = 0; column < columns; column++)
        {
            var levels = Enumerable.Range(first, depth)
                .Select(r => column < rows[r].Headings.Length ? rows[r].Headings[column].Trim() : string.Empty)
                .Where(l => l.Length > 0).ToList();
            for (var i = levels.Count - 1; i > 0; i--)
            {
                if (levels[i] == levels[i - 1])
                {
                    levels.RemoveAt(i);
                }
            }

            header[column] = string.Join(" / ", levels);

            // The longest tail that the source knows names the column; the whole path does when it knows none.
            for (var skip = 0; skip < levels.Count; skip++)
            {
                var tail = string.Join(" / ", levels.Skip(skip));
                if (headings.Contains(Folding.Fold(tail)))
                {
                    header[column] = tail;
                    found.Add(Folding.Fold(tail));
                    break;
                }
            }
        }

        return (header, found.Count);
    }

    private static bool IsColumnNumbers(Row row) => IsColumnNumbers(row.Cells);

    /// <summary>Whether cells are the row "(1) (2) (3) …" of a form.</summary>
    public static bool IsColumnNumbers(IEnumerable<string> cells)
    {
        var texts = cells.Select(c => c.Trim()).Where(c => c.Length > 0).ToList();
        return texts.Count >= 3
            && texts.All(t => t.Length <= 12 && t.Any(char.IsAsciiDigit) && t.All(c => char.IsAsciiDigit(c) || c is '(' or ')' or '=' or '+' or '-' or ' '))
            && texts.Select(t => int.TryParse(t.Split('=')[0].Trim('(', ')', ' '), NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : -1)
                .ToList() is var numbers && numbers.Zip(numbers.Skip(1)).All(n => n.First >= 1 && n.Second == n.First + 1);
    }

    private static bool HasFigures(Row row) => row.Cells.Select(c => c.Trim())
        .Any(c => c.Length > 0 && char.IsAsciiDigit(c[0]) && c.All(l => char.IsAsciiDigit(l) || l is '/' or ':' or '.' or ',' or '-' or ' '));

    /// <summary>Where a header is and what it says.</summary>
    private sealed record Place(int Row, int Depth, IReadOnlyList<string> Header, int Known);

    private sealed record Row(int Number, string[] Cells, string[] Headings, bool[] Numbers)
    {
        public Row Decode(LegacyText legacy) => this with
        {
            Cells = Array.ConvertAll(Cells, c => LegacyVietnamese.Decode(c, legacy)),
            Headings = Array.ConvertAll(Headings, c => LegacyVietnamese.Decode(c, legacy)),
        };

        public static Row Of(RowReader rows, int most)
        {
            var count = Math.Min(rows.FieldCount, most);
            var row = new Row(rows.RowNumber, new string[count], new string[count], new bool[count]);
            for (var i = 0; i < count; i++)
            {
                row.Cells[i] = rows.GetFieldSpan(i).ToString();
                row.Headings[i] = rows.GetHeadingSpan(i).ToString();
                row.Numbers[i] = rows.IsNumber(i);
            }

            return row;
        }
    }
}
