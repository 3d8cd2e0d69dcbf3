using GovPipeline.Cli.Output;
using GovPipeline.Domain.Time;
using System.CommandLine;
using System.Text.RegularExpressions;
using GovPipeline.Cli.Sessions;
using GovPipeline.LocalHost;
using GovPipeline.Domain.Alerts;
using GovPipeline.Domain.Errors;
using GovPipeline.Domain.Text;
using GovPipeline.Pipeline.Configuration;
using GovPipeline.Pipeline.Messages;
using GovPipeline.Pipeline.Running;
using GovPipeline.Web.Mails;
using GovPipeline.Storage.Accounts;
using GovPipeline.Storage.Alerts;
using GovPipeline.Storage.Mail;
using GovPipeline.Storage.Queues;
using Microsoft.Extensions.Options;
using static GovPipeline.Cli.Output.Speech;

namespace GovPipeline.Cli.Commands;

/// <summary>Commands for alerts and the mails about them.</summary>
internal static partial class AlertCommands
{
    private const int MostDaysAhead = 366;

    private static readonly Option<bool> All = new("--all") { Description = "Also those that are over." };

    public static IEnumerable<Command> Commands(CommandOutput output) =>
    [
        new Command("alerts", "Alerts: list, acknowledge, silence, resolve, send a test.")
        {
            List(output),
            Step(output, "ack", "Say that somebody knows of an alert.", [], (a, who, note, _, now, _) => AlertLife.Acknowledge(a, who, note, now)),
            Step(output, "silence", "Tell nobody of an alert until after a day.", [Until],
                (a, who, note, until, now, _) => AlertLife.Silence(a, until, who, note, now)),
            Step(output, "assign", "Give an alert to a post, with the day by which it is to be done.", [Due, To],
                (a, who, note, due, now, post) => AlertLife.Assign(a, who, post, due, note, now)),
            Step(output, "resolve", "End an alert by hand; it opens again if it is still so.", [],
                (a, who, note, _, now, _) => a.IsLive ? AlertLife.Resolve(a, who, note, now) : a),
            Test(output),
        },
        new Command("mails", "Mails: list, show, send again.") { Mails(output), Show(output), Resend(output) },
    ];

    private static Option<DateOnly?> Until { get; } = DayArguments.Option("--until", "Last local day of silence.", required: true);

    private static Option<DateOnly?> Due { get; } = DayArguments.Option("--due", "Last local day by which it is to be done.", required: true);

    private static Option<string> To { get; } = new("--to") { Description = "The post (chức vụ) that answers for it; no person's name.", Required = true };

    private static Command List(CommandOutput output)
    {
        var command = new Command("list", "Show the alerts that stand, with every step of their life in JSON.") { All, ListOptions.AsJson, ListOptions.AsCsv };
        command.SetAction((result, cancel) => Guard.RunAsync(output, async () =>
        {
            await using var session = await ReadySession.OpenAsync(result, output, cancel).ConfigureAwait(false);
            var alerts = (await session.Get<AlertStore>().ListAsync(null, cancel).ConfigureAwait(false)).Where(a => a.IsLive || result.GetValue(All)).ToList();
            output.Show(
                result,
                    [T("Cảnh báo", "alert"), T("Loại", "kind"), T("Trạng thái", "state"), T("Từ", "since"), T("Chịu trách nhiệm", "answers for it"),
                        T("Hạn", "by"),
                        T("Nội dung", "message")],
                    alerts.Select(a => new[] { IdOf(a), T(a.Kind.Name()),
                        $"{Print.State($"{a.State}")}{(a.SilencedUntil is { } until ? $" → {DayText.Print(until)}" : string.Empty)}",
                        DayText.Print(VietnamClock.DayOf(a.OpenedAt)), a.Duty is null ? "–" : T(a.Duty.Holder), a.Duty is null ? "–"
                            : DayText.Print(a.Duty.Due),
                        T(a.Content.Headline) }),
                    numbersFrom: 9,
                () => alerts.Select(a => new
                    { Id = IdOf(a), Kind = $"{a.Kind}", State = $"{a.State}", a.Occurrence, a.OpenedAt, a.SilencedUntil, Headline = a.Content.Headline,
                    a.Steps }));

            return ExitCodes.Done;
        }));
        return command;
    }

