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
        var formats = Formats(part);
        var cells = new Dictionary<(string, string), string>();
        foreach (var sheet in part.Workbook?.Sheets?.Elements<Sheet>() ?? [])
        {
            if (sheet.Id?.Value is not { } id || !part.TryGetPartById(id, out var found) || found is not WorksheetPart { Worksheet: { } worksheet })
            {
                continue; // a sheet of a chart, or one that is named and not there: the cells of ours are missed then
            }

            foreach (var cell in worksheet.Descendants<Cell>().Where(c => c.CellReference?.Value is not null))
            {
                if (Text(cell, shared) is { Length: > 0 } text)
                {
                    // What is printed may be another than what is held: a formula, a format with digits of its own, a second cell in the same place.
                    var shown = (cell.CellFormula is null ? string.Empty : "=") + text + formats.GetValueOrDefault(cell.StyleIndex?.Value ?? 0, string.Empty);
                    var place = (sheet.Name?.Value ?? string.Empty, cell.CellReference!.Value!);
                    cells[place] = cells.TryGetValue(place, out var first) ? $"{first} | {shown}" : shown;
                }
            }
        }

        return (document.PackageProperties.Identifier ?? string.Empty, cells);
    }

    /// <summary>Formats of numbers that print digits or words of their own, by style.</summary>
    private static Dictionary<uint, string> Formats(WorkbookPart part)
    {
        var sheet = part.WorkbookStylesPart?.Stylesheet;
        var own = (sheet?.NumberingFormats?.Elements<NumberingFormat>() ?? [])
            .Where(f => f is { NumberFormatId: not null, FormatCode.Value: not null } && f.FormatCode.Value.AsSpan().IndexOfAnyInRange('1', '9') >= 0
                || f.FormatCode?.Value?.Contains('"', StringComparison.Ordinal) == true)
            .ToDictionary(f => f.NumberFormatId!.Value, f => $" [{f.FormatCode!.Value}]");
        return (sheet?.CellFormats?.Elements<CellFormat>() ?? []).Select((f, i) => (Style: (uint)i, Format: f.NumberFormatId?.Value ?? 0))
            .Where(f => own.ContainsKey(f.Format)).ToDictionary(f => f.Style, f => own[f.Format]);
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
