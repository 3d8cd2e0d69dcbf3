using GovPipeline.Domain.Privacy;

namespace GovPipeline.Domain.Tests;

/// <summary>A post is published, a person's name is not: which is which.</summary>
public sealed class PersonalNameTests
{
    [Theory]
    [InlineData("Chánh Văn phòng")]
    [InlineData("Chủ tịch UBND phường Lê Lợi")]
    [InlineData("Phó Chủ tịch Thường trực UBND Thành phố Hồ Chí Minh")]
    [InlineData("Chủ tịch UBND huyện Dương Minh Châu")]
    [InlineData("Giám đốc Sở Thông tin và Truyền thông Hà Nội")]
    [InlineData("Trưởng Bộ phận Một cửa")]
    [InlineData("Hiệu trưởng Trường Lê Quý Đôn")]
    [InlineData("Chief of office")]
    public void Posts_are_no_names(string post) => PersonalData.NamesPerson(post).ShouldBeFalse();

    [Theory]
    [InlineData("Nguyễn Thị Bảo Ngọc")]
    [InlineData("Chánh Văn phòng Nguyễn Văn An")]
    [InlineData("Nguyen Thi Bao Ngoc, Chanh Van phong")]
    [InlineData("Trưởng phòng (Trần Văn Bình)")]
    [InlineData("Ông An")]
    [InlineData("Chuyên viên 0903123456")]
    [InlineData("Lê An")]
    public void Names_and_numbers_are_found(string text) => PersonalData.NamesPerson(text).ShouldBeTrue();
}
