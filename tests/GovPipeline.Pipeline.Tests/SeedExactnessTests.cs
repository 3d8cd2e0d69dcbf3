using GovPipeline.Storage.Accounts;
using GovPipeline.Storage.Published;
using GovPipeline.Testing;

namespace GovPipeline.Pipeline.Tests;

/// <summary>Promise 1 for the sample of all systems, which is taken in and published once for all tests that only look at it.</summary>
[Collection(AllSystems.Name)]
public sealed class SeedExactnessTests(SystemsFixture fixture)
{
    [Fact]
    public async Task Every_published_figure_of_the_seeds_equals_the_recomputation()
    {
        var pipeline = fixture.Pipeline;
        var figures = await ExactnessTests.CompareAsync(pipeline, [.. Csv.SeedExports()]);
        figures.ShouldBeGreaterThan(10_000, "all counters of all units, fields and periods are compared");

        var city = await pipeline.RowAsync("nd09-2022-H1", "tnc-one-stop");
        (city.Received, city.ReceivedOnline, city.Status).ShouldBe((3322, 2135, "Below"));
        Domain.Indicators.Figures.Percent((decimal)city.OnlineRate, 2).ShouldBe("64,27%");
        var wards = await pipeline.RowAsync("nd09-2022-H1", "tier:commune");
        (wards.Received, wards.ReceivedOnline, wards.Status).ShouldBe((7937, 6355, "Met"));
        Domain.Indicators.Figures.Percent((decimal)wards.OnlineRate, 2).ShouldBe("80,07%");
        var both = await pipeline.RowAsync("nd09-2022-H1", "area:tay-ninh-city");
        (both.Received, both.ReceivedOnline).ShouldBe((11259, 8490));
        Domain.Indicators.Figures.Percent((decimal)both.OnlineRate, 2).ShouldBe("75,41%");
        (await pipeline.RowsAsync("nd09-2022-H1")).Where(r => r.UnitTier == "Commune" && r.Field == "all").ShouldAllBe(r => r.Status == "Met");
    }

    [Fact]
    public async Task No_published_property_is_ever_missing_and_the_identities_hold_between_periods()
    {
        var pipeline = fixture.Pipeline;
        foreach (var table in StorageNames.PublishedTables.Where(t => t is not ("differences" or "restatements"))) // of signed periods alone
        {
            var entities = await pipeline.Get<PublishedTables>().ReadEntitiesAsync(table, null, CancellationToken.None);
            entities.ShouldNotBeEmpty(table);
            entities.Select(e => string.Join(',', e.Keys.Where(k => k != "odata.etag").Order(StringComparer.Ordinal))).Distinct().Count().ShouldBe(1, table);
        }

        var (before, after) = (await pipeline.RowAsync("nd09-2022-Q1", "tnc-one-stop"), await pipeline.RowAsync("nd09-2022-Q2", "tnc-one-stop"));
        after.CarriedOver.ShouldBe(before.Pending);
        after.CarriedOver.ShouldBeGreaterThan(0);
        var half = await pipeline.RowAsync("nd09-2022-H1", "tnc-one-stop");
        (half.Received, half.CarriedOver, half.Pending).ShouldBe((before.Received + after.Received, before.CarriedOver, after.Pending), "a stock is not a sum");
    }
}
