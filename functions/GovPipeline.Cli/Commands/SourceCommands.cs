using GovPipeline.Domain.Alerts;
using GovPipeline.Pipeline.Alerting;
using GovPipeline.Cli.Demo;
using GovPipeline.Cli.Output;
using System.CommandLine;
using System.Text;
using GovPipeline.Cli.Sessions;
using GovPipeline.LocalHost;
using GovPipeline.Domain.Errors;
using GovPipeline.Domain.Text;
using GovPipeline.Domain.Time;
using GovPipeline.Pipeline.Configuration;
using GovPipeline.Pipeline.Onboarding;
using GovPipeline.Pipeline.Reports;
using GovPipeline.Sources.Definitions;
using GovPipeline.Sources.Learning;
using GovPipeline.Sources.Formats;
using GovPipeline.Storage.Accounts;
using GovPipeline.Storage.Exports;
using GovPipeline.Storage.Ledger;
using Microsoft.Extensions.DependencyInjection;
using static GovPipeline.Cli.Output.Speech;

namespace GovPipeline.Cli.Commands;

/// <summary>Commands for whoever connects a system: look at sources, try one without storing anything, strip an export.</summary>
internal static class SourceCommands
{
    // These commands store nothing, so that no emulator is started for them.
    public static readonly Dictionary<string, string?> NoStorage = new()
        { ["Work"] = "UseDevelopmentStorage=true", ["Published"] = "UseDevelopmentStorage=true" };

    private const int MostReasons = 5;

    public static IEnumerable<Command> All(CommandOutput output)
    {
        yield return new Command("sources", "Look at source systems and try them.") { List(output), Test(output), Learn(output) };
        yield return Reduce(output);
    }

    private static Command List(CommandOutput output)
    {
        var command = new Command("list", "Show each source: how far its data reach, its last file, rows, rejects, and when its next data are due.")
            { ListOptions.AsJson, ListOptions.AsCsv };
        command.SetAction((result, cancel) => Guard.RunAsync(output, async () =>
        {
            await using var session = await ReadySession.OpenAsync(result, output, cancel).ConfigureAwait(false);
            var rows = await SourceFreshness.ReadAsync(session, cancel).ConfigureAwait(false);
            var troubles = (await session.Get<OperationFindings>().OfAsync(cancel).ConfigureAwait(false)).Where(f => f.Kind != AlertKind.MailGivenUp).ToList();
            output.Show(
                result,
                [T("Nguồn", "source"), T("Tên", "name"), T("Nhịp", "every"), T("Số liệu đến", "data through"), T("Hạn tới", "next due"),
                    T("Tình trạng", "state"),
                    T("Tệp cuối", "last file"), T("Dòng", "rows"), T("Cách ly", "quarantined")],
                rows.Select(r => new[] { r.Id, r.Name, Print.State(r.Every), r.DataThrough, r.NextDue, r.State, r.LastFile, Print.Count(r.Rows),
                    Print.Count(r.Rejected) }),
                numbersFrom: 7,
                () => rows.Select(r => new { Source = r, Troubles = troubles.Where(t => t.SourceId == r.Id).Select(t => T(t.Content.Headline)) }));
            if (!ListOptions.IsForProgram(result))
            {
                DemoClock.SayWhere(result, output);
                TroublePrinter.Print(troubles, output);
            }

            return ExitCodes.Done;
        }));
        return command;
    }

