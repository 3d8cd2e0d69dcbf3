using GovPipeline.Domain.Counting;
using GovPipeline.Domain.Dossiers;
using GovPipeline.Domain.Errors;
using GovPipeline.Domain.Time;
using GovPipeline.Storage.Accounts;
using GovPipeline.Storage.Counts;
using GovPipeline.Storage.Leases;
using GovPipeline.Testing;

namespace GovPipeline.Storage.Tests;

public sealed class ClosingTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task A_host_that_forgets_all_closings_takes_none_away_that_another_made_meanwhile()
    {
        var late = new Interruptions();
        await using var two = await TestPipeline.StartAsync();
        await using var one = await TestPipeline.StartAsync(prefix: two.Prefix, onRequest: late);
        await two.Get<ClosingStore>().CloseAsync([], None);
        await using var held = (await one.Get<WriterLease>().TryTakeAsync("publish", None))!;
        var totals = two.Get<WorkAccount>().Account.Container(StorageNames.Counts).GetBlobClient("totals.parquet");
        late.Before(async () => await totals.UploadAsync((await totals.DownloadContentAsync()).Value.Content, overwrite: true), "DELETE", "totals.parquet");
        (await Should.ThrowAsync<PipelineException>(one.Get<ClosingStore>().ForgetAsync(held, None))).Code.ShouldBe("GP402");
        (await two.Get<ClosingStore>().AnyAsync(None)).ShouldBeTrue();
        await one.Get<ClosingStore>().ForgetAsync(held, None);
        (await two.Get<ClosingStore>().AnyAsync(None)).ShouldBeFalse();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Closings_are_the_sums_of_the_counts_as_they_stand_whoever_closes_when_and_how_often(int seed)
    {
        await using var pipeline = await TestPipeline.StartAsync();
        var (counts, closings, random) = (pipeline.Get<CountStore>(), pipeline.Get<ClosingStore>(), new Random(seed));
        var standing = new Dictionary<string, DailyCounts>();
        for (var round = 0; round < 3; round++)
        {
            // Three organisations get new counts and are closed by two who do not know of each other, in any order.
            await Task.WhenAll(Enumerable.Range(0, 3).Select(org => Task.Run(async () =>
            {
                var key = new PartitionKey($"H5{org}", $"22{1 + random.Next(12):D2}");
                var now = DailyCounts.Of([.. Enumerable.Range(0, 40).Select(i => Some(random, key, i))]);
                lock (standing)
                {
                    standing[key.ToString()] = now;
                }

                CountChange? change = null;
                await counts.ReplaceAsync([key], _ => Task.FromResult(now), c => Task.FromResult(change = c), None);
                var blocks = change!.Blocks.Select(b => (CountStore.FileOf(key), b)).ToList();
                await Task.WhenAll(closings.CloseAsync(blocks, None), closings.CloseAsync([.. blocks.AsEnumerable().Reverse()], None));
            })));
        }

        var all = standing.Values.SelectMany(c => c.Rows()).ToList();
        var years = await closings.OfYearsAsync(None);
        years.Sum(y => y.Sums[DossierEvent.Received]).ShouldBe(all.Where(c => c.Event == DossierEvent.Received && !c.Key.IsOfProcedure).Sum(c => c.Count));
        foreach (var year in years.Select(y => y.Block.Year).Distinct())
        {
            var closed = (await closings.OfYearAsync(year, None)).ToDictionary(c => (c.Block, c.UnitId, c.Field));
            var expected = all.Where(c => DateOnly.FromDayNumber(c.Day).Year == year).GroupBy(c => (
                Domain.Periods.HalfMonth.Of(DateOnly.FromDayNumber(c.Day)), c.Key.UnitId, c.Key.IsOfProcedure ? c.Key.Procedure : c.Key.Field)).ToList();
            closed.Count.ShouldBe(expected.Count);
            expected.ShouldAllBe(g => Enum.GetValues<DossierEvent>().All(e => closed[g.Key].Sums[e] == g.Where(c => c.Event == e).Sum(c => c.Count)));
        }
    }

    private static Dossier Some(Random random, PartitionKey key, int number)
    {
        var received = new DateTime(2021, 12, 20).AddDays(random.Next(300));
        return new()
        {
            Code = DossierCode.Parse($"{key.Organisation}-{key.Month}01-{number:D4}"),
            ProcedureCode = $"1.00000{number % 4}",
            Field = number % 2 == 0 ? "đất đai" : "hộ tịch",
            ReceivingUnitId = key.Organisation,
            CompetentUnitId = string.Empty,
            Status = number % 3 == 0 ? DossierStatus.Processing : DossierStatus.Returned,
            Received = LocalTimestamp.From(received),
            Finished = number % 3 == 0 ? default : LocalTimestamp.From(received.AddDays(random.Next(40))),
        };
    }
}
