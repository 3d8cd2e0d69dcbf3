using System.Globalization;
using System.Text;
using GovPipeline.Testing;
using Shouldly;
using Xunit;

namespace GovPipeline.Sources.Tests;

/// <summary>
/// Small files that ask for much: levels, columns, gaps, spans, merges, repeats. Each is refused or read in proportion to its
/// bytes. The limit of time is no measure of speed: without the defence each took minutes, gigabytes, or the process.
/// </summary>
public sealed class HostileTests
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    private static readonly string Good = Csv.Dossier("000.00.13.H53-220301-0001", "01/03/2022");

    public static TheoryData<string, string> Bombs => new()
    {
        { "xml 30,000 deep", "GP208" },
        { "xml name", "GP208" },
        { "xml record of 6 MB", "GP208" },
        { "xml attribute of 6 MB", "GP208" },
        { "xml names", "GP208" },
        { "json deep", "GP209" },
        { "json names", "GP208" },
        { "json long name", "GP208" },
        { "json record of 6 MB", "GP208" },
        { "json wrapped record of 6 MB", "GP208" },
        { "xlsx far cell", "GP208" },
        { "xlsx merges", "GP208" },
        { "xlsx text of 20 MB", "GP208" },
        { "html rowspan", "GP208" },
        { "html cut off", "GP209" },
        { "spreadsheet far cell", "GP208" },
        { "spreadsheet far row", "GP208" },
        { "csv columns", "GP208" },
    };

    [Theory]
    [MemberData(nameof(Bombs))]
    public async Task What_asks_for_too_much_is_refused_before_it_gets_it(string bomb, string code)
    {
        var file = File(bomb);
        file.Length.ShouldBeLessThan(40 << 20);
        var definition = bomb.Split(' ')[0] switch { "json" => "igate", "xml" => "records-xml", _ => null };
        (await Task.Run(() => LimitTests.Refusal(file, definition)).WaitAsync(Longest)).Code.ShouldBe(code);
    }

    [Fact]
    public async Task What_repeats_or_spans_a_lot_is_read_in_proportion()
    {
        var igate = System.IO.File.ReadAllText(Path.Combine(CorpusTests.Folder, "igate-array.json"));
        var first = igate.IndexOf('{', StringComparison.Ordinal) + 1;
        var repeated = igate.Insert(first, $"\"list\": [{string.Join(',', Enumerable.Repeat("1", 1_500_000))}],");
        var whole = Reading.Of(Encoding.UTF8.GetBytes(igate), definition: CorpusTests.Definition("igate")).Dossiers.Count;
        (await ReadAsync(repeated, "igate")).ShouldSatisfyAllConditions(
            r => r.Dossiers.Count.ShouldBe(whole - 1), r => r.Rejected.Single().Errors[0].Code.ShouldBe("GP318"));
        var title = $"<table><tr><td colspan=1000 rowspan=2>Danh sách</td></tr><tr></tr>{Rows(Csv.Header + Good)}</table>";
        (await ReadAsync(title, null)).Dossiers.Count.ShouldBe(1);
        var across = Spreadsheet("<Row><Cell ss:MergeAcross='2000000000' ss:MergeDown='2000000000'><Data ss:Type='String'>x</Data></Cell></Row>");
        (await Task.Run(() => LimitTests.Refusal(Encoding.UTF8.GetBytes(across))).WaitAsync(Longest)).Code.ShouldBe("GP202");
    }

    [Fact]
    public void A_sheet_that_is_formatted_to_its_edge_is_read()
    {
        var cells = Header + "<c r='XFD1' s='0'/>";
        var data = string.Concat(Good.TrimEnd().Split(',').Select(Text));
        Reading.Of(Workbook($"<row r='1'>{cells}</row><row r='2'>{data}</row>")).Dossiers.Count.ShouldBe(1);
    }

    [Fact]
    public void What_a_file_of_records_says_of_itself_counts()
    {
        LimitTests.Refusal(Encoding.UTF8.GetBytes("""{"content": [{"code": "1"}], "totalElements": 50}"""), "igate").Message.ShouldContain("1 / 50");
        var igate = System.IO.File.ReadAllText(Path.Combine(CorpusTests.Folder, "igate-array.json"));
        var whole = Reading.Of(Encoding.UTF8.GetBytes(igate), definition: CorpusTests.Definition("igate"));
        var odd = Reading.Of(Encoding.UTF8.GetBytes(igate.TrimEnd().TrimEnd(']') + ", 5, null, \"xyz\"]"), definition: CorpusTests.Definition("igate"));
        (odd.Dossiers.Count, odd.Tally.Rejected - whole.Tally.Rejected).ShouldBe((whole.Dossiers.Count, 3));
    }

    [Theory]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    [InlineData("utf-8")]
    public void Records_with_a_mark_or_in_two_bytes_a_letter_are_read(string encoding)
    {
        var igate = System.IO.File.ReadAllText(Path.Combine(CorpusTests.Folder, "igate-array.json"));
        var meant = CorpusTests.Lines(Reading.Of(Encoding.UTF8.GetBytes(igate), definition: CorpusTests.Definition("igate")));
        var letters = Encoding.GetEncoding(encoding);
        CorpusTests.Lines(Reading.Of([.. letters.GetPreamble(), .. letters.GetBytes(igate)], definition: CorpusTests.Definition("igate"))).ShouldBe(meant);
        CorpusTests.Lines(Reading.Of(letters.GetBytes(igate), definition: CorpusTests.Definition("igate"))).ShouldBe(meant);
    }

    private static Task<Reading> ReadAsync(string text, string? definition) =>
        Task.Run(() => Reading.Of(Encoding.UTF8.GetBytes(text), definition: CorpusTests.Definition(definition))).WaitAsync(Longest);

    private static byte[] File(string bomb) => bomb switch
    {
        "xml 30,000 deep" => Bytes("<r>" + Repeat("<a>", 30_000) + Repeat("</a>", 30_000) + "</r>"),
        "xml name" => Bytes($"<r><{new string('a', 5000)}/></r>"),
        "xml record of 6 MB" => Bytes($"<r><h><b>1</b></h><h>{Repeat("<a>1</a>", 800_000)}</h></r>"),
        "xml attribute of 6 MB" => Bytes($"<r><h a='{new string('a', 6 << 20)}'><b>1</b></h></r>"),
        "xml names" => Bytes($"<r>{string.Concat(Enumerable.Range(0, 20_000).Select(i => $"<a{i}><b/></a{i}>"))}</r>"),
        "json deep" => Bytes(Repeat("{\"a\":", 200_000) + "1" + Repeat("}", 200_000)),
        "json names" => Bytes($"[{string.Join(',', Enumerable.Range(0, 20_000).Select(i => $"{{\"a{i}\": 1}}"))}]"),
        "json long name" => Bytes($"[{{\"{new string('a', 2_000_000)}\": {{{string.Join(',', Enumerable.Range(0, 500).Select(i => $"\"b{i}\": 1"))}}}}}]"),
        "json record of 6 MB" => Bytes($"[{{\"a\": \"{new string('a', 6 << 20)}\"}}]"),
        "json wrapped record of 6 MB" => Bytes($"{{\"content\": [{{\"a\": [{string.Join(',', Enumerable.Repeat("1", 3 << 20))}]}}]}}"),
        "xlsx far cell" => Workbook($"<row r='1'>{Header}</row><row r='1048576'><c r='XFD1048576'><v>1</v></c></row>"),
        "xlsx merges" => Workbook(
            $"<row r='1'>{Header}</row>" + string.Concat(Enumerable.Range(2, 3000).Select(i => $"<row r='{i}'><c r='A{i}'><v>1</v></c></row>")),
            string.Concat(Enumerable.Range(1, 60_000).Select(i => $"<mergeCell ref='A{i % 900 + 2}:ZZ3000'/>"))),
        "xlsx text of 20 MB" => Workbook($"<row r='1'><c r='A1' t='inlineStr'><is><t>{RandomLetters(20 << 20)}</t></is></c></row>"),
        "html rowspan" => Bytes($"<table><tr>{Repeat("<td rowspan=65000>x</td>", 900)}</tr>{Repeat("<tr><td></tr>", 120_000)}</table>"),
        "html cut off" => Bytes($"<html><table>{Rows(Csv.Header + Good)}<tr><td>000.00.13.H53-22"),
        "spreadsheet far cell" => Bytes(Spreadsheet("<Row><Cell ss:Index='2000000000'><Data ss:Type='String'>x</Data></Cell></Row>")),
        "spreadsheet far row" => Bytes(Spreadsheet("<Row ss:Index='2000000000'><Cell><Data ss:Type='String'>x</Data></Cell></Row>")),
        "csv columns" => Bytes(string.Concat(Enumerable.Repeat(new string(',', 900_000) + "\n", 30))),
        _ => throw new ArgumentOutOfRangeException(nameof(bomb)),
    };

    private static string Header => string.Concat(Csv.Header.TrimEnd().Split(',').Select(Text));

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

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

    private static string Rows(string csv) => string.Concat(csv.TrimEnd().Split('\n')
        .Select(l => $"<tr>{string.Concat(l.Split(',').Select(c => $"<td>{c}</td>"))}</tr>"));

    private static string Text(string text) => $"<c t='inlineStr'><is><t>{text}</t></is></c>";

    private static string Spreadsheet(string rows) => string.Create(CultureInfo.InvariantCulture, $"""
        <?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">
        <Worksheet ss:Name="a"><Table>{rows}</Table></Worksheet></Workbook>
        """);

    private static byte[] Workbook(string rows, string merges = "") => LimitTests.Zip(
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
        ("xl/workbook.xml", """
            <workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"
            xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>
            """),
        ("xl/_rels/workbook.xml.rels", """
            <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1"
            Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>
            """),
        ("xl/worksheets/sheet1.xml", $"""
            <worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{rows}</sheetData>{
                (merges.Length > 0 ? $"<mergeCells>{merges}</mergeCells>" : string.Empty)}</worksheet>
            """));
}
