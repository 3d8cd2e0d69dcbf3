using GovPipeline.Domain.Errors;
using GovPipeline.Domain.Text;
using GovPipeline.Sources.Definitions;
using GovPipeline.Sources.Formats;

namespace GovPipeline.Sources.Reading;

/// <summary>Which column of a file is which, matched without case or diacritics.</summary>
internal sealed class ColumnMap
{
    private const int MostShown = 60, LongestKey = 40, HeadingsOfAHeader = 2;
    private readonly Dictionary<string, int> _ordinals = new(StringComparer.Ordinal);
    private readonly IReadOnlyList<string> _header;
    private readonly HeadingWords _words;
    private readonly int _first, _code;

    /// <param name="fileName">For messages.</param>
    /// <param name="header">The headings of the file.</param>
    /// <param name="aliases">Headings by canonical column; an earlier heading wins over a later one.</param>
    /// <param name="required">Canonical columns that must be there.</param>
    /// <exception cref="PipelineException">GP202 or GP203.</exception>
    public ColumnMap(
        string fileName, IReadOnlyList<string> header, IReadOnlyDictionary<string, IReadOnlyList<string>> aliases, IEnumerable<string> required)
    {
        (_header, _words) = (header, new(aliases));
        var folded = header.Select(h => Folding.Fold(h)).ToList();
        foreach (var (column, headings) in aliases)
        {
            var found = headings.Append(column).Select(h => Folding.Fold(h))
                .Select(h => folded.IndexOf(h) is var first && first >= 0 && folded.LastIndexOf(h) != first
                    ? throw new PipelineException(
                        ErrorCatalogue.FileColumnTwice, fileName, column, $"'{header[first]}', '{header[folded.LastIndexOf(h)]}'")
                    : first)
                .FirstOrDefault(i => i >= 0, -1);
            if (found >= 0)
            {
                _ordinals[column] = found;
            }
        }

        _code = this[DossierColumns.DossierCode];
        _first = _ordinals.Count == 0 ? 0 : _ordinals.Values.Min();
        Missing = [.. aliases.Where(a => a.Value.Count > 0 && !_ordinals.ContainsKey(a.Key)).Select(a => a.Key)];
        var missing = required.Where(c => !_ordinals.ContainsKey(c)).ToList();
        if (missing.Count > 0)
        {
            throw new PipelineException(
                ErrorCatalogue.FileMissingColumns,
                fileName,
                string.Join("; ", missing.Select(c => $"{c} ({string.Join(" | ", aliases.GetValueOrDefault(c) ?? [])})")),
                Shown());
        }
    }

    // A row of data that stands where a header should names people: only what is surely a header is shown.
    private string Shown() => _ordinals.Count >= HeadingsOfAHeader
        ? string.Join(" | ", _header.Take(MostShown).Select(_words.Shown))
        : _ordinals.Count == 0 ? "–" : string.Join(" | ", _ordinals.Values.Distinct().Order().Select(HeadingAt));

    /// <summary>Canonical columns that the header does not have.</summary>
    public IReadOnlyList<string> Missing { get; }

    /// <summary>Columns of the header.</summary>
    public int Count => _header.Count;

    /// <summary>Place of a canonical column, or -1.</summary>
    public int this[string column] => _ordinals.GetValueOrDefault(column, -1);

    /// <summary>Place of a heading that is no column of the source, or -1.</summary>
    public int Find(string heading) => _header.Select(h => Folding.Fold(h)).ToList().IndexOf(Folding.Fold(heading));

    /// <summary>Whether the row in hand may be a header: one of the first columns that are read holds a text without figures, or a bracket.</summary>
    /// <param name="row">The row.</param>
    /// <param name="hasUsualKey">Whether the code in it is known to be written as codes are: with figures, and no longer than any.</param>
    public bool MayBeHeader(HeadedTable row, bool hasUsualKey)
    {
        var first = _first;
        if (hasUsualKey && _code == first)
        {
            return false;
        }

        while (first < row.FieldCount && row.GetFieldSpan(first).IsEmpty)
        {
            first++;
        }

        return first < row.FieldCount && row.GetFieldSpan(first) is var cell
            && (!cell.ContainsAnyInRange('0', '9') || cell.TrimStart().StartsWith('(') || first > _first || cell.Length > LongestKey);
    }

    /// <summary>Whether cells are this header, place by place.</summary>
    public bool IsHeader(IReadOnlyList<string> cells) =>
        _ordinals.Values.All(o => o < cells.Count && Folding.Fold(cells[o]) == Folding.Fold(_header[o]));

    /// <summary>The heading at a place.</summary>
    public string HeadingAt(int ordinal) => ordinal >= 0 && ordinal < _header.Count ? _header[ordinal] : string.Empty;

    /// <summary>Canonical columns by the heading they were found under.</summary>
    public IReadOnlyDictionary<string, string> ByHeading => _ordinals.GroupBy(o => _header[o.Value], StringComparer.Ordinal)
        .ToDictionary(g => g.Key, g => string.Join(", ", g.Select(o => o.Key)), StringComparer.Ordinal);

    /// <summary>The cells of a row in columns that are read, by heading, as they may be shown.</summary>
    public IReadOnlyDictionary<string, string> Cells(HeadedTable row, RowParser parser)
    {
        var cells = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var ordinal in _ordinals.Values.Distinct().Order().Where(o => o < row.FieldCount && !parser.HiddenColumns.Contains(o)))
        {
            cells.TryAdd(_header[ordinal], parser.Shown(ordinal, row.GetFieldSpan(ordinal)));
        }

        return cells;
    }

    /// <summary>Headings that mean nothing to us and are left unread.</summary>
    public IEnumerable<string> Unread => _header.Where((_, i) => !_ordinals.ContainsValue(i)).Select(_words.Shown);
}
