using GovPipeline.Pipeline.Publishing;
using GovPipeline.Storage.Accounts;
using GovPipeline.Testing;

namespace GovPipeline.Pipeline.Tests;

/// <summary>What can be lost without loss: tables and counts are made again from facts, facts from exports.</summary>
public sealed class RestoreTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task Tables_and_counts_are_made_again_from_facts_and_facts_from_exports_and_all_is_equal()
    {
        await using var pipeline = await TestPipeline.StartAsync();
        var landed = Csv.SeedExports().Where(e => e.Source == "onestop-city" && e.Day > new DateOnly(2022, 4, 1)).ToList();
        foreach (var (source, day, content) in landed)
        {
            await pipeline.DropAsync(source, content, day);
        }

        (await pipeline.DrainAsync()).ShouldBeEmpty();
        var before = await pipeline.SnapshotAsync();
        before.Length.ShouldBeGreaterThan(10_000);

        await EmptyTablesAsync(pipeline);
        await EmptyContainerAsync(pipeline, StorageNames.Counts);
        (await pipeline.SnapshotAsync()).ShouldBeEmpty();
        (await pipeline.Get<Rebuild>().CountAgainAsync(None)).Partitions.ShouldBeGreaterThan(5);
        (await pipeline.DrainAsync()).ShouldBeEmpty();
        (await pipeline.SnapshotAsync()).ShouldBe(before);

        // The tables alone: counts are right already, and nothing but the request makes a period due.
        await EmptyTablesAsync(pipeline);
        await pipeline.Get<Rebuild>().CountAgainAsync(None);
        (await pipeline.DrainAsync()).ShouldBeEmpty();
        (await pipeline.SnapshotAsync()).ShouldBe(before);

        await EmptyTablesAsync(pipeline);
        await EmptyContainerAsync(pipeline, StorageNames.Counts);
        await EmptyContainerAsync(pipeline, StorageNames.Facts);
        (await pipeline.Get<Rebuild>().ReadAgainAsync(None)).ShouldBe((landed.Count, 0));
        (await pipeline.DrainAsync()).ShouldBeEmpty();
        await pipeline.Get<Rebuild>().CountAgainAsync(None);
        (await pipeline.DrainAsync()).ShouldBeEmpty();
        (await pipeline.SnapshotAsync()).ShouldBe(before);
    }

    private static async Task EmptyTablesAsync(TestPipeline pipeline)
    {
        foreach (var name in StorageNames.PublishedTables)
        {
            var table = pipeline.Get<PublishedAccount>().Account.Table(name);
            await table.DeleteAsync();
            await table.CreateAsync();
        }
    }

    private static async Task EmptyContainerAsync(TestPipeline pipeline, string name)
    {
        var container = pipeline.Get<WorkAccount>().Account.Container(name);
        await foreach (var blob in container.GetBlobsAsync())
        {
            await container.DeleteBlobAsync(blob.Name);
        }
    }
}