    private static Command Learn(CommandOutput output)
    {
        var file = new Argument<FileInfo>("FILE") { Description = "The export as the software made it." };
        var named = new Option<string?>("--id") { Description = "Id of the new source, lower-case letters and hyphens; from the file's name without it." };
        var to = new Option<FileInfo?>("--out") { Description = "Write the definition into this file; standard output without it." };
        var command = new Command("learn",
            "Propose a source definition from an unknown export: headings by their names and by what their cells hold, wordings, doubts.") { file, named, to };
        command.SetAction((result, cancel) => Guard.RunAsync(output, async () =>
        {
            var path = result.GetValue(file)!;
            if (!path.Exists)
            {
                throw Guard.NoFile(path);
            }

            using var host = LocalHostBuilder.Build(NoStorage, result.GetValue(SessionArguments.Verbose));
            var reference = host.Services.GetRequiredService<ReferenceData>();
            var id = result.GetValue(named) ?? $"nguon-{FileNames.Readable(Path.GetFileNameWithoutExtension(path.Name))}";
            await using var stream = path.OpenRead();
            var learned = new ExportLearner(reference.Units, reference.Vocabulary).Learn(stream, path.Name, id);
            foreach (var match in learned.Matches)
            {
                output.Say(match.Column.Length == 0 ? $"  – {match.Heading}"
                    : $"  {(match.IsSure ? "✓" : "?")} {match.Heading} → {T(DossierColumns.Term(match.Column))}");
            }

            var asked = new HashSet<LearnedQuestion>();
            while (output.CanAsk && learned.Questions.FirstOrDefault(q => !asked.Contains(q)) is { } question)
            {
                asked.Add(question);
                if (output.Choose(T(question.Text), [.. question.Choices.Select(c => c.Name)]) is { } chosen)
                {
                    learned = learned.Answered(question, question.Choices[chosen].Value);
                }
            }

            stream.Position = 0;
            var isRead = await TryAsync(host.Services.GetRequiredService<SourceTrial>(), learned, reference, stream, path.Name, output, cancel)
                .ConfigureAwait(false);
            foreach (var doubt in learned.Doubts.Distinct())
            {
                output.Say($"? {T(doubt)}");
            }

            if (result.GetValue(to) is { } target)
            {
                if (target.Exists && target.Length > 0)
                {
                    throw Guard.Wrong($"--out {target}", new("tệp đã có; chọn tên khác", "the file is there already; choose another name"));
                }

                await File.WriteAllTextAsync(target.FullName, learned.Definition + "\n", cancel).ConfigureAwait(false);
                output.Line(target.FullName);
                output.Say(T($"→ xem các điểm có dấu ?, đặt tệp vào seeds/sources, rồi: govpipeline sources test {id} {path.Name}",
                    $"→ look at what is marked ?, put the file into seeds/sources, then: govpipeline sources test {id} {path.Name}"));
            }
            else
            {
                output.Line(learned.Definition);
            }

            return isRead ? ExitCodes.Done : ExitCodes.Refused;
        }));
        return command;
    }

    /// <summary>Reads the export with what was learned, as <c>sources test</c> would.</summary>
    private static async Task<bool> TryAsync(
        SourceTrial trial, LearnedSource learned, ReferenceData reference, Stream stream, string fileName, CommandOutput output, CancellationToken cancel)
    {
        var mistakes = new List<Bilingual>();
        if (SourceCatalogue.Read(fileName, learned.Definition, reference.Units, mistakes) is not { } source)
        {
            mistakes.ForEach(m => output.Say($"✗ {m.In(Current)}"));
            return false;
        }

        var today = VietnamClock.Today(TimeProvider.System);
        var report = await Task.Run(() => trial.Read(stream, source, fileName, today, cancel), cancel).ConfigureAwait(false);
        output.Say(report.ErrorCode.Length > 0 ? $"✗ {Half(report.Error)}"
            : T($"✓ đọc thử: {report.Tally.Accepted} dòng nhận, {report.Tally.Rejected} dòng lỗi",
                $"✓ read on trial: {Print.Many(report.Tally.Accepted, "row")} taken in, {report.Tally.Rejected} rejected"));
        foreach (var error in report.Rejected.SelectMany(r => r.Errors).DistinctBy(e => (e.Code, e.Column)).Take(MostReasons))
        {
            output.Say($"  ✗ {error.Code}: {T(error.Vi, error.En)} {T(error.RemedyVi, error.RemedyEn)}");
        }

        return IsTaken(report);
    }

