using GovPipeline.Storage.Accounts;
using GovPipeline.Storage.Published;

namespace GovPipeline.Pipeline.Tests;

/// <summary>What holds of every published table and period, looked at in the sample of all systems.</summary>
[Collection(AllSystems.Name)]
public sealed class PublishedSampleTests(SystemsFixture fixture)
{
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
