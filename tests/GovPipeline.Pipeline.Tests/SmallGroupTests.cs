using System.Text;
using System.Text.Json;
using GovPipeline.Pipeline;
using GovPipeline.Pipeline.Configuration;
using GovPipeline.Pipeline.Publishing;
using GovPipeline.Pipeline.Reports;
using GovPipeline.Pipeline.Serving;
using GovPipeline.Storage.Published;
using GovPipeline.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace GovPipeline.Pipeline.Tests;

/// <summary>What leaves the authority speaks of no group of fewer than five dossiers.</summary>
public sealed class SmallGroupTests
{
    private const string Period = "nd09-2022-H1";
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task A_rare_field_of_a_ward_is_not_published_and_cannot_be_had_by_subtraction()
    {
        await using var pipeline = await TestPipeline.StartAsync(
            new() { ["Pipeline:SmallestGroup"] = "5", ["Secrets:IdentityKey"] = Convert.ToBase64String(new byte[16]) });
        await PublishAsync(pipeline);
        var rows = await pipeline.RowsAsync(Period);
        PeriodRow Row(string unit, string field) => rows.Single(r => r.UnitId == unit && r.FieldKey == field);
        IsHidden(Row("tnc-phuong-1", "nuoi con nuoi")).ShouldBeTrue("3 dossiers");
        IsHidden(Row("tnc-phuong-1", "ho tich")).ShouldBeTrue("the other field of the ward: its 20 would leave 3 of 23");
        IsHidden(Row("tnc-phuong-2", "nuoi con nuoi")).ShouldBeTrue("the only other ward with the field");
        rows.Single(r => r.UnitId == "tnc-phuong-4" && r.FieldKey == "all").Status.ShouldBe("Suppressed", "two that were refused are a group too");
        (Row("tnc-phuong-1", "all").Received, Row("area:tay-ninh-city", "nuoi con nuoi").Received).ShouldBe((23, 10));
        Row("tnc-phuong-3", "all").Received.ShouldBe(30);

        // Nothing that is shown speaks of one to four.
        rows.ShouldAllBe(r => r.Status == "Suppressed" ? IsHidden(r) : r.Total == 0 || (r.Total >= 5 && (r.Received == 0 || r.Received >= 5)));
        var tables = pipeline.Get<PublishedTables>();
        var days = await tables.ReadAsync<DailyRow>("daily", "cal-2022-M03", None);
        days.ShouldContain(d => !d.HasData);
        days.ShouldAllBe(d => d.HasData ? (d.Received == 0 || d.Received >= 5) && (d.Finished == 0 || d.Finished >= 5) : d.Received == 0 && d.Finished == 0);
        var indicators = await tables.ReadAsync<IndicatorRow>("indicators", Period, None);
        indicators.Where(i => i.Indicator == "HS01")
            .ShouldAllBe(i => i.Status == "Suppressed" ? !i.HasData && i.Value == 0 && i.Numerator == 0 : i.Denominator == 0 || i.Denominator >= 5);
        var dataset = await tables.FindAsync<DatasetRow>("datasets", "all", Period, None);
        (dataset!.Checksum, dataset.IndicatorChecksum).ShouldBe((rows.Sum(r => r.Checksum), indicators.Sum(i => i.Checksum)));
    }

    [Fact]
    public async Task Pages_and_reports_say_that_a_group_is_too_small_and_print_no_zero_for_it()
    {
        await using var pipeline = await TestPipeline.StartAsync(
            new() { ["Pipeline:SmallestGroup"] = "5", ["Secrets:IdentityKey"] = Convert.ToBase64String(new byte[16]) });
        await PublishAsync(pipeline);
        var report = await pipeline.Get<ReportData>().OfAsync(Domain.Periods.Period.Parse(Period), "area:tay-ninh-city", None);
        var hidden = report.Rates.Single(r => r.UnitId == "tnc-phuong-4");
        (hidden.IsSuppressed, hidden.Rate).ShouldBe((true, null));
        report.Sections.SelectMany(s => s.Rows).Single(r => r.Name.StartsWith("Phường 4", StringComparison.Ordinal))
            .ShouldBe(new("Phường 4 (quá ít hồ sơ để công bố)", null));
        report.Days.ShouldAllBe(d => d.Received >= 5);
        (await Should.ThrowAsync<Domain.Errors.PipelineException>(
            () => pipeline.Get<ReportData>().OfAsync(Domain.Periods.Period.Parse(Period), "tnc-phuong-4", None))).Vi.ShouldContain("quá ít hồ sơ để công bố");
        (await pipeline.Get<ReportFiles>().MakeAsync(Domain.Periods.Period.Parse(Period), "area:tay-ninh-city", ReportFiles.Formats, None)).Count.ShouldBe(4);
        var entry = JsonDocument.Parse((await pipeline.Get<IndicatorApi>().GetAsync(
            new Dictionary<string, IReadOnlyList<string>> { ["donVi"] = ["tnc-phuong-4"], ["chiTieu"] = ["HS01"] }, null, "x", None)).Json)
            .RootElement.GetProperty("duLieu")[0];
        entry.GetProperty("trangThai").GetString().ShouldBe("Suppressed");
        (entry.GetProperty("tuSo").ValueKind, entry.GetProperty("mauSo").ValueKind).ShouldBe((JsonValueKind.Null, JsonValueKind.Null));
    }

