using GovPipeline.Domain.Errors;
using GovPipeline.Pipeline.Running;

namespace GovPipeline.Cli.Tests;

/// <summary>What people say beside figures is looked at before it is kept: it is printed and published.</summary>
public sealed class StatedTextTests
{
    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("123\a/BC-UBND")]
    [InlineData("=cmd|' /C calc'!A0")]
    [InlineData("@SUM(A1)")]
    public void What_no_document_can_print_or_a_spreadsheet_computes_is_refused(string text) =>
        Should.Throw<PipelineException>(() => StatedText.Of("--document", text)).Code.ShouldBe("GP802");

    [Fact]
    public void A_text_is_as_long_as_a_person_writes_and_its_numbers_of_persons_are_masked()
    {
        StatedText.Of("--text", " Máy ký số hỏng,\nxem 0903123456. ").ShouldBe("Máy ký số hỏng, xem •••.");
        StatedText.Of("--text", new string('a', StatedText.Longest)).Length.ShouldBe(StatedText.Longest);
        Should.Throw<PipelineException>(() => StatedText.Of("--text", new string('a', StatedText.Longest + 1))).Message.ShouldContain("2000");
        StatedText.OfAny("--reason", null).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("Nguyễn Thị Bảo Ngọc")]
    [InlineData("Chánh Văn phòng Nguyễn Văn An")]
    [InlineData("Chuyên viên 0903123456")]
    public void A_name_or_number_in_the_place_of_a_post_is_refused(string post) =>
        Should.Throw<PipelineException>(() => StatedText.Post("--by", post)).Message.ShouldContain("chức vụ");

    [Fact]
    public void A_post_is_taken_as_it_is() => StatedText.Post("--by", " Chánh Văn phòng ").ShouldBe("Chánh Văn phòng");
}
