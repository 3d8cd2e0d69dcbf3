using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;
using A = DocumentFormat.OpenXml.Drawing;
using Pic = DocumentFormat.OpenXml.Drawing.Pictures;
using Wp = DocumentFormat.OpenXml.Drawing.Wordprocessing;

namespace GovPipeline.Reporting.Reports;

/// <summary>
/// Builds an administrative document by the rules of NĐ 30/2020/NĐ-CP, Phụ lục I: A4, margins 20/20/30/20 mm, Times New Roman
/// 13–14, first line indented 1 cm, page number centred at the top from the second page on.
/// </summary>
internal sealed class DocumentWriter
{
    private const string Typeface = "Times New Roman", BodySize = "28", SmallSize = "26";
    private const int Twips = 1440;
    private const double Millimetres = 25.4;
    private const long Emu = 914400;
    private readonly MainDocumentPart _main;
    private readonly Body _body = new();
    private uint _pictures;

    public DocumentWriter(MainDocumentPart main) => _main = main;

    public static Paragraph Line(string text, bool bold = false, bool italic = false, JustificationValues? side = null, string size = BodySize,
        bool underlined = false) => new(
        new ParagraphProperties(new SpacingBetweenLines { Before = "0", After = "0" }, new Justification { Val = side ?? JustificationValues.Center }),
        Run(text, bold, italic, size, underlined));

    public void Add(OpenXmlElement element) => _body.Append(element);

    public void Heading(string text) => _body.Append(new Paragraph(
        new ParagraphProperties(new KeepNext(), new SpacingBetweenLines { Before = "160", After = "80" }, new Indentation { FirstLine = "567" },
            new OutlineLevel { Val = 0 }), Run(text, bold: true)));

    public void Text(string text, bool italic = false) => _body.Append(new Paragraph(
        new ParagraphProperties(new SpacingBetweenLines { Before = "60", After = "60", Line = "300", LineRule = LineSpacingRuleValues.Auto },
            new Indentation { FirstLine = "567" }, new Justification { Val = JustificationValues.Both }),
        Run(text, italic: italic)));

    public void Caption(string text) => _body.Append(Line(text, italic: true, size: SmallSize));

    /// <summary>A table with borders, its first row a heading that repeats.</summary>
    /// <param name="widths">Shares of the width.</param>
    /// <param name="headings">Headings.</param>
    /// <param name="rows">Rows.</param>
    /// <param name="numbersFrom">The first column, from 0, that is set right.</param>
    public void Table(double[] widths, string[] headings, IEnumerable<string[]> rows, int numbersFrom)
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
        _body.Append(new Table(
            [
                new TableProperties(
                    new TableWidth { Width = "5000", Type = TableWidthUnitValues.Pct },
                    new TableBorders(
                        new TopBorder { Val = BorderValues.Single, Size = Edge }, new LeftBorder { Val = BorderValues.Single, Size = Edge },
                        new BottomBorder { Val = BorderValues.Single, Size = Edge },
                        new RightBorder { Val = BorderValues.Single, Size = Edge }, new InsideHorizontalBorder { Val = BorderValues.Single, Size = Edge },
                        new InsideVerticalBorder { Val = BorderValues.Single, Size = Edge })),
                new TableGrid(widths.Select(w => new GridColumn { Width = $"{w * scale:F0}" })),
                Row(headings, head: true),
                .. rows.Select(r => Row(r, head: false)),
            ]));
        _body.Append(Line(string.Empty, size: "12"));
    }

    /// <summary>Two columns without borders, as the head and the foot of a document are set.</summary>
    public void Columns(IEnumerable<Paragraph> left, IEnumerable<Paragraph> right, int leftShare)
    {
        TableCell Cell(IEnumerable<Paragraph> lines, int share) =>
            new([new TableCellProperties(new TableCellWidth { Width = $"{share * 50}", Type = TableWidthUnitValues.Pct }), .. lines]);
        _body.Append(new Table(new TableProperties(new TableWidth { Width = "5000", Type = TableWidthUnitValues.Pct }),
            new TableGrid(new GridColumn(), new GridColumn()),
            new TableRow(new TableRowProperties(new CantSplit()), Cell(left, leftShare), Cell(right, 100 - leftShare))));
    }

    /// <summary>A picture over the width of the text.</summary>
    /// <param name="png">The picture.</param>
    /// <param name="description">What it shows, for who cannot see it.</param>
    public void Picture(byte[] png, string description)
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
        _body.Append(
            new Paragraph(new ParagraphProperties(new KeepNext(), new Justification { Val = JustificationValues.Center }), new Run(new Drawing(inline))));
    }

    /// <summary>Closes the document.</summary>
    public void Save()
    {
        var header = _main.AddNewPart<HeaderPart>();
        header.Header = new Header(new Paragraph(new ParagraphProperties(new Justification { Val = JustificationValues.Center }),
            new SimpleField { Instruction = "PAGE" }));
        static uint Margin(double millimetres) => (uint)(millimetres / Millimetres * Twips);
        _body.Append(new SectionProperties(
            new HeaderReference { Type = HeaderFooterValues.Default, Id = _main.GetIdOfPart(header) },
            new PageSize { Width = Margin(210), Height = Margin(297) },
            new PageMargin { Top = (int)Margin(20), Bottom = (int)Margin(20), Left = Margin(30), Right = Margin(20), Header = Margin(10), Footer = Margin(10),
                Gutter = 0 },
            new TitlePage()));
        _main.Document = new Document(_body);
        var styles = _main.AddNewPart<StyleDefinitionsPart>();
        styles.Styles = new Styles(new DocDefaults(new RunPropertiesDefault(new RunPropertiesBaseStyle(
            new RunFonts { Ascii = Typeface, HighAnsi = Typeface, ComplexScript = Typeface, EastAsia = Typeface }, new FontSize { Val = BodySize },
            new Languages { Val = "vi-VN" }))));
        _main.Document.Save();
    }

    private static Run Run(string text, bool bold = false, bool italic = false, string size = BodySize, bool underlined = false) => new(
        new RunProperties(
            [
                new RunFonts { Ascii = Typeface, HighAnsi = Typeface, ComplexScript = Typeface },
                .. bold ? [new Bold()] : Array.Empty<OpenXmlElement>(), .. italic ? [new Italic()] : Array.Empty<OpenXmlElement>(),
                new FontSize { Val = size },
                .. underlined ? [new Underline { Val = UnderlineValues.Single }] : Array.Empty<OpenXmlElement>(),
            ]),
        new Text(text) { Space = SpaceProcessingModeValues.Preserve });

    private static int BigEndian(byte[] bytes, int at) => (bytes[at] << 24) | (bytes[at + 1] << 16) | (bytes[at + 2] << 8) | bytes[at + 3];
}
