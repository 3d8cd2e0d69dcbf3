namespace GovPipeline.Sources.Formats;

/// <summary>
/// Quotation marks of a CSV file that have no other: one of them swallows the lines up to the next, and these rows with it. A cell
/// that holds lines with as many separators as rows have says so; the file is then read with each line as a row, and a line whose
/// marks do not pair is marked.
/// </summary>
internal static class StrayQuotes
{
    /// <summary>What stands in a line for a mark that has no other: no text can have it.</summary>
    public const char Marker = '\uFDD0';

    private const int FewestSeparators = 3;

    /// <summary>Whether a row has a mark that has no other.</summary>
    public static bool IsMarked(RowReader row)
    {
        for (var i = 0; i < row.FieldCount; i++)
        {
            if (row.GetFieldSpan(i).Contains(Marker))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether a cell holds lines that look like rows of the table.</summary>
    public static bool HasLinesOfRows(RowReader row)
    {
        if (row is HeadedTable { MayHaveLines: false })
        {
            return false;
        }

        for (var i = 0; i < row.FieldCount; i++)
        {
            if (row.GetFieldSpan(i) is var cell && cell.Contains('\n') && HasLinesOfRows(cell, row.Separator, Math.Max(FewestSeparators, row.FieldCount / 2)))
            {
                return true;
            }
        }

        return false;
    }

    private static bool HasLinesOfRows(ReadOnlySpan<char> cell, char separator, int most)
    {
        foreach (var line in cell.EnumerateLines())
        {
            if (line.Count(separator) >= most)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Reads a text line by line; in a line whose quotation marks do not pair they become <see cref="Marker"/>.</summary>
    public sealed class LineReader(TextReader text, char separator) : TextReader
    {
        // A line without end is no line.
        private const int LongestLine = 1024 * 1024;

        private string _line = string.Empty;
        private int _at;

        public override int Read(char[] buffer, int index, int count) => Read(buffer.AsSpan(index, count));

        public override int Read(Span<char> buffer)
        {
            if (_at == _line.Length && !Next())
            {
                return 0;
            }

            var some = Math.Min(buffer.Length, _line.Length - _at);
            _line.AsSpan(_at, some).CopyTo(buffer);
            _at += some;
            return some;
        }

        public override int Peek() => _at < _line.Length || Next() ? _line[_at] : -1;

        public override int Read() => _at < _line.Length || Next() ? _line[_at++] : -1;

        protected override void Dispose(bool disposing)
        {
            text.Dispose();
            base.Dispose(disposing);
        }

        private bool Next()
        {
            if (text.ReadLine() is not { } line)
            {
                return false;
            }

            if (line.Length > LongestLine)
            {
                throw new FormatException($"a line of {line.Length} characters");
            }

            _line = (ArePaired(line) ? line : line.Replace('"', Marker)) + "\n";
            _at = 0;
            return true;
        }

        /// <summary>Whether each mark that opens a cell has one that closes it before the next separator (RFC 4180).</summary>
        private bool ArePaired(ReadOnlySpan<char> line)
        {
            for (var at = 0; at < line.Length; at++)
            {
                if (line[at] != '"')
                {
                    // A mark within a cell that does not begin with one is a letter.
                    at = line[at..].IndexOf(separator) is >= 0 and var next ? at + next : line.Length;
                    continue;
                }

                for (at++; at < line.Length && (line[at] != '"' || (at + 1 < line.Length && line[at + 1] == '"')); at++)
                {
                    at += line[at] == '"' ? 1 : 0;
                }

                if (at >= line.Length || (at + 1 < line.Length && line[at + 1] != separator))
                {
                    return false;
                }

                at++;
            }

            return true;
        }
    }
}