    [Fact]
    public async Task On_the_authoritys_own_storage_every_group_is_there()
    {
        await using var pipeline = await TestPipeline.StartAsync();
        await PublishAsync(pipeline);
        (await pipeline.RowsAsync(Period)).Single(r => r.UnitId == "tnc-phuong-1" && r.FieldKey == "nuoi con nuoi").Received.ShouldBe(3);
    }

    [Theory]
    [InlineData("AccountName=p;AccountKey=YQ==", null, 5)]
    [InlineData("AccountName=p;AccountKey=YQ==", "10", 10)]
    [InlineData("UseDevelopmentStorage=true", null, 0)]
    public void Small_groups_are_hidden_where_tables_leave_the_country(string published, string? setting, int fewest)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(
        [
            new("Work", "UseDevelopmentStorage=true"), new("Published", published), new("Pipeline:SmallestGroup", setting), new("Pipeline:Seeds", Csv.Seeds),
        ]).Build();
        using var services = new ServiceCollection().AddGovPipeline(configuration).BuildServiceProvider();
        services.GetRequiredService<IOptions<PipelineOptions>>().Value.SmallestGroup.ShouldBe(fewest);
    }

    [Fact]
    public void The_same_groups_are_hidden_when_the_emulator_listens_elsewhere()
    {
        static ulong Of(string work) => new GroupOrder(new ConfigurationBuilder().AddInMemoryCollection([new("Work", work)]).Build()).Of("tnc-phuong-1");
        Of("AccountName=a;AccountKey=YQ==;TableEndpoint=http://127.0.0.1:1/a").ShouldBe(Of("AccountName=a;AccountKey=YQ==;TableEndpoint=http://127.0.0.1:2/a"));
        Of("AccountName=a;AccountKey=YQ==").ShouldNotBe(Of("AccountName=a;AccountKey=Yg=="));
    }

    private static async Task PublishAsync(TestPipeline pipeline)
    {
        var rows = new StringBuilder(Csv.Header);
        void Add(string unit, string field, int count, string day)
        {
            for (var i = 0; i < count; i++)
            {
                rows.Append(Csv.Dossier($"000.{unit[^1]}{field.Length:D2}.13.H53-220301-{i + 1:D4}", day, due: "20/06/2022", unit: unit, field: field));
            }
        }

        Add("Phường 1", "Nuôi con nuôi", 3, "01/03/2022");
        Add("Phường 1", "Hộ tịch", 20, "02/03/2022");
        Add("Phường 2", "Nuôi con nuôi", 7, "02/03/2022");
        Add("Phường 2", "Hộ tịch", 30, "03/03/2022");
        Add("Phường 3", "Hộ tịch", 30, "03/03/2022");
        for (var i = 1; i <= 2; i++)
        {
            rows.Append(Csv.Dossier($"000.409.13.H53-220301-{i:D4}", "01/03/2022", unit: "Phường 4", status: "Không được tiếp nhận", updated: "02/03/2022"));
        }

        await pipeline.DropAsync("onestop-wards", rows.ToString(), new(2022, 6, 14));
        (await pipeline.DrainAsync()).ShouldBeEmpty();
    }

    private static bool IsHidden(PeriodRow row) => row is
    {
        Status: "Suppressed", HasData: false, HasOnlineRate: false, Total: 0, Received: 0, ReceivedOnline: 0, Pending: 0, OnlineNumerator: 0,
        OnlineDenominator: 0, OnlineRate: 0, Resolved: 0, Refused: 0,
    };
}
