using GovPipeline.Domain.Text;
using GovPipeline.Pipeline.Configuration;
using GovPipeline.Pipeline.Ingesting;
using GovPipeline.Pipeline.Publishing;
using GovPipeline.Sources.Definitions;
using GovPipeline.Testing;

namespace GovPipeline.Pipeline.Tests;

/// <summary>Words that stand in published rows, for readers of either language; how far a reading is.</summary>
public sealed class PublishedTextTests
{
    private static readonly SourceCatalogue Sources = ReferenceData.Load(Csv.Seeds).Sources;

    [Theory]
    [InlineData("", "")]
    [InlineData("kỳ chưa kết thúc", "the period is not over")]
    [InlineData("số dòng quá ít để công bố", "too few rows to be published")]
    [InlineData("chưa tính 2 phần hồ sơ: 000.02.13.H53/2203, 000.02.13.H53/2204, …",
        "2 parts of the dossiers not counted: 000.02.13.H53/2203, 000.02.13.H53/2204, …")]
    [InlineData("điều chưa từng viết", "điều chưa từng viết")]
    public void What_is_missing_is_said_in_English_too(string published, string english) =>
        PublishedText.Missing(published, Sources).ShouldBe(new(published, english));

    [Fact]
    public void Names_of_all_sources_are_English_in_English()
    {
        foreach (var source in Sources.All)
        {
            PublishedText.Missing($"{source.NameVi}: 01/06/2022–03/06/2022, 09/06/2022", Sources).En
                .ShouldBe($"{source.NameEn}: 01/06/2022–03/06/2022, 09/06/2022");
            PublishedText.Missing($"kỳ chưa kết thúc; {source.NameVi} (GP211)", Sources).En.ShouldBe($"the period is not over; {source.NameEn} (GP211)");
        }
    }

    [Fact]
    public void Each_likely_cause_is_English_in_English()
    {
        Bilingual[] causes = [PublishedText.NoDossiers, PublishedText.Unclear, PublishedText.NoPost, PublishedText.NoEarly, PublishedText.EarlyInTime,
            PublishedText.WithMembers, PublishedText.MoreOnline(12)];
        foreach (var cause in causes)
        {
            PublishedText.Cause(cause.Vi).ShouldBe(cause);
        }

        PublishedText.Cause(string.Empty).IsEmpty.ShouldBeTrue();
    }

    [Fact]
    public void What_does_not_add_up_is_English_in_English() =>
        PublishedText.Broken("tnc-p1: 6 = 11 (kỳ trước): 3 ≠ 4; tnc-p2|HS01: 5 / 4 ngoài 0–100%; tnc-p3|Đất đai: không khớp").En
            .ShouldBe("tnc-p1: 6 = 11 (period before): 3 ≠ 4; tnc-p2|HS01: 5 / 4 outside 0–100%; tnc-p3|Đất đai: does not hold");

    [Fact]
    public void Whoever_waits_is_told_how_far_the_reading_is()
    {
        var (progress, told) = (new ReadingProgress(), new List<ReadingStep>());
        progress.Follow(100, () => 0).ShouldBeNull("a host tells nobody");
        progress.Told = told.Add;
        var row = progress.Follow(1_000_000, () => 250_000)!;
        for (var i = 0; i < 20_001; i++)
        {
            row();
        }

        told.Select(t => (t.Rows, t.Bytes, t.Length)).ShouldBe([(10_000, 250_000, 1_000_000), (20_000, 250_000, 1_000_000)]);
        told[0].Left!.Value.ShouldBe(told[0].Taken * 3, TimeSpan.FromMilliseconds(1));
        (told[0] with { Bytes = 1_000_000 }).Left.ShouldBeNull();
    }
}
