using GovPipeline.Testing;

namespace GovPipeline.Sources.Tests;

/// <summary>Cells of a workbook that a reader of values takes for empty or for something else: each is told, and none is counted as what it is not.</summary>
public sealed class WorkbookCellTests
{
    private static readonly string[] Good = Csv.Dossier("000.01.13.H53-220601-0001", "01/06/2022", due: "03/06/2022").TrimEnd('\n').Split(',');

    [Theory]
    [InlineData("#REF!")]
    [InlineData("#N/A")]
    [InlineData("#DIV/0!")]
    public void An_error_of_a_spreadsheet_is_no_empty_cell(string error)
    {
        var reading = Reading.Of(Sheet($"<c r='F2' t='e'><v>{error}</v></c>"));
        reading.Dossiers.ShouldBeEmpty("without a due day it would never be late");
        reading.Rejected.Single().Errors.Single().Code.ShouldBe("GP302");
    }

    [Theory]
    [InlineData("<c r='F2'><f>IF(A1=1,2,3)</f></c>")]
    [InlineData("<c r='F2'><f>IF(A1=1,2,3)</f><v></v></c>")]
    [InlineData("<c r='F2'><f t='shared' si='0'/><v/></c>")]
    public void A_formula_that_nobody_computed_refuses_the_file_and_names_the_cell(string cell) =>
        LimitTests.Refusal(Sheet(cell)).ShouldSatisfyAllConditions(e => e.Code.ShouldBe("GP223"), e => e.Message.ShouldContain("F2"));

    [Theory]
    [InlineData("<c r='F2' t='str'><f>TEXT(A1,2)</f><v>03/06/2022</v></c>", true)]
    [InlineData("<c r='F2' t='str'><f>IF(A1=1,\"\",2)</f><v></v></c>", false)] // computed, and its result is no text
    public void A_formula_with_its_result_is_read_as_that(string cell, bool hasDue) =>
        Reading.Of(Sheet(cell)).Dossiers.Single().Due.HasValue.ShouldBe(hasDue);

    [Theory]
    [InlineData(5, 2, "4", "GP209")]
    [InlineData(null, 2, "4", "GP209")]
    [InlineData(null, 2, "1", null)]
    [InlineData(5, 2, "1", null)] // a count that is too large, and no cell that misses anything
    public void A_text_that_the_file_does_not_have_is_not_read_as_its_number(int? said, int has, string number, string? code)
    {
        var texts = string.Concat(Enumerable.Range(0, has).Select(i => $"<si><t>{(i == 1 ? "Hộ tịch" : "Khác")}</t></si>"));
        var unique = said is { } many ? $" uniqueCount='{many}'" : string.Empty;
        var shared = $"<sst xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main' count='9'{unique}>{texts}</sst>";
        var workbook = Sheet($"<c r='B2' t='s'><v>{number}</v></c>", at: 1, ("xl/sharedStrings.xml", shared.Replace('\'', '"')));
        if (code is null)
        {
            Reading.Of(workbook).Dossiers.Single().Field.ShouldBe("Hộ tịch");
        }
        else
        {
            LimitTests.Refusal(workbook).Code.ShouldBe(code);
        }
    }

    private static byte[] Sheet(string cell, int at = 5, params (string Name, string Content)[] extra) => HostileFiles.Workbook(
        $"<row r='1'>{HostileFiles.Header}</row><row r='2'>{string.Concat(Good.Select((t, i) => i == at ? cell : HostileFiles.Text(t)))}</row>", extra: extra);
}
