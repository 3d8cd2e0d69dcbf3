using GovPipeline.Cli.Output;
using GovPipeline.Domain.Time;
using System.Diagnostics;
using System.Globalization;
using GovPipeline.Emulation;
using GovPipeline.Cli.Sessions;
using GovPipeline.LocalHost;
using GovPipeline.Samples;
using GovPipeline.Domain.Errors;
using GovPipeline.Domain.Indicators;
using GovPipeline.Domain.Units;
using GovPipeline.Pipeline.Configuration;
using GovPipeline.Pipeline.Jobs;
using GovPipeline.Pipeline.Messages;
using GovPipeline.Pipeline.Reports;
using GovPipeline.Pipeline.Running;
using GovPipeline.Pipeline.Serving;
using GovPipeline.Storage.Accounts;
using GovPipeline.Storage.Alerts;
using GovPipeline.Storage.Exports;
using GovPipeline.Storage.Ledger;
using GovPipeline.Storage.Mail;
using GovPipeline.Storage.Published;
using Spectre.Console;

namespace GovPipeline.Cli.Demo;

/// <summary>The whole pipeline on this machine: three sample source systems, the storage emulator, a mail server, six months of Tây Ninh city.</summary>
internal static class DemoRun
{
    private const string Period = "nd09-2022-H1";
    private const int UsualPort = 7071;

    /// <summary>Port of the dashboard, also in the links of mails.</summary>
    private static readonly int DashboardPort = NodeServer.IsFree(UsualPort) ? UsualPort : NodeServer.FreePorts(1)[0];

    /// <summary>Runs it.</summary>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(SessionOptions options, bool keep, CommandOutput output, CancellationToken cancellationToken)
    {
        var clock = Stopwatch.StartNew();
        var exports = Path.Combine(ReferenceData.FindFolder(Environment.GetEnvironmentVariable("Pipeline__Seeds")), "exports");
        if (!Directory.Exists(exports))
        {
            throw new PipelineException(ErrorCatalogue.ConfigurationInvalid, "Pipeline:Seeds", $"'{exports}' does not exist");
        }

        await using var mail = await MailServer.StartAsync(output.Say, [], cancellationToken).ConfigureAwait(false);
        await using var city = await SampleSystem.CityAsync(exports).ConfigureAwait(false);
        await using var wards = await SampleSystem.WardsAsync(exports).ConfigureAwait(false);
        await using var office = await SampleSystem.EOfficeAsync(exports).ConfigureAwait(false);
        var settings = Settings(mail, city, wards, office);
        await using var session = await Session.OpenAsync(options, output.Say, settings, cancellationToken).ConfigureAwait(false);
        var sentBefore = await SentAsync(session, cancellationToken).ConfigureAwait(false);
        await output.ProgressAsync("Chạy / running", step => WorkAsync(session, exports, step, cancellationToken)).ConfigureAwait(false);
        var complete = await PrintAsync(session, output, sentBefore, cancellationToken).ConfigureAwait(false);
        output.Line($"Thời gian / time: {clock.Elapsed.TotalSeconds:F1} s");
        foreach (var path in await ReportFolder.WriteAsync(session, Domain.Periods.Period.Parse(Period), null, ReportFiles.Formats,
            Path.Combine(options.Data, "reports"), cancellationToken).ConfigureAwait(false))
        {
            output.Line($"Báo cáo / report: {path}");
        }

        PrintWhereToLook(output, options, mail, keep);
        if (keep)
        {
            await RunningHost.RunAsync(session, DashboardPort, output.Line, cancellationToken).ConfigureAwait(false);
        }

        return complete ? ExitCodes.Done : ExitCodes.Failed;
    }

    /// <summary>What points the source definitions and the mailer at the demo's servers.</summary>
    public static Dictionary<string, string?> Settings(MailServer mail, SampleSystem city, SampleSystem wards, SampleSystem office) => new()
    {
        ["Sources:onestop-city:BaseUrl"] = city.Address,
        ["Sources:onestop-wards:BaseUrl"] = wards.Address,
        ["Sources:eoffice:BaseUrl"] = office.Address,
        ["Secrets:OneStopCityKey"] = SampleSystem.Key,
        ["Secrets:OneStopWardsPassword"] = SampleSystem.Key,
        ["Secrets:EOfficeSecret"] = SampleSystem.Key,
        ["Secrets:IdentityKey"] = Convert.ToBase64String("khoa-bam-mau-cua-ban-trinh-dien!"u8),
        ["Secrets:AlertKey"] = Convert.ToBase64String("khoa-ky-mau-cua-ban-trinh-dien!!"u8),
        ["Alerts:PublicUrl"] = $"http://127.0.0.1:{DashboardPort}/",
        ["Mail:Host"] = "127.0.0.1",
        ["Mail:Port"] = $"{mail.SmtpPort}",
        ["Mail:Security"] = "None",
        ["Mail:From"] = "govpipeline@tayninh.example",
    };

