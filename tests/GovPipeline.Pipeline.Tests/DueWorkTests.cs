using GovPipeline.Pipeline.Ingesting;
using GovPipeline.Pipeline.Jobs;
using GovPipeline.Pipeline.Messages;
using GovPipeline.Storage.Ledger;
using GovPipeline.Storage.Published;
using GovPipeline.Testing;

namespace GovPipeline.Pipeline.Tests;

/// <summary>No change is lost between ingest, fold and publish, whatever runs when: a model of every interleaving, and the real jobs held against it.</summary>
public sealed class DueWorkTests
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly DateOnly Day = new(2022, 6, 14);

    [Fact]
    public void In_every_interleaving_of_two_ingests_two_folds_and_a_publisher_what_is_not_published_is_due()
    {
        var (states, lost) = DueWorkModel.Explore(DueWorkModel.LeftOut.Nothing);
        lost.ShouldBeNull();
        states.ShouldBeGreaterThan(10_000);
    }

    [Theory]
    [InlineData("Holds")]
    [InlineData("FoldsBeforePeriodsAreStruckOff")]
    [InlineData("LookingBeforeReading")]
    [InlineData("MarksOfNotes")]
    public void Without_one_of_the_rules_the_model_finds_a_lost_change(string rule) =>
        DueWorkModel.Explore(Enum.Parse<DueWorkModel.LeftOut>(rule)).Lost.ShouldNotBeNull();

    [Fact]
    public void In_every_interleaving_a_later_day_that_a_file_tells_of_gets_the_stocks_of_a_change_before_it()
    {
        var (states, lost) = LateDaysModel.Explore(LateDaysModel.LeftOut.Nothing);
        lost.ShouldBeNull();
        states.ShouldBeGreaterThan(10_000);
        LateDaysModel.Explore(LateDaysModel.LeftOut.FactsBeforeDays).Lost.ShouldNotBeNull();
        LateDaysModel.Explore(LateDaysModel.LeftOut.HoldsBeforeFolds).Lost.ShouldNotBeNull();
    }

    [Fact]
    public async Task What_tells_of_every_period_asks_which_are_due_and_then_which_are_published()
    {
        var counter = new KillAt();
        await using var pipeline = await TestPipeline.StartAsync(onRequest: counter);
        await pipeline.DropAsync("onestop-wards", Csv.Header + Csv.Dossier("000.01.13.H53-220301-0001", "01/03/2022"), Day, new(2022, 3, 1));
        await pipeline.DrainAsync();
        var (pending, tables) = (pipeline.Get<PendingWork>(), pipeline.Get<PublishedTables>());
        await pending.AddAsync(PendingWork.Periods, ["nd09-2031-H1", "nd09-2022-H1"], None);
        counter.Reset();
        var every = await EveryPeriod.ListAsync(pending, tables, None);
        InOrder(counter, $"GET|pending()|PartitionKey eq '{PendingWork.Periods}'", "GET|datasets()");
        every.ShouldContain("nd09-2031-H1", "it is due, and was never published");
        every.ShouldContain("nd09-2022-M03", "it is published, and not due");
        every.ShouldBeUnique();
    }

    [Fact]
    public async Task What_is_folded_is_struck_off_however_long_storage_takes_for_it()
    {
        var slow = new Interruptions();
        await using var pipeline = await TestPipeline.StartAsync(onRequest: slow);
        var (at, delayed) = (0, -1);
        for (var i = 0; i < 100; i++)
        {
            slow.Before(() => ++at == delayed ? Task.Delay(TimeSpan.FromSeconds(11)) : Task.CompletedTask, "POST", "$batch");
        }

        async Task<int> FoldAsync(string organisation)
        {
            var name = await pipeline.DropAsync("onestop-wards", Csv.Header + Csv.Dossier($"{organisation}-220301-0001", "01/03/2022"), Day, new(2022, 3, 1));
            await pipeline.Get<IngestExport>().RunAsync(name, None);
            at = 0;
            await pipeline.Get<FoldFacts>().RunAsync(new FoldMessage([$"{organisation}/2203"]), None);
            return at;
        }

        delayed = await FoldAsync("000.01.13.H53"); // the last transaction of a fold strikes it off
        (await FoldAsync("000.02.13.H53")).ShouldBe(delayed);
        (await pipeline.Get<RunHistory>().NewestAsync(nameof(FoldFacts), 2, None)).ShouldAllBe(r => r.Outcome == RunRecord.Done);
        (await pipeline.Get<PendingWork>().ListAsync(PendingWork.Folds, None)).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_real_jobs_take_the_steps_of_the_model_in_its_order()
    {
        var counter = new KillAt();
        await using var pipeline = await TestPipeline.StartAsync(onRequest: counter);
        await pipeline.DropAsync("onestop-wards", Csv.Header + Csv.Dossier("000.01.13.H53-220301-0001", "01/03/2022"), Day, new(2022, 3, 1));
        var name = (await pipeline.Get<MissedExports>().ListAsync(None)).Single();

        counter.Reset();
        await pipeline.Get<IngestExport>().RunAsync(name, None);
        InOrder(counter, "PUT|pending(PartitionKey='hold'", "POST|$batch", "PUT|facts/dossiers", "DELETE|pending(PartitionKey='hold'",
            "POST|fold-facts/messages");

        counter.Reset();
        await pipeline.Get<FoldFacts>().RunAsync(new FoldMessage(["000.01.13.H53/2203"]), None);
        InOrder(
            counter, "GET|pending()|PartitionKey eq 'fold'", "GET|pending()|PartitionKey eq 'hold'", "GET|counts/org=", "GET|facts/dossiers",
            "GET|sourcestate()|PartitionKey eq 'through'", "POST|$batch", "PUT|counts/org=",
            "GET|counts/authenticity/org=", "GET|facts/dossiers", "PUT|counts/authenticity/org=", "POST|$batch",
            "GET|pending()|PartitionKey eq 'fold'", "POST|publish-period/messages");

        counter.Reset();
        await pipeline.Get<PublishPeriod>().RunAsync(new PublishMessage(Force: false), None);
        InOrder(
            counter, "PUT|locks/publish|comp=lease", "GET|pending()|PartitionKey eq 'publish'", "GET|pending()|PartitionKey eq 'hold'",
            "GET|pending()|PartitionKey eq 'fold'", "GET|pending()|PartitionKey eq 'close'", "GET|pending()|PartitionKey eq 'hold'",
            "GET|pending()|PartitionKey eq 'fold'", "GET|counts/days/", "GET|counts/org=", "PUT|counts/days/", "GET|counts/closings/", "GET|counts/days/",
            "PUT|counts/closings/", "GET|counts/totals", "GET|counts/closings/", "PUT|counts/totals",
            "GET|counts/authenticity/days/", "GET|counts/authenticity/org=", "PUT|counts/authenticity/days/", "POST|$batch",
            "GET|counts/closings/", "POST|$batch",
            "POST|datasets?", "POST|$batch", "PUT|locks/publish|comp=lease");
        (await pipeline.Get<PendingWork>().ListAsync(PendingWork.Periods, None)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_partition_that_storage_does_not_give_keeps_no_other_due()
    {
        var storage = new Interruptions();
        await using var pipeline = await TestPipeline.StartAsync(onRequest: storage);
        string[] months = ["01", "02", "03", "04", "05"];
        var rows = string.Concat(months.Select(m => Csv.Dossier($"000.01.13.H53-22{m}01-0001", $"01/{m}/2022"))
            .Append(Csv.Dossier("000.02.13.H53-220301-0001", "01/03/2022")));
        await pipeline.DropAsync("onestop-wards", Csv.Header + rows, Day, new(2022, 1, 1));
        await pipeline.Get<IngestExport>().RunAsync((await pipeline.Get<MissedExports>().ListAsync(None)).Single(), None);
        var due = (await pipeline.Get<PendingWork>().ListAsync(PendingWork.Folds, None)).Select(d => d.Item).ToList();
        due.Count.ShouldBe(6);

        storage.Before(() => throw new Azure.RequestFailedException(403, "no"), "GET", "facts/dossiers/org=000.02.13.H53");
        var refused = await Should.ThrowAsync<Azure.RequestFailedException>(() => pipeline.Get<FoldFacts>().RunAsync(new FoldMessage(due), None));
        refused.Status.ShouldBe(403);
        (await pipeline.Get<PendingWork>().ListAsync(PendingWork.Folds, None)).Select(d => d.Item).ShouldBe(["000.02.13.H53/2203"]);
        (await pipeline.DrainAsync()).ShouldBeEmpty();
        (await pipeline.RowAsync("nd09-2022-H1", "tnc-phuong-1")).Received.ShouldBe(6);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Jobs_that_run_side_by_side_in_seeded_orders_end_in_the_same_tables(int seed)
    {
        string[] files =
        [
            .. Enumerable.Range(0, 4).Select(i => Csv.Header + string.Concat(Enumerable.Range(0, 6).Select(k => Csv.Dossier(
                $"000.01.13.H53-220301-{k:D4}", $"{1 + k:D2}/03/2022", channel: (i + k) % 2 == 0 ? "Trực tuyến" : "Trực tiếp",
                updated: $"{10 + i:D2}/03/2022")))),
        ];
        await using var straight = await TestPipeline.StartAsync();
        foreach (var file in files)
        {
            await straight.DropAsync("onestop-wards", file, Day, new(2022, 3, 1));
        }

        await straight.DrainAsync();
        var turns = new SeededTurns(seed);
        await using var raced = await TestPipeline.StartAsync(onRequest: turns);
        foreach (var file in files)
        {
            await raced.DropAsync("onestop-wards", file, Day, new(2022, 3, 1));
        }

        var names = await raced.Get<MissedExports>().ListAsync(None);
        turns.Begin();
        await Task.WhenAll(
        [
            .. names.Select(n => Task.Run(() => raced.Get<IngestExport>().RunAsync(n, None))),
            .. Enumerable.Range(0, 3).Select(_ => Task.Run(() => raced.Get<FoldFacts>().RunAsync(new FoldMessage(["000.01.13.H53/2203"]), None))),
            .. Enumerable.Range(0, 2).Select(_ => Task.Run(() => raced.Get<PublishPeriod>().RunAsync(new PublishMessage(Force: true), None))),
        ]);
        turns.End();
        (await raced.DrainAsync()).ShouldBeEmpty();
        (await raced.SnapshotAsync()).Split('\n').ShouldBe((await straight.SnapshotAsync()).Split('\n'));
    }

    private static void InOrder(KillAt counter, params string[] steps)
    {
        var at = 0;
        foreach (var request in counter.Log)
        {
            if (at < steps.Length && steps[at].Split('|').All(part => request.Contains(part, StringComparison.Ordinal)))
            {
                at++;
            }
        }

        at.ShouldBe(steps.Length, $"'{(at < steps.Length ? steps[at] : string.Empty)}' does not come in its turn:\n{string.Join('\n', counter.Log)}");
    }
}
