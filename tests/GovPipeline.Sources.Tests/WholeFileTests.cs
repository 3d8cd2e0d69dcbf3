using System.Text;
using GovPipeline.Domain.Errors;
using GovPipeline.Sources.Reading;
using GovPipeline.Testing;
using Shouldly;
using Xunit;

namespace GovPipeline.Sources.Tests;

/// <summary>What all cells of a file together say of single ones, and what of a file is left out, with why.</summary>
public sealed class WholeFileTests
{
    private static readonly DateOnly Exported = new(2022, 6, 14);

    private static string Code(int number, string yyMMdd = "220601") => $"000.01.13.H53-{yyMMdd}-{number:D4}";

    [Fact]
    public void A_file_that_writes_the_month_first_is_refused_with_its_witness()
    {
        var csv = Csv.Header + string.Concat(Enumerable.Range(1, 28).Select(d => Csv.Dossier(Code(d, $"2205{d:D2}"), $"05/{d:D2}/2022")));
        var refusal = Should.Throw<PipelineException>(() => Reading.Of(csv));
        refusal.Code.ShouldBe("GP217");
        refusal.En.ShouldContain("05/13/2022");
        refusal.En.ShouldContain("#14");
    }

    [Fact]
    public void Days_that_a_spreadsheet_turned_round_are_told_by_the_codes_and_not_believed()
    {
        // Opened under a US locale: what can be a month is taken for one, the rest stays text.
        var rows = Enumerable.Range(1, 28).Select(d => Csv.Dossier(Code(d, $"2205{d:D2}"), d <= 12 ? $"05/{d:D2}/2022" : $"{d:D2}/05/2022"));
        var reading = Reading.Of(Csv.Header + string.Concat(rows), exportDate: new(2022, 12, 31));
        reading.Dossiers.Select(d => d.Received.Day.Day).ShouldBe([5, .. Enumerable.Range(13, 16)]); // 05/05 can only be one day
        reading.Rejected.Count.ShouldBe(11);
        reading.Rejected.SelectMany(r => r.Errors).ShouldAllBe(e => e.Code == "GP323" && e.En.Contains("05/01/2022") && e.En.Contains("220501"));
    }

    [Fact]
    public void Days_that_only_the_month_first_puts_before_the_export_are_witnesses()
    {
        var rows = new[] { "06/07/2022", "06/08/2022", "06/09/2022", "03/04/2022", "04/03/2022" };
        var reading = Reading.Of(Csv.Header + string.Concat(rows.Select((d, i) => Csv.Dossier(Code(i, "220101"), d))));
        reading.Dossiers.ShouldBeEmpty();
        reading.Rejected.Count(r => r.Errors.Any(e => e.Code == "GP323")).ShouldBe(5);
    }

    [Fact]
    public void One_mistyped_day_among_many_is_that_rows_matter()
    {
        var rows = Enumerable.Range(1, 60).Select(i => Csv.Dossier(Code(i, "220401"), i == 7 ? "04/25/2022" : i % 2 == 0 ? "25/04/2022" : "03/04/2022"));
        var reading = Reading.Of(Csv.Header + string.Concat(rows));
        (reading.Dossiers.Count, reading.Rejected.Single().Errors.Single().Code).ShouldBe((59, "GP302"));
    }

    [Theory]
    [InlineData("1,234,567", "1,234", 1234)]
    [InlineData("12,345.0", "9,100", 9100)]
    public void Thousands_grouped_by_commas_are_read_where_a_cell_says_so_beyond_doubt(string witness, string other, long value)
    {
        var reading = Measures(witness, other);
        reading.Readings.Select(r => r.Value).ShouldContain(value);
        reading.Rejected.ShouldBeEmpty();
        reading.Tally.Repairs["SC07"].ShouldBe(2);
    }

    [Fact]
    public void Numbers_that_could_be_two_are_rejected_where_a_file_groups_by_dots_and_by_commas()
    {
        var reading = Measures("1,234,567", "3.322", "17");
        reading.Readings.Select(r => r.Value).ShouldBe([17m]);
        reading.Rejected.SelectMany(r => r.Errors).Select(e => e.Code).Order().ShouldBe(["GP303", "GP324"]);
    }

    [Fact]
    public void A_comma_group_without_a_witness_is_asked_about() => Measures("1,234", "3").Rejected.Single().Errors.Single().Code.ShouldBe("GP303");

    [Fact]
    public void Stray_quotation_marks_swallow_nothing()
    {
        var rows = Enumerable.Range(1, 12).Select(i => Csv.Dossier(Code(i), "01/06/2022", field: i is 3 or 7 ? "\"Hộ tịch" : "Đất đai")).ToList();
        var reading = Reading.Of(Csv.Header + string.Concat(rows));
        reading.Dossiers.Count.ShouldBe(10);
        reading.Rejected.Select(r => (r.Row, r.Errors.Single().Code)).ShouldBe([(4, "GP325"), (8, "GP325")]);
    }

