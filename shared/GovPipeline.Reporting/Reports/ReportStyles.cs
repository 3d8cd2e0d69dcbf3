using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Spreadsheet;

namespace GovPipeline.Reporting.Reports;

/// <summary>The looks of <see cref="CellLook"/>, in its order: Times New Roman, as offices print forms.</summary>
internal static class ReportStyles
{
    private const uint Counts = 3, Percents = 10, Numbers = 4, Dates = 164;

    public static Stylesheet Sheet()
    {
        static Font Written(double size, bool bold, bool italic = false) => new(
            [.. bold ? [new Bold()] : Array.Empty<OpenXmlElement>(), .. italic ? [new Italic()] : Array.Empty<OpenXmlElement>(), new FontSize { Val = size },
                new FontName { Val = "Times New Roman" }]);
        static Fill Solid(string colour) => new(new PatternFill(new ForegroundColor { Rgb = colour }) { PatternType = PatternValues.Solid });
        static T Edge<T>()
            where T : BorderPropertiesType, new() => new() { Style = BorderStyleValues.Thin };
        static CellFormat Format(uint font, HorizontalAlignmentValues side, uint format = 0, uint fill = 0, bool bordered = true) =>
            new(new Alignment
            {
                Horizontal = side, Vertical = VerticalAlignmentValues.Center, WrapText = true,
                Indent = bordered && side != HorizontalAlignmentValues.Center ? 1u : 0u,
            })
            {
                FontId = font, ApplyFont = true, NumberFormatId = format, ApplyNumberFormat = true, FillId = fill, ApplyFill = true,
                BorderId = bordered ? 1u : 0u, ApplyBorder = true, ApplyAlignment = true,
            };
        var (left, centre, right) = (HorizontalAlignmentValues.Left, HorizontalAlignmentValues.Center, HorizontalAlignmentValues.Right);
        return new Stylesheet(
            new NumberingFormats(new NumberingFormat { NumberFormatId = Dates, FormatCode = "dd/mm/yyyy" }) { Count = 1 },
            new Fonts(Written(11, false), Written(14, true), Written(11, true), Written(10, false, italic: true), Written(12, true)),
            new Fills(new Fill(new PatternFill { PatternType = PatternValues.None }), new Fill(new PatternFill { PatternType = PatternValues.Gray125 }),
                Solid("FFE8EDF3"), Solid("FFF4F4F4")),
            new Borders(new Border(), new Border(Edge<LeftBorder>(), Edge<RightBorder>(), Edge<TopBorder>(), Edge<BottomBorder>(), new DiagonalBorder())),
            new CellStyleFormats(new CellFormat()),
            new CellFormats(
                Format(0, left, bordered: false), // Plain
                Format(1, centre, bordered: false), // Title
                Format(0, centre, bordered: false), // Centred
                Format(2, centre, fill: 2), // Head
                Format(0, left), // Text
                Format(0, right, Counts), // Count
                Format(0, right, Percents), // Percent
                Format(0, right, Numbers), // Number
                Format(2, left, fill: 3), // Section
                Format(2, left), // TotalText
                Format(2, right, Counts), // TotalCount
                Format(3, left, bordered: false), // Note
                Format(4, centre, bordered: false), // Signature
                Format(0, centre, Dates))); // Date
    }
}
