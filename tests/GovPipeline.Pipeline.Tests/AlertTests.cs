using GovPipeline.LocalHost;
using GovPipeline.Domain.Alerts;
using GovPipeline.Pipeline.Alerting;
using GovPipeline.Pipeline.Jobs;
using GovPipeline.Pipeline.Running;
using GovPipeline.Pipeline.Serving;
using GovPipeline.Reporting.Alerts;
using GovPipeline.Storage.Alerts;
using GovPipeline.Storage.Mail;
using GovPipeline.Testing;

namespace GovPipeline.Pipeline.Tests;

/// <summary>From exports to mails at a real SMTP server.</summary>
public sealed class AlertTests
{
    private const string Period = "nd09-2022-H1", Key = "target|HS01|tnc-one-stop";
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task A_breach_is_told_once_to_everyone_it_concerns_and_its_end_in_the_same_thread()
    {
        await using var smtp = await FaultySmtp.StartAsync();
        await using var pipeline = await TestPipeline.StartAsync(smtp.Settings());
        await pipeline.DropAsync("onestop-city", City(online: 10, all: 40), new(2022, 6, 1));
        await pipeline.DrainAsync();
        (await smtp.MailsAsync()).ShouldBeEmpty("mails go out in the morning, one a recipient");
        await MorningAsync(pipeline);
        var mails = await smtp.MailsAsync();
        mails.Select(m => m.To).Order(StringComparer.Ordinal).ShouldBe(["chanhvanphong@tayninh.example", "chutich@tayninh.example", "motcua@tayninh.example"]);
        var own = mails.Single(m => m.To.StartsWith("motcua", StringComparison.Ordinal)).Message;
        own.TextBody!.ShouldContain("Bộ phận Một cửa thành phố: 25,0% hồ sơ nộp trực tuyến (10/40), thấp hơn mục tiêu minh họa 80%");
        own.TextBody!.ShouldContain("Còn thiếu: 22 hồ sơ nộp trực tuyến");
        own.TextBody!.ShouldContain("Chịu trách nhiệm: Trưởng Bộ phận Một cửa thành phố, hạn ");
        own.TextBody!.ShouldContain("Việc cần làm: Bố trí");
        own.TextBody!.ShouldContain("CHƯA ĐỦ", customMessage: "only the city's file came, and the mail says so");
        mails.Single(m => m.To.StartsWith("chutich", StringComparison.Ordinal)).Message.TextBody!.ShouldNotContain("Tử số",
            customMessage: "leadership gets a digest");
        mails.ShouldAllBe(m => m.Message.HtmlBody!.Contains("<table") && !m.Message.HtmlBody.Contains("src=\"http"));

        // Another night, another figure, the same breach; and jobs that run twice.
        await NextDayAsync(pipeline, City(online: 11, all: 44), new(2022, 6, 2));
        await MorningAsync(pipeline);
        await MorningAsync(pipeline);
        (await smtp.MailsAsync()).Count.ShouldBe(3);
        (await AlertAsync(pipeline)).Content.Headline.Vi.ShouldContain("(11/44)");

        await NextDayAsync(pipeline, City(online: 44, all: 44), new(2022, 6, 3));
        await MorningAsync(pipeline);
        (await smtp.MailsAsync()).Count.ShouldBe(3, "what is well again is watched first");
        (await AlertAsync(pipeline)).ShouldSatisfyAllConditions(a => a.State.ShouldBe(AlertState.Open), a => a.Calm.ShouldNotBeNull());
        pipeline.Time.Advance(TimeSpan.FromDays(3));
        await MorningAsync(pipeline);
        var over = (await smtp.MailsAsync()).Last(m => m.To.StartsWith("motcua", StringComparison.Ordinal)).Message;
        over.Subject.ShouldStartWith("Đã hết: Bộ phận Một cửa thành phố: 100,0% hồ sơ nộp trực tuyến (44/44), đạt mục tiêu 80%");
        over.InReplyTo.ShouldBe(own.MessageId, "one thread an alert");
        (await AlertAsync(pipeline)).State.ShouldBe(AlertState.Resolved);

        await NextDayAsync(pipeline, City(online: 5, all: 44), new(2022, 6, 4));
        await MorningAsync(pipeline);
        (await AlertAsync(pipeline)).ShouldSatisfyAllConditions(a => a.State.ShouldBe(AlertState.Open), a => a.Occurrence.ShouldBe(2));
        (await smtp.MailsAsync()).Count(m => m.To.StartsWith("motcua", StringComparison.Ordinal)).ShouldBe(3);
    }

