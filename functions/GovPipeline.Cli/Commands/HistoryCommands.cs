using System.CommandLine;
using System.Security.Cryptography;
using GovPipeline.Cli.Output;
using GovPipeline.Cli.Rehearsal;
using GovPipeline.Cli.Sessions;
using GovPipeline.Domain.Time;
using GovPipeline.LocalHost;
using GovPipeline.Pipeline.Configuration;
using GovPipeline.Pipeline.Jobs;
using GovPipeline.Sources.Definitions;
using GovPipeline.Storage.Exports;
using GovPipeline.Storage.Ledger;
using static GovPipeline.Cli.Output.Speech;

namespace GovPipeline.Cli.Commands;

/// <summary>Commands about the past: take in years of old exports, play a period night by night.</summary>
internal static class HistoryCommands
{
    public static IEnumerable<Command> All(CommandOutput output) => [Backfill(output), Rehearse(output)];

    private static Command Backfill(CommandOutput output)
    {
        var from = DayArguments.Option("--from", "First local day, yyyy-MM-dd.", required: true);
        var to = DayArguments.Option("--to", "Last local day, yyyy-MM-dd.", required: true);
        var source = new Option<string?>("--source") { Description = "Id of the one source to pull; all without it." };
        var files = new Option<DirectoryInfo?>("--files") { Description = "A folder of old exports, one folder a source: onestop-city/2019-06-14.csv." };
        var command = new Command("backfill", "Take in years of old exports, month by month, in any order; cut off, run it again and it goes on.")
            { from, to, source, files };
        command.SetAction((result, cancel) => Guard.RunAsync(output, async () =>
        {
            await using var session = await ReadySession.OpenAsync(result, output, cancel).ConfigureAwait(false);
            var (first, last) = (result.GetValue(from)!.Value, result.GetValue(to)!.Value);
            var today = VietnamClock.Today(session.Get<TimeProvider>());
            DayArguments.Check(first, today, "--from");
            DayArguments.Check(last, today, "--to");
            if (last < first)
            {
                throw Guard.Wrong("--to", new($"{DayText.Print(last)} trước --from {DayText.Print(first)}",
                    $"{DayText.Print(last)} is before --from {DayText.Print(first)}"));
            }

            return result.GetValue(files) is { } folder
                ? await FilesAsync(session, folder, result.GetValue(source), first, last, output, cancel).ConfigureAwait(false)
                : await PullsAsync(session, result.GetValue(source), first, last, output, cancel).ConfigureAwait(false);
        }));
        return command;
    }

    /// <summary>Asks sources month by month for what they have not told of yet.</summary>
    private static async Task<int> PullsAsync(Session session, string? only, DateOnly first, DateOnly last, CommandOutput output, CancellationToken cancel)
    {
        var pulled = session.Get<ReferenceData>().Sources.Enabled.Where(s => s.Pull is not null && (only is null || s.Id == only)).ToList();
        if (pulled.Count == 0)
        {
            throw Domain.Errors.UnknownArgument.Of(Guard.SourceList, only ?? string.Empty,
                session.Get<ReferenceData>().Sources.Enabled.Where(s => s.Pull is not null).Select(s => s.Id), "govpipeline sources list");
        }

        // What an earlier run that was cut off brought is taken on to its end first.
        var left = await session.Get<LocalJobs>().DrainAsync(null, cancel).ConfigureAwait(false);
        var told = await session.Get<SourceLog>().CoveredAsync(cancel).ConfigureAwait(false);
        var windows = pulled.SelectMany(s => Months(first, last)
            .Where(w => SourceLog.Uncovered(told.GetValueOrDefault(s.Id) ?? [], w.From, w.To).Count > 0).Select(w => (Source: s, w.From, w.To))).ToList();
        if (windows.Count == 0)
        {
            output.Line(T("Các nguồn đã có đủ số liệu của khoảng này.", "The sources have told of all these days."));
            return left.Count > 0 ? ExitCodes.Failed : ExitCodes.Done;
        }

        await output.BarAsync(T("Nhận lại quá khứ", "Backfilling"), windows.Count, async step =>
        {
            foreach (var (source, begins, ends) in windows)
            {
                await session.Get<NightlyPull>().RunAsync(ends, begins, source.Id, cancel).ConfigureAwait(false);
                left = await session.Get<LocalJobs>().DrainAsync(null, cancel).ConfigureAwait(false);
                step($"{source.Id} {DayText.Print(begins)}–{DayText.Print(ends)}");
            }
        }).ConfigureAwait(false);
        var after = await session.Get<SourceLog>().CoveredAsync(cancel).ConfigureAwait(false);
        var missing = pulled.Select(s => (s.Id, Days: SourceLog.Uncovered(after.GetValueOrDefault(s.Id) ?? [], first, last).Count)).Where(m =>
            m.Days > 0).ToList();
        foreach (var (id, days) in missing)
        {
            output.Say(T($"{id}: còn {days} ngày chưa có số liệu; xem govpipeline status, rồi chạy lại lệnh này.",
                $"{id}: {Print.Many(days, "day")} not told of yet; see govpipeline status, then run this again."));
        }

        output.Line(T($"Đã hỏi {windows.Count} tháng.", $"Asked for {Print.Many(windows.Count, "month")}."));
        return missing.Count > 0 ? ExitCodes.SourceFailed : left.Count > 0 ? ExitCodes.Failed : ExitCodes.Done;
    }

