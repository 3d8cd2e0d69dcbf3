using GovPipeline.Cli.Emulation;
using GovPipeline.Pipeline.Jobs;
using GovPipeline.Pipeline.Messages;
using GovPipeline.Storage.Ledger;
using GovPipeline.Storage.Mail;
using GovPipeline.Testing;

namespace GovPipeline.Pipeline.Tests;

public sealed class AlertTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task The_same_breach_is_one_alert_and_one_mail_a_recipient_night_after_night()
    {
        await using var server = await MailServer.StartAsync(_ => { }, [], None);
        await using var pipeline = await TestPipeline.StartAsync(Mail(server.SmtpPort));
        await pipeline.DropAsync("onestop-city", City(online: 10, all: 40), new(2022, 6, 1));
        await pipeline.DrainAsync();
        var alert = (await pipeline.Get<AlertStore>().ListAsync("nd09-2022-H1", None)).Single(a => a.UnitId == "tnc-one-stop");
        (alert.Indicator, alert.Numerator, alert.Denominator, alert.State).ShouldBe(("HS01", 10, 40, "open"));
        var first = await pipeline.Get<Outbox>().ListAsync(None);
        first.ShouldAllBe(m => m.State == OutboxStates.Sent);
        first.Where(m => m.Subject.StartsWith("TP Tây Ninh: ", StringComparison.Ordinal)).Select(m => m.Recipient).Order(StringComparer.Ordinal)
            .ShouldBe(["chanhvanphong@tayninh.example", "chutich@tayninh.example", "motcua@tayninh.example"]);

        // Another night, another figure, the same breach.
        await pipeline.DropAsync("onestop-city", City(online: 11, all: 44), new(2022, 6, 2));
        await pipeline.DrainAsync();
        await pipeline.Get<EvaluateAlerts>().RunAsync(new AlertMessage("nd09-2022-H1"), None);
        await pipeline.DrainAsync();
        (await pipeline.Get<Outbox>().ListAsync(None)).Count.ShouldBe(first.Count);
        (await pipeline.Get<AlertStore>().ListAsync("nd09-2022-H1", None)).Single(a => a.UnitId == "tnc-one-stop").Denominator.ShouldBe(44);
        foreach (var mail in first)
        {
            await pipeline.Get<SendMail>().RunAsync(new MailMessage(mail.RowKey), None); // a message that comes twice
        }

        using var client = new HttpClient();
        var page = await client.GetStringAsync(new Uri(server.Page, "api/email"));
        System.Text.Json.JsonDocument.Parse(page).RootElement.GetArrayLength().ShouldBe(first.Count);
        first.ShouldAllBe(m => m.Text.Contains("CHƯA ĐỦ"), "only the city's file came, and the mail says so");

        // It ends, and when it comes back it is announced again.
        await pipeline.DropAsync("onestop-city", City(online: 44, all: 44), new(2022, 6, 3));
        await pipeline.DrainAsync();
        (await pipeline.Get<AlertStore>().ListAsync("nd09-2022-H1", None)).Single(a => a.UnitId == "tnc-one-stop").State.ShouldBe("resolved");
        await pipeline.DropAsync("onestop-city", City(online: 5, all: 44), new(2022, 6, 4));
        await pipeline.DrainAsync();
        (await pipeline.Get<AlertStore>().ListAsync("nd09-2022-H1", None)).Single(a => a.UnitId == "tnc-one-stop").ShouldSatisfyAllConditions(
            a => a.State.ShouldBe("open"), a => a.Occurrence.ShouldBe(2));
        (await pipeline.Get<Outbox>().ListAsync(None)).Count(m => m.Recipient == "motcua@tayninh.example").ShouldBe(2);
    }

    [Fact]
    public async Task A_mail_that_fails_is_kept_tried_again_with_pauses_and_given_up_at_last()
    {
        var port = NodeServer.FreePorts(1)[0];
        var settings = Mail(port);
        settings["Mail:MaxAttempts"] = "3";
        await using var pipeline = await TestPipeline.StartAsync(settings);
        await pipeline.DropAsync("onestop-city", City(online: 10, all: 40), new(2022, 6, 1));
        await pipeline.DrainAsync();
        var outbox = pipeline.Get<Outbox>();
        var mail = (await outbox.ListAsync(None)).First(m => m.Recipient == "motcua@tayninh.example");
        (mail.State, mail.Attempts, mail.SentAt).ShouldBe((OutboxStates.Queued, 1, null), "a failed mail is not recorded as sent");
        mail.LastError.ShouldContain("GP502");
        var send = pipeline.Get<SendMail>();
        await send.RunAsync(new MailMessage(mail.RowKey), None);
        (await outbox.ListAsync(None)).Single(m => m.RowKey == mail.RowKey).Attempts.ShouldBe(1, "not before its time");
        pipeline.Time.Advance(TimeSpan.FromMinutes(2));
        await send.RunAsync(new MailMessage(mail.RowKey), None);
        (await outbox.ListAsync(None)).Single(m => m.RowKey == mail.RowKey).NextTryAt.ShouldBe(pipeline.Time.GetUtcNow().AddMinutes(2));
        pipeline.Time.Advance(TimeSpan.FromMinutes(3));
        await send.RunAsync(new MailMessage(mail.RowKey), None);
        var given = (await outbox.ListAsync(None)).Single(m => m.RowKey == mail.RowKey);
        (given.State, given.Attempts).ShouldBe((OutboxStates.Failed, 3));
        (await outbox.ListAsync(None)).Where(m => m.RowKey != mail.RowKey).ShouldAllBe(m => m.State == OutboxStates.Queued, "one mail's fate is not another's");
        (await pipeline.Get<RunHistory>().NewestAsync(nameof(SendMail), 50, None)).ShouldContain(r => r.Outcome == "failed" && r.ErrorCode == "GP502");
    }

    [Fact]
    public async Task Only_the_official_half_year_near_its_end_raises_alerts()
    {
        await using var pipeline = await TestPipeline.StartAsync(Mail(NodeServer.FreePorts(1)[0]));
        await pipeline.DropAsync("onestop-city", City(online: 10, all: 40), new(2022, 9, 30)); // three months later
        await pipeline.DrainAsync();
        (await pipeline.RowAsync("nd09-2022-H1", "tnc-one-stop")).Status.ShouldBe("Below");
        (await pipeline.Get<AlertStore>().ListAsync(null, None)).ShouldBeEmpty();
    }

    private static Dictionary<string, string?> Mail(int port) => new()
    {
        ["Mail:Host"] = "127.0.0.1",
        ["Mail:Port"] = $"{port}",
        ["Mail:Security"] = "None",
    };

    private static string City(int online, int all) => Csv.Header + string.Concat(Enumerable.Range(0, all).Select(i =>
        Csv.Dossier($"000.00.13.H53-220301-{i:D4}", "01/03/2022", unit: "UBND thành phố Tây Ninh", channel: i < online ? "Trực tuyến" : "Trực tiếp")));
}
