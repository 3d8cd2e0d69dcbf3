using GovPipeline.Domain.Authenticity;
using GovPipeline.Domain.Periods;
using GovPipeline.Storage.Published;
using GovPipeline.Testing;

namespace GovPipeline.Pipeline.Tests;

/// <summary>The numbers of authenticity as they are published: of the sample, which has a unit that pads its last week and others that do not.</summary>
[Collection(AllSystems.Name)]
public sealed class AuthenticityPublishingTests(SystemsFixture fixture)
{
    private const string Padded = "tnc-tan-binh";
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task The_unit_that_pads_is_found_and_the_honest_ones_are_not()
    {
        var (rows, tests) = await ReadAsync(fixture.Pipeline, SystemsFixture.Period);
        var noted = tests.Where(t => t is { IsRollup: false, State: "Noted" }).ToLookup(t => t.UnitId, t => t.Test);
        noted.Select(n => n.Key).ShouldBe([Padded]);
        noted[Padded].ShouldBe(["A02", "A05", "A10"], ignoreOrder: true, "on paper, at once, in the last days; no key of hashes, so accounts are not known");
        var row = rows[Padded];
        (row.Declared, row.ToVerify, row.NotedTests).ShouldBe((392, 60, 3));
        rows.Values.Where(r => !r.IsRollup && r.UnitId != Padded).ShouldAllBe(r => r.ToVerify < r.Declared / 50);
    }

    [Fact]
    public async Task Declared_is_what_the_period_says_was_received_online_and_the_parts_add_up()
    {
        foreach (var id in (string[])["nd09-2022-H1", "nd09-2022-Q1", "cal-2022-M06", "nd09-2022-Y"])
        {
            var (rows, tests) = await ReadAsync(fixture.Pipeline, id);
            var period = Period.Parse(id);
            var published = (await fixture.Pipeline.Get<PublishedTables>().ReadAsync<PeriodRow>(PeriodRow.TableOf(period.Kind), id, None))
                .Where(r => r.FieldKey == PeriodRow.AllFields).ToList();
            foreach (var row in published)
            {
                rows[row.UnitId].Declared.ShouldBe(row.ReceivedOnline, $"{id} {row.UnitId}");
                rows[row.UnitId].HasData.ShouldBe(row.HasData);
            }

            rows.Values.ShouldAllBe(r => r.Declared >= r.Eligible + r.EligibleUnknown && r.Declared >= r.ToVerify);
            var units = rows.Values.Where(r => !r.IsRollup).ToList();
            var all = rows["area:tay-ninh-city"];
            (all.Declared, all.Eligible, all.ToVerify).ShouldBe((units.Sum(u => u.Declared), units.Sum(u => u.Eligible), units.Sum(u => u.ToVerify)));
            tests.Count(t => t.UnitId == all.UnitId).ShouldBe(AuthenticityTest.All.Count);
            foreach (var unit in units.Where(u => u.HasData))
            {
                tests.Count(t => t.UnitId == unit.UnitId).ShouldBe(AuthenticityTest.All.Count - unit.UntestedTests, unit.UnitId);
            }

            tests.Where(t => t.Test is "A03" or "A08" or "A14").ShouldAllBe(t => t.State == "NotTested" && t.Needs.Length > 0);
        }
    }

    [Fact]
    public async Task What_a_unit_says_stands_beside_the_sign_and_a_later_word_of_its_source_changes_the_counts()
    {
        await using var pipeline = await TestPipeline.StartAsync();
        string Row(int number, string result) => $"000.01.13.H53-220301-{number:0000},Hộ tịch,Mức độ 4,Trực tuyến,01/03/2022 09:01:00,,02/03/2022,"
            + "Đã trả kết quả,"
            + $"Phường 1,{(result == "Có" ? "05/03/2022" : "02/03/2022")},01/03/2022 09:00:00,{result}\n";
        var header = Csv.Header.TrimEnd('\n') + ",Ngày nộp,Kết quả điện tử\n";
        await pipeline.DropAsync("onestop-wards", header + Row(1, "Không") + Row(2, "Không") + Row(3, "Có"), new(2022, 3, 4));
        await pipeline.DrainAsync();
        var (rows, tests) = await ReadAsync(pipeline, "nd09-2022-M03");
        (rows["tnc-phuong-1"].Declared, rows["tnc-phuong-1"].Eligible, rows["tnc-phuong-1"].ToVerify).ShouldBe((3, 1, 2));
        tests.Single(t => t is { UnitId: "tnc-phuong-1", Test: "A02" }).State.ShouldBe("TooFew", "three say nothing of a unit");

        await pipeline.Get<UnitNotes>().SaveAsync(
            "nd09-2022-M03", new() { UnitId = "tnc-phuong-1", Test = "A02", Text = "Máy ký số hỏng một tuần.", By = "Chủ tịch UBND phường" }, None);
        await pipeline.DropAsync("onestop-wards", header + Row(1, "Có"), new(2022, 3, 5));
        await pipeline.DrainAsync();
        (rows, tests) = await ReadAsync(pipeline, "nd09-2022-M03");
        (rows["tnc-phuong-1"].Declared, rows["tnc-phuong-1"].Eligible, rows["tnc-phuong-1"].ToVerify).ShouldBe((3, 2, 1));
        var test = tests.Single(t => t is { UnitId: "tnc-phuong-1", Test: "A02" });
        (test.Explanation, test.ExplainedBy, test.Found).ShouldBe(("Máy ký số hỏng một tuần.", "Chủ tịch UBND phường", 1));
        (await ReadAsync(pipeline, "nd09-2022-H1")).Rows["tnc-phuong-1"].Eligible.ShouldBe(2, "every period of the day is counted again");
    }

    private static async Task<(IReadOnlyDictionary<string, AuthenticityRow> Rows, IReadOnlyList<AuthenticityTestRow> Tests)> ReadAsync(
        TestPipeline pipeline, string period) => (
        (await pipeline.Get<PublishedTables>().ReadAsync<AuthenticityRow>("authenticity", period, None)).ToDictionary(r => r.UnitId),
        await pipeline.Get<PublishedTables>().ReadAsync<AuthenticityTestRow>("authenticitytests", period, None));
}
