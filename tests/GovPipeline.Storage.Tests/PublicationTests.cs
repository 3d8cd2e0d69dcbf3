using Azure.Data.Tables;
using GovPipeline.Domain.Errors;
using GovPipeline.Storage.Accounts;
using GovPipeline.Storage.Leases;
using GovPipeline.Storage.Published;
using GovPipeline.Testing;

namespace GovPipeline.Storage.Tests;

/// <summary>What a publication remembers is never believed where another came between.</summary>
public sealed class PublicationTests
{
    private const string Period = "cal-2022-M01";
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task A_publication_writes_what_differs_without_reading_the_rest()
    {
        await using var pipeline = await TestPipeline.StartAsync();
        await using var held = (await pipeline.Get<WriterLease>().TryTakeAsync("publish", None)).ShouldNotBeNull();
        (await PublishAsync(pipeline, held, 1, 2, 3)).ShouldBe(3);
        (await PublishAsync(pipeline, held, 1, 2, 3)).ShouldBe(0);
        (await PublishAsync(pipeline, held, 1, 5)).ShouldBe(2, "one is another, one is gone");
        (await ValuesAsync(pipeline)).ShouldBe([1, 5]);
    }

    [Fact]
    public async Task Rows_that_somebody_changed_are_found_by_who_writes_them_and_by_a_full_publication()
    {
        await using var pipeline = await TestPipeline.StartAsync();
        await using var held = (await pipeline.Get<WriterLease>().TryTakeAsync("publish", None)).ShouldNotBeNull();
        await PublishAsync(pipeline, held, 1, 2);
        var table = pipeline.Get<PublishedAccount>().Account.Table("daily");
        var row = (await pipeline.Get<PublishedTables>().ReadEntitiesAsync("daily", Period, None))[0];
        await table.UpdateEntityAsync(new TableEntity(row) { ["Received"] = 77L }, Azure.ETag.All, TableUpdateMode.Replace);
        (await Should.ThrowAsync<PipelineException>(() => PublishAsync(pipeline, held, 9, 2))).Code.ShouldBe("GP402");
        (await PublishAsync(pipeline, held, 9, 2)).ShouldBe(1, "all is read after a write that was refused");
        (await ValuesAsync(pipeline)).ShouldBe([9, 2]);
        row = (await pipeline.Get<PublishedTables>().ReadEntitiesAsync("daily", Period, None))[1];
        await table.UpdateEntityAsync(new TableEntity(row) { ["Received"] = 77L }, Azure.ETag.All, TableUpdateMode.Replace);
        var full = new Publication(pipeline.Get<PublishedTables>(), pipeline.Get<WorkAccount>(), Period, pipeline.Time);
        await full.BeginAsync(isFull: true, isFirst: false, None);
        await full.AddAsync("daily", Rows(9, 2), None);
        (await full.WriteAsync(held, None)).ShouldBe(1);
    }

    [Fact]
    public async Task The_first_one_reads_no_table_and_a_row_that_stands_all_the_same_is_met_and_mended_by_the_next()
    {
        await using var pipeline = await TestPipeline.StartAsync();
        await using var held = (await pipeline.Get<WriterLease>().TryTakeAsync("publish", None)).ShouldNotBeNull();
        var (tables, work) = (pipeline.Get<PublishedTables>(), pipeline.Get<WorkAccount>());
        var first = new Publication(tables, work, Period, pipeline.Time);
        await first.BeginAsync(isFull: false, isFirst: true, None);
        var requests = RequestCount.Begin();
        await first.AddAsync("daily", Rows(1, 2), None);
        requests.Requests.ShouldBe(0);
        (await first.WriteAsync(held, None)).ShouldBe(2);
        await first.EndAsync(held, None);
        (await PublishAsync(pipeline, held, 1, 2)).ShouldBe(0, "it remembers what it wrote");

        // Whoever cleared the work account and the row in datasets left the rows.
        await Publication.ForgetAllAsync(work, None);
        var again = new Publication(tables, work, Period, pipeline.Time);
        await again.BeginAsync(isFull: false, isFirst: true, None);
        await again.AddAsync("daily", Rows(5, 2), None);
        (await Should.ThrowAsync<PipelineException>(() => again.WriteAsync(held, None))).Code.ShouldBe("GP402");
        var next = new Publication(tables, work, Period, pipeline.Time);
        await next.BeginAsync(isFull: false, isFirst: true, None);
        await next.AddAsync("daily", Rows(5, 2), None);
        (await next.WriteAsync(held, None)).ShouldBe(1, "it was said that somebody writes, so all is read");
        (await ValuesAsync(pipeline)).ShouldBe([5, 2]);
    }

    [Fact]
    public async Task Of_two_at_the_same_time_none_remembers_what_the_other_has_written_over()
    {
        await using var pipeline = await TestPipeline.StartAsync();
        await using var held = (await pipeline.Get<WriterLease>().TryTakeAsync("publish", None)).ShouldNotBeNull();
        await PublishAsync(pipeline, held, 1, 2);
        var (slow, quick) = (await BeginAsync(pipeline, 3, 2), await BeginAsync(pipeline, 4, 2));
        await slow.WriteAsync(held, None); // says that it writes, and sleeps
        (await Should.ThrowAsync<PipelineException>(() => quick.WriteAsync(held, None))).Code.ShouldBe("GP402");
        var next = await BeginAsync(pipeline, 4, 2);
        (await next.WriteAsync(held, None)).ShouldBe(1);
        await next.EndAsync(held, None);
        await slow.EndAsync(held, None); // wakes
        (await PublishAsync(pipeline, held, 4, 2)).ShouldBe(0);
        (await PublishAsync(pipeline, held, 3, 2)).ShouldBe(1, "what the slow one left is not believed");
        (await ValuesAsync(pipeline)).ShouldBe([3, 2]);
    }

    private static async Task<int> PublishAsync(TestPipeline pipeline, HeldLease held, params long[] values)
    {
        var publication = await BeginAsync(pipeline, values);
        var written = await publication.WriteAsync(held, None);
        await publication.EndAsync(held, None);
        return written;
    }

    private static async Task<Publication> BeginAsync(TestPipeline pipeline, params long[] values)
    {
        var publication = new Publication(pipeline.Get<PublishedTables>(), pipeline.Get<WorkAccount>(), Period, pipeline.Time);
        await publication.BeginAsync(isFull: false, isFirst: false, None);
        await publication.AddAsync("daily", Rows(values), None);
        return publication;
    }

    private static async Task<IEnumerable<long?>> ValuesAsync(TestPipeline pipeline) =>
        (await pipeline.Get<PublishedTables>().ReadEntitiesAsync("daily", Period, None)).Select(e => e.GetInt64("Received"));

    private static DailyRow[] Rows(params long[] values) =>
    [
        .. values.Select((v, i) => new DailyRow
        {
            Period = Period, Day = $"2022-01-0{i + 1}", UnitId = "u", Received = v, ReceivedOnline = 0, Finished = 0, HasData = true,
        }),
    ];
}
