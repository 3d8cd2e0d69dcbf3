using GovPipeline.Domain.Alerts;
using GovPipeline.Pipeline.Jobs;
using GovPipeline.Pipeline.Messages;
using GovPipeline.Storage.Accounts;
using GovPipeline.Storage.Alerts;
using GovPipeline.Storage.Mail;
using GovPipeline.Testing;

namespace GovPipeline.Pipeline.Tests;

/// <summary>Mails against a real SMTP server that fails in every way.</summary>
public sealed class OutboxTests
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly string[] Everybody = ["chanhvanphong@tayninh.example", "chutich@tayninh.example", "motcua@tayninh.example"];

    [Fact]
    public async Task A_server_that_is_away_for_a_day_gets_every_mail_once_when_it_is_back()
    {
        await using var smtp = await FaultySmtp.StartAsync();
        await using var pipeline = await StartAsync(smtp);
        await smtp.GoAwayAsync();
        await AlertTests.MorningAsync(pipeline);
        for (var hour = 0; hour < 24; hour++)
        {
            await PassAsync(pipeline, TimeSpan.FromHours(1));
        }

        (await smtp.MailsAsync()).ShouldBeEmpty();
        (await pipeline.Get<Outbox>().ListAsync(None))
            .ShouldAllBe(m => m.State == OutboxStates.Queued && m.SentAt == null && m.LastError.Contains("GP502"), "a failed mail is not recorded as sent");
        await smtp.ComeBackAsync();
        await PassAsync(pipeline, TimeSpan.FromHours(7));
        (await smtp.MailsAsync()).Select(m => m.To).Order(StringComparer.Ordinal).ShouldBe(Everybody);
        await PassAsync(pipeline, TimeSpan.FromHours(7));
        (await smtp.MailsAsync()).Count.ShouldBe(3);
    }

    [Fact]
    public async Task A_busy_server_is_tried_again_with_growing_pauses_and_one_mails_fate_is_not_anothers()
    {
        await using var smtp = await FaultySmtp.StartAsync();
        await using var pipeline = await StartAsync(smtp);
        smtp.Behave("busy");
        await AlertTests.MorningAsync(pipeline);
        var (outbox, send) = (pipeline.Get<Outbox>(), pipeline.Get<SendMail>());
        var mail = (await outbox.ListAsync(None))[0];
        (mail.State, mail.Attempts).ShouldBe((OutboxStates.Queued, 1));
        await send.RunAsync(new MailMessage(mail.RowKey), None);
        (await outbox.FindAsync(mail.RowKey, None))!.Attempts.ShouldBe(1, "not before its time");
        pipeline.Time.Advance(TimeSpan.FromMinutes(2));
        await send.RunAsync(new MailMessage(mail.RowKey), None);
        (await outbox.FindAsync(mail.RowKey, None))!.NextTryAt.ShouldBe(pipeline.Time.GetUtcNow().AddMinutes(2));
        smtp.Behave("ok");
        pipeline.Time.Advance(TimeSpan.FromMinutes(3));
        await send.RunAsync(new MailMessage(mail.RowKey), None);
        (await outbox.ListAsync(None)).Count(m => m.State == OutboxStates.Sent).ShouldBe(1);
    }

    [Fact]
    public async Task A_refused_mail_is_given_up_at_last_raises_an_alert_of_its_own_and_can_be_sent_again()
    {
        await using var smtp = await FaultySmtp.StartAsync();
        await using var pipeline = await StartAsync(smtp, ("Mail:MaxAttempts", "3"));
        smtp.Behave("refuse");
        await AlertTests.MorningAsync(pipeline);
        await PassAsync(pipeline, TimeSpan.FromHours(1));
        await PassAsync(pipeline, TimeSpan.FromHours(1));
        var outbox = pipeline.Get<Outbox>();
        var given = await outbox.ListAsync(None);
        given.ShouldAllBe(m => m.State == OutboxStates.Failed && m.Attempts == 3 && m.LastError.Contains("GP501"));

        smtp.Behave("ok");
        await pipeline.Get<CheckOperations>().RunAsync(None);
        await AlertTests.MorningAsync(pipeline);
        (await smtp.MailsAsync())
            .Single(m => m.To.StartsWith("vanhanh", StringComparison.Ordinal)).Message.TextBody!.ShouldContain($"govpipeline mails resend {given[0].RowKey}");
        (await outbox.RenewAsync(given[0].RowKey, pipeline.Time.GetUtcNow(), None)).ShouldBeTrue();
        await pipeline.Get<SendMail>().RunAsync(new MailMessage(given[0].RowKey), None);
        (await smtp.MailsAsync()).Single(m => m.To == given[0].Recipient).Message.MessageId.ShouldBe(given[0].MessageId);
        await pipeline.Get<CheckOperations>().RunAsync(None);
        (await pipeline.Get<AlertStore>().FindAsync("operations", $"mail|{given[0].RowKey}", None))!.State.ShouldBe(AlertState.Resolved);
        (await pipeline.Get<AlertStore>().FindAsync("operations", $"mail|{given[1].RowKey}", None))!.State.ShouldBe(AlertState.Open);
    }

    [Fact]
    public async Task A_connection_that_breaks_after_the_data_repeats_the_mail_under_the_same_Message_ID()
    {
        await using var smtp = await FaultySmtp.StartAsync();
        await using var pipeline = await StartAsync(smtp);
        smtp.Behave("drop");
        await AlertTests.MorningAsync(pipeline);
        smtp.Behave("ok");
        await PassAsync(pipeline, TimeSpan.FromHours(1));
        await PassAsync(pipeline, TimeSpan.FromHours(1));
        var mails = await smtp.MailsAsync();
        mails.Select(m => m.Message.MessageId).Distinct(StringComparer.Ordinal).Count().ShouldBe(3, "a mailbox that knows Message-IDs shows each once");
        mails.GroupBy(m => m.To).Select(g => (g.Key, g.Count())).Order().ShouldBe(Everybody.Select(e => (e, 2)));
        (await pipeline.Get<Outbox>().ListAsync(None)).ShouldAllBe(m => m.State == OutboxStates.Sent);
    }

    [Fact]
    public async Task A_server_that_wants_another_log_in_is_told_as_that_and_the_mail_waits()
    {
        await using var smtp = await FaultySmtp.StartAsync();
        await using var pipeline = await StartAsync(smtp);
        smtp.Behave("login");
        await AlertTests.MorningAsync(pipeline);
        (await pipeline.Get<Outbox>().ListAsync(None)).ShouldAllBe(m => m.State == OutboxStates.Queued && m.ErrorCode == "GP503");
        smtp.Behave("ok");
        await PassAsync(pipeline, TimeSpan.FromHours(1));
        (await smtp.MailsAsync()).Select(m => m.To).Order(StringComparer.Ordinal).ShouldBe(Everybody);
    }

    [Fact]
    public async Task A_mail_whose_content_is_gone_is_given_up_at_once_and_raises_an_alert()
    {
        await using var smtp = await FaultySmtp.StartAsync();
        await using var pipeline = await StartAsync(smtp);
        smtp.Behave("busy");
        await AlertTests.MorningAsync(pipeline);
        var outbox = pipeline.Get<Outbox>();
        var (gone, without) = ((await outbox.ListAsync(None))[0],
            new OutboxRecord { RowKey = "report-1", MessageId = "report-1@tayninh.example", Recipient = Everybody[0], NextTryAt = pipeline.Time.GetUtcNow() });
        await pipeline.Get<WorkAccount>().Account.Container(StorageNames.Mails).DeleteBlobAsync(gone.Content);
        await outbox.AddAsync(without, Content(new MailFile(StorageNames.Reports, "never/written.xlsx", "a.xlsx")), None);
        smtp.Behave("ok");
        await PassAsync(pipeline, TimeSpan.FromHours(1));
        foreach (var id in new[] { gone.RowKey, without.RowKey })
        {
            var mail = (await outbox.FindAsync(id, None))!;
            (mail.State, mail.ErrorCode, mail.SentAt).ShouldBe((OutboxStates.Failed, "GP505", null));
        }

        await pipeline.Get<CheckOperations>().RunAsync(None);
        (await pipeline.Get<AlertStore>().FindAsync("operations", $"mail|{gone.RowKey}", None))!.State.ShouldBe(AlertState.Open);
        (await pipeline.Get<AlertStore>().FindAsync("operations", $"mail|{without.RowKey}", None))!.State.ShouldBe(AlertState.Open);
        (await smtp.MailsAsync()).Count.ShouldBe(2, "one mail's fate is not another's");
    }

    [Fact]
    public async Task A_host_that_slept_past_its_claim_sends_nothing_that_another_has_sent()
    {
        await using var smtp = await FaultySmtp.StartAsync();
        var sleep = new Interruptions();
        await using var one = await TestPipeline.StartAsync(smtp.Settings(), onRequest: sleep);
        await using var other = await TestPipeline.StartAsync(smtp.Settings(), one.Prefix);
        var mail = new OutboxRecord { RowKey = "letter-1", MessageId = "letter-1@tayninh.example", Recipient = Everybody[0], NextTryAt = one.Time.GetUtcNow() };
        await one.Get<Outbox>().AddAsync(mail, Content(), None);
        var slept = false;
        sleep.Before(
            async () =>
            {
                slept = true;
                one.Time.Advance(TimeSpan.FromMinutes(6));
                other.Time.Advance(TimeSpan.FromMinutes(6));
                await other.Get<SendMail>().RunAsync(new MailMessage("letter-1"), None);
            },
            "GET", "mails/letter-1");
        await one.Get<SendMail>().RunAsync(new MailMessage("letter-1"), None);
        slept.ShouldBeTrue();
        (await smtp.MailsAsync()).Count.ShouldBe(1);
        (await one.Get<Outbox>().FindAsync("letter-1", None))!.State.ShouldBe(OutboxStates.Sent);
    }

    private static MailContent Content(params MailFile[] files) => new("x", "x", [], files, string.Empty, [], []);

    private static async Task<TestPipeline> StartAsync(FaultySmtp smtp, params (string, string)[] more)
    {
        var pipeline = await TestPipeline.StartAsync(smtp.Settings(more));
        await pipeline.DropAsync("onestop-city", AlertTests.City(online: 10, all: 40), new(2022, 6, 14));
        await pipeline.DrainAsync();
        return pipeline;
    }

    /// <summary>Time goes by and the hourly sweep runs.</summary>
    private static async Task PassAsync(TestPipeline pipeline, TimeSpan time)
    {
        pipeline.Time.Advance(time);
        await pipeline.Get<SweepExports>().RunAsync(None);
        await pipeline.DrainAsync();
    }
}
