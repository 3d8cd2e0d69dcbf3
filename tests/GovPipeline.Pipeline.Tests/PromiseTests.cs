using System.Text;
using GovPipeline.Domain.Dossiers;
using GovPipeline.Pipeline.Jobs;
using GovPipeline.Pipeline.Messages;
using GovPipeline.Storage.Accounts;
using GovPipeline.Storage.Facts;
using GovPipeline.Storage.Ledger;
using GovPipeline.Storage.Mail;
using GovPipeline.Storage.Published;
using GovPipeline.Storage.Quarantine;
using GovPipeline.Testing;

namespace GovPipeline.Pipeline.Tests;

/// <summary>The promises of the design that concern what the jobs do together, on the real emulator.</summary>
public sealed class PromiseTests
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly DateOnly Day1 = new(2022, 6, 13), Day2 = new(2022, 6, 14);

    private static readonly string First = Csv.Header
        + Csv.Dossier("000.01.13.H53-211201-0001", "01/12/2021", "20/12/2021", "18/12/2021", updated: "18/12/2021 10:00:00")
        + Csv.Dossier("000.01.13.H53-220301-0001", "01/03/2022", "05/03/2022", updated: "01/03/2022 10:00:00")
        + Csv.Dossier("000.02.13.H53-220301-0001", "01/03/2022", channel: "Trực tiếp", unit: "Phường 2", updated: "01/03/2022 10:00:00")
        + Csv.Dossier("000.02.13.H53-220301-0002", "31/02/2022", channel: "Trực tiếp", unit: "Phường 2");

    private static readonly string Second = Csv.Header
        + Csv.Dossier("000.01.13.H53-220301-0001", "01/03/2022", "05/03/2022", "07/03/2022", updated: "07/03/2022 10:00:00")
        + Csv.Dossier("000.02.13.H53-220301-0001", "01/03/2022", channel: "Trực tiếp", unit: "Phường 3", updated: "08/03/2022 10:00:00")
        + Csv.Dossier("BN-77", "10/03/2022", unit: "Phường 2", updated: "10/03/2022 10:00:00");

    [Fact]
    public async Task Promise_2_and_3_the_same_files_again_and_in_another_order_give_the_same_tables()
    {
        await using var straight = await TestPipeline.StartAsync();
        await straight.DropAsync("onestop-wards", First, Day1);
        await straight.DrainAsync();
        await straight.DropAsync("onestop-wards", Second, Day2);
        await straight.DrainAsync();
        var expected = await straight.SnapshotAsync();

        await using var turned = await TestPipeline.StartAsync();
        await turned.DropAsync("onestop-wards", Second, Day2);
        await turned.DrainAsync();
        await turned.DropAsync("onestop-wards", First, Day1);
        await turned.DrainAsync();
        (await turned.SnapshotAsync()).Split('\n').ShouldBe(expected.Split('\n'));

        await straight.DropAsync("onestop-wards", First, Day1);
        var again = await straight.DropAsync("onestop-wards", Second, Day2);
        await straight.DrainAsync();
        (await straight.SnapshotAsync()).ShouldBe(expected);
        (await straight.Get<FileLedger>().FindBlobAsync(again, None))!.State.ShouldBe(FileStates.Duplicate);

        // A corrected unit leaves no old copy behind.
        (await straight.RowAsync("nd09-2022-H1", "tnc-phuong-2")).Received.ShouldBe(1);
        (await straight.RowAsync("nd09-2022-H1", "tnc-phuong-3")).Received.ShouldBe(1);
    }

    [Fact]
    public async Task Promise_3_the_same_bytes_of_a_later_day_stand_before_a_correction_of_the_day_between_in_any_order()
    {
        var online = Csv.Header + Csv.Dossier("000.01.13.H53-220301-0001", "01/03/2022");
        var inPerson = Csv.Header + Csv.Dossier("000.01.13.H53-220301-0001", "01/03/2022", channel: "Trực tiếp");
        (string Content, DateOnly Day)[] files = [(online, new(2022, 6, 10)), (inPerson, new(2022, 6, 11)), (online, new(2022, 6, 12))];
        string? expected = null;
        foreach (var order in new[] { new[] { 0, 1, 2 }, [2, 1, 0], [1, 2, 0], [0, 2, 1] })
        {
            await using var pipeline = await TestPipeline.StartAsync();
            foreach (var i in order)
            {
                await pipeline.DropAsync("onestop-wards", files[i].Content, files[i].Day);
                await pipeline.DrainAsync();
            }

            (await pipeline.RowAsync("nd09-2022-H1", "tnc-phuong-1")).ReceivedOnline.ShouldBe(1, string.Join(',', order));
            var snapshot = await pipeline.SnapshotAsync();
            snapshot.ShouldBe(expected ??= snapshot, string.Join(',', order));
        }
    }

    [Fact]
    public async Task Promise_2_killed_at_any_storage_request_and_run_again_everything_ends_in_the_same_tables()
    {
        await using var whole = await TestPipeline.StartAsync();
        await DropBothAsync(whole);
        var counter = new KillAt();
        await using (var counted = await TestPipeline.StartAsync(prefix: whole.Prefix, onRequest: counter))
        {
            counter.Reset();
            await counted.DrainAsync();
        }

        var expected = await whole.SnapshotAsync();
        expected.ShouldContain("nd09-2022-H1");
        var requests = counter.Requests;
        requests.ShouldBeGreaterThan(100);

        // Every stretch of the run is hit, before and after the request reached storage.
        var kills = Enumerable.Range(0, 12).Select(i => 1 + (i * requests / 12));
        await Parallel.ForEachAsync(kills, new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (last, _) =>
        {
            var kill = new KillAt { AfterLast = last % 2 == 0 };
            string prefix;
            await using (var killed = await TestPipeline.StartAsync(onRequest: kill))
            {
                prefix = killed.Prefix;
                await DropBothAsync(killed);
                kill.Reset();
                kill.Last = last;
                try
                {
                    await killed.DrainAsync();
                }
                catch (Exception)
                {
                    // That is the kill, wherever it came out.
                }
            }

            await using var revived = await TestPipeline.StartAsync(prefix: prefix);
            await ReviveAsync(revived);
            (await revived.SnapshotAsync()).ShouldBe(expected, $"killed at request {last} of {requests}");
            (await revived.Get<PendingWork>().ListAsync(PendingWork.Folds, None)).ShouldBeEmpty();
            (await revived.Get<PendingWork>().ListAsync(PendingWork.Periods, None)).ShouldBeEmpty();
        });
    }

    [Fact]
    public async Task Promise_5_a_refused_or_empty_file_removes_and_zeroes_nothing()
    {
        await using var pipeline = await TestPipeline.StartAsync();
        await pipeline.DropAsync("onestop-wards", First, Day1);
        await pipeline.DrainAsync();
        var before = await pipeline.RowsAsync("nd09-2022-H1");
        (string Content, string Code)[] bad =
        [
            ("", "GP201"), ("<html>Đăng nhập</html>", "GP205"), ("Mã hồ sơ,Trạng thái\nx,y\n", "GP202"), ("%PDF-1.7", "GP205"),
        ];
        foreach (var (content, code) in bad)
        {
            var name = await pipeline.DropAsync("onestop-wards", content, Day2);
            await pipeline.DrainAsync();
            var file = await pipeline.FileAsync(name);
            (file.State, file.ErrorCode).ShouldBe((FileStates.Refused, code));
        }

        (await pipeline.RowsAsync("nd09-2022-H1")).ShouldBe(before);
        var nobody = await pipeline.DropAsync("khong-co", First, Day2);
        await pipeline.DrainAsync();
        (await pipeline.FileAsync(nobody)).ErrorCode.ShouldBe("GP206", "a file in a folder of no source is named, not passed over");
        (await pipeline.Get<FileLedger>().FilesAsync("onestop-wards", None)).Count(f => f.State == FileStates.Refused).ShouldBe(4);
    }

    [Fact]
    public async Task Promise_4_a_bad_row_is_kept_with_row_column_value_rule_and_remedy_and_a_corrected_one_comes_in()
    {
        await using var pipeline = await TestPipeline.StartAsync();
        var name = await pipeline.DropAsync("onestop-wards", First, Day1);
        await pipeline.DrainAsync();
        var file = await pipeline.FileAsync(name);
        var entries = new List<QuarantineEntry>();
        await foreach (var entry in pipeline.Get<QuarantineStore>().ReadAsync("onestop-wards", file.Sha256, None))
        {
            entries.Add(entry);
        }

        var error = entries.Single().Errors.Single();
        (entries[0].Row, entries[0].Key, error.Code, error.Column, error.Value)
            .ShouldBe((5, "000.02.13.H53-220301-0002", "GP302", "Ngày tiếp nhận", "31/02/2022"));
        await pipeline.DropAsync("onestop-wards", First.Replace("31/02/2022", "28/02/2022", StringComparison.Ordinal), Day2);
        await pipeline.DrainAsync();
        (await pipeline.RowAsync("nd09-2022-H1", "tnc-phuong-2")).Received.ShouldBe(2);
    }

    [Fact]
    public async Task Promise_6_zero_is_not_unknown()
    {
        await using var pipeline = await TestPipeline.StartAsync();
        await pipeline.DropAsync("onestop-wards", Csv.Header + Csv.Dossier("000.01.13.H53-220301-0001", "01/03/2022", channel: "Trực tiếp"), Day2,
            new(2021, 12, 15));
        await pipeline.DrainAsync();
        var zero = await pipeline.RowAsync("nd09-2022-H1", "tnc-phuong-1");
        (zero.HasOnlineRate, zero.OnlineRate, zero.Status, zero.HasData).ShouldBe((true, 0.0, "Below", true));
        var none = await pipeline.RowAsync("nd09-2022-H1", "tnc-phuong-2");
        (none.HasData, none.Received, none.HasOnlineRate, none.Status).ShouldBe((true, 0L, false, "NoData"), "the source told of it: nothing was received");
        var unknown = await pipeline.RowAsync("nd09-2022-H1", "tnc-one-stop");
        (unknown.HasData, unknown.Status).ShouldBe((false, "NoData"), "its source never told anything");
        var indicators = await pipeline.Get<PublishedTables>().ReadAsync<IndicatorRow>("indicators", "nd09-2022-H1", None);
        indicators.Where(i => i.Indicator == "VB01").ShouldAllBe(i => !i.HasData && i.Status == "NoData");
        (await pipeline.Get<Outbox>().ListAsync(None)).ShouldBeEmpty("one dossier is too few for an alert, and no data is no breach");
    }

    [Fact]
    public async Task Promise_8_a_night_costs_what_changed_and_not_what_is_held()
    {
        async Task<(int Requests, int Facts)> NightAsync(int held)
        {
            var counter = new KillAt();
            await using var pipeline = await TestPipeline.StartAsync(onRequest: counter);
            var rows = string.Concat(Enumerable.Range(0, held).Select(i =>
                Csv.Dossier($"000.01.13.H53-{22_01_01 + (i % 5 * 100)}-{i:D4}", $"{1 + (i % 28):D2}/0{1 + (i % 5)}/2022", updated: "01/06/2022")));
            await pipeline.DropAsync("onestop-wards", Csv.Header + rows, Day1, new(2021, 12, 15));
            await pipeline.DrainAsync();
            counter.Reset();
            await pipeline.DropAsync("onestop-wards", Csv.Header + Csv.Dossier("000.01.13.H53-220613-0001", "13/06/2022", updated: "13/06/2022"), Day1, Day1);
            await pipeline.DrainAsync();
            return (counter.Requests, counter.Log.Count(r => r.Contains("facts/dossiers", StringComparison.Ordinal)));
        }

        var (small, large) = (await NightAsync(50), await NightAsync(2000));
        large.Facts.ShouldBe(small.Facts, "only the partition that changed is read and written");
        large.Facts.ShouldBeLessThanOrEqualTo(4);
        large.Requests.ShouldBeLessThanOrEqualTo(small.Requests + 5);
    }

    [Fact]
    public async Task Promise_9_nothing_personal_is_in_facts_quarantine_or_tables()
    {
        const string Name = "Nguyễn Thị Mẫu Thử", Number = "072099123456", Phone = "0909123123";
        await using var pipeline = await TestPipeline.StartAsync(new() { ["Secrets:IdentityKey"] = Convert.ToBase64String(new byte[32]) });
        var csv = "Mã hồ sơ,Chủ hồ sơ,CCCD,Số điện thoại,Trạng thái,Hình thức nộp,Ngày nhận,Hạn xử lý,Ngày có kết quả,Đơn vị tiếp nhận\n"
            + $"000.01.13.H53-220301-0001,{Name},{Number},{Phone},Đang xử lý,Trực tuyến,01/03/2022,,,Phường 1\n"
            + $"000.01.13.H53-220301-0002,{Name},{Number},{Phone},Đang xử lý,Trực tuyến,32/03/2022,,,Phường 1\n";
        await pipeline.DropAsync("onestop-wards", csv, Day2);
        await pipeline.DrainAsync();
        var everything = await pipeline.SnapshotAsync();
        foreach (var container in new[] { StorageNames.Facts, StorageNames.Counts, StorageNames.Quarantine })
        {
            var client = pipeline.Get<WorkAccount>().Account.Container(container);
            await foreach (var blob in client.GetBlobsAsync())
            {
                everything += Encoding.UTF8.GetString((await client.GetBlobClient(blob.Name).DownloadContentAsync()).Value.Content);
            }
        }

        foreach (var run in await pipeline.Get<RunHistory>().NewestAsync(GovPipeline.Pipeline.Running.JobNames.All, 1000, None))
        {
            everything += run.Subject + run.Message;
        }

        foreach (var personal in new[] { Name, "Mẫu Thử", Number, Phone })
        {
            everything.ShouldNotContain(personal);
        }

        (await pipeline.Get<DossierFacts>()
            .ReadAsync(PartitionKey.Parse("000.01.13.H53/2203"), None)).Dossiers.Single().SubmitterHash.ShouldNotBe(UInt128.Zero);
    }

    [Fact]
    public async Task Promise_10_what_is_incomplete_says_what_is_missing_and_waits_for_its_night()
    {
        await using var pipeline = await TestPipeline.StartAsync();
        var log = pipeline.Get<SourceLog>();
        var night = Domain.Time.VietnamClock.Today(pipeline.Time).AddDays(-1); // it is 01:30
        await log.ExpectAsync(night, "onestop-city", Day1, night, pipeline.Time.GetUtcNow(), None);
        await pipeline.DropAsync("onestop-wards", First, Day2, new(2021, 12, 15));
        await pipeline.DrainAsync();
        (await pipeline.RowsAsync("nd09-2022-H1")).ShouldBeEmpty("the city's file is still expected");

        pipeline.Time.Advance(TimeSpan.FromHours(5)); // 06:30
        await pipeline.Get<SweepExports>().RunAsync(None);
        await pipeline.DrainAsync();
        var dataset = (await pipeline.Get<PublishedTables>().ReadAsync<DatasetRow>("datasets", "all", None)).Single(d => d.Period == "nd09-2022-H1");
        dataset.Complete.ShouldBeFalse();
        dataset.Missing.ShouldContain("Một cửa điện tử thành phố: 15/12/2021–14/06/2022");
        dataset.Missing.ShouldNotContain("phường, xã");
        (await pipeline.RowAsync("nd09-2022-H1", "tnc-phuong-1")).Received.ShouldBe(1);
    }

    [Fact]
    public async Task The_sweep_takes_what_a_trigger_missed_and_one_bad_file_does_not_keep_others_waiting()
    {
        await using var pipeline = await TestPipeline.StartAsync();
        await pipeline.DropAsync("onestop-city", "", Day1);
        var name = await pipeline.DropAsync("onestop-wards", First, Day1);
        await pipeline.Get<SweepExports>().RunAsync(None);
        (await pipeline.FileAsync(name)).State.ShouldBe(FileStates.Ingested);
        var runs = (await pipeline.Get<RunHistory>().NewestAsync(nameof(IngestExport), 10, None)).Count;
        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => pipeline.Get<IngestExport>().RunAsync(name, None)));
        (await pipeline.Get<RunHistory>().NewestAsync(nameof(IngestExport), 10, None)).Count.ShouldBe(runs, "a trigger that fires again does nothing");
    }

    [Fact]
    public async Task A_dossier_that_comes_from_two_systems_meets_itself()
    {
        await using var pipeline = await TestPipeline.StartAsync();
        await pipeline.DropAsync("onestop-wards",
            Csv.Header + Csv.Dossier("000.01.13.H53-220301-0001", "01/03/2022", channel: "Trực tiếp", updated: "01/03/2022"), Day2);
        await pipeline.DropAsync("onestop-city", Csv.Header + Csv.Dossier("000.01.13.h53-220301-0001", "01/03/2022", updated: "02/03/2022"), Day2);
        await pipeline.DrainAsync();
        var row = await pipeline.RowAsync("nd09-2022-H1", "area:tay-ninh-city");
        (row.Received, row.ReceivedOnline).ShouldBe((1, 1));
    }

    private static async Task DropBothAsync(TestPipeline pipeline)
    {
        await pipeline.DropAsync("onestop-wards", First, Day1);
        await pipeline.DropAsync("onestop-wards", Second, Day2);
        await pipeline.DropAsync("eoffice", "NgaySoLieu,MaDonVi,Huong,LoaiVanBan,TongSo,GuiNhanDienTu\n01/06/2022,25456,DI,CV,50,48\n", Day2);
    }

    /// <summary>What the next hours do after a kill: hidden messages come back or are lost, the sweep runs.</summary>
    private static async Task ReviveAsync(TestPipeline pipeline)
    {
        foreach (var queue in StorageNames.Queues)
        {
            await pipeline.Get<WorkAccount>().Account.Queue(queue).ClearMessagesAsync();
        }

        await pipeline.Get<SweepExports>().RunAsync(None);
        await pipeline.DrainAsync();
        await pipeline.Get<SweepExports>().RunAsync(None);
        await pipeline.DrainAsync();
    }
}