    [Fact]
    public void A_quotation_mark_that_never_ends_costs_its_own_row()
    {
        var reading = Reading.Of(Csv.Header + Csv.Dossier(Code(1), "01/06/2022") + $"\"{Code(2)},x\n" + Csv.Dossier(Code(3), "01/06/2022"));
        (reading.Dossiers.Count, reading.Rejected.Single().Errors.Single().Code).ShouldBe((2, "GP325"));
    }

    [Fact]
    public void A_note_of_several_lines_stays_one_cell()
    {
        var reading = Reading.Of(Csv.Header.TrimEnd() + ",Ghi chú\n"
            + Csv.Dossier(Code(1), "01/06/2022").TrimEnd() + ",\"một, hai\nba, bốn\nnăm\"\n" + Csv.Dossier(Code(2), "01/06/2022").TrimEnd() + ",\n");
        (reading.Dossiers.Count, reading.Tally.Rules).ShouldBe((2, CellRules.Usual));
    }

    [Fact]
    public void Every_row_that_is_no_data_is_accounted_for_by_number_and_reason()
    {
        var csv = "SỔ THEO DÕI\n\nSTT," + Csv.Header + "I. Đất đai,,,,,,,,,,\n1," + Csv.Dossier(Code(1), "01/06/2022") + ",,,,,,,,,,\nTổng cộng,,,,,,,,,,\n"
            + "Ghi chú: số liệu tạm tính,,,,,,,,,,\n\"Tây Ninh, ngày 14 tháng 6 năm 2022\",,,,,,,,,,\nNgười lập biểu,,,,,,,,,,\n";
        var reading = Reading.Of(csv);
        reading.Tally.LayoutLines.Select(l => (l.Reason, l.Numbers)).ShouldBe(
            [(LayoutReason.Section, "4"), (LayoutReason.Blank, "6"), (LayoutReason.Total, "7"), (LayoutReason.Note, "8"), (LayoutReason.DateLine, "9"),
                (LayoutReason.Signature, "10")], ignoreOrder: true);
        reading.Tally.Layout.ShouldBe(6);
    }

    [Fact]
    public void A_file_of_which_more_is_left_out_than_forms_have_waits_for_a_person()
    {
        // Under a signature nothing is believed that lacks what a row must have; here that is thirty rows.
        var rows = string.Concat(Enumerable.Range(1, 30).Select(i => $"Hồ sơ {i},,,,,,,,,,\n"));
        var bytes = Encoding.UTF8.GetBytes("STT," + Csv.Header + "1," + Csv.Dossier(Code(1), "01/06/2022") + "Người lập biểu,,,,,,,,,,\n" + rows);
        var refusal = Should.Throw<PipelineException>(() => Reading.Of(bytes));
        refusal.Code.ShouldBe("GP215");
        refusal.En.ShouldContain("BelowTable: 4-33");
        var confirmed = Reading.Once(bytes, Reading.Context() with { IsConfirmed = true });
        (confirmed.Tally.Accepted, confirmed.Tally.Layout).ShouldBe((1, 31));
    }

    [Fact]
    public void Wordings_that_no_list_has_are_counted_and_shown_only_where_several_rows_say_them()
    {
        string[] fields =
            ["Nuôi chim yến", "Nuôi chim yến", "Nuôi chim yến", "Nguyễn Văn An", "Nguyễn Văn An", "Nguyễn Văn An", "072085001234", "việc riêng", ""];
        var reading = Reading.Of(Csv.Header + string.Concat(fields.Select((f, i) => Csv.Dossier(Code(i), "01/06/2022", field: f))));
        reading.Dossiers.Count(d => d.Field == "(khác)").ShouldBe(8);
        reading.Tally.Unlisted.Select(w => (w.Text, w.Rows)).ShouldBe([("•••", 5), ("Nuôi chim yến", 3)]);
    }

    [Theory]
    [InlineData("16/5/2022", 16)]
    [InlineData("6/5/2022", 6)]
    public void A_day_of_one_digit_is_read(string text, int day) =>
        Reading.Of(Csv.Header + Csv.Dossier(Code(1, "220501"), text)).Dossiers.Single().Received.Day.ShouldBe(new(2022, 5, day));

    [Fact]
    public void A_part_that_lacks_its_header_is_not_passed_over()
    {
        static string Rows(int from) => string.Concat(Enumerable.Range(from, 20).Select(i => Csv.Dossier(Code(i), "01/06/2022")));
        var refusal = Should.Throw<PipelineException>(() => Reading.Of(HostileFiles.Zip(("a.csv", Csv.Header + Rows(1)), ("b.csv", Rows(21)))));
        refusal.Code.ShouldBe("GP215");
        Reading.Of(HostileFiles.Zip(("a.csv", Csv.Header + Rows(1)), ("doc.csv", "Hướng dẫn đọc tệp\n"))).Dossiers.Count.ShouldBe(20);
    }

    private static Reading Measures(params string[] totals) => Reading.Of(
        "NgaySoLieu,MaDonVi,Huong,LoaiVanBan,TongSo\n"
        + string.Concat(totals.Select((t, i) => $"{i + 1:D2}/06/2022,Phường 1,DI,CV,\"{t}\"\n")), "eoffice", Exported);
}
