using GovPipeline.Cli.Hosting;
using GovPipeline.Pipeline.Configuration;
using GovPipeline.Storage.Ledger;
using GovPipeline.Storage.Mail;

namespace GovPipeline.Cli.Commands;

/// <summary>What <c>status</c> tells.</summary>
internal sealed record StatusReport(
    IReadOnlyList<StatusReport.SourceStatus> Sources, int DueFolds, int DuePeriods, IReadOnlyDictionary<string, int> Mails, IReadOnlyList<StatusReport.RunStatus> Runs)
{
    private const int NewestRuns = 10;

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
                source.Id, source.NameVi, source.Enabled, through.TryGetValue(source.Id, out var day) ? $"{day:yyyy-MM-dd}" : string.Empty, last.Outcome, last.ErrorCode,
                own.Count, own.Sum(f => f.Rows), own.Sum(f => f.Accepted), own.Sum(f => f.Rejected), own.Count(f => f.State == FileStates.Refused)));
        }

        var pending = session.Get<PendingWork>();
        var folds = await pending.ListAsync(PendingWork.Folds, cancellationToken).ConfigureAwait(false);
        var periods = await pending.ListAsync(PendingWork.Periods, cancellationToken).ConfigureAwait(false);
        var mails = await session.Get<Outbox>().ListAsync(cancellationToken).ConfigureAwait(false);
        var runs = await session.Get<RunHistory>().NewestAsync(null, NewestRuns, cancellationToken).ConfigureAwait(false);
        return new(
            sources,
            folds.Count,
            periods.Count,
            mails.GroupBy(m => m.State).ToDictionary(g => g.Key, g => g.Count()),
            [.. runs.Select(r => new RunStatus(r.PartitionKey, r.Subject, r.StartedAt, r.EndedAt, r.Outcome, r.Rows, r.ErrorCode, r.Message))]);
    }

    public void Print(CommandOutput output)
    {
        output.Table(
            ["Nguồn / source", "Tên / name", "Số liệu đến / data through", "Lần kéo cuối / last pull", "Tệp / files", "Dòng / rows", "Nhận / accepted", "Cách ly / quarantined", "Từ chối / refused"],
            Sources.Select(s => new[]
            {
                s.Id + (s.Enabled ? string.Empty : " (tắt / off)"), s.Name, s.DataThrough, $"{s.LastOutcome} {s.ErrorCode}".Trim(), Commands.Print.Count(s.Files),
                Commands.Print.Count(s.Rows), Commands.Print.Count(s.Accepted), Commands.Print.Count(s.Rejected), Commands.Print.Count(s.Refused),
            }),
            numbersFrom: 4);
        output.Line($"Chờ gộp / to fold: {DueFolds}; chờ công bố / to publish: {DuePeriods}; thư / mails: {string.Join(", ", Mails.Select(m => $"{m.Key} {m.Value}"))}");
        output.Table(
            ["Công việc / job", "Đối tượng / subject", "Bắt đầu / started (UTC)", "Kết quả / outcome", "Dòng / rows", "Ghi chú / note"],
            Runs.Select(r => new[] { r.Job, r.Subject, $"{r.StartedAt:yyyy-MM-dd HH:mm:ss}", r.Outcome, Commands.Print.Count(r.Rows), r.Message.Length > 80 ? r.Message[..80] + "…" : r.Message }),
            numbersFrom: 6);
    }

    internal sealed record SourceStatus(
        string Id, string Name, bool Enabled, string DataThrough, string LastOutcome, string ErrorCode, int Files, long Rows, long Accepted, long Rejected, int Refused);

    internal sealed record RunStatus(
        string Job, string Subject, DateTimeOffset StartedAt, DateTimeOffset? EndedAt, string Outcome, long Rows, string ErrorCode, string Message);
}
