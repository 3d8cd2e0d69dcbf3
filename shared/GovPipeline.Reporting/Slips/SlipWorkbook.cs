using GovPipeline.Domain.Time;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using GovPipeline.Domain.Indicators;

namespace GovPipeline.Reporting.Slips;

/// <summary>
/// Writes a rejection slip as a workbook: only the bad rows, bad cells marked, reasons beside them, and the two columns by
/// which the corrected file is known again. Every cell is text, so that nothing is taken for a formula and no zero is lost.
/// </summary>
public static class SlipWorkbook
{
    private const uint Plain = 0, Heading = 1, Wrong = 2, Title = 3, Note = 4, Line = 5;
    private const int ReasonChars = 46;

    /// <summary>Writes it.</summary>
    /// <param name="slip">The rows.</param>
    /// <param name="slipHeading">Heading of the column of the slip's number.</param>
    /// <param name="rowHeading">Heading of the column of the row's name.</param>
    /// <param name="output">Receives the workbook.</param>
    public static void Write(RejectionSlip slip, string slipHeading, string rowHeading, Stream output)
    {
        ArgumentNullException.ThrowIfNull(slip);
        using var document = SpreadsheetDocument.Create(output, SpreadsheetDocumentType.Workbook);
        var workbook = document.AddWorkbookPart();
        workbook.AddNewPart<WorkbookStylesPart>().Stylesheet = Styles();
        var sheet = workbook.AddNewPart<WorksheetPart>();
        string[] headings = ["Lỗi", "Cách sửa", .. slip.Headings, rowHeading, slipHeading];
        WriteSheet(sheet, slip, headings);
        workbook.Workbook = new Workbook(new Sheets(new Sheet { Id = workbook.GetIdOfPart(sheet), SheetId = 1, Name = "Dòng cần sửa" }));
        workbook.Workbook.Save();
    }

    private static void WriteSheet(WorksheetPart part, RejectionSlip slip, string[] headings)
    {
        const int HeadingRow = 4;
        using var writer = OpenXmlWriter.Create(part);
        writer.WriteStartElement(new Worksheet());
        writer.WriteElement(new SheetProperties(new PageSetupProperties { FitToPage = true }));
        writer.WriteElement(new SheetViews(new SheetView(
            new Pane { VerticalSplit = HeadingRow, TopLeftCell = $"A{HeadingRow + 1}", ActivePane = PaneValues.BottomLeft, State = PaneStateValues.Frozen })
                { WorkbookViewId = 0 }));
        writer.WriteElement(new Columns(headings.Select((h, i) => new Column
        {
            Min = (uint)i + 1, Max = (uint)i + 1, CustomWidth = true, Width = i < 2 ? 44 : Math.Clamp(h.Length + 4, 14, 30), Hidden = i == headings.Length - 1,
        })));
        writer.WriteStartElement(new SheetData());
        WriteRow(writer, 1, 22, [("Phiếu trả dòng dữ liệu cần sửa: " + slip.SourceName.Vi, Title)]);
        WriteRow(writer, 2, 18,
            [($"Tệp {slip.File}, số liệu đến ngày {DayText.Print(slip.ExportDate)}: {Figures.Count(slip.RejectedRows)} trong {Figures.Count(slip.FileRows)} "
            + $"dòng chưa nhận được.{LeftOut(slip)}", Line)]);
        WriteRow(writer, 3, 18, [("Sửa các ô tô màu, giữ nguyên cột cuối, lưu và gửi lại tệp này. Dòng không sửa thì để nguyên hoặc xóa dòng.", Note)]);
        WriteRow(writer, HeadingRow, 32, headings.Select(h => (h, Heading)));
        var number = (uint)HeadingRow;
        foreach (var row in slip.Rows)
        {
            var wrong = row.Problems.Select(p => p.Heading).Concat(row.Lacking).ToHashSet(StringComparer.Ordinal);
            var reasons = row.Problems.Select(p => $"{p.Code}: {p.Sentence.Vi}").ToList();
            var remedies = row.Problems.Select(p => p.Remedy.Vi).Distinct().ToList();
            WriteRow(writer, ++number, 15.0 * Math.Clamp(Math.Max(Lines(reasons), Lines(remedies)), 2, 20),
            [
                (string.Join('\n', reasons), Plain),
                (string.Join('\n', remedies), Plain),
                .. slip.Headings.Select(h => (
                    row.Lacking.Contains(h) ? SlipRow.NoCell : row.Cells.GetValueOrDefault(h, string.Empty), wrong.Contains(h) ? Wrong : Plain)),
                (row.Row, Plain),
                (slip.Id, Plain),
            ]);
        }

        writer.WriteEndElement();
        writer.WriteElement(new PageSetup { PaperSize = 9, Orientation = OrientationValues.Landscape, FitToWidth = 1, FitToHeight = 0 });
        writer.WriteEndElement();
    }