    [Fact]
    public async Task What_is_well_again_before_anybody_was_told_is_not_told_as_a_breach()
    {
        await using var smtp = await FaultySmtp.StartAsync();
        await using var pipeline = await TestPipeline.StartAsync(smtp.Settings());
        await pipeline.DropAsync("onestop-city", City(online: 10, all: 40), new(2022, 6, 1));
        await pipeline.DrainAsync();
        await NextDayAsync(pipeline, City(online: 40, all: 40), new(2022, 6, 2));
        (await AlertAsync(pipeline)).Calm.ShouldNotBeNull();
        await MorningAsync(pipeline);
        (await smtp.MailsAsync()).ShouldNotContain(m => m.Message.TextBody!.Contains("thấp hơn", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_reminder_that_a_later_one_follows_is_over_at_once_and_not_well()
    {
        await using var pipeline = await TestPipeline.StartAsync();
        static AlertFinding Of(string key) => new(AlertKind.PeriodClosing, key, string.Empty, null, string.Empty,
            OperationAlerts.Failed("x", "x", DateTimeOffset.UnixEpoch, "x"));
        var book = pipeline.Get<AlertBook>();
        await book.ReconcileAsync(Period, [Of("closing|30")], _ => false, _ => null, None);
        await book.ReconcileAsync(Period, [Of("closing|7")], _ => false, _ => null, None);
        (await pipeline.Get<AlertStore>().FindAsync(Period, "closing|30", None))!
            .ShouldSatisfyAllConditions(a => a.State.ShouldBe(AlertState.Resolved), a => a.Calm.ShouldBeNull());
        (await pipeline.Get<AlertStore>().FindAsync(Period, "closing|7", None))!.State.ShouldBe(AlertState.Open);
    }

    [Fact]
    public async Task An_acknowledge_link_asks_first_acts_on_the_click_and_stops_escalation()
    {
        await using var smtp = await FaultySmtp.StartAsync();
        await using var pipeline = await TestPipeline.StartAsync(smtp.Settings(
            ("Alerts:PublicUrl", "http://127.0.0.1:1/"), ("Secrets:AlertKey", Convert.ToBase64String("mot khoa thu du dai de ky"u8))));
        await pipeline.DropAsync("onestop-city", City(online: 10, all: 40), new(2022, 6, 1));
        await pipeline.DrainAsync();
        await MorningAsync(pipeline);
        var text = (await smtp.MailsAsync()).Single(m => m.To.StartsWith("motcua", StringComparison.Ordinal)).Message.TextBody!;
        var link = new Uri(text.Split('\n').First(l => l.Contains("acknowledge?t=", StringComparison.Ordinal)).Split(": ")[1].Trim());
        await using var web = await LocalWeb.StartAsync(pipeline.Services, 0);
        using var client = new HttpClient();
        var page = new Uri(web.Address, link.PathAndQuery);
        (await client.GetStringAsync(page)).ShouldContain("<form method=\"post\"");
        (await AlertAsync(pipeline)).State.ShouldBe(AlertState.Open, "a mail scanner that follows the link does nothing");
        (await client.GetAsync(new Uri(page.ToString()[..^3] + "abc"))).StatusCode.ShouldBe(System.Net.HttpStatusCode.NotFound);
        using var form = new FormUrlEncodedContent([new("note", "đã giao phòng Văn hóa và Thông tin")]);
        (await client.PostAsync(page, form)).EnsureSuccessStatusCode();
        var alert = await AlertAsync(pipeline);
        alert.State.ShouldBe(AlertState.Acknowledged);
        (alert.Steps[^1].Who, alert.Steps[^1].Note).ShouldBe(("Trưởng Bộ phận Một cửa thành phố", "đã giao phòng Văn hóa và Thông tin"));
        foreach (var (post, due, status) in new[] { ("", "2022-06-20", 400), ("Phó Chủ tịch", "2020-01-01", 400), ("Phó Chủ tịch", "hôm qua", 400),
            ("Phó Chủ tịch", $"{Domain.Time.VietnamClock.Today(pipeline.Time).AddDays(4):yyyy-MM-dd}", 200) })
        {
            using var assign = new FormUrlEncodedContent([new("viec", "giao"), new("nguoi", post), new("han", due), new("note", "báo cáo nguyên nhân")]);
            var answer = await client.PostAsync(page, assign);
            ((int)answer.StatusCode).ShouldBe(status, $"{post} {due}");
            (await answer.Content.ReadAsStringAsync()).ShouldContain("đã giao phòng Văn hóa và Thông tin", customMessage: "the page shows who did what");
        }

        alert = await AlertAsync(pipeline);
        (alert.State, alert.Duty!.Holder.Vi, alert.Steps[^1].What).ShouldBe((AlertState.Acknowledged, "Phó Chủ tịch", "assigned"));
        pipeline.Time.Advance(TimeSpan.FromDays(13));
        await MorningAsync(pipeline);
        (await AlertAsync(pipeline)).State.ShouldBe(AlertState.Acknowledged);
        pipeline.Time.Advance(TimeSpan.FromDays(2));
        (await client.GetAsync(page)).StatusCode.ShouldBe(System.Net.HttpStatusCode.NotFound, "links expire");
    }

    [Fact]
    public async Task Only_the_official_half_year_near_its_end_raises_alerts_and_too_few_dossiers_raise_none()
    {
        await using var pipeline = await TestPipeline.StartAsync();
        await pipeline.DropAsync("onestop-city", City(online: 1, all: 19), new(2022, 6, 1));
        await pipeline.DrainAsync();
        (await pipeline.RowAsync(Period, "tnc-one-stop")).Status.ShouldBe("Below");
        (await pipeline.Get<AlertStore>().ListAsync(null, None)).ShouldBeEmpty("19 dossiers are too few");
        await pipeline.DropAsync("onestop-city", City(online: 10, all: 40), new(2022, 6, 2));
        await pipeline.DrainAsync();
        (await AlertAsync(pipeline)).IsLive.ShouldBeTrue();
        await pipeline.DropAsync("onestop-city", City(online: 10, all: 41), new(2022, 9, 30)); // three months later
        await pipeline.DrainAsync();
        (await AlertAsync(pipeline)).State.ShouldBe(AlertState.Resolved, "its period is over");
    }

    [Fact]
    public async Task A_killed_morning_goes_on_where_it_was_and_tells_everyone_once()
    {
        await using var smtp = await FaultySmtp.StartAsync();
        string prefix;
        await using (var pipeline = await TestPipeline.StartAsync(smtp.Settings()))
        {
            prefix = pipeline.Prefix;
            await pipeline.DropAsync("onestop-city", City(online: 10, all: 40), new(2022, 6, 1));
            await pipeline.DrainAsync();
        }

        for (var request = 3; request < 60; request += 4)
        {
            var kill = new KillAt { AfterLast = request % 2 == 0 };
            await using var killed = await TestPipeline.StartAsync(smtp.Settings(), prefix, kill);
            kill.Reset();
            kill.Last = request;
            try
            {
                await killed.Get<NotifyAlerts>().RunAsync(None);
            }
            catch (Exception)
            {
                // That is what the kill is for.
            }
        }

        await using var last = await TestPipeline.StartAsync(smtp.Settings(), prefix);
        await last.Get<NotifyAlerts>().RunAsync(None);
        await last.Get<SweepExports>().RunAsync(None); // finds mails whose message was lost
        await last.DrainAsync();
        (await smtp.MailsAsync()).Select(m => m.To).Order(StringComparer.Ordinal)
            .ShouldBe(["chanhvanphong@tayninh.example", "chutich@tayninh.example", "motcua@tayninh.example"]);
        (await last.Get<Outbox>().ListAsync(None)).ShouldAllBe(m => m.State == OutboxStates.Sent);
    }

    internal static async Task MorningAsync(TestPipeline pipeline)
    {
        await pipeline.Get<NotifyAlerts>().RunAsync(None);
        await pipeline.DrainAsync();
    }

    internal static string City(int online, int all) => Csv.Header + string.Concat(Enumerable.Range(0, all).Select(i =>
        Csv.Dossier($"000.00.13.H53-220301-{i:D4}", "01/03/2022", unit: "UBND thành phố Tây Ninh", channel: i < online ? "Trực tuyến" : "Trực tiếp")));

    private static async Task NextDayAsync(TestPipeline pipeline, string content, DateOnly day)
    {
        pipeline.Time.Advance(TimeSpan.FromDays(1));
        await pipeline.DropAsync("onestop-city", content, day);
        await pipeline.DrainAsync();
    }

    private static async Task<Alert> AlertAsync(TestPipeline pipeline) => (await pipeline.Get<AlertStore>().FindAsync(Period, Key, None))!;
}
