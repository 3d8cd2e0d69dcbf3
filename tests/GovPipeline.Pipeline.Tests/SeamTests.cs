using System.Text;
using GovPipeline.Domain.Alerts;
using GovPipeline.Domain.Time;
using GovPipeline.Pipeline.Alerting;
using GovPipeline.Pipeline.Ingesting;
using GovPipeline.Pipeline.Jobs;
using GovPipeline.Pipeline.Messages;
using GovPipeline.Pipeline.Running;
using GovPipeline.Reporting.Alerts;
using GovPipeline.Storage.Accounts;
using GovPipeline.Storage.Alerts;
using GovPipeline.Storage.Exports;
using GovPipeline.Storage.Ledger;
using GovPipeline.Storage.Mail;
using GovPipeline.Storage.Published;
using GovPipeline.Testing;

namespace GovPipeline.Pipeline.Tests;

/// <summary>Two steps of which each is right alone: hosts side by side, cut off between two requests, with a clock that was wrong.</summary>
public sealed class SeamTests
{
    private const string Half = "nd09-2022-H1", Partition = "000.01.13.H53/2203";
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly DateOnly Day = new(2022, 6, 14), Start = new(2021, 12, 15);

    [Fact]
    public async Task An_export_that_is_written_over_while_it_is_taken_in_is_counted_as_it_is_now()
    {
        var (first, second) = (new Interruptions(), new Interruptions());
        await using var one = await TestPipeline.StartAsync(onRequest: first);
        await using var two = await TestPipeline.StartAsync(prefix: one.Prefix, onRequest: second);
        await using var third = await TestPipeline.StartAsync(prefix: one.Prefix);
        var name = await one.DropAsync("onestop-wards", Rows(3), Day, Start);
        var (isWriting, mayWrite, taking) = (new TaskCompletionSource(), new TaskCompletionSource(), Task.CompletedTask);
        first.Before(
            async () =>
            {
                var staged = one.Get<ExportStore>().Begin(name, Day, Start, isDateCertain: true);
                await staged.WriteAsync(Encoding.UTF8.GetBytes(Rows(9)), None);
                await staged.CommitAsync(None);
                second.Before(
                    async () =>
                    {
                        isWriting.SetResult();
                        await mayWrite.Task;
                    },
                    "PUT", "facts/dossiers");
                taking = Task.Run(() => two.Get<IngestExport>().RunAsync(name, None));
                await isWriting.Task;
            },
            "DELETE", "PartitionKey='hold'");
        await one.Get<IngestExport>().RunAsync(name, None);
        (await third.Get<PendingWork>().HeldAsync(None)).Count.ShouldBe(1, "the second holds what it writes, whatever the first lets go");
        await third.Get<FoldFacts>().RunAsync(new FoldMessage([Partition]), None);
        await third.Get<PublishPeriod>().RunAsync(new PublishMessage(Force: true), None);
        mayWrite.SetResult();
        await taking;
        await LongAfterAsync(third);
        (await third.RowAsync(Half, "tnc-phuong-1")).Received.ShouldBe(9);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Trigger_and_sweep_at_one_export_leave_its_totals_as_one_would(bool isCutOff)
    {
        var late = new Interruptions();
        await using var quick = await TestPipeline.StartAsync();
        await using var slow = await TestPipeline.StartAsync(prefix: quick.Prefix, onRequest: late);
        var name = await quick.DropAsync("onestop-wards", Rows(5), Day, Start);
        late.Before(
            async () =>
            {
                await quick.Get<IngestExport>().RunAsync(name, None);
                await quick.Get<FoldFacts>().RunAsync(new FoldMessage([Partition]), None);
                await quick.Get<PublishPeriod>().RunAsync(new PublishMessage(Force: true), None);
            },
            "POST", "ledger");
        if (isCutOff)
        {
            late.After(late.DieAsync, "POST", "ledger");
        }

        await Should.ThrowAsync<Exception>(() => slow.Get<IngestExport>().RunAsync(name, None));
        await LongAfterAsync(quick);
        await quick.Get<PublishPeriod>().RunAsync(Domain.Periods.Period.Parse(Half), None);
        (await DatasetAsync(quick)).ShouldSatisfyAllConditions(d => d.AcceptedRows.ShouldBe(5), d => d.Files.ShouldBe(1));
        (await quick.Get<FileLedger>().FilesAsync("onestop-wards", None)).Single().State.ShouldBe(FileStates.Ingested);
        (await quick.Get<OperationFindings>().OfAsync(None)).ShouldNotContain(f => f.Kind == AlertKind.RunFailed || f.Kind == AlertKind.WorkStuck);
    }

    [Fact]
    public async Task A_partition_that_cannot_be_read_and_the_hold_of_its_file_keep_no_other_figures_from_being_published()
    {
        await using var pipeline = await TestPipeline.StartAsync();
        await pipeline.DropAsync("onestop-wards", Rows(3), Day.AddDays(-1), Start);
        await pipeline.DrainAsync();
        await pipeline.Get<WorkAccount>().Account.Container(StorageNames.Facts).GetBlobClient("dossiers/org=000.01.13.H53/month=2203/part.parquet")
            .UploadAsync(BinaryData.FromString("PAR1 spoilt"), overwrite: true);
        pipeline.Time.Advance(TimeSpan.FromHours(20));
        await pipeline.DropAsync("onestop-wards", Rows(9), Day, Start);
        await pipeline.DropAsync("onestop-city", AlertTests.City(online: 10, all: 40), Day);
        await LongAfterAsync(pipeline);
        (await pipeline.RowAsync(Half, "tnc-one-stop")).Received.ShouldBe(40);
        var dataset = await DatasetAsync(pipeline);
        (dataset.AsOf, dataset.Missing.Contains("000.00.13.H53", StringComparison.Ordinal)).ShouldBe(("2022-06-14", false), "the city's own part is counted");
        var findings = await pipeline.Get<OperationFindings>().OfAsync(None);
        findings.ShouldContain(f => f.Key.StartsWith("run|IngestExport|onestop-wards", StringComparison.Ordinal));
        findings.ShouldNotContain(f => f.Key.StartsWith("fold|000.00.13.H53", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_pull_that_was_cut_off_and_then_fails_holds_nothing_for_ever()
    {
        await using var pipeline = await TestPipeline.StartAsync();
        var (night, log) = (Day, pipeline.Get<SourceLog>());
        await log.ExpectAsync(night, "onestop-city", night, night, pipeline.Time.GetUtcNow(), None);
        await pipeline.Get<PendingWork>().HoldAsync(Holds.OfPull("onestop-city", night), None); // cut off here
        await pipeline.Get<PullSource>().RunAsync(new PullMessage("onestop-city", night, night, night), None); // nobody answers
        (await log.NightAsync(night, None)).Single().Outcome.ShouldBe(SourceLog.Failed);
        (await pipeline.Get<PendingWork>().HeldAsync(None)).ShouldBeEmpty();

        await pipeline.Get<PendingWork>().HoldAsync(Holds.OfPull("onestop-city", night), None); // cut off, and its message lost
        await LongAfterAsync(pipeline);
        (await pipeline.Get<PendingWork>().HeldAsync(None)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_night_whose_messages_were_never_sent_is_pulled_all_the_same()
    {
        var cut = new Interruptions();
        await using var pipeline = await TestPipeline.StartAsync();
        await using var dying = await TestPipeline.StartAsync(prefix: pipeline.Prefix, onRequest: cut);
        cut.Before(cut.DieAsync, "POST", "pull-source/messages");
        await Should.ThrowAsync<KilledException>(() => dying.Get<NightlyPull>().RunAsync(None));
        pipeline.Time.Advance(TimeSpan.FromHours(1));
        await pipeline.Get<SweepExports>().RunAsync(None);
        var waiting = await pipeline.Get<WorkAccount>().Account.Queue(StorageNames.PullQueue).GetPropertiesAsync();
        waiting.Value.ApproximateMessagesCount.ShouldBe(pipeline.Reference.Sources.Enabled.Count(s => s.Pull is not null));
    }

    [Fact]
    public async Task An_evaluation_that_read_before_a_publication_does_not_open_what_that_has_ended()
    {
        var late = new Interruptions();
        await using var pipeline = await TestPipeline.StartAsync();
        await using var slow = await TestPipeline.StartAsync(prefix: pipeline.Prefix, onRequest: late);
        await pipeline.DropAsync("onestop-city", AlertTests.City(online: 10, all: 40), Day.AddDays(-1));
        await pipeline.DrainAsync();
        late.After(
            () =>
            {
                late.Before(
                    async () =>
                    {
                        await pipeline.DropAsync("onestop-city", AlertTests.City(online: 40, all: 40), Day);
                        await pipeline.DrainAsync();
                    },
                    "GET", "alerts(");
                return Task.CompletedTask;
            },
            "GET", "indicators()");
        await slow.Get<EvaluateAlerts>().RunAsync(new AlertMessage(Half), None);
        (await pipeline.Get<AlertStore>().FindAsync(Half, "target|HS01|tnc-one-stop", None))!.Calm.ShouldNotBeNull();
    }

    [Fact]
    public async Task Of_two_who_tell_the_news_at_once_what_is_marked_as_told_is_what_went_out()
    {
        await using var smtp = await FaultySmtp.StartAsync();
        var late = new Interruptions();
        await using var pipeline = await TestPipeline.StartAsync(smtp.Settings());
        await using var slow = await TestPipeline.StartAsync(smtp.Settings(), pipeline.Prefix, late);
        Task FindAsync(params string[] keys) => pipeline.Get<AlertBook>().ReconcileAsync(AlertBook.Operations, [.. keys.Select(News)], _ => false, _ =>
            null, None);
        await FindAsync("k1");
        late.Before(
            async () =>
            {
                await FindAsync("k1", "k2");
                await pipeline.Get<NotifyAlerts>().RunAsync(None);
            },
            "PUT", "mails/");
        await slow.Get<NotifyAlerts>().RunAsync(None);
        for (var day = 0; day < 2; day++)
        {
            await pipeline.DrainAsync();
            pipeline.Time.Advance(TimeSpan.FromDays(1));
            await pipeline.Get<NotifyAlerts>().RunAsync(None);
        }

        var mails = (await smtp.MailsAsync()).Select(m => m.Message.TextBody!).ToList();
        mails.ShouldContain(m => m.Contains("HEAD k1", StringComparison.Ordinal));
        mails.ShouldContain(m => m.Contains("HEAD k2", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_night_of_a_clock_that_was_a_year_ahead_is_not_waited_for()
    {
        await using var pipeline = await TestPipeline.StartAsync();
        await pipeline.DropAsync("onestop-wards", Rows(5), Day.AddDays(-1), Start);
        await pipeline.DrainAsync();
        await pipeline.Get<SourceLog>().ExpectAsync(Day.AddYears(1), "onestop-city", Day, Day.AddYears(1), pipeline.Time.GetUtcNow().AddYears(1), None);
        await pipeline.DropAsync("onestop-wards", Rows(9), Day, Start);
        (await pipeline.DrainAsync()).ShouldBeEmpty();
        (await pipeline.RowAsync(Half, "tnc-phuong-1")).Received.ShouldBe(9);
    }

    [Fact]
    public async Task A_mail_that_the_server_has_goes_out_once_though_storage_is_away_for_the_note()
    {
        await using var smtp = await FaultySmtp.StartAsync();
        var busy = new Interruptions();
        await using var pipeline = await TestPipeline.StartAsync(smtp.Settings(), onRequest: busy);
        var mail = new OutboxRecord { RowKey = "letter", MessageId = "letter@x.example", Recipient = "a@b.example", NextTryAt = pipeline.Time.GetUtcNow() };
        await pipeline.Get<Outbox>().AddAsync(mail, new("x", "x", [], [], string.Empty, [], []), None);
        foreach (var fails in (bool[])[false, false, true]) // the claim, the claim made anew, the note
        {
            busy.Before(() => fails ? throw new Azure.RequestFailedException(503, "busy for longer than the SDK tries") : Task.CompletedTask, "PUT", "outbox(");
        }

        await pipeline.Get<SendMail>().RunAsync(new MailMessage("letter"), None);
        pipeline.Time.Advance(TimeSpan.FromMinutes(10));
        await pipeline.Get<SweepExports>().RunAsync(None);
        await pipeline.DrainAsync();
        (await smtp.MailsAsync()).Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_pull_that_failed_does_not_unsay_what_another_brought()
    {
        await using var pipeline = await TestPipeline.StartAsync();
        var log = pipeline.Get<SourceLog>();
        SourceRecord Outcome(string outcome, string blob = "") =>
            new() { RowKey = "onestop-city", From = "2022-06-14", To = "2022-06-14", Outcome = outcome, Blob = blob, TriedAt = pipeline.Time.GetUtcNow() };
        await log.NoteAsync(Day, Outcome(SourceLog.Landed, "onestop-city/x.csv"), None);
        await log.NoteAsync(Day, Outcome(SourceLog.Failed), None);
        (await log.NightAsync(Day, None)).Single()
            .ShouldSatisfyAllConditions(n => n.Outcome.ShouldBe(SourceLog.Landed), n => n.Blob.ShouldBe("onestop-city/x.csv"));
        (await log.LastAsync("onestop-city", None)).Outcome.ShouldBe(SourceLog.Landed);
    }

    [Fact]
    public async Task Taking_in_again_loses_nothing_wherever_it_is_cut_off_and_takes_a_duplicate_for_no_file_of_its_own()
    {
        var cut = new Interruptions();
        await using var pipeline = await TestPipeline.StartAsync();
        await using var dying = await TestPipeline.StartAsync(prefix: pipeline.Prefix, onRequest: cut);
        var name = await pipeline.DropAsync("onestop-wards", Rows(5), Day, Start);
        await pipeline.DrainAsync();
        var ledger = pipeline.Get<FileLedger>();
        cut.After(cut.DieAsync, "ledger(");
        await Should.ThrowAsync<KilledException>(async () => await dying.Get<FileLedger>().ForgetAsync((await ledger.FindBlobAsync(name, None))!, None));
        await LongAfterAsync(pipeline);
        (await pipeline.FileAsync(name)).ShouldSatisfyAllConditions(f => f.State.ShouldBe(FileStates.Ingested), f => f.InFacts.ShouldBe(5));
        (await ledger.FindBlobAsync(name, None))!.State.ShouldBe(FileStates.Ingested, "the sweep took it up");
        (await DatasetAsync(pipeline)).AcceptedRows.ShouldBe(5);

        var again = await pipeline.DropAsync("onestop-wards", Rows(5), Day.AddDays(-20), Start);
        await pipeline.DrainAsync();
        await ledger.ForgetAsync((await ledger.FindBlobAsync(again, None))!, None);
        pipeline.Get<MissedExports>().Forget(again);
        await pipeline.DrainAsync();
        (await pipeline.FileAsync(name)).ShouldSatisfyAllConditions(f => f.ExportDate.ShouldBe("2022-06-14"), f => f.InFacts.ShouldBe(5));
    }

    [Fact]
    public async Task A_system_that_is_connected_later_is_in_the_periods_that_were_published_before()
    {
        const string Office = "NgaySoLieu,MaDonVi,Huong,LoaiVanBan,TongSo,GuiNhanDienTu\n14/06/2022,25456,DI,CV,5,5\n";
        var tables = new string[2];
        for (var order = 0; order < 2; order++)
        {
            await using var pipeline = await TestPipeline.StartAsync();
            foreach (var isOffice in order == 0 ? (bool[])[true, false] : [false, true])
            {
                await (isOffice ? pipeline.DropAsync("eoffice", Office, Day, Day) : pipeline.DropAsync("onestop-wards", Rows(5), Day, Start));
                await pipeline.DrainAsync();
            }

            tables[order] = await pipeline.SnapshotAsync();
        }

        tables[1].Split('\n').ShouldBe(tables[0].Split('\n'));
    }

    [Fact]
    public async Task A_row_without_a_day_of_its_own_is_no_witness_for_the_day_of_its_file()
    {
        await using var pipeline = await TestPipeline.StartAsync();
        var staged = pipeline.Get<ExportStore>().Begin("onestop-wards/x.csv", Day, null, isDateCertain: false);
        var csv = Csv.Header + Csv.Dossier("000.01.13.H53-220301-0001", "01/03/2022") + Csv.Dossier("000.01.13.H53-220301-0002", "", status: "Mới đăng ký");
        await staged.WriteAsync(Encoding.UTF8.GetBytes(csv), None);
        await staged.CommitAsync(None);
        await pipeline.DrainAsync();
        (await pipeline.Get<FileLedger>().FindBlobAsync("onestop-wards/x.csv", None))!.ErrorCode.ShouldBe("GP212");
    }

    private static string Rows(int count) => Csv.Header + string.Concat(
        Enumerable.Range(0, count).Select(i => Csv.Dossier($"000.01.13.H53-220301-{i:D4}", "01/03/2022", updated: "02/03/2022")));

    private static AlertFinding News(string key) =>
        new(AlertKind.RunFailed, key, string.Empty, null, string.Empty, OperationAlerts.Failed($"HEAD {key}", "x", DateTimeOffset.UnixEpoch, "m"));

    private static async Task<DatasetRow> DatasetAsync(TestPipeline pipeline) =>
        (await pipeline.Get<PublishedTables>().FindAsync<DatasetRow>("datasets", "all", Half, None))!;

    /// <summary>Hours go by, with a sweep in each.</summary>
    private static async Task LongAfterAsync(TestPipeline pipeline)
    {
        for (var i = 0; i < 3; i++)
        {
            pipeline.Time.Advance(TimeSpan.FromHours(2));
            await pipeline.Get<SweepExports>().RunAsync(None);
            await pipeline.DrainAsync();
        }
    }
}
