using GovPipeline.Domain.Text;
using System.Net;
using GovPipeline.Domain.Alerts;
using GovPipeline.Domain.Errors;
using GovPipeline.Domain.Periods;
using GovPipeline.Pipeline.Alerting;
using GovPipeline.Pipeline.Ingesting;
using GovPipeline.Pipeline.Jobs;
using GovPipeline.Pipeline.Messages;
using GovPipeline.Pipeline.Running;
using GovPipeline.Storage.Accounts;
using GovPipeline.Storage.Alerts;
using GovPipeline.Storage.Exports;
using GovPipeline.Storage.Ledger;
using GovPipeline.Storage.Mail;
using GovPipeline.Storage.Published;
using GovPipeline.Storage.Queues;
using GovPipeline.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace GovPipeline.Pipeline.Tests;

/// <summary>Operations that tell the truth: told means taken in, judged once, nothing left behind, nothing stuck without a word.</summary>
public sealed class TruthTests
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly DateOnly Day = new(2022, 6, 14);

    [Fact]
    public async Task A_refused_file_is_asked_for_again_and_its_days_are_not_told()
    {
        var (content, asked) = ("Mã hồ sơ,Trạng thái\nx,y\n", new List<string>());
        var app = WebApplication.CreateSlimBuilder().Build();
        app.Urls.Add("http://127.0.0.1:0");
        app.MapGet("/whole.csv", (HttpRequest request) =>
        {
            asked.Add(request.Headers.IfNoneMatch.ToString());
            return request.Headers.IfNoneMatch == "\"v1\""
                ? Results.StatusCode((int)HttpStatusCode.NotModified)
                : Results.Text(content, "text/csv", System.Text.Encoding.UTF8, 200) is var answer && Tag(request.HttpContext) ? answer : answer;
        });
        static bool Tag(HttpContext http)
        {
            http.Response.Headers.ETag = "\"v1\"";
            return true;
        }

        await app.StartAsync();
        var seeds = Csv.CopySeeds();
        await File.WriteAllTextAsync(Path.Combine(seeds, "sources", "whole.json"), """
            {
              "id": "whole", "nameVi": "Tệp cả", "nameEn": "Whole file", "kind": "dossiers", "tiers": ["commune"],
              "pull": { "baseUrl": "http://x.example", "path": "whole.csv", "auth": { "type": "none" }, "paging": { "type": "none" } }
            }
            """);
        await using var pipeline = await TestPipeline.StartAsync(new() { ["Pipeline:Seeds"] = seeds, ["Sources:whole:BaseUrl"] = app.Urls.First() });
        async Task NightAsync(DateOnly night)
        {
            await pipeline.Get<NightlyPull>().RunAsync(night, night, "whole", None);
            await pipeline.DrainAsync();
        }

        await NightAsync(Day.AddDays(-1));
        var last = await pipeline.Get<SourceLog>().LastAsync("whole", None);
        (last.Outcome, last.KnownETag, last.CoveredThrough).ShouldBe((SourceLog.Landed, string.Empty, string.Empty), "it landed, and was refused");
        (await pipeline.Get<SourceLog>().CoveredAsync("whole", None)).ShouldBeEmpty();
        (await pipeline.RowsAsync("nd09-2022-H1")).ShouldAllBe(r => !r.HasData);

        content = Csv.Header + Csv.Dossier("000.01.13.H53-220613-0001", "13/06/2022");
        await NightAsync(Day);
        await NightAsync(Day.AddDays(1));
        asked.ShouldBe([string.Empty, string.Empty, "\"v1\""], "only what was taken in need not be sent again");
        last = await pipeline.Get<SourceLog>().LastAsync("whole", None);
        (last.Outcome, last.CoveredThrough).ShouldBe((SourceLog.Unchanged, "2022-06-15"));
        (await pipeline.RowAsync("nd09-2022-H1", "tnc-phuong-1")).Received.ShouldBe(1);
        await app.DisposeAsync();
        Directory.Delete(seeds, recursive: true);
    }

    [Fact]
    public async Task A_file_is_taken_in_again_after_its_definition_was_mended()
    {
        var seeds = Csv.CopySeeds();
        var csv = Csv.Header.Replace("Trạng thái", "Tình trạng xử lý hồ sơ", StringComparison.Ordinal) + Csv.Dossier("000.01.13.H53-220301-0001", "01/03/2022");
        string prefix, name;
        await using (var before = await TestPipeline.StartAsync(new() { ["Pipeline:Seeds"] = seeds }))
        {
            prefix = before.Prefix;
            name = await before.DropAsync("onestop-wards", csv, Day);
            await before.DrainAsync();
            (await before.FileAsync(name)).ErrorCode.ShouldBe("GP202");
        }

        Csv.Change(seeds, "sources/onestop-wards.json", "\"kind\": \"dossiers\",",
            "\"kind\": \"dossiers\", \"columns\": { \"status\": [\"Tình trạng xử lý hồ sơ\"] },");
        await using var after = await TestPipeline.StartAsync(new() { ["Pipeline:Seeds"] = seeds }, prefix);
        var ledger = after.Get<FileLedger>();
        await ledger.ForgetAsync((await ledger.FindBlobAsync(name, None))!, None);
        (await after.DrainAsync()).ShouldBeEmpty();
        (await after.FileAsync(name)).State.ShouldBe(FileStates.Ingested);
        (await after.RowAsync("nd09-2022-H1", "tnc-phuong-1")).Received.ShouldBe(1);
        Directory.Delete(seeds, recursive: true);
    }

    [Fact]
    public async Task A_figure_keeps_the_target_it_was_judged_by_when_it_was_published()
    {
        var seeds = Csv.CopySeeds();
        var rows = string.Concat(Enumerable.Range(0, 40)
            .Select(i => Csv.Dossier($"000.01.13.H53-220301-{i:D4}", "01/03/2022", channel: i < 10 ? "Trực tuyến" : "Trực tiếp")));
        string prefix;
        await using (var before = await TestPipeline.StartAsync(new() { ["Pipeline:Seeds"] = seeds }))
        {
            prefix = before.Prefix;
            await before.DropAsync("onestop-wards", Csv.Header + rows, Day, new(2021, 12, 15));
            await before.DrainAsync();
            (await before.RowAsync("nd09-2022-H1", "tnc-phuong-1")).ShouldSatisfyAllConditions(
                r => (r.Target, r.TargetComparator, r.Status).ShouldBe((0.7, "AtLeast", "Below")), r => r.TargetId.ShouldNotBeEmpty(),
                r => r.Gap.ShouldBe(0.25 - 0.7));
        }

        // Today's configuration has another target: what was published under the old one is spoken of with the old one.
        var targets = await File.ReadAllTextAsync(Path.Combine(seeds, "reference", "targets.json"));
        await File.WriteAllTextAsync(Path.Combine(seeds, "reference", "targets.json"),
            targets.Replace("\"value\": 0.7", "\"value\": 0.1", StringComparison.Ordinal));
        await using var after = await TestPipeline.StartAsync(new() { ["Pipeline:Seeds"] = seeds }, prefix);
        await after.Get<EvaluateAlerts>().RunAsync(new AlertMessage("nd09-2022-H1"), None);
        var alert = (await after.Get<AlertStore>().LiveAsync(None)).Single(a => a.Key == "target|HS01|tnc-phuong-1");
        (alert.Content.Target, alert.Content.Headline.Vi.Contains("70%", StringComparison.Ordinal)).ShouldBe((0.7, true));
        var report = await after.Get<Reports.ReportData>().OfAsync(Period.Parse("nd09-2022-H1"), "tnc-phuong-1", None);
        report.Rates.Single(r => r.UnitId == "tnc-phuong-1").ShouldSatisfyAllConditions(r => r.Target.ShouldBe(0.7m), r => r.Status.ShouldBe("Below"));
        Directory.Delete(seeds, recursive: true);
    }

    [Fact]
    public async Task A_figure_is_complete_whatever_another_system_lacks_and_is_compared_only_with_what_is_known_whole()
    {
        await using var pipeline = await TestPipeline.StartAsync();
        await pipeline.DropAsync("onestop-wards",
            Csv.Header + Csv.Dossier("000.01.13.H53-220301-0001", "01/03/2022") + Csv.Dossier("000.01.13.H53-211201-0001", "01/12/2021"), Day,
            new(2021, 11, 1));
        await pipeline.DrainAsync();
        (await pipeline.RowAsync("nd09-2022-H1", "tnc-phuong-1")).ShouldSatisfyAllConditions(r => r.Complete.ShouldBeTrue(), r => r.Missing.ShouldBeEmpty());
        (await pipeline.RowAsync("nd09-2022-H1", "tnc-one-stop")).Missing.ShouldStartWith("Một cửa điện tử thành phố");
        var report = await pipeline.Get<Reports.ReportData>().OfAsync(Period.Parse("nd09-2022-H1"), "tnc-phuong-1", None);
        report.Missing.IsEmpty.ShouldBeTrue("the form does not use the e-office");
        var half = (await pipeline.Get<PublishedTables>().FindAsync<IndicatorRow>("indicators", "nd09-2022-H1", "tnc-phuong-1|HS01", None))!;
        half.HasPrevious.ShouldBeFalse("of the half-year before only 45 days are known");
        (await pipeline.Get<PublishedTables>().FindAsync<DatasetRow>("datasets", "all", "nd09-2022-H1", None))!.Complete.ShouldBeFalse();
    }

    [Fact]
    public async Task A_row_of_an_older_version_reads_as_what_it_lacks()
    {
        await using var pipeline = await TestPipeline.StartAsync();
        await pipeline.DropAsync("onestop-wards", Csv.Header + Csv.Dossier("000.01.13.H53-220301-0001", "01/03/2022"), Day);
        await pipeline.DrainAsync();
        var table = pipeline.Get<PublishedAccount>().Account.Table("indicators");
        var entity = (await table.GetEntityAsync<Azure.Data.Tables.TableEntity>("nd09-2022-H1", "tnc-phuong-1|HS01")).Value;
        foreach (var key in (string[])["TargetWarn", "TargetId", "Complete", "RankedUnits"])
        {
            entity.Remove(key);
        }

        await table.UpdateEntityAsync(entity, Azure.ETag.All, Azure.Data.Tables.TableUpdateMode.Replace);
        (await pipeline.Get<PublishedTables>().FindAsync<IndicatorRow>("indicators", "nd09-2022-H1", "tnc-phuong-1|HS01", None))!
            .ShouldSatisfyAllConditions(r => r.TargetWarn.ShouldBe(0), r => r.TargetId.ShouldBeEmpty(), r => r.RankedUnits.ShouldBe(0));
        await pipeline.Get<EvaluateAlerts>().RunAsync(new AlertMessage("nd09-2022-H1"), None);
    }

    [Fact]
    public async Task What_a_host_that_is_gone_left_behind_is_ended()
    {
        await using var pipeline = await TestPipeline.StartAsync();
        var (history, pending) = (pipeline.Get<RunHistory>(), pipeline.Get<PendingWork>());
        await history.SaveAsync(new() { PartitionKey = JobNames.FoldFacts, RowKey = TableKeys.NewestFirst(pipeline.Time.GetUtcNow()),
            StartedAt = pipeline.Time.GetUtcNow(), Outcome = RunRecord.Running, Subject = "x" }, None);
        await pending.HoldAsync(Holds.OfExport(new ExportBlob("onestop-wards/gone.csv", "\"1\"", 1, pipeline.Time.GetUtcNow(), Day, null, true, false)), None);
        var name = await pipeline.DropAsync("onestop-wards", Csv.Header + Csv.Dossier("000.01.13.H53-220301-0001", "01/03/2022"), Day);
        await pending.HoldAsync(Holds.OfExport((await pipeline.Get<ExportStore>().FindAsync(name, None))!), None);
        await pipeline.Get<SweepExports>().RunAsync(None);
        (await pending.HeldAsync(None)).Single().Item.ShouldStartWith("exports/onestop-wards/gone.csv", customMessage: "it may still be taken in");
        (await history.NewestAsync(JobNames.FoldFacts, 1, None)).Single().Outcome.ShouldBe(RunRecord.Running, "it may still run");
        pipeline.Time.Advance(TimeSpan.FromHours(2));
        await pipeline.Get<SweepExports>().RunAsync(None);
        (await history.NewestAsync(JobNames.FoldFacts, 1, None)).Single()
            .ShouldSatisfyAllConditions(r => r.Outcome.ShouldBe(RunRecord.Failed), r => r.ErrorCode.ShouldBe("cut-off"), r => r.EndedAt.ShouldNotBeNull());
        (await pending.HeldAsync(None)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_failed_run_is_told_only_while_its_work_is_undone()
    {
        await using var pipeline = await TestPipeline.StartAsync();
        var (history, name) =
            (pipeline.Get<RunHistory>(), await pipeline.DropAsync("onestop-wards", Csv.Header + Csv.Dossier("000.01.13.H53-220601-0001", "01/06/2022"), Day));
        async Task RunAsync(string job, string subject, string outcome)
        {
            pipeline.Time.Advance(TimeSpan.FromMinutes(1));
            var now = pipeline.Time.GetUtcNow();
            await history.SaveAsync(new()
            {
                PartitionKey = job, RowKey = TableKeys.NewestFirst(now), Subject = subject, StartedAt = now, EndedAt = now, Outcome = outcome,
            }, None);
        }

        async Task<string[]> ToldAsync() =>
            [.. (await pipeline.Get<OperationFindings>().OfAsync(None)).Where(f => f.Kind == AlertKind.RunFailed).Select(f => f.Key)];

        await pipeline.Get<PendingWork>().AddAsync(PendingWork.Folds, ["000.01.13.H53/2206"], None);
        await RunAsync(JobNames.IngestExport, name, RunRecord.Failed);
        await RunAsync(JobNames.FoldFacts, "000.01.13.H53/2206", RunRecord.Failed);
        await RunAsync(JobNames.NotifyAlerts, "2022-06-15", RunRecord.Failed);
        await RunAsync(JobNames.PullSource, "onestop-city", RunRecord.Failed);
        (await ToldAsync()).Length.ShouldBe(4);
        await RunAsync(JobNames.FoldFacts, "2 partitions", RunRecord.Done);
        await RunAsync(JobNames.NotifyAlerts, "2022-06-16", RunRecord.Nothing);
        await RunAsync(JobNames.PullSource, "onestop-wards", RunRecord.Done);
        (await ToldAsync()).ShouldBe([$"run|IngestExport|{name}", "run|PullSource|onestop-city"]);
        await pipeline.DrainAsync();
        await RunAsync(JobNames.IngestExport, name, RunRecord.Failed); // one that was cut off after its last write
        (await ToldAsync()).ShouldBe(["run|PullSource|onestop-city"]);
        var ledger = pipeline.Get<FileLedger>();
        await ledger.ForgetAsync((await ledger.FindBlobAsync(name, None))!, None); // to be taken in again, which then fails
        await RunAsync(JobNames.IngestExport, name, RunRecord.Failed);
        (await ToldAsync()).ShouldBe([$"run|IngestExport|{name}", "run|PullSource|onestop-city"], ignoreOrder: true);
        await RunAsync(JobNames.EvaluateAlerts, "nd09-2022-H1", RunRecord.Failed);
        (await ToldAsync()).ShouldNotContain("run|EvaluateAlerts|nd09-2022-H1", "its queue tries it again");
        pipeline.Time.Advance(TimeSpan.FromHours(2));
        (await ToldAsync()).ShouldContain("run|EvaluateAlerts|nd09-2022-H1");
        await RunAsync(JobNames.EvaluateAlerts, "nd09-2022-H1", RunRecord.Failed);
        (await ToldAsync()).ShouldContain("run|EvaluateAlerts|nd09-2022-H1", "it goes on failing, however newly");
        await RunAsync(JobNames.EvaluateAlerts, "nd09-2022-H1", RunRecord.Nothing);
        (await ToldAsync()).ShouldNotContain("run|EvaluateAlerts|nd09-2022-H1");
    }

    [Fact]
    public async Task Two_hosts_at_one_file_leave_its_account_as_one_would()
    {
        var stop = new Interruptions();
        await using var pipeline = await TestPipeline.StartAsync(onRequest: stop);
        var name = await pipeline.DropAsync("onestop-wards", Csv.Header + Csv.Dossier("000.01.13.H53-220601-0001", "01/06/2022"), Day);
        stop.Before(() => pipeline.Get<IngestExport>().RunAsync(name, None), "PUT", "pending(PartitionKey='hold'"); // the other does all of it meanwhile
        await pipeline.Get<IngestExport>().RunAsync(name, None);
        (await pipeline.DrainAsync()).ShouldBeEmpty();
        (await pipeline.FileAsync(name)).ShouldSatisfyAllConditions(f => f.State.ShouldBe(FileStates.Ingested), f => f.InFacts.ShouldBe(1));
        (await pipeline.Get<FileLedger>().FindBlobAsync(name, None))!.State.ShouldBe(FileStates.Ingested, "it is no duplicate of itself");
        (await pipeline.RowAsync("nd09-2022-H1", "tnc-phuong-1")).Received.ShouldBe(1);
    }

    [Fact]
    public async Task A_refusal_of_the_same_content_takes_nothing_from_what_was_taken_in()
    {
        await using var pipeline = await TestPipeline.StartAsync();
        var csv = Csv.Header + Csv.Dossier("000.01.13.H53-220301-0001", "01/03/2022");
        var good = await pipeline.DropAsync("onestop-wards", csv, new(2022, 3, 2));
        await pipeline.DrainAsync();
        var staged = pipeline.Get<ExportStore>().Begin("onestop-wards/again.csv", Day, null, isDateCertain: false);
        await staged.WriteAsync(System.Text.Encoding.UTF8.GetBytes(csv), None);
        await staged.CommitAsync(None);
        await pipeline.DrainAsync();
        (await pipeline.Get<FileLedger>().FindBlobAsync("onestop-wards/again.csv", None))!.ErrorCode.ShouldBe("GP212");
        (await pipeline.FileAsync(good)).State.ShouldBe(FileStates.Ingested);
        (await pipeline.Get<PublishedTables>().FindAsync<DatasetRow>("datasets", "all", "cal-2022-M03", None))!.AcceptedRows.ShouldBe(1);
    }

    [Fact]
    public async Task Messages_that_failed_for_good_are_shown_told_and_sent_again()
    {
        await using var pipeline = await TestPipeline.StartAsync();
        await pipeline.Get<WorkAccount>().Account.Queue(StorageNames.PublishQueue + StorageNames.PoisonSuffix).SendMessageAsync("{\"force\":false}");
        (await pipeline.Get<Health>().CheckAsync(None)).ShouldSatisfyAllConditions(h => h.PoisonMessages.ShouldBe(1), h => h.IsHealthy.ShouldBeFalse());
        await pipeline.Get<CheckOperations>().RunAsync(None);
        var alert = (await pipeline.Get<AlertStore>().LiveAsync(None)).Single(a => a.Key == "poison|publish-period");
        (alert.Kind, alert.Content.Facts.Any(f => f.Value.Vi.Contains("govpipeline queues retry publish-period", StringComparison.Ordinal)))
            .ShouldBe((AlertKind.WorkStuck, true));
        (await pipeline.Get<JobQueues>().RetryPoisonAsync(StorageNames.PublishQueue, None)).ShouldBe(1);
        await pipeline.DrainAsync();
        await pipeline.Get<CheckOperations>().RunAsync(None);
        (await pipeline.Get<AlertStore>().LiveAsync(None)).ShouldNotContain(a => a.Key == "poison|publish-period");
    }

    [Fact]
    public async Task Nothing_published_is_told_before_the_first_publication_too()
    {
        await using var pipeline = await TestPipeline.StartAsync();
        await pipeline.Get<PendingWork>().AddAsync(PendingWork.Periods, ["nd09-2022-H1"], None);
        (await pipeline.Get<OperationFindings>().OfAsync(None)).ShouldNotContain(f => f.Kind == AlertKind.NothingPublished);
        pipeline.Time.Advance(TimeSpan.FromHours(37));
        (await pipeline.Get<OperationFindings>().OfAsync(None)).ShouldContain(f => f.Kind == AlertKind.NothingPublished);
    }

    [Fact]
    public async Task Health_says_within_seconds_that_storage_does_not_answer()
    {
        await using var proxy = await FaultyProxy.StartAsync(await Emulator.ConnectionStringAsync(), 1);
        await using var pipeline = await TestPipeline.StartAsync(connection: proxy.ConnectionString);
        (await pipeline.Get<Health>().CheckAsync(None))
            .ShouldSatisfyAllConditions(h => h.Error.ShouldBeEmpty(), h => h.HoursSince["PublishPeriod"].ShouldBeNull());
        proxy.PerThousand = 1000;
        var clock = System.Diagnostics.Stopwatch.StartNew();
        (await pipeline.Get<Health>().CheckAsync(None)).ShouldSatisfyAllConditions(h => h.IsHealthy.ShouldBeFalse(), h => h.Error.ShouldBe("GP401"));
        clock.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(20));
    }

    [Fact]
    public async Task An_alert_of_hundreds_of_missed_figures_fits_its_row()
    {
        await using var pipeline = await TestPipeline.StartAsync();
        var store = pipeline.Get<AlertStore>();
        AlertContent Content(int facts) => new(Bilingual.Same("chốt kỳ"),
            [.. Enumerable.Range(0, facts).Select(i => new AlertFact(Bilingual.Same($"Phường {i}"), Bilingual.Same(new string('x', 200))))], [], null);
        foreach (var facts in (int[])[165, 1000, 20_000])
        {
            var finding = new AlertFinding(AlertKind.PeriodClosing, $"closing|{facts}", string.Empty, null, string.Empty, Content(facts));
            await store.ChangeAsync("nd09-2022-H1", finding.Key, known => AlertLife.See(known, "nd09-2022-H1", finding, pipeline.Time.GetUtcNow()), None);
            (await store.FindAsync("nd09-2022-H1", finding.Key, None))!.Content.Facts.Count.ShouldBe(facts > 165 ? 101 : facts);
        }

        pipeline.Time.Advance(TimeSpan.FromDays(1));
        await store.ChangeAsync("nd09-2022-H1", "closing|165", a => AlertLife.Resolve(a!, "x", "x", pipeline.Time.GetUtcNow()), None);
        (await store.LiveAsync(None)).Count.ShouldBe(2);
        (await store.ForgetAsync(pipeline.Time.GetUtcNow().AddDays(1), None)).ShouldBe(1, "what stands is never forgotten");
    }

    [Fact]
    public async Task Old_runs_and_mails_age_out_and_never_while_nothing_new_comes()
    {
        await using var pipeline = await TestPipeline.StartAsync();
        var history = pipeline.Get<RunHistory>();
        await pipeline.Get<SweepExports>().RunAsync(None);
        pipeline.Time.Advance(TimeSpan.FromDays(500));
        await MorningAsync();
        (await history.NewestAsync(JobNames.SweepExports, 10, None)).Count.ShouldBe(1, "the clock may have jumped: nothing shows that time went by");
        for (var day = 0; day < 6; day++)
        {
            pipeline.Time.Advance(TimeSpan.FromDays(1));
            await MorningAsync();
        }

        (await history.NewestAsync(JobNames.SweepExports, 10, None)).Count.ShouldBe(1, "a week of mornings has gone by, and no file has come");
        await pipeline.DropAsync("onestop-wards", Csv.Header + Csv.Dossier("000.01.13.H53-220601-0001", "01/06/2022"), Day);
        (await pipeline.DrainAsync()).ShouldBeEmpty();
        await MorningAsync();
        (await history.NewestAsync(JobNames.SweepExports, 10, None)).ShouldBeEmpty();
        (await pipeline.Get<AuditLog>().NewestAsync(10, None)).ShouldContain(n => n.Action == AuditRecord.Deleted && n.What == "runs" && n.Count == 1);

        async Task MorningAsync()
        {
            await pipeline.Get<CheckOperations>().RunAsync(None);
            await pipeline.Get<DeleteExpired>().RunAsync(None);
        }
    }

    [Fact]
    public async Task A_slip_is_taken_back_for_its_own_source_only()
    {
        await using var pipeline = await TestPipeline.StartAsync();
        var bad = await pipeline.DropAsync("onestop-wards", Csv.Header + Csv.Dossier("000.01.13.H53-220301-0001", "31/02/2022"), Day);
        await pipeline.DrainAsync();
        (await pipeline.Get<SourceLog>().CoveredAsync("onestop-wards", CancellationToken.None))
            .ShouldBeEmpty("a file of which every row waits tells of no day");
        var sha = (await pipeline.FileAsync(bad)).Sha256;
        var slip = Csv.Header.TrimEnd('\n') + ",Mã phiếu cách ly,Dòng gốc\n" + Csv.Dossier("000.01.13.H53-220301-0001", "28/02/2022")
            .TrimEnd('\n') + $",{sha},2\n";
        var wrong = await pipeline.DropAsync("onestop-city", slip, Day);
        await pipeline.DrainAsync();
        (await pipeline.FileAsync(wrong)).ShouldSatisfyAllConditions(f => f.ErrorCode.ShouldBe("GP213"), f => f.Error.ShouldContain("onestop-city"));
        (await pipeline.RowsAsync("nd09-2022-H1")).ShouldAllBe(r => r.Received == 0);
        await pipeline.DropAsync("onestop-wards", slip, Day.AddDays(1));
        await pipeline.DrainAsync();
        (await pipeline.RowAsync("nd09-2022-H1", "tnc-phuong-1")).Received.ShouldBe(1);
    }

    [Fact]
    public async Task Nothing_of_a_file_is_left_in_the_temporary_folder_even_while_it_is_read()
    {
        var folder = Path.GetTempPath();
        using (var file = Sources.Formats.TemporaryFile.Create("trial"))
        {
            file.Write("personal"u8);
            file.Flush();
            file.Position = 0;
            new StreamReader(file).ReadToEnd().ShouldBe("personal");
            if (!OperatingSystem.IsWindows())
            {
                Directory.EnumerateFiles(folder, "govpipeline-*.trial").ShouldBeEmpty("a process that is killed leaves nothing");
            }
        }

        await Task.CompletedTask;
    }

    [Fact]
    public async Task A_poison_file_is_refused_with_a_code_kept_and_not_tried_in_a_loop()
    {
        await using var pipeline = await TestPipeline.StartAsync();
        var name = await pipeline.DropAsync("meetings",
            "MaCuocHop,DonViToChuc,NgayHop,SoThanhPhanMoi,SoThamDu,SoTaiLieu,SoTrangTaiLieu,CoInGiay,TrangThai,SoDangNhapPhanMem\n"
            + "H1,Phường 1,01/06/2022,999999999999,999999999999,1,999999999999,0,DA_HOP,1\n", Day);
        (await pipeline.DrainAsync()).ShouldBeEmpty();
        (await pipeline.FileAsync(name)).ShouldSatisfyAllConditions(f => f.State.ShouldBe(FileStates.Ingested), f => f.Rejected.ShouldBe(1));
        var runs = (await pipeline.Get<RunHistory>().NewestAsync(JobNames.IngestExport, 10, None)).Count;
        await pipeline.DrainAsync();
        (await pipeline.Get<RunHistory>().NewestAsync(JobNames.IngestExport, 10, None)).Count.ShouldBe(runs);
        (await pipeline.Get<MissedExports>().ListAsync(None)).ShouldBeEmpty();
    }
}