    /// <summary>Takes in a folder of old exports; those that were taken in before are passed over by their content.</summary>
    private static async Task<int> FilesAsync(
        Session session, DirectoryInfo folder, string? only, DateOnly first, DateOnly last, CommandOutput output, CancellationToken cancel)
    {
        if (!folder.Exists)
        {
            throw Guard.Wrong($"'{folder}'", new("không có thư mục này", "there is no such folder"));
        }

        var sources = session.Get<ReferenceData>().Sources;
        var unknown = folder.EnumerateDirectories().Where(d => sources.Find(d.Name) is null).Select(d => d.Name).ToList();
        var found = folder.EnumerateDirectories().Where(d => sources.Find(d.Name) is not null && (only is null || d.Name == only))
            .SelectMany(d => d.EnumerateFiles("*", SearchOption.AllDirectories).Select(f => (Source: sources.Find(d.Name)!, File: f)))
            .Select(f => (f.Source, f.File, Day: Sources.Reading.FileNameDate.Of(f.File.Name, VietnamClock.Today(session.Get<TimeProvider>()))))
            .Where(f => f.Day is null || (f.Day >= first && f.Day <= last)).OrderBy(f => f.Day).ThenBy(f => f.File.FullName, StringComparer.Ordinal).ToList();
        var (taken, known) = (0, 0);

        // What an earlier run that was cut off brought is taken on to its end first.
        var left = await session.Get<LocalJobs>().DrainAsync(null, cancel).ConfigureAwait(false);
        await output.BarAsync(T("Nhận tệp cũ", "Taking in"), found.Count, async step =>
        {
            foreach (var (source, file, day) in found)
            {
                if (await IsKnownAsync(session, source, file, cancel).ConfigureAwait(false))
                {
                    known++;
                }
                else
                {
                    await UploadAsync(session, source, file, day, cancel).ConfigureAwait(false);
                    left = await session.Get<LocalJobs>().DrainAsync(null, cancel).ConfigureAwait(false);
                    taken++;
                }

                step($"{source.Id}/{file.Name}");
            }
        }).ConfigureAwait(false);
        output.Line(T($"Nhận {taken} tệp; {known} tệp đã có từ trước.", $"Took in {Print.Many(taken, "file")}; {known} there before."));
        foreach (var name in unknown)
        {
            output.Say(T($"Bỏ qua thư mục '{name}': không phải mã nguồn nào (govpipeline sources list).",
                $"Passed over the folder '{name}': it is the id of no source (govpipeline sources list)."));
        }

        return left.Count > 0 ? ExitCodes.Failed : ExitCodes.Done;
    }

