using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace GovPipeline.Testing;

/// <summary>Small files that ask for much: levels, columns, gaps, spans, merges, repeats.</summary>
public static class HostileFiles
{
    private static readonly string Good = Csv.Dossier("000.00.13.H53-220301-0001", "01/03/2022");

    /// <summary>Each by name, with the code that refuses it.</summary>
    public static IReadOnlyList<(string Name, string Code)> Bombs { get; } =
    [
        ("xml 30,000 deep", "GP208"),
        ("xml name", "GP208"),
        ("xml record of 6 MB", "GP208"),
        ("xml attribute of 6 MB", "GP208"),
        ("xml names", "GP208"),
        ("json deep", "GP209"),
        ("json names", "GP208"),
        ("json long name", "GP208"),
        ("json record of 6 MB", "GP208"),
        ("json wrapped record of 6 MB", "GP208"),
        ("xlsx far cell", "GP208"),
        ("xlsx merges", "GP208"),
        ("xlsx text of 20 MB", "GP208"),
        ("xlsx styles of 3 MB", "GP208"),
        ("xlsx one shared text of 1 MB", "GP208"),
        ("xlsx text that 100,000 cells share", "GP208"),
        ("zip of 1,500 tables", "GP208"),
        ("slips of 60,000 rows", "GP208"),
        ("html of 13 MB", "GP208"),
        ("html tag of 2 MB", "GP208"),
        ("html rowspan", "GP208"),
        ("html cut off", "GP209"),
        ("spreadsheet far cell", "GP208"),
        ("spreadsheet far row", "GP208"),
        ("csv columns", "GP208"),
    ];

