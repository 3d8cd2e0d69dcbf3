using GovPipeline.Cli.Output;
using GovPipeline.Cli.Sessions;
using GovPipeline.Domain.Alerts;
using GovPipeline.Domain.Indicators;
using GovPipeline.Domain.Time;
using GovPipeline.Domain.Units;
using GovPipeline.Pipeline.Configuration;
using GovPipeline.Pipeline.Running;
using GovPipeline.Storage.Alerts;
using GovPipeline.Storage.Ledger;
using GovPipeline.Storage.Mail;
using GovPipeline.Storage.Published;
using static GovPipeline.Cli.Output.Speech;

namespace GovPipeline.Cli.Demo;

/// <summary>What the demo prints: a line a source, the figures, what went wrong on purpose, alerts and mails.</summary>
internal static class DemoStory
{
    private const int MostRuns = 500;

    /// <summary>Prints it.</summary>
    /// <returns>Whether figures are there and every row has its place.</returns>
    public static async Task<bool> PrintAsync(Session session, CommandOutput output, bool all, int sentBefore, CancellationToken cancellationToken)
    {
        var files = await session.Get<FileLedger>().FilesAsync(null, cancellationToken).ConfigureAwait(false);
        await SourcesAsync(session, output, files, cancellationToken).ConfigureAwait(false);
        var isPublished = await FiguresAsync(session, output, cancellationToken).ConfigureAwait(false);
        if (all)
        {
            await SystemsAsync(session, output, cancellationToken).ConfigureAwait(false);
            Balance(output, files);
        }
        else
        {
            output.Line(T("Mọi chỉ tiêu của mọi hệ thống: thêm --all.", "Every indicator of every system: add --all."));
        }

        OnPurpose(session, output, files);
        await AlertsAsync(session, output, sentBefore, cancellationToken).ConfigureAwait(false);
        var balanced = files.All(f => f.Rows == f.Accepted + f.Rejected && f.Records == f.InFacts + f.Superseded);
        output.Line(balanced ? T("Cân đối dòng: đúng ở mọi tệp.", "Rows balance in every file.") : T("Cân đối dòng: SAI.", "Rows do NOT balance."));
        return balanced && isPublished;
    }

    private static async Task SourcesAsync(Session session, CommandOutput output, IReadOnlyList<FileRecord> files, CancellationToken cancellationToken)
    {
        var runs = (await session.Get<RunHistory>().NewestAsync(JobNames.IngestExport, MostRuns, cancellationToken).ConfigureAwait(false))
            .Where(r => r.EndedAt is not null).GroupBy(r => r.Subject.Split('/')[0], StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => g.Sum(r => (r.EndedAt!.Value - r.StartedAt).TotalSeconds), StringComparer.Ordinal);
        foreach (var source in session.Get<ReferenceData>().Sources.Enabled)
        {
            var own = files.Where(f => f.PartitionKey == source.Id && f.State == FileStates.Ingested).ToList();
            if (own.Count == 0 && source.Expected.Optional)
            {
                output.Line($"– {source.Id,-22} " + T("không bắt buộc; trong mẫu không có tệp", "optional; the sample has no file"));
                continue;
            }

            var mark = own.Count > 0 ? "✓" : "✗";
            var (rows, rejected, seconds) = (Print.Count(own.Sum(f => f.Rows)), own.Sum(f => f.Rejected), runs.GetValueOrDefault(source.Id));
            var back = rejected > 0 ? T($", {rejected} trả lại", $", {rejected} sent back") : string.Empty;
            output.Line($"{mark} {source.Id,-22} " + T($"{own.Count} tệp, {rows} dòng{back}, {Print.Seconds(seconds)} giây",
                $"{Print.Many(own.Count, "file")}, {rows} rows{back}, {Print.Seconds(seconds)} s"));
        }
    }

    private static async Task<bool> FiguresAsync(Session session, CommandOutput output, CancellationToken cancellationToken)
    {
        var rows = (await session.Get<PublishedTables>().ReadAsync<PeriodRow>("halfyear", DemoRun.Period, cancellationToken).ConfigureAwait(false))
            .Where(r => r.Field == PeriodRow.AllFields).OrderBy(r => r.IsRollup).ThenByDescending(r => r.UnitTier, StringComparer.Ordinal)
                .ThenBy(r => r.UnitCode, StringComparer.Ordinal).ToList();
        var period = Domain.Periods.Period.Parse(DemoRun.Period);
        output.Line(string.Empty);
        output.Line(T($"{period.NameVi} ({period.RangeVi})", $"{period.NameEn} ({period.RangeEn})"));
        output.Table(
            [T("Đơn vị", "unit"), T("Tiếp nhận", "received"), T("Trực tuyến", "online"), T("Tỷ lệ", "rate"), T("Mục tiêu", "target"), T("Kết quả", "status")],
            rows.Select(r => new[]
            {
                Print.Unit(r.UnitName, r.UnitTier, r.IsRollup), Print.Count(r.Received), Print.Count(r.ReceivedOnline),
                Print.Rate(r.HasOnlineRate, r.OnlineRate, 2),
                r.TargetId.Length == 0 ? "–" : Print.Rate(true, r.Target, 0) + (r.TargetIsExample ? " *" : string.Empty), Print.Status(r.Status,
                    r.TargetIsExample),
            }),
            numbersFrom: 1);
        output.Line(T("* mục tiêu minh họa, chưa có văn bản quy định", "* an example that no document sets"));
        return rows.Count > 0;
    }