    private static async Task<bool> IsKnownAsync(Session session, SourceDefinition source, FileInfo file, CancellationToken cancel)
    {
        await using var stream = file.OpenRead();
        var sha256 = Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, cancel).ConfigureAwait(false));
        return await session.Get<FileLedger>().FindAsync(source.Id, sha256, cancel).ConfigureAwait(false)
            is { State: FileStates.Ingested or FileStates.Duplicate or FileStates.Refused };
    }

    private static async Task UploadAsync(Session session, SourceDefinition source, FileInfo file, DateOnly? day, CancellationToken cancel)
    {
        var name = ExportStore.NameFor(source.Id, day, session.Get<TimeProvider>().GetUtcNow(), file.Name);
        var staged = session.Get<ExportStore>().Begin(name, day, null, isDateCertain: false, broughtBy: Operator.Name);
        var buffer = new byte[1 << 20];
        await using var stream = file.OpenRead();
        for (int read; (read = await stream.ReadAsync(buffer, cancel).ConfigureAwait(false)) > 0;)
        {
            await staged.WriteAsync(buffer.AsMemory(0, read), cancel).ConfigureAwait(false);
        }

        await staged.CommitAsync(cancel).ConfigureAwait(false);
    }

    /// <summary>The reporting months (15th to 14th) of some days, the first and the last cut to them.</summary>
    private static IEnumerable<(DateOnly From, DateOnly To)> Months(DateOnly first, DateOnly last)
    {
        for (var begins = first; begins <= last;)
        {
            var ends = Domain.Periods.Period.Containing(Domain.Periods.ReportingCalendar.Nd09, Domain.Periods.PeriodKind.Month, begins)!.End;
            yield return (begins, ends < last ? ends : last);
            begins = ends.AddDays(1);
        }
    }

    private static Command Rehearse(CommandOutput output)
    {
        var period = new Option<string>("--period") { Description = "Period id, for example nd09-2022-H1.", Required = true };
        var seeds = new Option<DirectoryInfo?>("--try")
            { Description = "A folder of reference data and sources to try, as seeds: other targets, other units." };
        var command = new Command(
            "rehearse", "Play a period night by night into a storage of its own: what would have been published, alerted and mailed, and when.")
            { period, seeds, ListOptions.AsJson, ListOptions.AsCsv };
        command.SetAction((result, cancel) => Guard.RunAsync(output, async () =>
        {
            var asked = Guard.Period(result.GetValue(period)!);
            await using var session = await ReadySession.OpenAsync(result, output, cancel).ConfigureAwait(false);
            var played = await RehearsalRun.RunAsync(session, asked, result.GetValue(seeds)?.FullName, output, cancel).ConfigureAwait(false);
            output.Show(
                result,
                [T("Đêm", "night"), T("Tệp", "files"), T("Tiếp nhận", "received"), T("Trực tuyến", "online"), T("Tỷ lệ", "rate"), T("Sáng hôm sau",
                    "the morning after")],
                played.Nights.Where(n => n.IsOfNote).Select(n => new[]
                {
                    DayText.Print(n.Night), $"{n.Files}", n.Received is { } r ? Print.Count(r) : "–", n.Online is { } o ? Print.Count(o) : "–",
                    Print.Rate(n.Rate is not null, n.Rate ?? 0, 2),
                    string.Join('\n', n.Opened.Select(a => $"+ {a}").Concat(n.Closed.Select(a => $"- {a}")).Concat(n.Mails.Select(m => $"✉ {m}"))),
                }),
                numbersFrom: 9, () => played);
            output.Say(played.Differences switch
            {
                null => T($"{asked.Id} chưa được công bố ở đây, nên không có gì để so.", $"{asked.Id} is not published here: nothing to compare with."),
                0 => T($"Kết quả diễn lại giống hệt các bảng đã công bố của {asked.Id}.",
                    $"The rehearsal ends in the very tables that are published of {asked.Id}."),
                var n => T($"Kết quả diễn lại khác {n} dòng so với các bảng đã công bố của {asked.Id}.",
                    $"The rehearsal ends {Print.Many(n.Value, "row")} apart from the tables that are published of {asked.Id}."),
            });
            return ExitCodes.Done;
        }));
        return command;
    }
}
