using GovPipeline.Pipeline.Alerting;
using GovPipeline.Cli.Demo;
using GovPipeline.Cli.Output;
using System.CommandLine;
using System.Globalization;
using GovPipeline.Cli.Sessions;
using GovPipeline.LocalHost;
using GovPipeline.Samples;
using GovPipeline.Domain.Errors;
using GovPipeline.Domain.Time;
using GovPipeline.Pipeline.Configuration;
using GovPipeline.Pipeline.Publishing;
using GovPipeline.Pipeline.Reports;
using GovPipeline.Reporting.Reports;
using GovPipeline.Reporting.Sending;
using GovPipeline.Storage.Accounts;
using GovPipeline.Storage.Ledger;
using GovPipeline.Storage.Mail;
using GovPipeline.Storage.Published;
using Microsoft.Extensions.Options;
using static GovPipeline.Cli.Output.Speech;

namespace GovPipeline.Cli.Commands;

/// <summary>Commands that look and do not change anything: tables, status, doctor; and sample, which writes a file.</summary>
internal static class LookCommands
{
    private const int MostOfMissing = 80;

    public static IEnumerable<Command> All(CommandOutput output) => [Tables(output), Periods(output), Repairs(output), Report(output), Status(output),
        Doctor(output), Sample(output)];

    private static Command Tables(CommandOutput output)
    {
        var name = new Argument<string>("NAME") { Description = $"Table: {string.Join(", ", StorageNames.PublishedTables)}." };
        name.AcceptOnlyFromAmong([.. StorageNames.PublishedTables]);
        var period = new Option<string?>("--period") { Description = "Period id, for example nd09-2022-H1; for daily a calendar month, cal-2022-M06." };
        var command = new Command("tables", "Print a published table.") { name, period, ListOptions.AsJson, ListOptions.AsCsv };
        command.SetAction((result, cancel) => Guard.RunAsync(output, async () =>
        {
            var partition = result.GetValue(period) is { } id ? Guard.Period(id).Id : null;
            var table = result.GetValue(name)!;
            await using var session = await ReadySession.OpenAsync(result, output, cancel).ConfigureAwait(false);
            var isByPeriod = table is not ("units" or "successions" or "targets" or "datasets");
            var entities = await session.Get<PublishedTables>().ReadEntitiesAsync(table, isByPeriod ? partition : null, cancel).ConfigureAwait(false);
            var shown = entities.Where(e => isByPeriod || partition is null || e.RowKey == partition || table != "datasets")
                .Select(e => e.Where(p => p.Key is not ("odata.etag" or "Timestamp")).ToDictionary(p => p.Key, p => p.Value)).ToList();
            if (shown.Count == 0 && !result.GetValue(ListOptions.AsJson))
            {
                output.Say(partition is null ? T("Chưa có dữ liệu.", "No data yet.")
                    : T($"Kỳ {partition} chưa có dữ liệu trong bảng này; các kỳ đã công bố: govpipeline periods.",
                        $"{partition} has no data in this table; the published periods: govpipeline periods."));
                return ExitCodes.Done;
            }

            // CSV is for programs: all columns, by the names of fields; on a screen those that matter, as people read them.
            if (result.GetValue(ListOptions.AsCsv))
            {
                string[] fields = [.. shown[0].Keys];
                output.Show(result, fields, shown.Select(e => fields.Select(f => PublishedTable.IsNone(e, f) ? string.Empty
                    : Convert.ToString(e[f], CultureInfo.InvariantCulture) ?? string.Empty).ToArray()), numbersFrom: 0, () => shown);
                return ExitCodes.Done;
            }

            string[] columns = shown.Count == 0 ? [] : [.. PublishedTable.Columns(table).Where(shown[0].ContainsKey)];
            var indicators = session.Get<ReferenceData>().Indicators;
            output.Show(
                result, [.. columns.Select(PublishedTable.Heading)], shown.Select(e => columns.Select(c => PublishedTable.Cell(e, c, indicators)).ToArray()),
                numbersFrom: Array.FindIndex(columns, c => shown[0][c] is long or int or double) is >= 0 and var first ? first : columns.Length,
                () => shown.Select(e => e.ToDictionary(c => c.Key, c => PublishedTable.IsNone(e, c.Key) ? null : c.Value)));

            return ExitCodes.Done;
        }));
        return command;
    }