    private static string LeftOut(RejectionSlip slip) =>
        (slip.LeftOutRows > 0 ? $" Ngoài ra có {Figures.Count(slip.LeftOutRows)} dòng không phải dữ liệu (trống, tổng, ghi chú, chữ ký)." : string.Empty)
        + (slip.SkippedSheets.Length > 0 ? $" Trang không đọc: {slip.SkippedSheets}." : string.Empty);

    private static int Lines(IEnumerable<string> texts) => texts.Sum(t => (t.Length + ReasonChars - 1) / ReasonChars);

    private static void WriteRow(OpenXmlWriter writer, uint number, double height, IEnumerable<(string Text, uint Style)> cells)
    {
        writer.WriteStartElement(new Row { RowIndex = number, Height = height, CustomHeight = true });
        foreach (var (text, style) in cells)
        {
            writer.WriteElement(new Cell(new InlineString(new Text(Printable(text)) { Space = SpaceProcessingModeValues.Preserve }))
                { DataType = CellValues.InlineString, StyleIndex = style });
        }

        writer.WriteEndElement();
    }

    // XML has no place for control characters.
    private static string Printable(string text) =>
        string.Concat(text.Where(c => c is '\n' or '\t' || !char.IsControl(c)));

    /// <summary>Cells are of number format "@" (text), so that what is typed into them stays what was typed.</summary>
    private static Stylesheet Styles()
    {
        static CellFormat Format(uint font, uint fill, bool bordered) => new(new Alignment { WrapText = true, Vertical = VerticalAlignmentValues.Top })
        {
            NumberFormatId = 49, ApplyNumberFormat = true, FontId = font, ApplyFont = true, FillId = fill, ApplyFill = true, BorderId = bordered ? 1u : 0u,
            ApplyBorder = bordered, ApplyAlignment = true, QuotePrefix = true,
        };
        static CellFormat Lone(uint font) => new() { FontId = font, ApplyFont = true };
        static Font Written(double size, bool bold, string? colour = null) => new(
            [.. bold ? [new Bold()] : Array.Empty<OpenXmlElement>(), new FontSize { Val = size }, new Color { Rgb = colour ?? "FF111111" },
                new FontName { Val = "Times New Roman" }]);
        static Fill Solid(string colour) => new(new PatternFill(new ForegroundColor { Rgb = colour }) { PatternType = PatternValues.Solid });
        static T Edge<T>()
            where T : BorderPropertiesType, new() => new() { Style = BorderStyleValues.Thin, Color = new Color { Rgb = "FFBBBBBB" } };
        return new Stylesheet(
            new Fonts(Written(11, false), Written(11, true), Written(14, true), Written(11, false, "FF9B1C1C")),
            new Fills(new Fill(new PatternFill { PatternType = PatternValues.None }), new Fill(new PatternFill { PatternType = PatternValues.Gray125 }),
                Solid("FFE5E7EB"), Solid("FFFFE08A")),
            new Borders(new Border(), new Border(Edge<LeftBorder>(), Edge<RightBorder>(), Edge<TopBorder>(), Edge<BottomBorder>(), new DiagonalBorder())),
            new CellStyleFormats(new CellFormat()),
            new CellFormats(Format(0, 0, true), Format(1, 2, true), Format(0, 3, true), Lone(2), Lone(3), Lone(0)));
    }
}
