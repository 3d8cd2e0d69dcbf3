using GovPipeline.Storage.Published;
using GovPipeline.Testing;

namespace GovPipeline.Pipeline.Tests;

/// <summary>A vendor's form II.06a is read as what it is and stands beside our own figures.</summary>
[Collection(AllSystems.Name)]
public sealed class ReportedTests(SystemsFixture fixture)
{
    [Fact]
    public async Task A_vendors_report_is_published_beside_our_figures_with_the_difference_and_its_likely_cause()
    {
        var tables = fixture.Pipeline.Get<PublishedTables>();
        var all = await tables.ReadAsync<ReportedRow>("reported", "nd09-2022-H1", CancellationToken.None);
        Check07a([.. all.Where(r => r.Source == "report-07a")]);
        var rows = all.Where(r => r.Source == "report-ii06a").ToList();
        rows.Count.ShouldBe(11 * 11, "section rows, the total and the signature are no units");
        rows.ShouldAllBe(r => r.HasOwn && r.Difference == r.Reported - r.Own && r.LikelyCause.Length > 0 == (r.Difference != 0));
        (long, long, string) Row(string unit, string counter) =>
            rows.Single(r => r.UnitId == unit && r.Counter == counter) is var r ? ((long)r.Reported, (long)r.Difference, r.LikelyCause) : default;
        Row("tnc-one-stop", "ReceivedOnline").ShouldBe((2135, 0, string.Empty));
        Row("tnc-one-stop", "ReceivedOffline").ShouldBe((1086, -101, "báo cáo không tính hồ sơ qua bưu chính công ích"));
        Row("tnc-one-stop", "Total").ShouldBe((3274, -101, "báo cáo không tính hồ sơ qua bưu chính công ích"));
        Row("tnc-phuong-1", "ResolvedEarly").ShouldBe((0, -504, "báo cáo chỉ tính đúng hạn khi xong đúng ngày hẹn, bỏ hồ sơ trước hạn"));
        Row("tnc-phuong-3", "ReceivedOnline").ShouldBe((913, 8, "tổng tiếp nhận khớp; báo cáo tính trực tuyến thêm 8 hồ sơ mà dữ liệu ghi kênh khác"));
        rows.Count(r => r.Difference != 0).ShouldBe(6);
        (await tables.ReadAsync<ReportedRow>("reported", "cal-2022-H1", CancellationToken.None)).ShouldBeEmpty("the report is of the official half-year");
    }

    private static void Check07a(IReadOnlyList<ReportedRow> rows)
    {
        rows.Count.ShouldBe(11 * 19, "16 columns and three sums; the empty first column, sections, the total and the signature are left out");
        string[] unknown = ["LateWithApology", "LateWithoutApology", "OverdueWithApology", "OverdueWithoutApology"];
        rows.ShouldAllBe(r => r.HasOwn != unknown.Contains(r.Counter));
        var different = rows.Where(r => r.HasOwn && r.Difference != 0).ToList();
        different.Select(r => (r.UnitId, r.Counter, r.LikelyCause)).ShouldBe([("tnc-one-stop", "Resolved", "báo cáo cộng cả các đơn vị trực thuộc")]);
        rows.Single(r => r is { UnitId: "tnc-one-stop", Counter: "ReceivedOnline" }).Reported.ShouldBe(2135, "the three online kinds together");
    }

    [Fact]
    public async Task A_report_that_does_not_say_its_period_is_refused()
    {
        await using var pipeline = await TestPipeline.StartAsync();
        var report = Csv.AllSeedExports().Single(e => e.Source == "report-ii06a");
        var text = System.Text.Encoding.UTF8.GetString(report.Content).Replace("Từ ngày 15/12/2021", "Kỳ này", StringComparison.Ordinal);
        var name = await pipeline.DropAsync("report-ii06a", text, report.Day);
        await pipeline.DrainAsync();
        (await pipeline.FileAsync(name)).ErrorCode.ShouldBe("GP211");
    }
}