    /// <summary>The bytes of a bomb.</summary>
    public static byte[] Bytes(string bomb) => bomb switch
    {
        "xml 30,000 deep" => Utf8("<r>" + Repeat("<a>", 30_000) + Repeat("</a>", 30_000) + "</r>"),
        "xml name" => Utf8($"<r><{new string('a', 5000)}/></r>"),
        "xml record of 6 MB" => Utf8($"<r><h><b>1</b></h><h>{Repeat("<a>1</a>", 800_000)}</h></r>"),
        "xml attribute of 6 MB" => Utf8($"<r><h a='{new string('a', 6 << 20)}'><b>1</b></h></r>"),
        "xml names" => Utf8($"<r>{string.Concat(Enumerable.Range(0, 20_000).Select(i => $"<a{i}><b/></a{i}>"))}</r>"),
        "json deep" => Utf8(Repeat("{\"a\":", 200_000) + "1" + Repeat("}", 200_000)),
        "json names" => Utf8($"[{string.Join(',', Enumerable.Range(0, 20_000).Select(i => $"{{\"a{i}\": 1}}"))}]"),
        "json long name" => Utf8($"[{{\"{new string('a', 2_000_000)}\": {{{string.Join(',', Enumerable.Range(0, 500).Select(i => $"\"b{i}\": 1"))}}}}}]"),
        "json record of 6 MB" => Utf8($"[{{\"a\": \"{new string('a', 6 << 20)}\"}}]"),
        "json wrapped record of 6 MB" => Utf8($"{{\"content\": [{{\"a\": [{string.Join(',', Enumerable.Repeat("1", 3 << 20))}]}}]}}"),
        "xlsx far cell" => Workbook($"<row r='1'>{Header}</row><row r='1048576'><c r='XFD1048576'><v>1</v></c></row>"),
        "xlsx merges" => Workbook(
            $"<row r='1'>{Header}</row>" + string.Concat(Enumerable.Range(2, 3000).Select(i => $"<row r='{i}'><c r='A{i}'><v>1</v></c></row>")),
            string.Concat(Enumerable.Range(1, 60_000).Select(i => $"<mergeCell ref='A{i % 900 + 2}:ZZ3000'/>"))),
        "xlsx text of 20 MB" => Workbook($"<row r='1'><c r='A1' t='inlineStr'><is><t>{RandomLetters(20 << 20)}</t></is></c></row>"),
        "xlsx styles of 3 MB" => Workbook($"<row r='1'>{Header}</row>", extra: ("xl/styles.xml", $"<styleSheet>{Repeat("<xf/>", 600_000)}</styleSheet>")),
        "xlsx one shared text of 1 MB" => Shared(RandomLetters(1 << 20), 1),
        "xlsx text that 100,000 cells share" => Shared(Repeat("a", 30_000), 100_000),
        "zip of 1,500 tables" => Zip([.. Enumerable.Range(1, 1500).Select(i => ($"{i}.csv", Csv.Header + Good))]),
        "slips of 60,000 rows" => Utf8(Csv.Header.TrimEnd() + ",Mã phiếu cách ly,Dòng gốc\n"
            + string.Concat(Enumerable.Range(2, 60_000).Select(i => $"{Good.TrimEnd()},{new string('0', 64)},{i}\n"))),
        "html of 13 MB" => Utf8($"<table>{Rows(Csv.Header + Good)}</table>{new string(' ', 13 << 20)}"),
        "html tag of 2 MB" => Utf8($"<table><tr><td {string.Join(' ', Enumerable.Range(0, 250_000).Select(i => $"a{i}=1"))}></td></tr></table>"),
        "html rowspan" => Utf8($"<table><tr>{Repeat("<td rowspan=65000>x</td>", 900)}</tr>{Repeat("<tr><td></tr>", 120_000)}</table>"),
        "html cut off" => Utf8($"<html><table>{Rows(Csv.Header + Good)}<tr><td>000.00.13.H53-22"),
        "spreadsheet far cell" => Utf8(Spreadsheet("<Row><Cell ss:Index='2000000000'><Data ss:Type='String'>x</Data></Cell></Row>")),
        "spreadsheet far row" => Utf8(Spreadsheet("<Row ss:Index='2000000000'><Cell><Data ss:Type='String'>x</Data></Cell></Row>")),
        "csv columns" => Utf8(string.Concat(Enumerable.Repeat(new string(',', 900_000) + "\n", 30))),
        _ => throw new ArgumentOutOfRangeException(nameof(bomb)),
    };

    /// <summary>The header of <see cref="Csv"/> as cells of a sheet.</summary>
    public static string Header => string.Concat(Csv.Header.TrimEnd().Split(',').Select(Text));

    /// <summary>A workbook of cells that all show one shared text.</summary>
    private static byte[] Shared(string text, int cells) => Workbook(
        $"<row r='1'>{Header}</row>" + string.Concat(Enumerable.Range(2, cells).Select(i => $"<row r='{i}'><c r='A{i}' t='s'><v>0</v></c></row>")),
        extra: ("xl/sharedStrings.xml", $"<sst xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main'><si><t>{text}</t></si></sst>"));

    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    private static string Repeat(string text, int times) => string.Concat(Enumerable.Repeat(text, times));

    private static string RandomLetters(int count)
    {
        var random = new Random(1);
        return string.Create(count, random, (span, r) =>
        {
            foreach (ref var c in span)
            {
                c = (char)('a' + r.Next(26));
            }
        });
    }

    /// <summary>Rows of CSV as rows of a page.</summary>
    public static string Rows(string csv) => string.Concat(csv.TrimEnd().Split('\n')
        .Select(l => $"<tr>{string.Concat(l.Split(',').Select(c => $"<td>{c}</td>"))}</tr>"));

    /// <summary>A cell of a sheet.</summary>
    public static string Text(string text) => $"<c t='inlineStr'><is><t>{text}</t></is></c>";

    /// <summary>An XML Spreadsheet of rows.</summary>
    public static string Spreadsheet(string rows) => string.Create(CultureInfo.InvariantCulture, $"""
        <?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">
        <Worksheet ss:Name="a"><Table>{rows}</Table></Worksheet></Workbook>
        """);

    /// <summary>A workbook of one sheet.</summary>
    public static byte[] Workbook(string rows, string merges = "", string state = "", params (string Name, string Content)[] extra) => Zip(
    [
        ("[Content_Types].xml", """
            <Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels"
            ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml"
            ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml"
            ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>
            """),
        ("_rels/.rels", """
            <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1"
            Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>
            """),
        ("xl/workbook.xml", $"""
            <workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"
            xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets>
            <sheet name="S" sheetId="1" {state} r:id="rId1"/></sheets></workbook>
            """),
        ("xl/_rels/workbook.xml.rels", """
            <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1"
            Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2"
            Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings" Target="sharedStrings.xml"/></Relationships>
            """),
        ("xl/worksheets/sheet1.xml", $"""
            <worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{rows}</sheetData>{
                (merges.Length > 0 ? $"<mergeCells>{merges}</mergeCells>" : string.Empty)}</worksheet>
            """),
        .. extra,
    ]);

    /// <summary>An archive.</summary>
    public static byte[] Zip(params (string Name, string Content)[] entries) => Zip(CompressionLevel.SmallestSize, entries);

    /// <summary>An archive, packed so much.</summary>
    public static byte[] Zip(CompressionLevel level, params (string Name, string Content)[] entries)
    {
        ArgumentNullException.ThrowIfNull(entries);
        using var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in entries)
            {
                using var entry = archive.CreateEntry(name, level).Open();
                entry.Write(name.EndsWith(".zip", StringComparison.Ordinal) ? Encoding.Latin1.GetBytes(content) : Encoding.UTF8.GetBytes(content));
            }
        }

        return stream.ToArray();
    }
}