    private static Command Periods(CommandOutput output)
    {
        var command = new Command("periods", "Show the published periods: as of when, complete or what is missing, the version.")
            { ListOptions.AsJson, ListOptions.AsCsv };
        command.SetAction((result, cancel) => Guard.RunAsync(output, async () =>
        {
            await using var session = await ReadySession.OpenAsync(result, output, cancel).ConfigureAwait(false);
            var rows = (await session.Get<PublishedTables>().ReadAsync<DatasetRow>("datasets", "all", cancel).ConfigureAwait(false))
                .OrderByDescending(d => d.PeriodEnd, StringComparer.Ordinal).ThenBy(d => d.Period, StringComparer.Ordinal).ToList();
            var (sources, isForProgram) = (session.Get<ReferenceData>().Sources, ListOptions.IsForProgram(result));
            output.Show(
                result,
                [T("Mã kỳ", "period"), T("Số liệu đến", "as of"), T("Đủ", "complete"), T("Tình trạng", "state"), T("Kỳ", "name"), T("Còn thiếu", "missing"),
                    T("Từ", "from"), T("Đến", "to"), T("Phiên bản", "version")],
                rows.Select(d => new[]
                {
                    d.Period, Day(d.AsOf), d.Complete ? T("đủ", "yes") : T("CHƯA", "NO"), StateOf(d),
                    T(d.PeriodName, Domain.Periods.Period.Parse(d.Period).NameEn),
                    Shortened(PublishedText.Missing(d.Missing, sources).In(Speech.Current), isForProgram),
                    Day(d.PeriodStart), Day(d.PeriodEnd), d.Version,
                }),
                numbersFrom: 10,
                () => rows);
            return ExitCodes.Done;
        }));
        return command;
        static string Shortened(string missing, bool isWhole) => isWhole || missing.Length <= MostOfMissing ? missing : missing[..MostOfMissing] + "…";
        static string StateOf(DatasetRow d) => ReportWords.State(d.State, d.SignedDocument, d.SignedOn, Speech.Current);
        static string Day(string iso) => DayText.Print(DayText.Parse(iso));
    }

    private static Command Repairs(CommandOutput output)
    {
        var source = new Option<string?>("--source") { Description = "Id of the one source; all without it." };
        var rule = new Option<string?>("--rule") { Description = "Only one rule, SC01; with its rows." };
        var command = new Command("repairs", "Show what was repaired because only one value could be meant: by rule and file, and with --rule each row.")
            { source, rule, ListOptions.AsJson, ListOptions.AsCsv };
        command.SetAction((result, cancel) => Guard.RunAsync(output, async () =>
        {
            await using var session = await ReadySession.OpenAsync(result, output, cancel).ConfigureAwait(false);
            if (result.GetValue(rule) is { } named && RepairRule.All.All(r => !string.Equals(r.Id, named, StringComparison.OrdinalIgnoreCase)))
            {
                throw UnknownArgument.Of(new("Các quy tắc", "Rules"), named, RepairRule.All.Select(r => r.Id));
            }

            var rows = await RepairReport.ReadAsync(session, result.GetValue(source), result.GetValue(rule), cancel).ConfigureAwait(false);
            output.Show(
                result,
                [T("Quy tắc", "rule"), T("Tệp", "file"), T("Dòng", "row"), T("Cột", "column"), T("Trước", "before"), T("Sau", "after"), T("Số lần", "count"),
                    T("Vì sao chắc chắn", "why it is certain")],
                rows.Select(r => new[] { r.Rule, r.File, r.Row, r.Column, r.Before, r.After, Print.Count(r.Count), r.Why }), numbersFrom: 9, () => rows);
            return ExitCodes.Done;
        }));
        return command;
    }