    /// <summary>Asks for every night of the sample, then works until nothing is left to do.</summary>
    public static async Task WorkAsync(Session session, string exports, Action<string> step, CancellationToken cancellationToken)
    {
        step("NightlyPull");
        DateOnly? after = null;
        foreach (var night in SeedExports.Deliveries)
        {
            await session.Get<NightlyPull>().RunAsync(night, after?.AddDays(1) ?? night.AddDays(-45), null, cancellationToken).ConfigureAwait(false);
            after = night;
        }

        step("exports/");
        await DropAsync(session, exports, cancellationToken).ConfigureAwait(false);
        var host = session.Get<LocalJobs>();
        await host.DrainAsync(step, cancellationToken).ConfigureAwait(false);
        if ((await session.Get<PendingWork>().ListAsync(PendingWork.Periods, cancellationToken).ConfigureAwait(false)).Count > 0)
        {
            await session.Get<PublishPeriod>().RunAsync(new PublishMessage(Force: true), cancellationToken).ConfigureAwait(false);
            await host.DrainAsync(step, cancellationToken).ConfigureAwait(false);
        }

        // What the morning after the last night does.
        step(nameof(NotifyAlerts));
        await session.Get<NotifyAlerts>().RunAsync(cancellationToken).ConfigureAwait(false);
        await session.Get<SendReports>().RunAsync(cancellationToken).ConfigureAwait(false);
        await host.DrainAsync(step, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Drops the exports of the systems that nobody pulls, as their clerks do.</summary>
    private static async Task DropAsync(Session session, string exports, CancellationToken cancellationToken)
    {
        var store = session.Get<ExportStore>();
        foreach (var source in session.Get<ReferenceData>().Sources.Enabled.Where(s => s.Pull is null && Directory.Exists(Path.Combine(exports, s.Id))))
        {
            foreach (var file in Directory.EnumerateFiles(Path.Combine(exports, source.Id)).Order(StringComparer.Ordinal))
            {
                var day = DayText.Parse(Path.GetFileNameWithoutExtension(file));
                var name = $"{source.Id}/{day:yyyy}/{day:MM}/{day:dd}/{Path.GetFileName(file)}";
                if (await store.FindAsync(name, cancellationToken).ConfigureAwait(false) is null)
                {
                    var staged = store.Begin(name, day, null, isDateCertain: false);
                    await staged.WriteAsync(await File.ReadAllBytesAsync(file, cancellationToken).ConfigureAwait(false), cancellationToken)
                        .ConfigureAwait(false);
                    await staged.CommitAsync(cancellationToken).ConfigureAwait(false);
                }
            }
        }
    }

    private static async Task<int> SentAsync(Session session, CancellationToken cancellationToken)
    {
        await session.Get<StorageSetup>().EnsureAsync(cancellationToken).ConfigureAwait(false);
        return (await session.Get<Outbox>().ListAsync(cancellationToken).ConfigureAwait(false)).Count(m => m.State == OutboxStates.Sent);
    }

    private static async Task<bool> PrintAsync(Session session, CommandOutput output, int sentBefore, CancellationToken cancellationToken)
    {
        var tables = session.Get<PublishedTables>();
        var rows = (await tables.ReadAsync<PeriodRow>("halfyear", Period, cancellationToken).ConfigureAwait(false))
            .Where(r => r.Field == PeriodRow.AllFields).OrderBy(r => r.IsRollup).ThenByDescending(r => r.UnitTier)
                .ThenBy(r => r.UnitCode, StringComparer.Ordinal).ToList();
        var period = Domain.Periods.Period.Parse(Period);
        output.Line($"{period.NameVi} ({period.RangeVi})");
        output.Table(
            ["Đơn vị / unit", "Tiếp nhận / received", "Trực tuyến / online", "Tỷ lệ / rate", "Mục tiêu / target", "Kết quả / status"],
            rows.Select(r => new[]
            {
                r.UnitName, Print.Count(r.Received), Print.Count(r.ReceivedOnline), Print.Rate(r.HasOnlineRate, r.OnlineRate, 2),
                r.TargetId.Length == 0 ? "–" : Print.Rate(true, r.Target, 0) + (r.TargetIsExample ? " *" : string.Empty), Print.Status(r.Status),
            }),
            numbersFrom: 1);
        output.Line("* mục tiêu minh họa, chưa có văn bản quy định / an example that no document sets");
        await PrintSystemsAsync(session, output, cancellationToken).ConfigureAwait(false);
        await PrintAlertsAsync(session, output, sentBefore, cancellationToken).ConfigureAwait(false);
        return await PrintBalanceAsync(session, output, cancellationToken).ConfigureAwait(false) && rows.Count > 0;
    }

    /// <summary>Every indicator of every system, of the whole area, and the software that troubles citizens most.</summary>
    private static async Task PrintSystemsAsync(Session session, CommandOutput output, CancellationToken cancellationToken)
    {
        var tables = session.Get<PublishedTables>();
        var reference = session.Get<ReferenceData>();
        var area = RollupId.Area(reference.Units.Areas.First().Id);
        var rows = (await tables.ReadAsync<IndicatorRow>("indicators", Period, cancellationToken).ConfigureAwait(false))
            .Where(r => r.UnitId == area).ToDictionary(r => r.Indicator, StringComparer.Ordinal);
        output.Table(
            ["Hệ thống / system", "Chỉ tiêu / indicator", "Giá trị / value", "Tử số / numerator", "Mẫu số / denominator", "Mục tiêu / target",
                "Kết quả / status"],
            reference.Indicators.Where(i => rows.ContainsKey(i.Id)).Select(i => (Of: i, Row: rows[i.Id])).Select(r => new[]
            {
                r.Of.System, $"{r.Of.Id} {r.Of.NameVi}{(r.Row.IsEstimate ? " (ước tính)" : string.Empty)}",
                Figures.Value(r.Row.HasData ? (decimal)r.Row.Value : null, r.Of.Format, decimals: 2),
                r.Row.HasData ? Figures.Number((decimal)r.Row.Numerator) : "–", r.Row.HasData ? Figures.Number((decimal)r.Row.Denominator) : "–",
                r.Row.TargetLegalBasis.Length > 0 ? Figures.Target((decimal)r.Row.Target, r.Of.Format) : "–", Print.Status(r.Row.Status),
            }),
            numbersFrom: 2);
        var troubles = (await tables.ReadAsync<BreakdownRow>("breakdowns", Period, cancellationToken).ConfigureAwait(false))
            .Where(b => b.Rank == 1 && b.Indicator == reference.Conventions.SoftwareIndicator);
        foreach (var worst in troubles)
        {
            output.Line(
                $"Phần mềm gây gián đoạn nhiều nhất / most troubling software: {worst.Item}, {Figures.Number(Math.Round((decimal)worst.Value, 1))} giờ × đơn "
                + $"vị / unit-hours");
        }
    }

    private static async Task PrintAlertsAsync(Session session, CommandOutput output, int sentBefore, CancellationToken cancellationToken)
    {
        var alerts = await session.Get<AlertStore>().ListAsync(null, cancellationToken).ConfigureAwait(false);
        foreach (var alert in alerts.Where(a => a.IsLive))
        {
            output.Line($"Cảnh báo / alert: {alert.Content.Headline.Vi} ({alert.State})");
        }

        var mails = await session.Get<Outbox>().ListAsync(cancellationToken).ConfigureAwait(false);
        foreach (var mail in mails)
        {
            output.Line($"Thư / mail → {mail.Recipient}: {mail.State}");
        }

        output.Line($"Thư gửi lần này / mails sent now: {mails.Count(m => m.State == OutboxStates.Sent) - sentBefore}");
    }

    private static async Task<bool> PrintBalanceAsync(Session session, CommandOutput output, CancellationToken cancellationToken)
    {
        var files = await session.Get<FileLedger>().FilesAsync(null, cancellationToken).ConfigureAwait(false);
        output.Table(
            ["Nguồn / source", "Tệp / files", "Dòng / rows", "Nhận / accepted", "Cách ly / quarantined", "Bản ghi / records", "Còn hiệu lực / in facts",
                "Bị thay / superseded"],
            files.GroupBy(f => f.PartitionKey).Select(g => new[]
            {
                g.Key, Print.Count(g.Count()), Print.Count(g.Sum(f => f.Rows)), Print.Count(g.Sum(f => f.Accepted)),
                Print.Count(g.Sum(f => f.Rejected)), Print.Count(g.Sum(f => f.Records)), Print.Count(g.Sum(f => f.InFacts)),
                Print.Count(g.Sum(f => f.Superseded)),
            }),
            numbersFrom: 1);
        var balanced = files.All(f => f.Rows == f.Accepted + f.Rejected && f.Records == f.InFacts + f.Superseded);
        output.Line(balanced ? "Cân đối dòng: đúng ở mọi tệp / rows balance in every file" : "Cân đối dòng: SAI / rows do NOT balance");
        return balanced;
    }

    private static void PrintWhereToLook(CommandOutput output, SessionOptions options, MailServer mail, bool keep)
    {
        var storage = options.Data == SessionArguments.DefaultData ? string.Empty : $" --data {options.Data}";
        output.Line(keep
            ? $"Xem thư / mails: {mail.Page}"
            : "Xem thư: chạy lại với --keep / to see the mails, run again with --keep (on new data: --data DIR)");
        output.Line($"Bảng điều hành / dashboard: govpipeline run{storage}");
        output.Line($"Xem bảng / tables: govpipeline tables halfyear --period {Period}{storage}");
    }
}
