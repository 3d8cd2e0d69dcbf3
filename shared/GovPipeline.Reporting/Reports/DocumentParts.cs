using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;
using A = DocumentFormat.OpenXml.Drawing;
using Pic = DocumentFormat.OpenXml.Drawing.Pictures;
using Wp = DocumentFormat.OpenXml.Drawing.Wordprocessing;

namespace GovPipeline.Reporting.Reports;

/// <summary>
/// The parts that a report is filled with, set by the rules of NĐ 30/2020/NĐ-CP, Phụ lục I: Times New Roman 13–14, first line
/// indented 1 cm. Page, margins, head and foot are those of the template.
/// </summary>
internal sealed class DocumentParts
{
    private const string Typeface = "Times New Roman", BodySize = "28", SmallSize = "26";
    private const int Twips = 1440;
    private const double Millimetres = 25.4;
    private const long Emu = 914400;
    private readonly MainDocumentPart _main;
    private uint _pictures = 100; // an office's own pictures have the first numbers

    public DocumentParts(MainDocumentPart main) => _main = main;

    public static Paragraph Line(string text, bool bold = false, bool italic = false, JustificationValues? side = null, string size = BodySize,
        bool underlined = false) => new(
        new ParagraphProperties(new SpacingBetweenLines { Before = "0", After = "0" }, new Justification { Val = side ?? JustificationValues.Center }),
        Run(text, bold, italic, size, underlined));

    public static Paragraph Text(string text, bool italic = false) => new(
        new ParagraphProperties(new SpacingBetweenLines { Before = "60", After = "60", Line = "300", LineRule = LineSpacingRuleValues.Auto },
            new Indentation { FirstLine = "567" }, new Justification { Val = JustificationValues.Both }),
        Run(text, italic: italic));

    public static Paragraph Caption(string text) => Line(text, italic: true, size: SmallSize);

    /// <summary>A table with borders, its first row a heading that repeats.</summary>
    /// <param name="widths">Shares of the width.</param>
    /// <param name="headings">Headings.</param>
    /// <param name="rows">Rows.</param>
    /// <param name="numbersFrom">The first column, from 0, that is set right.</param>
    public static IEnumerable<OpenXmlElement> Table(double[] widths, string[] headings, IEnumerable<string[]> rows, int numbersFrom)
    {
        const double Printable = 160 / Millimetres * Twips;
        var scale = Printable / widths.Sum();
        TableCell Cell(string text, int i, bool head) => new(
            new TableCellProperties(new TableCellWidth { Width = $"{widths[i] * scale:F0}", Type = TableWidthUnitValues.Dxa },
                new TableCellVerticalAlignment { Val = TableVerticalAlignmentValues.Center }),
            Line(text, bold: head, side: head ? JustificationValues.Center : i >= numbersFrom ? JustificationValues.Right : JustificationValues.Left,
                size: "24"));
        TableRow Row(string[] cells, bool head) => new(
            [new TableRowProperties([new CantSplit(), .. head ? [new TableHeader()] : Array.Empty<OpenXmlElement>()]),
                .. cells.Select((c, i) => Cell(c, i, head))]);
        const uint Edge = 4;
        const short Margin = 57; // a millimetre: also a wider face than Times New Roman breaks no number
        yield return new Table(
            [
                new TableProperties(
                    new TableWidth { Width = "5000", Type = TableWidthUnitValues.Pct },
                    new TableBorders(
                        new TopBorder { Val = BorderValues.Single, Size = Edge }, new LeftBorder { Val = BorderValues.Single, Size = Edge },
                        new BottomBorder { Val = BorderValues.Single, Size = Edge },
                        new RightBorder { Val = BorderValues.Single, Size = Edge }, new InsideHorizontalBorder { Val = BorderValues.Single, Size = Edge },
                        new InsideVerticalBorder { Val = BorderValues.Single, Size = Edge }),
                    new TableCellMarginDefault(
                        new TableCellLeftMargin { Width = Margin, Type = TableWidthValues.Dxa },
                        new TableCellRightMargin { Width = Margin, Type = TableWidthValues.Dxa })),
                new TableGrid(widths.Select(w => new GridColumn { Width = $"{w * scale:F0}" })),
                Row(headings, head: true),
                .. rows.Select(r => Row(r, head: false)),
            ]);
        yield return Line(string.Empty, size: "12");
    }

    /// <summary>A picture over the width of the text.</summary>
    /// <param name="png">The picture.</param>
    /// <param name="description">What it shows, for who cannot see it.</param>
    public Paragraph Picture(byte[] png, string description)
    {
        var part = _main.AddImagePart(ImagePartType.Png);
        using (var stream = new MemoryStream(png))
        {
            part.FeedData(stream);
        }

        var (pixelsWide, pixelsHigh) = (BigEndian(png, 16), BigEndian(png, 20));
        var wide = (long)(160 / Millimetres * Emu);
        var high = wide * pixelsHigh / pixelsWide;
        var id = ++_pictures;
        var picture = new Pic.Picture(
            new Pic.NonVisualPictureProperties(new Pic.NonVisualDrawingProperties { Id = id, Name = $"hinh-{id}.png" },
                new Pic.NonVisualPictureDrawingProperties()),
            new Pic.BlipFill(new A.Blip { Embed = _main.GetIdOfPart(part) }, new A.Stretch(new A.FillRectangle())),
            new Pic.ShapeProperties(new A.Transform2D(new A.Offset { X = 0, Y = 0 }, new A.Extents { Cx = wide, Cy = high }),
                new A.PresetGeometry(new A.AdjustValueList()) { Preset = A.ShapeTypeValues.Rectangle }));
        var inline = new Wp.Inline(
            new Wp.Extent { Cx = wide, Cy = high },
            new Wp.DocProperties { Id = id, Name = $"Hình {id}", Description = description },
            new A.Graphic(new A.GraphicData(picture) { Uri = "http://schemas.openxmlformats.org/drawingml/2006/picture" }))
                { DistanceFromTop = 0, DistanceFromBottom = 0, DistanceFromLeft = 0, DistanceFromRight = 0 };
        return new Paragraph(new ParagraphProperties(new KeepNext(), new Justification { Val = JustificationValues.Center }), new Run(new Drawing(inline)));
    }

    /// <summary>A run; a new line of the text is one of the document, so that no number is broken over two.</summary>
    private static Run Run(string text, bool bold = false, bool italic = false, string size = BodySize, bool underlined = false) => new(
    [
        new RunProperties(
            [
                new RunFonts { Ascii = Typeface, HighAnsi = Typeface, ComplexScript = Typeface },
                .. bold ? [new Bold()] : Array.Empty<OpenXmlElement>(), .. italic ? [new Italic()] : Array.Empty<OpenXmlElement>(),
                new FontSize { Val = size },
                .. underlined ? [new Underline { Val = UnderlineValues.Single }] : Array.Empty<OpenXmlElement>(),
            ]),
        .. PrintedText.Of(text).Split('\n').SelectMany((line, i) => (OpenXmlElement[])
            [.. i > 0 ? [new Break()] : Array.Empty<OpenXmlElement>(), new Text(line) { Space = SpaceProcessingModeValues.Preserve }]),
    ]);

    private static int BigEndian(byte[] bytes, int at) => (bytes[at] << 24) | (bytes[at + 1] << 16) | (bytes[at + 2] << 8) | bytes[at + 3];
}
