using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace GovPipeline.Sources.Formats;

/// <summary>Rows of the tables of a page, which web systems save as <c>.xls</c>. Nothing in the page is run or fetched.</summary>
internal sealed class HtmlRows : CellRows
{
    private readonly IHtmlTableElement _table;
    private int _row;

    private HtmlRows(IHtmlTableElement table, string sheet) => (_table, Sheet) = (table, sheet);

    public override string Sheet { get; }

    public override int RowNumber => _row;

    /// <summary>The innermost tables, so that one that only lays out the page is passed over.</summary>
    public static IEnumerable<RowReader> Tables(Stream file)
    {
        using var page = new HtmlParser().ParseDocument(file);
        var tables = page.QuerySelectorAll<IHtmlTableElement>("table").Where(t => t.QuerySelector("table") is null).ToList();
        for (var i = 0; i < tables.Count; i++)
        {
            yield return new HtmlRows(tables[i], tables.Count == 1 ? string.Empty : $"table {i + 1}");
        }
    }

    public override bool Read()
    {
        if (_row >= _table.Rows.Length)
        {
            return false;
        }

        var cells = _table.Rows[_row++].Cells;
        BeginRow();
        foreach (var cell in cells)
        {
            while (IsCovered(FieldCount))
            {
                AddCell(string.Empty);
            }

            var (column, across, down) = (FieldCount, Math.Clamp(cell.ColumnSpan, 1, 1000), Math.Clamp(cell.RowSpan, 1, 65_000));
            AddCell(string.Join(' ', cell.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)));
            for (var i = 1; i < across; i++)
            {
                AddCell(string.Empty);
            }

            if (across > 1 || down > 1)
            {
                AddMerge(_row, _row + down - 1, column, column + across - 1);
            }
        }

        EndRow();
        return true;
    }
}