    /// <summary>Every indicator of every system, of the whole area, and the software that troubles citizens most.</summary>
    private static async Task SystemsAsync(Session session, CommandOutput output, CancellationToken cancellationToken)
    {
        var (tables, reference) = (session.Get<PublishedTables>(), session.Get<ReferenceData>());
        var area = RollupId.Area(reference.Units.Areas.First().Id);
        var rows = (await tables.ReadAsync<IndicatorRow>("indicators", DemoRun.Period, cancellationToken).ConfigureAwait(false))
            .Where(r => r.UnitId == area).ToDictionary(r => r.Indicator, StringComparer.Ordinal);
        output.Table(
            [T("Hệ thống", "system"), T("Chỉ tiêu", "indicator"), T("Giá trị", "value"), T("Tử số", "numerator"), T("Mẫu số", "denominator"),
                T("Mục tiêu", "target"), T("Kết quả", "status")],
            reference.Indicators.Where(i => rows.ContainsKey(i.Id)).Select(i => (Of: i, Row: rows[i.Id])).Select(r => new[]
            {
                reference.Conventions.NameOf(r.Of.System, Current),
                $"{r.Of.Id} {T(r.Of.NameVi, r.Of.NameEn)}{(r.Row.IsEstimate ? T(" (ước tính)", " (estimate)") : string.Empty)}",
                Figures.Value(r.Row.HasData ? (decimal)r.Row.Value : null, r.Of.Format, Current, decimals: 2),
                r.Row.HasData ? Figures.Number((decimal)r.Row.Numerator, Current) : "–",
                r.Row.HasData ? Figures.Number((decimal)r.Row.Denominator, Current) : "–",
                r.Row.TargetLegalBasis.Length > 0 ? Figures.Target((decimal)r.Row.Target, r.Of.Format, Current) : "–",
                Print.Status(r.Row.Status, r.Row.TargetIsExample),
            }),
            numbersFrom: 2);
        foreach (var worst in (await tables.ReadAsync<BreakdownRow>("breakdowns", DemoRun.Period, cancellationToken).ConfigureAwait(false))
            .Where(b => b.Rank == 1 && b.Indicator == reference.Conventions.SoftwareIndicator))
        {
            var hours = Figures.Number(Math.Round((decimal)worst.Value, 1), Current);
            output.Line(T($"Phần mềm gây gián đoạn nhiều nhất: {worst.Item}, {hours} giờ × đơn vị",
                $"Most troubling software: {worst.Item}, {hours} unit-hours"));
        }
    }

    private static void Balance(CommandOutput output, IReadOnlyList<FileRecord> files) => output.Table(
        [T("Nguồn", "source"), T("Tệp", "files"), T("Dòng", "rows"), T("Nhận", "accepted"), T("Cách ly", "quarantined"), T("Bản ghi", "records"),
            T("Còn hiệu lực", "in facts"), T("Bị thay", "superseded")],
        files.GroupBy(f => f.PartitionKey).Select(g => new[]
        {
            g.Key, Print.Count(g.Count()), Print.Count(g.Sum(f => f.Rows)), Print.Count(g.Sum(f => f.Accepted)),
            Print.Count(g.Sum(f => f.Rejected)), Print.Count(g.Sum(f => f.Records)), Print.Count(g.Sum(f => f.InFacts)), Print.Count(g.Sum(f => f.Superseded)),
        }),
        numbersFrom: 1);

    /// <summary>What is wrong in the sample on purpose, so that nobody takes it for a fault.</summary>
    private static void OnPurpose(Session session, CommandOutput output, IReadOnlyList<FileRecord> files)
    {
        var rejected = files.Sum(f => f.Rejected);
        var late = session.Get<ReferenceData>().Sources.Find(DemoRun.LateSource);
        output.Line(string.Empty);
        output.Line(T("Cố ý trong dữ liệu mẫu:", "On purpose in the sample:"));
        output.Line(T($"  {rejected} dòng sai được trả lại để sửa, kèm phiếu tô màu: govpipeline quarantine list",
            $"  {rejected} wrong rows went back to be corrected, with a coloured slip: govpipeline quarantine list"));
        if (late is not null)
        {
            output.Line(T($"  nguồn '{late.NameVi}' gửi trễ: chỉ tiêu của nguồn này ghi là chưa đủ, tổ vận hành nhận thư nhắc",
                $"  the source '{late.NameEn}' is late: its indicators are marked partial, the operators get a mail"));
        }
    }

    private static async Task AlertsAsync(Session session, CommandOutput output, int sentBefore, CancellationToken cancellationToken)
    {
        output.Line(string.Empty);
        foreach (var alert in (await session.Get<AlertStore>().LiveAsync(cancellationToken).ConfigureAwait(false)).OrderBy(a => a.Kind.IsOperational()))
        {
            var duty = alert.Duty is { } d ? T($"; {d.Holder.Vi}, hạn {DayText.Print(d.Due)}", $"; {d.Holder.En}, by {DayText.Print(d.Due)}") : string.Empty;
            output.Line($"{T("Cảnh báo", "Alert")}: {T(alert.Content.Headline)}{duty}");
        }

        var mails = await session.Get<Outbox>().ListAsync(cancellationToken).ConfigureAwait(false);
        var now = mails.Count(m => m.State == OutboxStates.Sent) - sentBefore;
        foreach (var mail in now == 0 ? [] : mails)
        {
            output.Line($"{T("Thư", "Mail")} → {mail.Recipient}: {mail.Subject}"
                + (mail.State == OutboxStates.Sent ? string.Empty : $" ({Print.State(mail.State)})"));
        }

        output.Line(T($"Thư gửi lần này: {now}", $"Mails sent now: {now}"));
    }
}
