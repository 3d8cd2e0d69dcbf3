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

    public static TheoryData<string, string> Bombs
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var (bomb, code) in HostileFiles.Bombs)
            {
                data.Add(bomb, code);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Bombs))]
    public async Task What_asks_for_too_much_is_refused_before_it_gets_it(string bomb, string code)
    {
        var file = HostileFiles.Bytes(bomb);
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
        var title = $"<table><tr><td colspan=1000 rowspan=2>Danh sách</td></tr><tr></tr>{HostileFiles.Rows(Csv.Header + Good)}</table>";
        (await ReadAsync(title, null)).Dossiers.Count.ShouldBe(1);
        var across = HostileFiles.Spreadsheet("<Row><Cell ss:MergeAcross='2000000000' ss:MergeDown='2000000000'><Data ss:Type='String'>x</Data></Cell></Row>");
        (await Task.Run(() => LimitTests.Refusal(Encoding.UTF8.GetBytes(across))).WaitAsync(Longest)).Code.ShouldBe("GP202");
    }

    [Fact]
    public void A_sheet_that_is_formatted_to_its_edge_is_read()
    {
        var cells = HostileFiles.Header + "<c r='XFD1' s='0'/>";
        var data = string.Concat(Good.TrimEnd().Split(',').Select(HostileFiles.Text));
        Reading.Of(HostileFiles.Workbook($"<row r='1'>{cells}</row><row r='2'>{data}</row>")).Dossiers.Count.ShouldBe(1);
    }

    [Fact]
    public void A_sheet_whose_heading_was_renamed_is_named()
    {
        var rows = $"<row r='1'>{HostileFiles.Header.Replace("Trạng thái", "Trạng th", StringComparison.Ordinal)}</row>"
            + $"<row r='2'>{string.Concat(Good.TrimEnd().Split(',').Select(HostileFiles.Text))}</row>";
        LimitTests.Refusal(HostileFiles.Workbook(rows)).ShouldSatisfyAllConditions(e => e.Code.ShouldBe("GP202"), e => e.Message.ShouldContain("[S]"));
    }

    [Fact]
    public void A_hidden_sheet_is_not_believed_unless_the_definition_asks_for_it()
    {
        var rows = $"<row r='1'>{HostileFiles.Header}</row><row r='2'>{string.Concat(Good.TrimEnd().Split(',').Select(HostileFiles.Text))}</row>";
        foreach (var state in (string[])["hidden", "veryHidden"])
        {
            var workbook = HostileFiles.Workbook(rows, state: $"state='{state}'");
            LimitTests.Refusal(workbook).ShouldSatisfyAllConditions(e => e.Code.ShouldBe("GP215"), e => e.Message.ShouldContain("Hidden: 2"));
            var asked = Reading.Of(workbook, definition: Reading.Source("onestop-wards") with { HiddenSheets = true });
            asked.Dossiers.Count.ShouldBe(1);
        }
    }

    [Fact]
    public void An_old_workbook_that_was_damaged_loses_no_row_without_a_word()
    {
        var whole = System.IO.File.ReadAllBytes(Path.Combine(CorpusTests.Folder, "printed-book.xls"));
        var meant = Reading.Of(whole);
        var random = new Random(5);
        for (var i = 0; i < 600; i++)
        {
            var mutant = whole.ToArray();
            random.NextBytes(mutant.AsSpan(random.Next(mutant.Length - 3), random.Next(1, 4)));
            try
            {
                var reading = Reading.Of(mutant);
                (reading.Dossiers.Count + reading.Rejected.Count).ShouldBeGreaterThanOrEqualTo(meant.Dossiers.Count, $"mutant {i}");
            }
            catch (Domain.Errors.PipelineException e)
            {
                e.Code.ShouldStartWith("GP2");
            }
        }
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
}