    private static Command Step(CommandOutput output, string name, string description, Option[] options,
        Func<Alert, string, string, DateOnly, DateTimeOffset, string, Alert> change)
    {
        var id = new Argument<string>("ALERT") { Description = "As listed: scope/key." };
        var reason = new Option<string>("--reason")
            { Description = "Why; kept with who and when.", Required = name is not ("ack" or "assign") };
        var command = new Command(name, description) { id, reason };
        foreach (var option in options)
        {
            command.Options.Add(option);
        }

        command.SetAction((result, cancel) => Guard.RunAsync(output, async () =>
        {
            await using var session = await ReadySession.OpenAsync(result, output, cancel).ConfigureAwait(false);
            var (scope, key) = result.GetValue(id)!.Split('/', 2) is [var s, var k] ? (s, k) : (string.Empty, string.Empty);
            var until = options.Contains(Until) ? result.GetValue(Until) ?? default : options.Contains(Due) ? result.GetValue(Due) ?? default : default;
            var today = VietnamClock.Today(session.Get<TimeProvider>());
            if (options.Length > 0 && (until < today || until > today.AddDays(MostDaysAhead)))
            {
                var (first, last) = (DayText.Print(today), DayText.Print(today.AddDays(MostDaysAhead)));
                throw Guard.Wrong($"{options[0].Name} {DayText.Print(until)}", new(
                    $"chọn một ngày từ hôm nay {first} đến {last}", $"choose a day from today {first} to {last}"));
            }

            var post = options.Contains(To) ? result.GetValue(To)!.Trim() : string.Empty;
            post = options.Contains(To) ? StatedText.Post("--to", post) : post;

            var changed = await session.Get<AlertStore>().ChangeAsync(
                scope, key, a => a is null ? null
                    : change(a, Operator.Name, StatedText.OfAny("--reason", result.GetValue(reason)), until, session.Get<TimeProvider>().GetUtcNow(), post),
                cancel).ConfigureAwait(false)
                ?? throw UnknownArgument.Of(new("Các cảnh báo", "Alerts"), result.GetValue(id)!,
                    (await session.Get<AlertStore>().LiveAsync(cancel).ConfigureAwait(false)).Select(IdOf), "govpipeline alerts list");
            output.Line($"{IdOf(changed)}: {Print.State($"{changed.State}")}");
            return ExitCodes.Done;
        }));
        return command;
    }

    private static Command Test(CommandOutput output)
    {
        var to = new Option<string>("--to") { Description = "Address; must stand in Alerts:TestRecipients.", Required = true };
        var command = new Command("test", "Send a test alert, to an address of the allow-list only.") { to };
        command.SetAction((result, cancel) => Guard.RunAsync(output, async () =>
        {
            await using var session = await ReadySession.OpenAsync(result, output, cancel).ConfigureAwait(false);
            var address = result.GetValue(to)!;
            if (!session.Get<IOptions<AlertOptions>>().Value.TestRecipients.Contains(address, StringComparer.OrdinalIgnoreCase))
            {
                throw Guard.Wrong($"--to {address}", new(
                    "không có trong Alerts:TestRecipients, danh sách địa chỉ được nhận thư thử",
                        "is not in Alerts:TestRecipients, the only addresses that get tests"));
            }

            var now = session.Get<TimeProvider>().GetUtcNow();
            var body = await TestLetter.Compose(Operator.Name, DayText.Print(VietnamClock.ToLocal(now)), Language.Vietnamese).WriteAsync()
                .ConfigureAwait(false);
            var about = $"test|{now:O}";
            await session.Get<MailPost>().SendAsync(about, address, string.Empty, body.Subject, new(body.Text, body.Html, [], [], string.Empty, [], []), cancel)
                .ConfigureAwait(false);
            await session.Get<LocalJobs>().DrainAsync(null, cancel).ConfigureAwait(false);
            var mail = await session.Get<Outbox>().FindAsync(MailPost.IdOf(about, address), cancel).ConfigureAwait(false);
            output.Line($"{address}: {Print.State(mail!.State)} {Half(mail.LastError)}".TrimEnd());
            return mail.State == OutboxStates.Sent ? ExitCodes.Done : ExitCodes.Failed;
        }));
        return command;
    }