    private static Command Test(CommandOutput output)
    {
        var id = new Argument<string>("ID") { Description = "The source." };
        var file = new Argument<FileInfo?>("FILE") { Description = "An export; without it the source is fetched.", Arity = ArgumentArity.ZeroOrOne };
        var export = new Option<string?>("--export") { Description = "Read an export of the store in the place of a file, as status and alerts name it." };
        var date = DayArguments.Option("--date", "The local day up to which it tells, yyyy-MM-dd. Default: yesterday, or today for a file.");
        var from = DayArguments.Option("--from", "First local day asked for. Default: seven days before.");
        var command = new Command("test", "Fetch or read an export of a source without storing anything, and show how it is understood.")
            { id, file, export, date, from, ListOptions.AsJson };
        command.SetAction((result, cancel) => Guard.RunAsync(output, async () =>
        {
            using var host = LocalHostBuilder.Build(NoStorage, result.GetValue(SessionArguments.Verbose));
            var source = Find(host.Services.GetRequiredService<ReferenceData>(), result.GetValue(id)!);
            var today = VietnamClock.Today(host.Services.GetRequiredService<TimeProvider>());
            var path = result.GetValue(file);
            DayArguments.Check(result.GetValue(date), today, "--date");
            var day = result.GetValue(date) ?? (path is null && result.GetValue(export) is null ? today.AddDays(-1) : today);
            var trial = host.Services.GetRequiredService<SourceTrial>();
            await using var stream = path is not null ? Open(path)
                : result.GetValue(export) is { } name ? await StoredAsync(result, name, output, cancel).ConfigureAwait(false)
                : source.Pull is not null ? await trial.FetchAsync(source, result.GetValue(from) ?? day.AddDays(-7), day, cancel).ConfigureAwait(false)
                : throw new PipelineException(ErrorCatalogue.ArgumentWrong, source.Id, new Domain.Text.Bilingual(
                    "nguồn này không kéo được; cho tệp xuất: sources test NGUỒN TỆP", "this source is not pulled; give an export: sources test ID FILE"));
            var report = trial.Read(stream, source, path?.Name ?? result.GetValue(export) ?? source.Id, day, cancel);
            if (result.GetValue(ListOptions.AsJson))
            {
                output.WriteJson(report);
            }
            else
            {
                TrialPrinter.Print(report, output);
            }

            return IsTaken(report) ? ExitCodes.Done : ExitCodes.Refused;
        }));
        return command;
    }

    /// <summary>Whether a file would be taken in: not when each of its rows is rejected.</summary>
    private static bool IsTaken(TrialReport report) => report.ErrorCode.Length == 0 && report.Tally is not { Rows: > 0, Accepted: 0 };

    private static Command Reduce(CommandOutput output)
    {
        var file = new Argument<FileInfo>("FILE") { Description = "The export as the software made it." };
        var id = new Option<string>("--source") { Description = "Id of the source it belongs to.", Required = true };
        var to = new Option<FileInfo>("--out") { Description = "The reduced export, CSV.", Required = true };
        var command =
            new Command("reduce", "Write an export again with only the columns that are read, and keyed hashes, so that no personal data leave the building.")
            { file, id, to };
        command.SetAction((result, cancel) => Guard.RunAsync(output, async () =>
        {
            using var host = LocalHostBuilder.Build(NoStorage, result.GetValue(SessionArguments.Verbose));
            var source = Find(host.Services.GetRequiredService<ReferenceData>(), result.GetValue(id)!);
            var (path, target) = (result.GetValue(file)!, result.GetValue(to)!.FullName);
            await using var stream = Open(path);
            using var half = new HalfFile(target, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
            var tally = host.Services.GetRequiredService<SourceTrial>().Reduce(stream, source, path.Name, half.Writer, cancel);
            var (read, left) = (string.Join(", ", tally.Tables[0].Columns.Keys), string.Join(", ", tally.Tables[0].Unread));
            output.Line(T($"{tally.Rows} dòng; đọc: {read}; bỏ: {left}", $"{Print.Many(tally.Rows, "row")}; read: {read}; left out: {left}"));
            half.Complete();
            output.Line(target);
            return ExitCodes.Done;
        }));
        return command;
    }

    private static async Task<FileStream> StoredAsync(ParseResult result, string name, CommandOutput output, CancellationToken cancel)
    {
        await using var session = await ReadySession.OpenAsync(result, output, cancel).ConfigureAwait(false);
        var store = session.Get<ExportStore>();
        var blob = await store.FindAsync(name, cancel).ConfigureAwait(false)
            ?? throw new PipelineException(
                ErrorCatalogue.ArgumentWrong, "--export", new Domain.Text.Bilingual($"'{name}' không có trong kho", $"'{name}' is not in the store"));
        var copy = TemporaryFile.Create("trial", options: FileOptions.Asynchronous);
        await using var stored = await store.OpenAsync(blob, cancel).ConfigureAwait(false);
        await stored.CopyToAsync(copy, cancel).ConfigureAwait(false);
        copy.Position = 0;
        return copy;
    }

    private static FileStream Open(FileInfo file) => file.Exists
        ? file.OpenRead()
        : throw Guard.NoFile(file);

    private static SourceDefinition Find(ReferenceData reference, string id) => reference.Sources.Find(id)
        ?? throw new PipelineException(ErrorCatalogue.FileSourceUnknown, id, id, string.Join(", ", reference.Sources.All.Select(s => s.Id)));
}
