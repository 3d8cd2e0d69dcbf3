using System.Globalization;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace GovPipeline.Reporting.Reports;

/// <summary>The values of a workbook's cells, whatever program saved it last.</summary>
public static class WorkbookCells
{
    /// <summary>Reads them.</summary>
    /// <param name="workbook">The workbook.</param>
    /// <returns>The version it names, if it still does; and its values by sheet and cell, numbers as a program writes them, empty cells left out.</returns>
    /// <exception cref="FileFormatException">It is no workbook.</exception>
    public static (string Version, IReadOnlyDictionary<(string Sheet, string Cell), string> Cells) Read(Stream workbook)
    {
        using var document = SpreadsheetDocument.Open(workbook, isEditable: false);
        var part = document.WorkbookPart ?? throw new FileFormatException("no workbook");
        var shared = part.SharedStringTablePart?.SharedStringTable?.Elements<SharedStringItem>().Select(s => s.InnerText).ToList() ?? [];
        var cells = new Dictionary<(string, string), string>();
        foreach (var sheet in part.Workbook?.Sheets?.Elements<Sheet>() ?? [])
        {
            var rows = ((WorksheetPart)part.GetPartById(sheet.Id!)).Worksheet?.Descendants<Cell>() ?? [];
            foreach (var cell in rows.Where(c => c.CellReference?.Value is not null))
            {
                if (Text(cell, shared) is { Length: > 0 } text)
                {
                    cells[(sheet.Name?.Value ?? string.Empty, cell.CellReference!.Value!)] = text;
                }
            }
        }

        return (document.PackageProperties.Identifier ?? string.Empty, cells);
    }

    private static string Text(Cell cell, List<string> shared)
    {
        var type = cell.DataType?.Value;
        var text = type == CellValues.InlineString ? cell.InlineString?.InnerText ?? string.Empty
            : type == CellValues.SharedString && int.TryParse(cell.CellValue?.Text, CultureInfo.InvariantCulture, out var index)
                && index < shared.Count ? shared[index]
            : cell.CellValue?.Text ?? string.Empty;
        return type is null || type == CellValues.Number
            ? double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
                ? Math.Round(number, 12).ToString("R", CultureInfo.InvariantCulture) : text
            : text.ReplaceLineEndings("\n").TrimEnd();
    }
}