    private static Command Mails(CommandOutput output)
    {
        var command = new Command("list", "Show the mails and what became of them.") { ListOptions.AsJson, ListOptions.AsCsv };
        command.SetAction((result, cancel) => Guard.RunAsync(output, async () =>
        {
            await using var session = await ReadySession.OpenAsync(result, output, cancel).ConfigureAwait(false);
            var mails = await session.Get<Outbox>().ListAsync(cancel).ConfigureAwait(false);
            output.Show(
                result,
                    [T("Thư", "mail"), T("Đến", "to"), T("Trạng thái", "state"), T("Lần thử", "tries"), T("Tiêu đề", "subject"), T("Lỗi", "error")],
                    mails.Select(m => new[] { m.RowKey, m.Recipient, Print.State(m.State), $"{m.Attempts}", m.Subject, Half(m.LastError) }), numbersFrom: 9,
                () =>
                    mails.Select(m => new { Id = m.RowKey, m.Recipient, m.Subject, m.State, m.Attempts, m.CreatedAt, m.SentAt, m.NextTryAt, m.LastError }));

            return ExitCodes.Done;
        }));
        return command;
    }

    private static Command Show(CommandOutput output)
    {
        var id = new Argument<string>("MAIL") { Description = "As listed." };
        var html = new Option<FileInfo?>("--html") { Description = "Write the HTML part with its pictures into this file." };
        var command = new Command("show", "Show what a mail says.") { id, html };
        command.SetAction((result, cancel) => Guard.RunAsync(output, async () =>
        {
            await using var session = await ReadySession.OpenAsync(result, output, cancel).ConfigureAwait(false);
            var outbox = session.Get<Outbox>();
            var mail = await outbox.FindAsync(result.GetValue(id)!, cancel).ConfigureAwait(false) ?? throw await UnknownAsync(session,
                result.GetValue(id)!, cancel).ConfigureAwait(false);
            var content = await outbox.ContentAsync(mail, cancel).ConfigureAwait(false);
            if (result.GetValue(html) is { } file)
            {
                var page = content.Pictures.Aggregate(content.Html,
                    (text, p) => text.Replace($"cid:{p.ContentId}", $"data:image/png;base64,{Convert.ToBase64String(p.Png)}", StringComparison.Ordinal));
                await File.WriteAllTextAsync(file.FullName, Dead(page), cancel).ConfigureAwait(false);
            }

            output.Line($"{mail.Recipient}: {mail.Subject}\n\n{Dead(content.Text)}");
            return ExitCodes.Done;
        }));
        return command;
    }

    private static Command Resend(CommandOutput output)
    {
        var id = new Argument<string>("MAIL") { Description = "As listed." };
        var command = new Command("resend", "Send a mail again that was given up or sent; it keeps its Message-ID.") { id };
        command.SetAction((result, cancel) => Guard.RunAsync(output, async () =>
        {
            await using var session = await ReadySession.OpenAsync(result, output, cancel).ConfigureAwait(false);
            var outbox = session.Get<Outbox>();
            if (!await outbox.RenewAsync(result.GetValue(id)!, session.Get<TimeProvider>().GetUtcNow(), cancel).ConfigureAwait(false))
            {
                throw await UnknownAsync(session, result.GetValue(id)!, cancel).ConfigureAwait(false);
            }

            await session.Get<JobQueues>().SendAsync(StorageNames.MailQueue, new MailMessage(result.GetValue(id)!), null, cancel).ConfigureAwait(false);
            await session.Get<LocalJobs>().DrainAsync(null, cancel).ConfigureAwait(false);
            var mail = await outbox.FindAsync(result.GetValue(id)!, cancel).ConfigureAwait(false);
            output.Line($"{mail!.RowKey}: {Print.State(mail.State)} {Half(mail.LastError)}".TrimEnd());
            return mail.State == OutboxStates.Sent ? ExitCodes.Done : ExitCodes.Failed;
        }));
        return command;
    }

    /// <summary>A text in which no link acts for its reader: whoever looks at a mail is not whom it was sent to.</summary>
    private static string Dead(string text) => TokenPattern().Replace(text, "$1…");

    [GeneratedRegex(@"(acknowledge\?t=)[\w.-]+")]
    private static partial Regex TokenPattern();

    private static async Task<PipelineException> UnknownAsync(Session session, string mail, CancellationToken cancel) => UnknownArgument.Of(
        new("Các thư", "Mails"), mail, (await session.Get<Outbox>().ListAsync(cancel).ConfigureAwait(false)).Select(m => m.RowKey), "govpipeline mails list");

    private static string IdOf(Alert alert) => $"{alert.Scope}/{alert.Key}";
}
