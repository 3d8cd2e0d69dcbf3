using GovPipeline.Sources.Reading;
using GovPipeline.Testing;
using Shouldly;
using Xunit;

namespace GovPipeline.Sources.Tests;

/// <summary>What of a cell may be shown in slips, logs and messages.</summary>
public sealed class ShownTests
{
    private static readonly CellScreen Screen = new(Reading.Context());

    [Theory]
    [InlineData("15/06/2022x")]
    [InlineData("2022-06-15T08:00:00+0")]
    [InlineData("31/04/2022")]
    [InlineData("7.2202E+11")]
    [InlineData("#REF!")]
    [InlineData("NULL")]
    [InlineData("1,234,567")]
    [InlineData("-5")]
    [InlineData("Đã trả")]
    [InlineData("Fax")]
    [InlineData("Mức độ 4")]
    public void What_names_nobody_is_shown(string text) => Screen.Show(text, CellKind.Plain).ShouldBe(text);

    [Theory]
    [InlineData("Nguyễn Văn An")]
    [InlineData("NGUYỄN VĂN AN")]
    [InlineData("nguyễn văn an")]
    [InlineData("Ông Lò Văn Tẻo")]
    [InlineData("H'Hen Niê")]
    [InlineData("072085001234")]
    [InlineData("072 085 001 234")]
    [InlineData("0912345678")]
    [InlineData("+84 912 345 678")]
    [InlineData("an.nguyen@example.com")]
    [InlineData("12 Trần Phú, khu phố 3")]
    [InlineData("xin cấp lại giấy khai sinh cho con tôi")]
    public void What_may_name_somebody_is_masked(string text)
    {
        foreach (var kind in Enum.GetValues<CellKind>())
        {
            Screen.Show(text, kind).ShouldStartWith("•••", customMessage: kind.ToString());
        }
    }

    [Theory]
    [InlineData("290123456", "Plain")] // CMND
    [InlineData("290123456", "Unit")]
    [InlineData("H Wương Niê", "Unit")]
    [InlineData("an1990@x", "Unit")]
    public void A_number_or_name_is_no_more_harmless_in_the_column_of_units(string text, string kind) =>
        Screen.Show(text, Enum.Parse<CellKind>(kind)).ShouldStartWith("•••");

    [Theory]
    [InlineData("Phường 11", "Unit")]
    [InlineData("UBND xã Long Vĩnh", "Unit")]
    [InlineData("25456", "Unit")]
    [InlineData("000.00.13.H53", "Unit")]
    [InlineData("000.01.13.H53-220601-0001", "Code")]
    [InlineData("202206010001", "Code")]
    [InlineData("1.001612.000.00.00.H53", "Code")]
    [InlineData("SC-220420-1", "Code")]
    public void Names_of_units_and_codes_are_shown_in_their_columns(string text, string kind) =>
        Screen.Show(text, Enum.Parse<CellKind>(kind)).ShouldBe(text);

    [Fact]
    public void A_slip_shows_of_a_row_what_is_harmless_and_masks_the_rest()
    {
        var row = Reading.Of(Csv.Header
            + "000.01.13.H53-220601-0001,Trần Thị Bé,0912345678,Lê Văn Tám,01/06/2022,072085001234,,4,Nguyễn Thị Hoa,\n").Rejected.Single();
        var text = string.Join('|', row.Cells.Values) + string.Join('|', row.Errors.Select(e => e.Value + e.Vi + e.En)) + row.Key;
        foreach (var planted in new[] { "Trần", "Bé", "0912345678", "Lê Văn", "072085001234", "Hoa" })
        {
            text.ShouldNotContain(planted);
        }

        row.Cells.Values.ShouldContain("000.01.13.H53-220601-0001");
        row.Cells.Values.ShouldContain("01/06/2022");
    }

    [Theory]
    [InlineData("072085001234")]
    [InlineData("072 085 001 234")]
    [InlineData("+84912345678")]
    [InlineData("an.1990@example.com")]
    public void The_number_or_address_of_a_person_is_no_code_of_a_dossier(string text)
    {
        var row = Reading.Of(Csv.Header + Csv.Dossier(text, "01/06/2022")).Rejected.Single();
        var error = row.Errors.Single();
        error.Code.ShouldBe("GP322");
        (error.En + error.Vi + row.Key + string.Concat(row.Cells.Values)).ShouldNotContain(text, Case.Insensitive);
    }

    [Theory]
    [InlineData("HOP-211217-008", true)]
    [InlineData("PA 12/2022", true)]
    [InlineData("H53.13,2022/06/01,123/UBND-VP", true)]
    [InlineData("Lò Văn Tẻo", false)]
    [InlineData("12 Trần Phú nối dài", false)]
    [InlineData("0912345678", false)]
    public void A_key_of_a_record_is_a_code(string key, bool isKey)
    {
        var reading = Reading.Of("MaSuCo,HeThong,BatDau,KetThuc,SoDonViAnhHuong,MucDo\n"
            + $"\"{key}\",Một cửa điện tử,01/06/2022 08:00,01/06/2022 09:00,3,Cao\n", "software-incidents");
        (reading.Rejected.Count == 0).ShouldBe(isKey);
        reading.Rejected.SelectMany(r => r.Errors).Select(e => e.Code).Distinct().ShouldBe(isKey ? [] : ["GP322"]);
    }

    [Theory]
    [InlineData("Nguyễn Văn An")]
    [InlineData("0912345678")]
    public void A_persons_name_or_number_is_no_procedure(string text)
    {
        var reading = Reading.Of("Mã hồ sơ,Trạng thái,Hình thức nộp,Ngày nhận,Hạn xử lý,Ngày có kết quả,Đơn vị tiếp nhận,Mã TTHC\n"
            + $"000.01.13.H53-220601-0001,2,1,01/06/2022,,,Phường 1,{text}\n");
        reading.Dossiers.Single().ProcedureCode.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("Nguyễn Văn An.csv", "#1")]
    [InlineData("0912345678.csv", "#1")]
    [InlineData("thang 6.csv", "thang 6.csv")]
    [InlineData("Sheet1.csv", "Sheet1.csv")]
    public void A_name_of_a_table_that_may_name_somebody_is_a_number(string entry, string shown) =>
        Reading.Of(HostileFiles.Zip((entry, Csv.Header + Csv.Dossier("000.01.13.H53-220601-0001", "01/06/2022")))).Tally.Tables.Single().Sheet.ShouldBe(shown);

    [Theory]
    [InlineData("Nguyễn Văn An")]
    [InlineData("0912345678")]
    [InlineData("Tuyết Mai")]
    public void A_heading_that_may_name_somebody_is_masked(string heading)
    {
        var tally = Reading.Of(Csv.Header.TrimEnd() + $",{heading}\n" + Csv.Dossier("000.01.13.H53-220601-0001", "01/06/2022").TrimEnd() + ",x\n").Tally;
        tally.Tables.Single().ToString().ShouldNotContain(heading);
        System.Text.Json.JsonSerializer.Serialize(tally).ShouldNotContain(heading);
    }
}
