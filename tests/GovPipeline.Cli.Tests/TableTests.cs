using GovPipeline.Cli.Output;
using GovPipeline.Pipeline.Configuration;
using GovPipeline.Storage.Accounts;
using GovPipeline.Testing;

namespace GovPipeline.Cli.Tests;

/// <summary>Tables on a screen: what is whole, what is left out, and what the cells of published tables say.</summary>
public sealed class TableTests
{
    private static readonly IReadOnlyList<Domain.Indicators.Indicator> Indicators = ReferenceData.Load(Csv.Seeds).Indicators;

    [Fact]
    public void Ids_numbers_and_days_are_never_broken_and_the_last_columns_go_first()
    {
        string[] headings = ["Mã kỳ", "Số liệu đến", "Đủ", "Kỳ trước chuyển qua", "Còn thiếu", "Phiên bản"];
        string[][] rows = [["nd09-2022-H1", "14/06/2022", "CHƯA", "11.342", new string('x', 50) + " " + new string('y', 50), "0123456789abcdef"]];
        var wide = ColumnFit.Of(headings, rows, 10_000);
        (wide.Count, wide.Heading(3)).ShouldBe((6, "Kỳ trước chuyển qua"));
        var narrow = ColumnFit.Of(headings, rows, 80);
        narrow.Count.ShouldBe(5);
        Enumerable.Range(0, 4).ShouldAllBe(i => narrow.IsWhole(i));
        narrow.IsWhole(4).ShouldBeFalse("a text is wrapped");
        narrow.Heading(3).ShouldBe("Kỳ\ntrước\nchuyển\nqua");
        ColumnFit.Of(headings, rows, 30).Count.ShouldBe(2);
    }

    [Fact]
    public void A_file_whose_writing_is_broken_off_is_not_there_and_leaves_what_stood_there()
    {
        var folder = Directory.CreateTempSubdirectory("govpipeline-half-").FullName;
        try
        {
            var path = Path.Combine(folder, "rows.csv");
            File.WriteAllText(path, "before");
            using (var broken = new HalfFile(path))
            {
                broken.Writer.Write("half");
            }

            (File.ReadAllText(path), Directory.GetFiles(folder).Length).ShouldBe(("before", 1));
            using (var whole = new HalfFile(path))
            {
                whole.Writer.Write("all of it");
                whole.Complete();
            }

            (File.ReadAllText(path), Directory.GetFiles(folder).Length).ShouldBe(("all of it", 1));
            (HalfFile.IsDevice("/dev/full"), HalfFile.IsDevice("/dev/../tmp/rows.csv"), HalfFile.IsDevice(path)).ShouldBe((true, false, false));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void Columns_of_dossiers_and_what_is_counted_are_named_in_both_languages()
    {
        foreach (var column in Sources.Definitions.DossierColumns.Names)
        {
            var term = Sources.Definitions.DossierColumns.Term(column);
            term.Vi.ShouldNotBe(column);
            term.En.ShouldSatisfyAllConditions(t => t.ShouldNotBe(term.Vi), t => t.ShouldAllBe(c => char.IsAscii(c)));
        }

        (Print.Many(1, "row"), Print.Many(0, "row"), Print.Many(2, "row")).ShouldBe(("1 row", "0 rows", "2 rows"));
    }

    [Fact]
    public void Cells_and_headings_are_as_people_read_them()
    {
        var row = new Dictionary<string, object>
        {
            ["OnlineRate"] = 0.0, ["HasOnlineRate"] = false, ["Target"] = 0.0, ["TargetId"] = string.Empty, ["AsOf"] = "2022-06-14", ["HasData"] = true,
            ["Received"] = 0L,
        };
        new[] { "OnlineRate", "Target", "AsOf", "Received" }.Select(c => PublishedTable.Cell(row, c, Indicators)).ShouldBe(["–", "–", "14/06/2022", "0"]);
        foreach (var column in StorageNames.PublishedTables.SelectMany(PublishedTable.Columns))
        {
            PublishedTable.IsNamed(column).ShouldBeTrue($"{column} has a name in both languages");
        }
    }
}
