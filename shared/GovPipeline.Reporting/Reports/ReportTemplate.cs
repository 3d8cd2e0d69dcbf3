using System.IO.Compression;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;

namespace GovPipeline.Reporting.Reports;

/// <summary>
/// The document of <c>seeds/reference/report.docx</c>, which an office changes itself: page, head, headings and sentences are its own;
/// <c>{{names}}</c> in it are filled in. A name alone in its paragraph may be a table, a picture or several paragraphs.
/// </summary>
public static partial class ReportTemplate
{
    private const string Standing = "tinh-trang-so-lieu";

    /// <summary>What is wrong with a template; empty when nothing is.</summary>
    /// <param name="template">The document.</param>
    public static IReadOnlyList<string> Mistakes(byte[] template)
    {
        try
        {
            var paragraphs = Texts(template);
            var used = paragraphs.SelectMany(p => NamePattern().Matches(p.Text).Select(m => m.Groups[1].Value)).ToHashSet(StringComparer.Ordinal);
            var known = ReportDocument.Names;
            var mistakes = used.Except(known, StringComparer.Ordinal).Select(n =>
                $"{Shown(n)}: không có tên này; các tên: {string.Join(", ", known)} / there is no such name; there are {string.Join(", ", known)}").ToList();
            if (!used.Contains(Standing))
            {
                mistakes.Add($"thiếu {Shown(Standing)}: số liệu phải ghi tính đến ngày nào, đủ hay chưa / "
                    + $"{Shown(Standing)} is missing: figures must say as of when, and whether they are complete");
            }

            // What stands beside a name in its paragraph and is no plain text would be written twice, or as the code of its field.
            mistakes.AddRange(paragraphs.Where(p => NamePattern().IsMatch(p.Text) && p.Text != p.Plain)
                .Select(p => $"'{p.Text}': để trường (số trang), liên kết, ký tự tab ở đoạn riêng, tách khỏi tên / "
                    + "put fields (page numbers), links and tabs into a paragraph of their own, apart from names"));
            return mistakes;
        }
        catch (Exception e) when (e is InvalidDataException or XmlException)
        {
            return [$"không phải tệp .docx / is no .docx: {e.Message}"];
        }
    }

    /// <summary>Fills it in.</summary>
    /// <param name="template">The document.</param>
    /// <param name="texts">What stands within a line, by name.</param>
    /// <param name="blocks">What stands in the place of a whole paragraph, by name.</param>
    /// <param name="output">Receives the document.</param>
    internal static void Fill(
        byte[] template, IReadOnlyDictionary<string, string> texts, IReadOnlyDictionary<string, Func<DocumentParts, IEnumerable<OpenXmlElement>>> blocks,
        Stream output)
    {
        using var stream = new MemoryStream();
        stream.Write(template);
        using (var document = WordprocessingDocument.Open(stream, isEditable: true))
        {
            var parts = new DocumentParts(document.MainDocumentPart!);
            foreach (var paragraph in Paragraphs(document).ToList())
            {
                Fill(paragraph, texts, blocks, parts);
            }
        }

        stream.Position = 0;
        stream.CopyTo(output);
    }

    private static void Fill(
        Paragraph paragraph, IReadOnlyDictionary<string, string> texts,
        IReadOnlyDictionary<string, Func<DocumentParts, IEnumerable<OpenXmlElement>>> blocks, DocumentParts parts)
    {
        var said = paragraph.InnerText;
        if (!said.Contains("{{", StringComparison.Ordinal))
        {
            return;
        }

        if (NamePattern().Match(said.Trim()) is { Success: true } whole && whole.Value == said.Trim() && blocks.TryGetValue(whole.Groups[1].Value,
            out var make))
        {
            var made = make(parts).ToList();
            foreach (var element in made)
            {
                paragraph.InsertBeforeSelf(element);
            }

            // A cell must not be left without a paragraph.
            if (made.Count > 0 || paragraph.Parent is not TableCell)
            {
                paragraph.Remove();
            }

            return;
        }

        // A word processor cuts a name into runs as it likes: the first run gets the whole text with its own looks.
        var runs = paragraph.Elements<Run>().ToList();
        var first = runs.Find(r => r.GetFirstChild<Text>() is not null);
        if (first is null)
        {
            return;
        }

        var filled = NamePattern().Replace(said, m => texts.GetValueOrDefault(m.Groups[1].Value, string.Empty));
        first.RemoveAllChildren<Text>();
        first.AppendChild(new Text(PrintedText.Of(filled)) { Space = SpaceProcessingModeValues.Preserve });
        foreach (var other in runs.Where(r => r != first && r.GetFirstChild<Text>() is not null))
        {
            other.Remove();
        }
    }

    private static string Shown(string name) => "{{" + name + "}}";

    /// <summary>The paragraphs of a template: all that they say, and what of it is plain. Read at every start, so without a model of the document.</summary>
    private static List<(string Text, string Plain)> Texts(byte[] template)
    {
        using var package = new ZipArchive(new MemoryStream(template));

        // Not every word processor calls the main part document.xml; the package says which it is.
        var main = Root(package, "_rels/.rels").Elements()
            .FirstOrDefault(r => ((string?)r.Attribute("Type"))?.EndsWith("/officeDocument", StringComparison.Ordinal) == true)?.Attribute("Target")?.Value;
        var body = Root(package, main?.TrimStart('/') ?? "word/document.xml");
        var word = body.Name.Namespace;
        return [.. package.Entries.Where(e => PartPattern().IsMatch(e.FullName)).Select(e => Root(package, e.FullName)).Prepend(body)
            .SelectMany(r => r.Descendants(word + "p"))
            .Select(p => (p.Value, string.Concat(p.Elements(word + "r").Elements(word + "t").Select(t => t.Value))))];
    }

    private static XElement Root(ZipArchive package, string part)
    {
        using var stream = (package.GetEntry(part) ?? throw new InvalidDataException($"{part}?")).Open();
        using var reader = XmlReader.Create(stream, new() { DtdProcessing = DtdProcessing.Prohibit });
        return XDocument.Load(reader).Root!;
    }

    private static IEnumerable<Paragraph> Paragraphs(WordprocessingDocument document) => (document.MainDocumentPart?.Document?.Body
            ?? throw new InvalidDataException("word/document.xml?")).Descendants<Paragraph>()
        .Concat(document.MainDocumentPart.HeaderParts.SelectMany(h => h.Header!.Descendants<Paragraph>()))
        .Concat(document.MainDocumentPart.FooterParts.SelectMany(f => f.Footer!.Descendants<Paragraph>()));

    [GeneratedRegex(@"^word/(header|footer)\d*\.xml$")]
    private static partial Regex PartPattern();

    [GeneratedRegex(@"\{\{([a-z0-9-]+)\}\}")]
    private static partial Regex NamePattern();
}
