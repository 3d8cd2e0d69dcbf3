using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace GovPipeline.Reporting.Reports;

/// <summary>A sheet of a workbook of plain tables.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Title">What stands above it.</param>
/// <param name="Note">A line below the title; empty for none.</param>
/// <param name="Columns">Headings and widths.</param>
/// <param name="Rows">Cells: texts, numbers, days; null for an empty cell.</param>
public sealed record TableSheet(
    string Name, string Title, string Note, IReadOnlyList<(string Heading, double Width)> Columns, IReadOnlyList<IReadOnlyList<object?>> Rows);

/// <summary>Writes tables as a workbook: numbers as numbers, days as days, texts that no program takes for a formula.</summary>
public static class TableWorkbook
{
    private const int Heading = 4;

    /// <summary>Writes it.</summary>
    public static void Write(IEnumerable<TableSheet> tables, Stream output)
    {
        ArgumentNullException.ThrowIfNull(tables);
        using var document = SpreadsheetDocument.Create(output, SpreadsheetDocumentType.Workbook);
        var workbook = document.AddWorkbookPart();
        workbook.AddNewPart<WorkbookStylesPart>().Stylesheet = ReportStyles.Sheet();
        var (sheets, names) = (new Sheets(), new DefinedNames());
        foreach (var table in tables)
        {
            SheetOf(table).AddTo(workbook, sheets, names);
        }

        workbook.Workbook = new Workbook(sheets, names);
        workbook.Workbook.Save();
    }

    private static SheetWriter SheetOf(TableSheet table)
    {
        var sheet = new SheetWriter(table.Name) { Header = (Heading, Heading) };
        sheet.Widths([.. table.Columns.Select(c => c.Width)]);
        sheet.Text(1, 1, table.Title, CellLook.Title);
        sheet.Merge(1, 1, 1, table.Columns.Count, CellLook.Title);
        sheet.Height(1, 24);
        sheet.Text(2, 1, table.Note, CellLook.Centred);
        sheet.Merge(2, 1, 2, table.Columns.Count, CellLook.Centred);
        for (var c = 0; c < table.Columns.Count; c++)
        {
            sheet.Text(Heading, c + 1, table.Columns[c].Heading, CellLook.Head);
        }

        for (var r = 0; r < table.Rows.Count; r++)
        {
            for (var c = 0; c < table.Columns.Count; c++)
            {
                Put(sheet, Heading + 1 + r, c + 1, table.Rows[r][c]);
            }
        }

        return sheet;
    }

    private static void Put(SheetWriter sheet, int row, int column, object? cell)
    {
        switch (cell)
        {
            case null or "":
                sheet.Blank(row, column, CellLook.Text);
                break;
            case DateOnly day:
                sheet.Value(row, column, (decimal)day.ToDateTime(TimeOnly.MinValue).ToOADate(), CellLook.Date);
                break;
            case decimal number:
                sheet.Value(row, column, number, number == decimal.Truncate(number) ? CellLook.Count : CellLook.Number);
                break;
            case int count:
                sheet.Value(row, column, count, CellLook.Count);
                break;
            default:
                sheet.Text(row, column, cell.ToString()!, CellLook.Text);
                break;
        }
    }
}
