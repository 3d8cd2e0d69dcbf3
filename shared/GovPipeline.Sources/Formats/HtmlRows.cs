using System.Globalization;
using System.Text;
using AngleSharp.Html;
using AngleSharp.Html.Parser;
using AngleSharp.Html.Parser.Tokens;
using AngleSharp.Text;

namespace GovPipeline.Sources.Formats;

/// <summary>
/// Rows of the tables of a page, which web systems save as <c>.xls</c>. Nothing in the page is run or fetched, and no tree of it
/// is kept: its tags are read one after another.
/// </summary>
internal sealed class HtmlRows : CellRows
{
    private const int MostAcross = 1000, MostDown = 65_000;

    // What a browser does not show as text, and what it begins a new line for.
    private static readonly HashSet<string> Unshown = new(StringComparer.Ordinal) { "script", "style", "title", "textarea", "noscript", "xmp", "iframe" };
    private static readonly HashSet<string> Lines = new(StringComparer.Ordinal) { "br", "p", "div", "li" };

    private readonly Func<HtmlToken> _next;
    private readonly StringBuilder _text = new();
    private int _row, _column, _across, _down;
    private bool _isRowOpen, _isOver;

    private HtmlRows(Func<HtmlToken> next, string sheet, ReadingBudget budget)
        : base(budget) => (_next, Sheet) = (next, sheet);

    public override string Sheet { get; }

    public override int RowNumber => _row;

    /// <summary>The innermost tables, so that one that only lays out the page is passed over; each must be read before the next is asked for.</summary>
    /// <exception cref="InvalidDataException">A table does not end: the page is cut off.</exception>
    public static IEnumerable<RowReader> Tables(FileStream file, ReadingBudget budget)
    {
        CheckTags(file, budget);
        var innermost = Innermost(file);
        using var source = Open(file);
        var next = Tokens(source);
        var (table, number) = (-1, 0);
        for (var token = next(); token.Type != HtmlTokenType.EndOfFile; token = next())
        {
            if (token is { Type: HtmlTokenType.StartTag, Name: "table" } && innermost.Contains(++table))
            {
                number++;
                var rows = new HtmlRows(next, innermost.Count == 1 ? string.Empty : $"table {number}", budget);
                yield return rows;
                rows.ReadOn();
            }
        }
    }

    public override bool Read()
    {
        if (_isOver)
        {
            return false;
        }

        _row++;
        BeginRow();
        var isCell = false;
        while (true)
        {
            var token = _next();
            if (token.Type == HtmlTokenType.EndOfFile || token is { Type: HtmlTokenType.EndTag, Name: "table" })
            {
                _isOver = true;
                return (isCell || _isRowOpen) && End(isCell);
            }

            switch (token)
            {
                case { Type: HtmlTokenType.Character } when isCell && _text.Length <= Budget.LongestCell:
                    _text.Append(token.Data);
                    break;
                case { Type: HtmlTokenType.EndTag, Name: "tr" } when isCell || _isRowOpen:
                    return End(isCell);
                case { Type: HtmlTokenType.StartTag, Name: "tr" } when isCell || _isRowOpen:
                    End(isCell);
                    _isRowOpen = true; // of the row that begins
                    return true;
                case { Type: HtmlTokenType.StartTag, Name: "tr" }:
                    _isRowOpen = true;
                    break;
                case { Type: HtmlTokenType.StartTag, Name: "td" or "th" }:
                    EndCell(isCell);
                    BeginCell((HtmlTagToken)token);
                    isCell = true;
                    break;
                case { Type: HtmlTokenType.EndTag, Name: "td" or "th" }:
                    EndCell(isCell);
                    isCell = false;
                    break;
                case { Type: HtmlTokenType.StartTag or HtmlTokenType.EndTag } when isCell && Lines.Contains(token.Name):
                    _text.Append(' ');
                    break;
            }
        }
    }

    private void ReadOn()
    {
        while (Read())
        {
        }
    }

