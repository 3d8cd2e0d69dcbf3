using System.Diagnostics;
using GovPipeline.Cli.Output;
using GovPipeline.Cli.Sessions;
using GovPipeline.Domain.Errors;
using GovPipeline.Domain.Time;
using GovPipeline.Emulation;
using GovPipeline.LocalHost;
using GovPipeline.Pipeline.Configuration;
using GovPipeline.Pipeline.Jobs;
using GovPipeline.Pipeline.Messages;
using GovPipeline.Pipeline.Reports;
using GovPipeline.Samples;
using GovPipeline.Storage.Accounts;
using GovPipeline.Storage.Exports;
using GovPipeline.Storage.Ledger;
using GovPipeline.Storage.Mail;
using Microsoft.Extensions.DependencyInjection;
using static GovPipeline.Cli.Output.Speech;

namespace GovPipeline.Cli.Demo;

/// <summary>The whole pipeline on this machine: three sample source systems, the storage emulator, a mail server, six months of Tây Ninh city.</summary>
internal static class DemoRun
{
    /// <summary>The period it shows.</summary>
    public const string Period = "nd09-2022-H1";

    private const int UsualPort = 7071, HeldBackFiles = 2;

    /// <summary>The source that is late on purpose: its last files never come, as happens.</summary>
    public const string LateSource = "digital-teams";

    /// <summary>Port of the dashboard, also in the links of mails.</summary>
    private static readonly int DashboardPort = NodeServer.IsFree(UsualPort) ? UsualPort : NodeServer.FreePorts(1)[0];

    /// <summary>Runs it.</summary>
    /// <param name="options">Where data stand.</param>
    /// <param name="keep">Whether to stay up.</param>
    /// <param name="all">Whether to show everything.</param>
    /// <param name="output">Where to write.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(SessionOptions options, bool keep, bool all, CommandOutput output, CancellationToken cancellationToken)
    {
        var clock = Stopwatch.StartNew();
        var exports = Path.Combine(ReferenceData.FindFolder(Environment.GetEnvironmentVariable("Pipeline__Seeds")), "exports");
        if (!Directory.Exists(exports))
        {
            throw new PipelineException(ErrorCatalogue.ConfigurationInvalid, "Pipeline:Seeds",
                new Domain.Text.Bilingual($"không có thư mục '{exports}'", $"there is no folder '{exports}'"));
        }

        var configured = LocalConfiguration.Read([]);
        if (File.Exists(LocalConfiguration.FileName) || Session.IsSet(configured, "Published")
            || (options.Storage is null && Session.IsSet(configured, "Work")))
        {
            throw new PipelineException(ErrorCatalogue.ArgumentWrong, "demo", new Domain.Text.Bilingual(
                $"ở đây có cấu hình của một nơi thật ({LocalConfiguration.FileName} hoặc khóa Work, Published); chạy demo ở thư mục khác "
                    + "để dữ liệu mẫu không lẫn vào",
                $"here is the configuration of a real place ({LocalConfiguration.FileName}, or the setting Work or Published); run the demo "
                    + "in another folder, so that sample data do not mix with it"));
        }

        output.Line(T(
            "GovPipeline chạy cả một quy trình trên máy này: ba hệ thống mẫu của TP Tây Ninh, kho lưu trữ, máy chủ thư; số liệu từ "
                + $"{Day(SeedExports.From)} đến {Day(SeedExports.To)}. Khoảng một phút; dữ liệu ở {options.Data}.",
            $"GovPipeline runs as a whole on this machine: three sample systems of Tây Ninh city, storage, a mail server; data from {Day(SeedExports.From)} to "
                + $"{Day(SeedExports.To)}. About a minute; data go to {options.Data}."));
        await using var mail = await MailServer.StartAsync(output.Both, [], cancellationToken).ConfigureAwait(false);
        await using var city = await SampleSystem.CityAsync(exports).ConfigureAwait(false);
        await using var wards = await SampleSystem.WardsAsync(exports).ConfigureAwait(false);
        await using var office = await SampleSystem.EOfficeAsync(exports).ConfigureAwait(false);
        var settings = Settings(mail, city, wards, office);
        await using var session = await Session.OpenAsync(options, output.Both, settings, cancellationToken, s => s.AddSingleton<TimeProvider>(new DemoClock()))
            .ConfigureAwait(false);
        DemoClock.Note(options.Data);
        var sentBefore = await SentAsync(session, cancellationToken).ConfigureAwait(false);
        await output.BarAsync(T("Chạy", "Running"), steps: 12, step => WorkAsync(session, exports, step, cancellationToken)).ConfigureAwait(false);
        var complete = await DemoStory.PrintAsync(session, output, all, sentBefore, cancellationToken).ConfigureAwait(false);
        var reports = Path.Combine(options.Data, "reports");
        var files = await ReportFolder.WriteAsync(session, Domain.Periods.Period.Parse(Period), null, ReportFiles.Formats, reports, cancellationToken)
            .ConfigureAwait(false);
        output.Line(T($"Xong sau {Print.Seconds(clock.Elapsed.TotalSeconds)} giây.", $"Done in {Print.Seconds(clock.Elapsed.TotalSeconds)} seconds."));
        PrintWhereToLook(output, options, mail, files, keep);
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
        step(T("kéo các hệ thống", "pulling the systems"));
        DateOnly? after = null;
        foreach (var night in SeedExports.Deliveries.Append(DemoClock.Morning.AddDays(-1)))
        {
            await session.Get<NightlyPull>().RunAsync(night, after?.AddDays(1) ?? night.AddDays(-45), null, cancellationToken).ConfigureAwait(false);
            after = night;
        }

        step(T("nhận tệp cán bộ gửi", "taking the files that clerks send"));
        await DropAsync(session, exports, cancellationToken).ConfigureAwait(false);
        var host = session.Get<LocalJobs>();
        await host.DrainAsync(Named, cancellationToken).ConfigureAwait(false);
        if ((await session.Get<PendingWork>().ListAsync(PendingWork.Periods, cancellationToken).ConfigureAwait(false)).Count > 0)
        {
            await session.Get<PublishPeriod>().RunAsync(new PublishMessage(Force: true), cancellationToken).ConfigureAwait(false);
            await host.DrainAsync(Named, cancellationToken).ConfigureAwait(false);
        }

        // What the morning after the last night does.
        step(T("cảnh báo, thư và báo cáo", "alerts, mails and reports"));
        await session.Get<CheckOperations>().RunAsync(cancellationToken).ConfigureAwait(false);
        await session.Get<NotifyAlerts>().RunAsync(cancellationToken).ConfigureAwait(false);
        await session.Get<SendReports>().RunAsync(cancellationToken).ConfigureAwait(false);
        await host.DrainAsync(null, cancellationToken).ConfigureAwait(false);
        void Named(string job) => step(Print.State(job));
    }

