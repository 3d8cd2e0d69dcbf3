using Azure.Data.Tables;
using GovPipeline.Domain.Authenticity;
using GovPipeline.Domain.Counting;
using GovPipeline.Domain.Dossiers;
using GovPipeline.Storage.Accounts;
using GovPipeline.Storage.Counts;
using GovPipeline.Storage.Facts;
using GovPipeline.Storage.Ledger;
using GovPipeline.Testing;

namespace GovPipeline.Storage.Tests;

/// <summary>What an older version left is taken over.</summary>
public sealed class UpgradeTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task Facts_of_before_a_column_are_read_with_nothing_told_in_it()
    {
        var partition = await DossierParquet.ReadAsync(BinaryData.FromBytes(await File.ReadAllBytesAsync("older/dossiers-1.parquet", None)), None);
        var dossier = partition.Dossiers.Single();
        (dossier.OwnerFiled, dossier.Synchronised, dossier.ElsewhereToo).ShouldBe((Answer.Unknown, Answer.Unknown, false));
        (dossier.Authorised, dossier.AccountVerified, dossier.PaperParts, dossier.SubmitterHash).ShouldBe((Answer.No, Answer.Yes, (short?)2, (UInt128)7));
        partition.Files.Single().SourceId.ShouldBe("onestop-wards");
    }

    [Fact]
    public async Task Counts_of_before_a_test_say_nothing_of_it()
    {
        await using var pipeline = await TestPipeline.StartAsync();
        await pipeline.Get<WorkAccount>().Account.Container(StorageNames.Counts).GetBlobClient("authenticity/days/2022-03-01.parquet")
            .UploadAsync("older/authenticity-1.parquet", None);
        var (unit, _, counts) = (await pipeline.Get<AuthenticityStore>().DaysAsync(new(2022, 3, 1), new(2022, 3, 1), None)).Single();
        (unit, counts.Declared, counts.Known(AuthenticityTest.PaperToo), counts.Failed(AuthenticityTest.PaperToo)).ShouldBe(("tnc-phuong-1", 1, 21, 22));
        (counts.Known(AuthenticityTest.Defaulted), counts.Failed(AuthenticityTest.Duplicated)).ShouldBe((0, 0));
    }

    [Fact]
    public async Task Days_that_were_kept_file_by_file_are_put_together()
    {
        await using var pipeline = await TestPipeline.StartAsync();
        var table = pipeline.Get<WorkAccount>().Account.Table(StorageNames.SourceState);
        foreach (var (from, to) in new[] { ("2021-12-15", "2022-02-28"), ("2022-03-01", "2022-03-01"), ("2022-03-05", "2022-03-06") })
        {
            await table.AddEntityAsync(new SourceRecord { PartitionKey = "window-onestop-city", RowKey = $"{from}_{to}", From = from, To = to });
        }

        var log = pipeline.Get<SourceLog>();
        await log.CoverAsync("onestop-city", new(2022, 3, 2), new(2022, 3, 2), None);
        (await log.CoveredAsync("onestop-city", None)).ShouldBe([(new(2021, 12, 15), new(2022, 3, 2)), (new(2022, 3, 5), new(2022, 3, 6))]);
        (await log.CoveredAsync("onestop-wards", None)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Files_that_have_records_alone_count_in_their_half_months()
    {
        await using var pipeline = await TestPipeline.StartAsync();
        var ledger = pipeline.Get<WorkAccount>().Account.Table(StorageNames.Ledger);
        await ledger.AddEntityAsync(new FileRecord
        {
            PartitionKey = "onestop-city", RowKey = "abc", Sha256 = "abc", State = FileStates.Ingested, ExportDate = "2022-06-20",
            ByHalfMonth = "2022-05-15: 7, 2022-06-01: 3", Rejected = 2,
        });
        var totals = await pipeline.Get<FileLedger>().TotalsAsync(new(2022, 6, 1), new(2022, 6, 30), None);
        totals.Select(t => (t.Block, t.Accepted, t.Rejected)).ShouldBe([("2022-06-01", 3, 2), ("2022-06-15", 0, 2)], ignoreOrder: true);
    }

    [Fact]
    public async Task Counts_that_name_the_procedure_beside_the_unit_are_closed_apart()
    {
        await using var pipeline = await TestPipeline.StartAsync();
        var old = new DailyCounts();
        var day = new DateOnly(2022, 6, 3);
        foreach (var procedure in new[] { "1.000001.000.00.00.H53", "1.000002" })
        {
            old.Add(new DailyCount(new CountKey("u", "f", procedure, Channel.OnlineFull, default, default), DossierEvent.Received, day.DayNumber, 2));
        }

        var key = new PartitionKey("H53", "2206");
        await pipeline.Get<CountStore>().ReplaceAsync([key], _ => Task.FromResult(old), _ => Task.CompletedTask, None);
        await pipeline.Get<ClosingStore>().CloseAsync([(CountStore.FileOf(key), new(2022, 6, 1))], None);
        var closings = await pipeline.Get<ClosingStore>().OfYearAsync(2022, None);
        closings.Select(c => (c.UnitId, c.Field, c.Sums[DossierEvent.Received])).ShouldBe(
            [(string.Empty, "1.000001", 2L), (string.Empty, "1.000002", 2L), ("u", "f", 4L)]);
    }
}
