using GovPipeline.Storage.Queues;
using GovPipeline.Storage.Accounts;
using GovPipeline.Pipeline.Running;
using GovPipeline.Pipeline.Alerting;
using GovPipeline.Domain.Alerts;
using System.CommandLine;
using GovPipeline.Cli.Output;
using GovPipeline.Domain.Time;
using GovPipeline.Cli.Sessions;
using GovPipeline.LocalHost;
using GovPipeline.Pipeline.Configuration;
using GovPipeline.Storage.Ledger;
using GovPipeline.Storage.Mail;
using static GovPipeline.Cli.Output.Speech;

namespace GovPipeline.Cli.Commands;

/// <summary>What <c>status</c> tells.</summary>
internal sealed record StatusReport(
    IReadOnlyList<StatusReport.SourceStatus> Sources, IReadOnlyList<StatusReport.DueStatus> DueFolds, IReadOnlyList<StatusReport.DueStatus> DuePeriods,
    IReadOnlyList<StatusReport.DueStatus> UnderWay, IReadOnlyDictionary<string, int> Poison, IReadOnlyDictionary<string, int> Mails,
    IReadOnlyList<StatusReport.RunStatus> Runs,
    StatusReport.CostStatus LastDay,
    IReadOnlyList<string> Troubles)
{
    private const int NewestRuns = 10, MostDue = 20;

    public static async Task<StatusReport> ReadAsync(Session session, CancellationToken cancellationToken)
    {
        var files = await session.Get<FileLedger>().FilesAsync(null, cancellationToken).ConfigureAwait(false);
        var log = session.Get<SourceLog>();
        var through = await log.DataThroughAsync(cancellationToken).ConfigureAwait(false);
        var sources = new List<SourceStatus>();
        foreach (var source in session.Get<ReferenceData>().Sources.All)
        {
            var last = await log.LastAsync(source.Id, cancellationToken).ConfigureAwait(false);
            var own = files.Where(f => f.PartitionKey == source.Id).ToList();
            sources.Add(new(
                source.Id, T(source.NameVi, source.NameEn), source.Enabled,
                through.TryGetValue(source.Id, out var day) ? DayText.Iso(day) : string.Empty, last.Outcome,
                last.ErrorCode,
                own.Count, own.Sum(f => f.Rows), own.Sum(f => f.Accepted), own.Sum(f => f.Rejected), own.Sum(f => f.Layout),
                own.Count(f => f.State == FileStates.Refused)));
        }

        var pending = session.Get<PendingWork>();
        var mails = await session.Get<Outbox>().ListAsync(cancellationToken).ConfigureAwait(false);
        var runs = await session.Get<RunHistory>().NewestAsync(JobNames.All, NewestRuns, cancellationToken).ConfigureAwait(false);
        var lastDay = await session.Get<RunHistory>().SinceAsync(
            JobNames.All, runs.Select(r => r.StartedAt).DefaultIfEmpty(session.Get<TimeProvider>().GetUtcNow()).Max().AddDays(-1), cancellationToken)
            .ConfigureAwait(false);
        var findings = await session.Get<OperationFindings>().OfAsync(cancellationToken).ConfigureAwait(false);
        var poison = new Dictionary<string, int>();
        foreach (var queue in StorageNames.Queues)
        {
            if (await session.Get<JobQueues>().PoisonAsync(queue, cancellationToken).ConfigureAwait(false) is { Count: > 0 } failed)
            {
                poison[queue] = failed.Count;
            }
        }

        return new(
            sources,
            Due(await pending.ListAsync(PendingWork.Folds, cancellationToken).ConfigureAwait(false)),
            Due(await pending.ListAsync(PendingWork.Periods, cancellationToken).ConfigureAwait(false)),
            Due(await pending.HeldAsync(cancellationToken).ConfigureAwait(false)),
            poison,
            mails.GroupBy(m => m.State).ToDictionary(g => g.Key, g => g.Count()),
            [.. runs.Select(r => new RunStatus(r.PartitionKey, r.Subject, r.StartedAt, r.EndedAt, r.Outcome, r.Rows, r.Requests, r.StorageBytes,
                r.ErrorCode, r.Message))],
            new(lastDay.Count, lastDay.Sum(r => r.Requests), lastDay.Sum(r => r.StorageBytes), lastDay.Sum(r => (r.EndedAt - r.StartedAt)?.TotalSeconds ?? 0)),
            [.. findings.Select(f => f.Content.Headline.Vi)])
        {
            Findings = findings,
        };
    }

    /// <summary>Prints the sources as a table or CSV, or all of it as JSON.</summary>
    public void PrintSources(ParseResult result, CommandOutput output) => output.Show(
        result,
        [T("Nguồn", "source"), T("Tên", "name"), T("Số liệu đến", "data through"), T("Lần kéo cuối", "last pull"), T("Tệp", "files"), T("Dòng", "rows"),
            T("Nhận", "accepted"), T("Cách ly", "quarantined"), T("Không phải dữ liệu", "left out"), T("Từ chối", "refused")],
        Sources.Select(s => new[]
        {
            s.Id + (s.Enabled ? string.Empty : $" ({T("tắt", "off")})"), s.Name,
            ListOptions.IsForProgram(result) || s.DataThrough.Length == 0 ? s.DataThrough : DayText.Print(DayText.Parse(s.DataThrough)),
            $"{Output.Print.State(s.LastOutcome)} {s.ErrorCode}".Trim(),
            Output.Print.Count(s.Files), Output.Print.Count(s.Rows), Output.Print.Count(s.Accepted), Output.Print.Count(s.Rejected),
            Output.Print.Count(s.LeftOut), Output.Print.Count(s.Refused),
        }),
        numbersFrom: 4,
        () => this);

    /// <summary>What is wrong, with what to do.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public IReadOnlyList<AlertFinding> Findings { get; private init; } = [];

    private static List<DueStatus> Due(IEnumerable<DueItem> items) => [.. items.Select(i => new DueStatus(i.Item, i.NotedAt, i.Error))];

    public void Print(ParseResult result, CommandOutput output)
    {
        PrintSources(result, output);
        var mails = string.Join(", ", Mails.Select(m => $"{Output.Print.State(m.Key)} {m.Value}"));
        output.Line(T(
            $"Chờ gộp: {DueFolds.Count}; chờ công bố: {DuePeriods.Count}; đang dở: {UnderWay.Count}; việc lỗi hẳn: {Poison.Values.Sum()}; thư: {mails}",
            $"To fold: {DueFolds.Count}; to publish: {DuePeriods.Count}; under way: {UnderWay.Count}; failed for good: {Poison.Values.Sum()}; mails: {mails}"));
        output.Table(
            [T("Công việc", "job"), T("Đối tượng", "subject"), T("Bắt đầu", "started"), T("Kết quả", "outcome"), T("Dòng", "rows"), T("Ghi chú", "note")],
            Runs.Select(r => new[] { Output.Print.State(r.Job), r.Subject, DayText.Print(VietnamClock.ToLocal(r.StartedAt)),
                Output.Print.State(r.Outcome), Output.Print.Count(r.Rows),
                Half(r.Message) is { Length: > 80 } note ? note[..80] + "…" : Half(r.Message) }),
            numbersFrom: 6);
        foreach (var due in DueFolds.Concat(UnderWay).Concat(DuePeriods).Take(MostDue))
        {
            output.Line(T($"  chờ: {due.Item} {Half(due.Error)}", $"  due: {due.Item} {Half(due.Error)}").TrimEnd());
        }

        output.Line(T(
            $"24 giờ tới lần chạy cuối: {Output.Print.Count(LastDay.Runs)} lần chạy, {Output.Print.Count(LastDay.Requests)} yêu cầu tới kho, "
                + $"{Output.Print.Count(LastDay.StorageBytes / 1_000_000)} MB, {Output.Print.Count((long)LastDay.Seconds)} giây chạy",
            $"In the 24 hours up to the last run: {Output.Print.Count(LastDay.Runs)} runs, {Output.Print.Count(LastDay.Requests)} storage requests, "
                + $"{Output.Print.Count(LastDay.StorageBytes / 1_000_000)} MB, {Output.Print.Count((long)LastDay.Seconds)} s of work"));
        TroublePrinter.Print(Findings, output);
    }

    internal sealed record DueStatus(string Item, DateTimeOffset NotedAt, string Error);

    internal sealed record SourceStatus(
        string Id, string Name, bool Enabled, string DataThrough, string LastOutcome, string ErrorCode, int Files, long Rows, long Accepted, long Rejected,
        long LeftOut, int Refused);

    internal sealed record RunStatus(
        string Job, string Subject, DateTimeOffset StartedAt, DateTimeOffset? EndedAt, string Outcome, long Rows, long Requests, long StorageBytes,
            string ErrorCode,
        string Message);

    /// <summary>What the runs of the last day cost.</summary>
    internal sealed record CostStatus(int Runs, long Requests, long StorageBytes, double Seconds);
}
