using GovPipeline.Domain.Alerts;
using GovPipeline.Domain.Time;
using GovPipeline.Pipeline.Jobs;
using GovPipeline.Pipeline.Messages;
using GovPipeline.Storage.Alerts;
using GovPipeline.Storage.Ledger;
using GovPipeline.Storage.Published;
using GovPipeline.Testing;

namespace GovPipeline.Pipeline.Tests;

/// <summary>Alerts about the pipeline itself: each is raised, told to operators only, and ends.</summary>
public sealed class OperationsTests
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly DateOnly Day = new(2022, 6, 14);

    [Fact]
    public async Task A_refused_file_is_an_alert_until_its_source_sends_a_good_one()
    {
        await using var smtp = await FaultySmtp.StartAsync();
        await using var pipeline = await TestPipeline.StartAsync(smtp.Settings());
        var name = await pipeline.DropAsync("onestop-wards", "a,b\n1,2\n", Day);
        await pipeline.DrainAsync();
        (await CheckAsync(pipeline)).ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            a => a.Kind.ShouldBe(AlertKind.FileRejected), a => a.Key.ShouldBe($"file|{name}"),
            a => a.Content.Facts.ShouldContain(f => f.Value.Vi.Contains("GP202", StringComparison.Ordinal)));
        var mail = (await smtp.MailsAsync()).ShouldHaveSingleItem();
        mail.To.ShouldBe("vanhanh@tayninh.example");
        mail.Message.TextBody!.ShouldContain("Việc cần làm:");

        pipeline.Time.Advance(TimeSpan.FromHours(1));
        await pipeline.DropAsync("onestop-wards", Csv.Header + Csv.Dossier("000.01.13.H53-220614-0001", "14/06/2022"), Day);
        await pipeline.DrainAsync();
        (await CheckAsync(pipeline)).ShouldBeEmpty();
        (await smtp.MailsAsync())[^1].Message.Subject.ShouldStartWith("Đã hết: Một cửa điện tử phường, xã: tệp bị từ chối");
    }

    [Fact]
    public async Task A_job_whose_newest_run_failed_is_an_alert_until_it_runs_well()
    {
        await using var pipeline = await TestPipeline.StartAsync();
        var runs = pipeline.Get<RunHistory>();
        Task RunAsync(string outcome, string key) => runs.SaveAsync(
            new()
            {
                PartitionKey = nameof(PublishPeriod), RowKey = key, Subject = "due", StartedAt = pipeline.Time.GetUtcNow(), EndedAt = pipeline.Time.GetUtcNow(),
                Outcome = outcome, Message = "GP401: …",
            },
            None);
        await RunAsync("failed", "2");
        (await CheckAsync(pipeline)).ShouldBeEmpty("nothing is due: somebody else has published it");
        await pipeline.Get<PendingWork>().AddAsync(PendingWork.Periods, ["nd09-2022-H1"], None);
        (await CheckAsync(pipeline)).ShouldHaveSingleItem().Key.ShouldBe("run|PublishPeriod|due");
        pipeline.Time.Advance(TimeSpan.FromHours(1));
        await RunAsync("done", "1");
        (await CheckAsync(pipeline)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_night_that_did_not_run_for_36_hours_is_an_alert_and_a_quiet_weekend_is_none()
    {
        await using var pipeline = await TestPipeline.StartAsync();
        var sources = pipeline.Get<SourceLog>();
        pipeline.Time.AdjustTime(VietnamClock.At(new(2022, 6, 19), new(7, 0)));
        await sources.NoteAsync(new(2022, 6, 18), new() { RowKey = "onestop-city", From = "2022-06-18", To = "2022-06-18", Outcome = SourceLog.Unchanged },
            None);
        (await CheckAsync(pipeline)).ShouldBeEmpty("Saturday night brought nothing new, and nothing waits");
        pipeline.Time.AdjustTime(VietnamClock.At(new(2022, 6, 20), new(13, 0)));
        (await CheckAsync(pipeline)).ShouldHaveSingleItem().Kind.ShouldBe(AlertKind.NothingPublished);
        await sources.NoteAsync(new(2022, 6, 19), new() { RowKey = "onestop-city", From = "2022-06-19", To = "2022-06-19", Outcome = SourceLog.Unchanged },
            None);
        (await CheckAsync(pipeline)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_form_that_does_not_add_up_is_an_alert_that_names_unit_and_identity()
    {
        await using var pipeline = await TestPipeline.StartAsync();
        await pipeline.Get<SourceLog>().DataThroughAsync("onestop-city", Day, None);
        DatasetRow Dataset(string broken) => new()
        {
            Partition = "all", Period = "nd09-2022-H1", PeriodName = "x", Calendar = "Nd09", Kind = "HalfYear",
            PeriodStart = "2021-12-15", PeriodEnd = "2022-06-14", AsOf = "2022-06-14", Version = "1", Rows = 0,
            IndicatorRows = 0, Complete = true, Missing = string.Empty,
            BrokenIdentities = broken, FileRows = 0, AcceptedRows = 0, RejectedRows = 0, Files = 0, RefusedFiles = 0, RejectedDossierRows = 0,
                Repairs = string.Empty, Checksum = 0,
            IndicatorChecksum = 0, Definitions = string.Empty, State = string.Empty,
                SignedBy = string.Empty, SignedDocument = string.Empty, SignedOn = string.Empty,
        };
        await pipeline.Get<PublishedTables>().SaveAsync(Dataset("tnc-one-stop|: 3 ≠ 7 + 11"), null, None);
        await pipeline.Get<EvaluateAlerts>().RunAsync(new AlertMessage("nd09-2022-H1"), None);
        var alert = (await pipeline.Get<AlertStore>().ListAsync("nd09-2022-H1", None)).ShouldHaveSingleItem();
        (alert.Kind, alert.Content.Facts.Any(f => f.Value.Vi.Contains("tnc-one-stop", StringComparison.Ordinal))).ShouldBe((AlertKind.BrokenIdentity, true));
        await pipeline.Get<PublishedTables>().SaveAsync(Dataset(string.Empty), null, None);
        await pipeline.Get<EvaluateAlerts>().RunAsync(new AlertMessage("nd09-2022-H1"), None);
        (await pipeline.Get<AlertStore>().ListAsync("nd09-2022-H1", None)).Single().State.ShouldBe(AlertState.Resolved);
    }

    [Fact]
    public async Task A_week_far_below_the_weeks_before_is_an_alert_of_its_unit()
    {
        await using var pipeline = await TestPipeline.StartAsync();
        var rows = new System.Text.StringBuilder(Csv.Header);
        var number = 0;
        for (var day = new DateOnly(2022, 4, 4); day <= new DateOnly(2022, 6, 12); day = day.AddDays(1))
        {
            for (var i = 0; i < 10; i++)
            {
                var isOnline = i < (day > new DateOnly(2022, 6, 5) ? 4 : 9);
                rows.Append(Csv.Dossier($"000.01.13.H53-{day:yyMMdd}-{++number:D4}", $"{day:dd/MM/yyyy}", channel: isOnline ? "Trực tuyến" : "Trực tiếp"));
            }
        }

        await pipeline.DropAsync("onestop-wards", rows.ToString(), new(2022, 6, 12));
        await pipeline.DrainAsync();
        var drop = (await pipeline.Get<AlertStore>().ListAsync("nd09-2022-H1", None)).Single(a => a.Kind == AlertKind.SuddenDrop);
        drop.Content.Headline.Vi.ShouldBe("Phường 1: tuần 06/06/2022–12/06/2022 chỉ 40,0% hồ sơ nộp trực tuyến, các tuần trước 90,0%");
    }

    private static async Task<IReadOnlyList<Alert>> CheckAsync(TestPipeline pipeline)
    {
        await pipeline.Get<CheckOperations>().RunAsync(None);
        await pipeline.DrainAsync();
        await AlertTests.MorningAsync(pipeline);
        return [.. (await pipeline.Get<AlertStore>().ListAsync("operations", None)).Where(a => a.IsLive)];
    }
}