    private static Command Report(CommandOutput output)
    {
        var period = new Option<string>("--period") { Description = "Period id, for example nd09-2022-H1.", Required = true };
        var unit = new Option<string?>("--unit") { Description = "Unit id, or area:…; the whole area without it." };
        var format = new Option<string[]>("--format")
            { Description = $"Of {string.Join(", ", ReportFiles.Formats)}; all without it.", AllowMultipleArgumentsPerToken = true };
        format.AcceptOnlyFromAmong([.. ReportFiles.Formats]);
        var folder = new Option<DirectoryInfo>("--out") { Description = "Folder for the files.", DefaultValueFactory = _ => new DirectoryInfo(".") };
        var command = new Command("report", "Write the report of a published period: workbook with form II.06a, document to be signed, page.")
            { period, unit, format, folder };
        command.SetAction((result, cancel) => Guard.RunAsync(output, async () =>
        {
            var parsed = Guard.Period(result.GetValue(period)!);
            await using var session = await ReadySession.OpenAsync(result, output, cancel).ConfigureAwait(false);
            var chosen = result.GetValue(format) is { Length: > 0 } some ? some : [.. ReportFiles.Formats];
            foreach (var path in await ReportFolder.WriteAsync(session, parsed, result.GetValue(unit), chosen, result.GetValue(folder)!.FullName, cancel)
                .ConfigureAwait(false))
            {
                output.Line(path);
            }

            var report = await session.Get<ReportData>().OfAsync(parsed, result.GetValue(unit) ?? session.Get<ReportData>().DefaultUnit, cancel)
                .ConfigureAwait(false);
            if (!report.Missing.IsEmpty)
            {
                output.Say($"{T("Chưa nên ký", "Not to be signed yet")}: {ReportWords.Standing(report, Speech.Current)}.");
            }

            if (Speech.Current == Domain.Text.Language.English)
            {
                output.Say("The files are in Vietnamese, as the forms of the law are; the page and the mails are in English too.");
            }

            return ExitCodes.Done;
        }));
        return command;
    }

    private static Command Status(CommandOutput output)
    {
        var command = new Command("status", "Show sources, files, work that is due, the newest runs and mails.") { ListOptions.AsJson, ListOptions.AsCsv };
        command.SetAction((result, cancel) => Guard.RunAsync(output, async () =>
        {
            await using var session = await ReadySession.OpenAsync(result, output, cancel).ConfigureAwait(false);
            var status = await StatusReport.ReadAsync(session, cancel).ConfigureAwait(false);
            if (ListOptions.IsForProgram(result))
            {
                status.PrintSources(result, output);
            }
            else
            {
                status.Print(result, output);
                DemoClock.SayWhere(result, output);
            }

            return ExitCodes.Done;
        }));
        return command;
    }

    private static Command Doctor(CommandOutput output)
    {
        var command = new Command("doctor", "Check the machine, the configuration, every secret, storage and the mail server.");
        command.SetAction((result, cancel) => Guard.RunAsync(output, async () =>
        {
            await using var session = await Session.OpenAsync(SessionArguments.Read(result), output.Both, [], cancel).ConfigureAwait(false);
            output.Line(T("✓ ICU, múi giờ", "✓ ICU, time zone"));
            var reference = session.Get<ReferenceData>();
            output.Line(
                $"✓ {reference.Folder}: " + T(
                    $"{reference.Units.All.Count} đơn vị, {reference.Targets.All.Count} mục tiêu, {reference.Indicators.Count} chỉ tiêu, "
                        + $"{reference.Sources.All.Count()} nguồn",
                    $"{Print.Many(reference.Units.All.Count, "unit")}, {Print.Many(reference.Targets.All.Count, "target")}, "
                        + $"{Print.Many(reference.Indicators.Count, "indicator")}, {Print.Many(reference.Sources.All.Count(), "source")}"));
            await session.Get<StorageSetup>().EnsureAsync(cancel).ConfigureAwait(false);
            output.Line($"✓ {session.Get<WorkAccount>().Account.BlobAddress}");
            var isFine = DoctorReport.Secrets(session, output) & DoctorReport.Slips(session, output)
                & await DoctorReport.MailAsync(session.Get<IOptions<MailOptions>>().Value, output, cancel).ConfigureAwait(false);
            TroublePrinter.Print(await session.Get<OperationFindings>().OfAsync(cancel).ConfigureAwait(false), output);
            return isFine ? ExitCodes.Done : ExitCodes.Configuration;
        }));
        return command;
    }