    private bool End(bool isCell)
    {
        EndCell(isCell);
        _isRowOpen = false;
        EndRow();
        return true;
    }

    private void BeginCell(HtmlTagToken tag)
    {
        while (IsCovered(FieldCount))
        {
            AddCell(string.Empty);
        }

        (_column, _across, _down) = (FieldCount, Span(tag, "colspan", MostAcross), Span(tag, "rowspan", MostDown));
        _text.Clear();
    }

    private void EndCell(bool isCell)
    {
        if (!isCell)
        {
            return;
        }

        AddCell(string.Join(' ', _text.ToString().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)));
        for (var i = 1; i < _across && FieldCount < Budget.MostColumns; i++)
        {
            AddCell(string.Empty);
        }

        if (_across > 1 || _down > 1)
        {
            AddMerge(_row, (long)_row + _down - 1, _column, (long)_column + _across - 1);
        }
    }

    private static int Span(HtmlTagToken tag, string name, int most) =>
        int.TryParse(tag.GetAttribute(name), NumberStyles.None, CultureInfo.InvariantCulture, out var span) ? Math.Clamp(span, 1, most) : 1;

    /// <summary>Which tables, counted by their beginnings, hold no other.</summary>
    private static HashSet<int> Innermost(FileStream file)
    {
        using var source = Open(file);
        var next = Tokens(source);
        var (innermost, open, tables) = (new HashSet<int>(), new Stack<int>(), 0);
        for (var token = next(); token.Type != HtmlTokenType.EndOfFile; token = next())
        {
            if (token is { Type: HtmlTokenType.StartTag, Name: "table" })
            {
                if (open.TryPeek(out var outer))
                {
                    innermost.Remove(outer);
                }

                innermost.Add(tables);
                open.Push(tables++);
            }
            else if (token is { Type: HtmlTokenType.EndTag, Name: "table" })
            {
                open.TryPop(out _);
            }
        }

        return open.Count == 0 ? innermost : throw new InvalidDataException("</table>");
    }

    /// <summary>The tags and texts that a browser would show; what is between the tags of a script is none.</summary>
    private static Func<HtmlToken> Tokens(TextSource source)
    {
        var tokens = new HtmlTokenizer(source, HtmlEntityProvider.Resolver) { SkipComments = true };
        return () =>
        {
            while (true)
            {
                var token = tokens.Get();
                if (token.Type != HtmlTokenType.StartTag || !Unshown.Contains(token.Name))
                {
                    return token;
                }

                tokens.State = token.Name switch
                {
                    "script" => HtmlParseMode.Script,
                    "title" or "textarea" => HtmlParseMode.RCData,
                    _ => HtmlParseMode.Rawtext,
                };
                while (tokens.Get() is { Type: not HtmlTokenType.EndOfFile } hidden && !(hidden.Type == HtmlTokenType.EndTag && hidden.Name == token.Name))
                {
                }
            }
        };
    }

    private static void CheckTags(FileStream file, ReadingBudget budget)
    {
        file.Position = 0;
        var buffer = new byte[64 * 1024];
        var (begun, at) = (-1L, 0L);
        for (int read; (read = file.Read(buffer)) > 0; at += read)
        {
            for (var i = 0; i < read;)
            {
                var next = buffer.AsSpan(i, read - i).IndexOf(begun < 0 ? (byte)'<' : (byte)'>');
                if (next < 0)
                {
                    break;
                }

                i += next + 1;
                if (begun >= 0)
                {
                    budget.CheckTag(at + i - begun);
                }

                begun = begun < 0 ? at + i : -1;
            }
        }

        if (begun >= 0)
        {
            budget.CheckTag(at - begun);
        }
    }

    private static TextSource Open(FileStream file)
    {
        var head = new byte[FormatSniffer.HeadSize];
        file.Position = 0;
        head = head[..file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false)];
        file.Position = 0;
        return new TextSource(file, FormatSniffer.PageEncodingOf(head));
    }
}