    /// <summary>Drops the exports of the systems that nobody pulls, as their clerks do; each tells of the days since the one before.</summary>
    private static async Task DropAsync(Session session, string exports, CancellationToken cancellationToken)
    {
        var store = session.Get<ExportStore>();
        foreach (var source in session.Get<ReferenceData>().Sources.Enabled.Where(s => s.Pull is null && Directory.Exists(Path.Combine(exports, s.Id))))
        {
            var from = SeedExports.From;
            var files = Directory.EnumerateFiles(Path.Combine(exports, source.Id)).Order(StringComparer.Ordinal).ToList();
            foreach (var file in source.Id == LateSource ? files.SkipLast(HeldBackFiles) : files)
            {
                var day = DayText.Parse(Path.GetFileNameWithoutExtension(file));
                var name = $"{source.Id}/{day:yyyy}/{day:MM}/{day:dd}/{Path.GetFileName(file)}";
                if (await store.FindAsync(name, cancellationToken).ConfigureAwait(false) is null)
                {
                    var staged = store.Begin(name, day, from, isDateCertain: false);
                    await staged.WriteAsync(await File.ReadAllBytesAsync(file, cancellationToken).ConfigureAwait(false), cancellationToken)
                        .ConfigureAwait(false);
                    await staged.CommitAsync(cancellationToken).ConfigureAwait(false);
                }

                from = day.AddDays(1);
            }
        }
    }

    private static async Task<int> SentAsync(Session session, CancellationToken cancellationToken)
    {
        await session.Get<StorageSetup>().EnsureAsync(cancellationToken).ConfigureAwait(false);
        return (await session.Get<Outbox>().ListAsync(cancellationToken).ConfigureAwait(false)).Count(m => m.State == OutboxStates.Sent);
    }

    /// <summary>How the tool is called here: in a working copy nothing has put it on the path.</summary>
    private static string Program { get; } = AppContext.BaseDirectory.Replace('\\', '/').Contains("/GovPipeline.Cli/bin/", StringComparison.Ordinal)
        ? "dotnet run --project functions/GovPipeline.Cli --" : "govpipeline";

    /// <summary>Addresses to open, last on the screen.</summary>
    private static void PrintWhereToLook(CommandOutput output, SessionOptions options, MailServer mail, IReadOnlyList<string> files, bool keep)
    {
        var data = options.Data == SessionArguments.DefaultData ? string.Empty : $" --data {options.Data}";
        output.Line(string.Empty);
        output.Line(T("Báo cáo:", "Reports:"));
        foreach (var file in files)
        {
            output.Line($"  {file}");
        }

        output.Line(T("Xem tiếp:", "To look at:"));
        if (keep)
        {
            output.Line($"  {T("Thư đã gửi", "Mails sent")}: {mail.Page}");
        }
        else
        {
            output.Line($"  {T("Thư đã gửi", "Mails sent")}: {Program} mails list{data}");
            output.Line($"  {T("Bảng điều hành", "Dashboard")}: {Program} run{data} {T("rồi mở", "then open")} http://127.0.0.1:{UsualPort}/");
        }

        output.Line($"  {T("Bảng số liệu", "Tables")}: {Program} tables halfyear --period {Period}{data}");
    }

    private static string Day(DateOnly day) => DayText.Print(day);
}