    private static Command Sample(CommandOutput output)
    {
        var rows = new Option<long>("--rows") { Description = "Data rows, bad ones included.", DefaultValueFactory = _ => 1000 };
        var units = new Option<int>("--units") { Description = "How many of the reference units receive.", DefaultValueFactory = _ => 11 };
        var from = DayArguments.Option("--from", "First day of receipt, yyyy-MM-dd.");
        var to = DayArguments.Option("--to", "Last day of receipt, yyyy-MM-dd.");
        var seed = new Option<int>("--seed") { Description = "Any number: the same number, the same file.", DefaultValueFactory = _ => 1 };
        var bad = new Option<long>("--bad-rows") { Description = "How many rows are bad." };
        var out_ = new Option<FileInfo?>("--out") { Description = "File to write; standard output without it." };
        var seeds = new Option<DirectoryInfo?>("--seeds") { Description = "Write the sample exports of the demo into this folder instead." };
        var merger = new Option<DirectoryInfo?>("--merger") { Description = "Write the sample year that straddles 1 July 2025 into this folder instead." };
        var command = new Command("sample", "Write a generated dossier export.") { rows, units, from, to, seed, bad, out_, seeds, merger };
        command.SetAction((result, cancel) => Guard.RunAsync(output, () =>
        {
            var reference = ReferenceData.Load(ReferenceData.FindFolder(Environment.GetEnvironmentVariable("Pipeline__Seeds")));
            if (result.GetValue(seeds) is { } folder)
            {
                WriteAll(folder, SeedExports.All(reference.Calendar));
                return Task.FromResult(ExitCodes.Done);
            }

            if (result.GetValue(merger) is { } year)
            {
                WriteAll(year, MergerYear.All(reference.Calendar));
                return Task.FromResult(ExitCodes.Done);
            }

            var (first, last) = (result.GetValue(from) ?? SeedExports.From, result.GetValue(to) ?? SeedExports.To);
            var receiving = reference.Units.Receiving.Where(u => u.ExistsOn(first)).Take(result.GetValue(units)).ToList();
            if (result.GetValue(units) < 1 || receiving.Count < result.GetValue(units) || result.GetValue(bad) > result.GetValue(rows) / 2
                || result.GetValue(rows) < 1 || last < first.AddDays(7))
            {
                throw Guard.Wrong("--units, --rows, --bad-rows, --from, --to", Domain.Text.Bilingual.Same(
                    $"--units 1..{reference.Units.Receiving.Count(u => u.ExistsOn(first))}, --rows ≥ 1, --bad-rows ≤ --rows ÷ 2, --to ≥ --from + 7"));
            }

            var target = result.GetValue(out_)?.FullName;
            using var half = new HalfFile(target);
            RandomExport.Write(
                half.Writer, receiving, result.GetValue(rows), result.GetValue(bad), first, last,
                result.GetValue(seed), reference.Calendar,
                done =>
                {
                    cancel.ThrowIfCancellationRequested();
                    if (output.IsTerminal && target is not null)
                    {
                        Console.Error.Write($"\r{done}");
                    }
                });
            half.Complete();
            return Task.FromResult(ExitCodes.Done);
        }));
        return command;
    }

    private static void WriteAll(DirectoryInfo folder, IEnumerable<(string Name, string Content)> files)
    {
        foreach (var (name, content) in files)
        {
            var path = Path.Combine(folder.FullName, name);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, content);
        }
    }
}
