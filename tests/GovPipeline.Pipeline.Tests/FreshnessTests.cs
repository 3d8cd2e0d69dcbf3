using GovPipeline.Emulation;
using GovPipeline.Pipeline.Jobs;
using GovPipeline.Sources.Definitions;
using GovPipeline.Domain.Alerts;
using GovPipeline.Domain.Periods;
using GovPipeline.Storage.Alerts;
using GovPipeline.Storage.Ledger;
using GovPipeline.Storage.Mail;
using GovPipeline.Storage.Published;
using GovPipeline.Testing;

namespace GovPipeline.Pipeline.Tests;

public sealed class FreshnessTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task A_source_that_is_late_is_told_once_and_its_return_is_told_too()
    {
        await using var server = await MailServer.StartAsync(_ => { }, [], None);
        await using var pipeline = await TestPipeline.StartAsync(new()
        {
            ["Mail:Host"] = "127.0.0.1", ["Mail:Port"] = $"{server.SmtpPort}", ["Mail:Security"] = "None", ["Mail:From"] = "govpipeline@tayninh.example",
        });
        MoveTo(pipeline, new(2022, 6, 11));
        await pipeline.DropAsync("onestop-wards", Csv.Header + Csv.Dossier("000.01.13.H53-220610-0001", "10/06/2022"), new(2022, 6, 10));
        await pipeline.DrainAsync();
        await CheckAsync(pipeline);
        (await MailsAsync(pipeline)).ShouldBeEmpty("Friday's data are all there is on Saturday");
        MoveTo(pipeline, new(2022, 6, 13));
        await CheckAsync(pipeline);
        (await MailsAsync(pipeline)).ShouldBeEmpty("Saturday's are due on Monday");

        MoveTo(pipeline, new(2022, 6, 14));
        await CheckAsync(pipeline);
        await CheckAsync(pipeline);
        MoveTo(pipeline, new(2022, 6, 15));
        await CheckAsync(pipeline);
        (await MailsAsync(pipeline)).ShouldBe(["vanhanh@tayninh.example: Một cửa điện tử phường, xã: trễ số liệu, mới có đến ngày 10/06/2022"]);
        (await AlertAsync(pipeline)).State.ShouldBe(AlertState.Open);

        await pipeline.DropAsync("onestop-wards", Csv.Header + Csv.Dossier("000.01.13.H53-220614-0001", "14/06/2022"), new(2022, 6, 14));
        await pipeline.DrainAsync();
        await CheckAsync(pipeline);
        await CheckAsync(pipeline);
        (await AlertAsync(pipeline)).State.ShouldBe(AlertState.Resolved);
        (await MailsAsync(pipeline))[1].ShouldBe("vanhanh@tayninh.example: Đã hết: Một cửa điện tử phường, xã: trễ số liệu, mới có đến ngày 10/06/2022");

        MoveTo(pipeline, new(2022, 6, 20));
        await CheckAsync(pipeline);
        ((await MailsAsync(pipeline)).Count, (await AlertAsync(pipeline)).Occurrence).ShouldBe((3, 2), "late again is told again");
        (await pipeline.Get<Outbox>().ListAsync(None)).ShouldAllBe(m => m.State == OutboxStates.Sent);
    }

    [Fact]
    public async Task What_a_night_expected_and_got_is_published()
    {
        await using var pipeline = await TestPipeline.StartAsync();
        var (night, sources) = (new DateOnly(2022, 6, 14), pipeline.Get<SourceLog>());
        var blob = await pipeline.DropAsync("onestop-wards",
            Csv.Header + Csv.Dossier("000.01.13.H53-220614-0001", "14/06/2022") + Csv.Dossier("000.01.13.H53-220614-0002", "31/06/2022"), night);
        await pipeline.DrainAsync();
        await sources.NoteAsync(night, new() { RowKey = "onestop-wards", From = "2022-06-14", To = "2022-06-14", Outcome = SourceLog.Landed, Blob = blob },
            None);
        await sources.NoteAsync(night, new() { RowKey = "eoffice", From = "2022-06-14", To = "2022-06-14", Outcome = SourceLog.Unchanged }, None);
        await sources.NoteAsync(night,
            new() { RowKey = "onestop-city", From = "2022-06-14", To = "2022-06-14", Outcome = SourceLog.Failed, ErrorCode = "GP101" }, None);
        MoveTo(pipeline, new(2022, 6, 15));
        await CheckAsync(pipeline);
        var row = (await pipeline.Get<PublishedTables>().ReadAsync<DatasetRow>("datasets", "nights", None)).ShouldHaveSingleItem();
        (row.Period, row.Complete, row.Missing, row.Files, row.FileRows, row.AcceptedRows, row.RejectedRows)
            .ShouldBe(("2022-06-14", false, "Một cửa điện tử thành phố (GP101)", 1, 2, 1, 1));

        await sources.NoteAsync(night, new() { RowKey = "onestop-city", From = "2022-06-14", To = "2022-06-14", Outcome = SourceLog.NoRows }, None);
        await CheckAsync(pipeline);
        (await pipeline.Get<PublishedTables>().ReadAsync<DatasetRow>("datasets", "nights", None)).Single()
            .ShouldSatisfyAllConditions(r => r.Complete.ShouldBeTrue(), r => r.Missing.ShouldBeEmpty());
    }

    [Fact]
    public void Tet_and_weekends_are_no_delay_and_a_month_has_its_days_of_grace()
    {
        var calendar = Configuration.ReferenceData.Load(Csv.Seeds).Calendar;
        var night = new Expectation();
        night.DueDay(night.IntervalOf(new(2022, 1, 29)).Last, calendar).ShouldBe(new DateOnly(2022, 2, 7), "the Tết of 2022 is over on a Monday");
        var month = new Expectation { Every = Rhythm.Month, Days = 5 };
        month.DueDay(month.IntervalOf(new(2022, 4, 10)).Last, calendar).ShouldBe(new DateOnly(2022, 5, 10), "30/4 and 1/5 were made up for on 2 and 3 May");
        new Expectation { Every = Rhythm.HalfYear }.IntervalOf(new(2022, 6, 15)).ShouldBe((new DateOnly(2022, 6, 15), new DateOnly(2022, 12, 14)));
    }

    [Fact]
    public void A_month_is_missed_only_as_a_whole_and_not_before_it_is_due()
    {
        var calendar = Configuration.ReferenceData.Load(Csv.Seeds).Calendar;
        var month = new Expectation { Every = Rhythm.Month, Days = 5 };
        IReadOnlyList<DateOnly> march = [.. Enumerable.Range(1, 31).Select(d => new DateOnly(2022, 3, d))];
        month.Missed(march, new(2022, 4, 5), calendar).ShouldBeEmpty("its five working days are not over");
        month.Missed(march, new(2022, 4, 7), calendar).Count.ShouldBe(31);
        month.Missed([.. march.Skip(1)], new(2022, 4, 7), calendar).ShouldBeEmpty("one day tells of the month");
        (month with { Optional = true }).Missed(march, new(2022, 4, 7), calendar).ShouldBeEmpty("it comes when somebody has it");
        (month with { Optional = true }).NextDue(new(2022, 3, 31), calendar).ShouldBeNull();
        month.NextDue(new(2022, 3, 31), calendar).ShouldBe(month.DueDay(new(2022, 4, 30), calendar));
        new Expectation { Every = Rhythm.Quarter, Calendar = ReportingCalendar.Cal }.IntervalOf(new(2022, 6, 15))
            .ShouldBe((new DateOnly(2022, 4, 1), new DateOnly(2022, 6, 30)), "the portal's quarters are calendar quarters");
        new Expectation().Missed([new(2022, 3, 5)], new(2022, 3, 6), calendar).Count.ShouldBe(1);
    }

    // 07:30 in Việt Nam.
    private static void MoveTo(TestPipeline pipeline, DateOnly day) =>
        pipeline.Time.AdjustTime(new DateTimeOffset(day.ToDateTime(new TimeOnly(0, 30)), TimeSpan.Zero));

    private static async Task CheckAsync(TestPipeline pipeline)
    {
        await pipeline.Get<CheckOperations>().RunAsync(None);
        await pipeline.DrainAsync();
        await pipeline.Get<NotifyAlerts>().RunAsync(None);
        await pipeline.DrainAsync();
    }

    private static async Task<IReadOnlyList<string>> MailsAsync(TestPipeline pipeline) =>
        [.. (await pipeline.Get<Outbox>().ListAsync(None)).Where(m => m.Recipient.StartsWith("vanhanh", StringComparison.Ordinal))
            .Select(m => $"{m.Recipient}: {m.Subject}")];

    private static async Task<Alert> AlertAsync(TestPipeline pipeline) =>
        (await pipeline.Get<AlertStore>().FindAsync("operations", "late|onestop-wards", None))!;
}
