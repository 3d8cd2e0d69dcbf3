using GovPipeline.Pipeline.Jobs;
using GovPipeline.Storage.Accounts;
using GovPipeline.Storage.Exports;
using GovPipeline.Storage.Ledger;
using GovPipeline.Storage.Quarantine;
using GovPipeline.Testing;

namespace GovPipeline.Pipeline.Tests;

/// <summary>What is deleted, when, and what never is. Storage dates blobs by its own clock, so the pipeline's begins at today's.</summary>
public sealed class RetentionTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task Raw_exports_and_quarantined_rows_go_when_their_time_is_over_and_figures_stay()
    {
        await using var pipeline = await TestPipeline.StartAsync(new() { ["Pipeline:KeepExportsDays"] = "60" });
        pipeline.Time.SetUtcNow(TimeProvider.System.GetUtcNow());
        var name = await pipeline.DropAsync("onestop-wards", Csv.Header + Csv.Dossier("000.01.13.H53-220601-0001", "01/06/2022")
            + Csv.Dossier("000.01.13.H53-220601-0002", "32/06/2022"), new(2022, 6, 14));
        (await pipeline.DrainAsync()).ShouldBeEmpty();
        var file = await pipeline.FileAsync(name);
        (file.Accepted, file.Rejected).ShouldBe((1, 1));
        var before = await pipeline.SnapshotAsync();
        var unknown = await pipeline.DropAsync("onestop-city", "x", new(2022, 6, 14)); // landed and not looked at yet: never deleted

        await MorningsAsync(pipeline, 59);
        await pipeline.Get<DeleteExpired>().RunAsync(None);
        (await pipeline.Get<ExportStore>().FindAsync(name, None)).ShouldNotBeNull("two months are not over");

        await MorningsAsync(pipeline, 10);
        await pipeline.Get<DeleteExpired>().RunAsync(None);
        (await pipeline.Get<ExportStore>().FindAsync(name, None)).ShouldNotBeNull("nothing new has come for more than a month");
        (await pipeline.Get<RunHistory>().NewestAsync(nameof(DeleteExpired), 1, None))[0].Message.ShouldContain("không có tệp mới");

        await ArriveAsync(pipeline, file);
        await pipeline.Get<DeleteExpired>().RunAsync(None);
        (await pipeline.Get<ExportStore>().FindAsync(name, None)).ShouldBeNull();
        (await pipeline.Get<ExportStore>().FindAsync(unknown, None)).ShouldNotBeNull();
        (await pipeline.Get<QuarantineStore>().ReadAsync("onestop-wards", file.Sha256, None).ToListAsync()).ShouldBeEmpty();
        (await pipeline.Get<AuditLog>().NewestAsync(10, None)).Single().ShouldSatisfyAllConditions(
            n => (n.Action, n.Who, n.What).ShouldBe((AuditRecord.Deleted, nameof(DeleteExpired), $"exports/{name}")), n => n.Detail.ShouldContain(file.Sha256));

        // Counted again from facts, every figure is what it was; and the ledger still says what the file brought.
        await pipeline.Get<PublishPeriod>().RunAsync(new Messages.PublishMessage(Force: true), None);
        (await pipeline.RowAsync("nd09-2022-H1", "tnc-phuong-1")).Received.ShouldBe(1);
        (await pipeline.FileAsync(name)).Rejected.ShouldBe(1);
        (await pipeline.SnapshotAsync()).ShouldBe(before);
        (await pipeline.Get<Ingesting.MissedExports>().ListAsync(None)).ShouldBe([unknown]);
    }

    [Fact]
    public async Task What_somebody_still_needs_is_kept_when_another_name_of_it_goes_or_it_is_wanted_again_meanwhile()
    {
        var stop = new Interruptions();
        await using var pipeline = await TestPipeline.StartAsync(new() { ["Pipeline:KeepExportsDays"] = "60" }, onRequest: stop);
        pipeline.Time.SetUtcNow(TimeProvider.System.GetUtcNow());
        var content = Csv.Header + Csv.Dossier("000.01.13.H53-220601-0001", "01/06/2022") + Csv.Dossier("000.01.13.H53-220601-0002", "32/06/2022");
        var old = await pipeline.DropAsync("onestop-wards", content, new(2022, 6, 14));
        var other = await pipeline.DropAsync("onestop-wards", Csv.Header + Csv.Dossier("000.01.13.H53-220601-0003", "02/06/2022"), new(2022, 6, 14));
        (await pipeline.DrainAsync()).ShouldBeEmpty();
        var file = await pipeline.FileAsync(old);

        // The same content under another name, which is the one that stands in the ledger.
        file.Blob = "onestop-wards/2026/12/31/20261231T000000000-again.csv";
        await pipeline.Get<FileLedger>().SaveAsync(file, null, None);
        await MorningsAsync(pipeline, 80);
        await ArriveAsync(pipeline, file);
        stop.Before(() => pipeline.Get<ExportStore>().ConfirmAsync(other, new(2022, 6, 14), null, None), "DELETE", other[^10..]);
        await pipeline.Get<DeleteExpired>().RunAsync(None);
        (await pipeline.Get<ExportStore>().FindAsync(old, None)).ShouldBeNull();
        (await pipeline.Get<QuarantineStore>().ReadAsync("onestop-wards", file.Sha256, None).ToListAsync()).Count.ShouldBe(1);
        (await pipeline.Get<ExportStore>().FindAsync(other, None)).ShouldNotBeNull("confirmed in the very moment");
        (await pipeline.Get<AuditLog>().NewestAsync(10, None)).Count(n => n.Action == AuditRecord.Kept).ShouldBe(1);
        (await pipeline.Get<RunHistory>().NewestAsync(nameof(DeleteExpired), 1, None))[0].Outcome.ShouldBe(RunRecord.Done);

        await pipeline.Get<Publishing.Rebuild>().ReadAgainAsync(None);
        await pipeline.Get<DeleteExpired>().RunAsync(None);
        (await pipeline.Get<ExportStore>().FindAsync(other, None)).ShouldNotBeNull("it is to be read again");
    }

    [Fact]
    public async Task Kept_for_ever_means_for_ever()
    {
        await using var pipeline = await TestPipeline.StartAsync(new() { ["Pipeline:KeepExportsDays"] = "0" });
        pipeline.Time.SetUtcNow(TimeProvider.System.GetUtcNow());
        var name = await pipeline.DropAsync("onestop-wards", Csv.Header + Csv.Dossier("000.01.13.H53-220601-0001", "01/06/2022"), new(2022, 6, 14));
        (await pipeline.DrainAsync()).ShouldBeEmpty();
        await MorningsAsync(pipeline, 1000);
        await ArriveAsync(pipeline, await pipeline.FileAsync(name));
        await pipeline.Get<DeleteExpired>().RunAsync(None);
        (await pipeline.Get<ExportStore>().FindAsync(name, None)).ShouldNotBeNull();
    }

    /// <summary>Lets days go by, the last ten of them with the morning's work.</summary>
    private static async Task MorningsAsync(TestPipeline pipeline, int days)
    {
        pipeline.Time.Advance(TimeSpan.FromDays(days - 10));
        for (var day = 0; day < 10; day++)
        {
            pipeline.Time.Advance(TimeSpan.FromDays(1));
            await pipeline.Get<CheckOperations>().RunAsync(None);
        }
    }

    /// <summary>A file came today, as the ledger has it.</summary>
    private static Task ArriveAsync(TestPipeline pipeline, FileRecord like) => pipeline.Get<FileLedger>().SaveAsync(
        new()
        {
            PartitionKey = like.PartitionKey, RowKey = new string('0', 64), Sha256 = new string('0', 64), Blob = "onestop-wards/new.csv",
            State = FileStates.Ingested, ExportDate = like.ExportDate, ArrivedAt = pipeline.Time.GetUtcNow(),
        },
        null,
        None);
}
