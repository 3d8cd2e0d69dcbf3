using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace GovPipeline.Reporting.Reports;

/// <summary>How a cell looks.</summary>
internal enum CellLook : uint
{
    Plain, Title, Centred, Head, Text, Count, Percent, Number, Section, TotalText, TotalCount, Note, Signature, Date,
}

/// <summary>
/// Builds a sheet: numbers as numbers, texts as inline strings that no program takes for a formula, merged cells, widths,
/// frozen header, A4 landscape one page wide with the header repeated.
/// </summary>
internal sealed class SheetWriter(string name)
{
    private readonly SortedDictionary<int, SortedDictionary<int, Cell>> _rows = [];
    private readonly Dictionary<int, double> _heights = [];
    private readonly List<string> _merges = [];
    private readonly List<double> _widths = [];

    /// <summary>Rows that stay when the sheet is scrolled and repeat on each page: first and last.</summary>
    public (int First, int Last) Header { get; set; }

    /// <summary>The last row in use.</summary>
    public int LastRow => _rows.Count == 0 ? 0 : _rows.Keys.Max();

    public void Widths(params double[] widths) => _widths.AddRange(widths);

    public void Height(int row, double points) => _heights[row] = points;

    public void Text(int row, int column, string text, CellLook look) =>
        Put(row, column, new Cell(new InlineString(new Text(PrintedText.Of(text))
            { Space = SpaceProcessingModeValues.Preserve })) { DataType = CellValues.InlineString }, look);

    public void Value(int row, int column, decimal value, CellLook look) =>
        Put(row, column, new Cell(new CellValue(value)) { DataType = CellValues.Number }, look);

    public void Blank(int row, int column, CellLook look) => Put(row, column, new Cell(), look);

    /// <summary>Merges a block whose first cell is written; the rest gets the same look, so that borders close.</summary>
    public void Merge(int row, int column, int lastRow, int lastColumn, CellLook look)
    {
        for (var r = row; r <= lastRow; r++)
        {
            for (var c = column; c <= lastColumn; c++)
            {
                if (!_rows.TryGetValue(r, out var cells) || !cells.ContainsKey(c))
                {
                    Blank(r, c, look);
                }
            }
        }

        _merges.Add($"{Reference(row, column)}:{Reference(lastRow, lastColumn)}");
    }

    /// <summary>Adds the sheet to a workbook.</summary>
    public void AddTo(WorkbookPart workbook, Sheets sheets, DefinedNames names)
    {
        var part = workbook.AddNewPart<WorksheetPart>();
        var data = new SheetData(_rows.Select(r =>
        {
            var row = new Row(r.Value.Values) { RowIndex = (uint)r.Key };
            if (_heights.TryGetValue(r.Key, out var height))
            {
                (row.Height, row.CustomHeight) = (height, true);
            }

            return row;
        }));
        part.Worksheet = new Worksheet(
            new SheetProperties(new PageSetupProperties { FitToPage = true }),
            new SheetViews(new SheetView(new Pane { VerticalSplit = Header.Last, TopLeftCell = $"A{Header.Last + 1}", ActivePane = PaneValues.BottomLeft,
                State = PaneStateValues.Frozen }) { WorkbookViewId = 0, ShowGridLines = false }),
            new Columns(_widths.Select((w, i) => new Column { Min = (uint)i + 1, Max = (uint)i + 1, Width = w, CustomWidth = true })),
            data);
        if (_merges.Count > 0)
        {
            part.Worksheet.Append(new MergeCells(_merges.Select(m => new MergeCell { Reference = m })));
        }

        part.Worksheet.Append(
            new PrintOptions { HorizontalCentered = true },
            new PageMargins { Left = 0.5, Right = 0.4, Top = 0.5, Bottom = 0.6, Header = 0.3, Footer = 0.3 },
            new PageSetup { PaperSize = 9, Orientation = OrientationValues.Landscape, FitToWidth = 1, FitToHeight = 0 },
            new HeaderFooter(new OddFooter("&R&P/&N")));
        var index = (uint)sheets.Count();
        sheets.Append(new Sheet { Id = workbook.GetIdOfPart(part), SheetId = index + 1, Name = name });
        names.Append(
            new DefinedName($"'{name}'!$A$1:${Letters(_widths.Count)}${LastRow}") { Name = "_xlnm.Print_Area", LocalSheetId = index },
            new DefinedName($"'{name}'!${Header.First}:${Header.Last}") { Name = "_xlnm.Print_Titles", LocalSheetId = index });
    }

    private static string Reference(int row, int column) => $"{Letters(column)}{row}";

    private static string Letters(int column) =>
        column <= 26 ? $"{(char)('A' + column - 1)}" : $"{(char)('A' + ((column - 1) / 26) - 1)}{(char)('A' + ((column - 1) % 26))}";

    private void Put(int row, int column, Cell cell, CellLook look)
    {
        (cell.CellReference, cell.StyleIndex) = (Reference(row, column), (uint)look);
        if (!_rows.TryGetValue(row, out var cells))
        {
            _rows[row] = cells = [];
        }

        cells[column] = cell;
    }
}
