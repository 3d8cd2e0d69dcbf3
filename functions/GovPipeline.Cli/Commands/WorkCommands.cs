using System.CommandLine;
using GovPipeline.Cli.Demo;
using GovPipeline.Cli.Hosting;
using GovPipeline.Domain.Errors;
using GovPipeline.Domain.Periods;
using GovPipeline.Domain.Time;
using GovPipeline.Pipeline.Configuration;
using GovPipeline.Pipeline.Running;
using GovPipeline.Pipeline.Serving;
using GovPipeline.Pipeline.Jobs;
using GovPipeline.Pipeline.Messages;
using GovPipeline.Storage.Accounts;
using GovPipeline.Storage.Exports;
using GovPipeline.Storage.Ledger;

namespace GovPipeline.Cli.Commands;

/// <summary>Commands that do the pipeline's work: demo, run, pull, ingest, publish.</summary>
internal static class WorkCommands
{
    public static IEnumerable<Command> All(CommandOutput output) => [Demo(output), Run(output), Pull(output), Ingest(output), Publish(output)];

    private static Command Demo(CommandOutput output)
    {
        var keep = new Option<bool>("--keep") { Description = "Leave everything running until Ctrl+C; the default on a terminal." };
        var exit = new Option<bool>("--exit") { Description = "End when done; the default without a terminal." };
        var command = new Command("demo", "Run the whole pipeline on this machine with six months of sample exports.") { keep, exit };
        command.SetAction((result, cancel) => Guard.RunAsync(output, () => DemoRun.RunAsync(
            SessionArguments.Read(result),
            result.GetValue(keep) || (output.IsTerminal && !Console.IsInputRedirected && !result.GetValue(exit)),
            output,
            cancel)));
        return command;
    }

    private static Command Run(CommandOutput output)
    {
        var port = new Option<int>("--port") { Description = "Port of the dashboard and of /api/indicators, /api/openapi.json and /api/health on loopback; 0 for a free one.", DefaultValueFactory = _ => 7071 };
        var command = new Command("run", "Run all jobs on their schedules, queues and container, without Azure, until Ctrl+C.") { port };
        command.SetAction((result, cancel) => Guard.RunAsync(output, async () =>
        {
            await using var session = await Session.OpenAsync(SessionArguments.Read(result) with { Verbose = true }, output.Say, [], cancel).ConfigureAwait(false);
            await using var web = await LocalWeb.StartAsync(session.Get<Health>(), session.Get<IndicatorApi>(), session.Get<AcknowledgePage>(), session.Get<DashboardPage>(), result.GetValue(port)).ConfigureAwait(false);
            output.Say($"Bảng điều hành / dashboard: {web.Address}");
            output.Say("Đang chạy; Ctrl+C để dừng / running until Ctrl+C.");
            try
            {
                await session.Get<LocalHost>().RunAsync(cancel).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                // Ctrl+C is how it ends.
            }

            return ExitCodes.Done;
        }));
        return command;
    }

    private static Command Pull(CommandOutput output)
    {
        var source = new Option<string?>("--source") { Description = "Id of the one source to pull; all without it." };
        var from = new Option<DateOnly?>("--from") { Description = "First local day asked for, yyyy-MM-dd. Default: where the data end, less the source's lookback." };
        var to = new Option<DateOnly?>("--to") { Description = "Last local day asked for, yyyy-MM-dd. Default: yesterday." };
        var command = new Command("pull", "Pull the sources now, take in what comes and publish it.") { source, from, to };
        command.SetAction((result, cancel) => Guard.RunAsync(output, async () =>
        {
            await using var session = await Session.OpenAsync(SessionArguments.Read(result), output.Say, [], cancel).ConfigureAwait(false);
            var night = result.GetValue(to) ?? VietnamClock.Today(session.Get<TimeProvider>()).AddDays(-1);
            if (result.GetValue(source) is { } id && session.Get<ReferenceData>().Sources.Find(id)?.Pull is null)
            {
                var known = string.Join(", ", session.Get<ReferenceData>().Sources.All.Select(s => s.Id));
                throw new PipelineException(ErrorCatalogue.FileSourceUnknown, "-", id, known);
            }

            await session.Get<NightlyPull>().RunAsync(night, result.GetValue(from), result.GetValue(source), cancel).ConfigureAwait(false);
            await output.ProgressAsync("Kéo / pulling", step => session.Get<LocalHost>().DrainAsync(step, cancel)).ConfigureAwait(false);
            var night2 = await session.Get<SourceLog>().NightAsync(night, cancel).ConfigureAwait(false);
            foreach (var outcome in night2)
            {
                output.Line($"{outcome.RowKey}: {outcome.Outcome} {outcome.Error}".TrimEnd());
            }

            return night2.Any(s => s.Outcome == SourceLog.Failed) ? ExitCodes.SourceFailed : ExitCodes.Done;
        }));
        return command;
    }

    private static Command Ingest(CommandOutput output)
    {
        var file = new Argument<FileInfo>("FILE") { Description = "The export." };
        var source = new Option<string>("--source") { Description = "Id of the source it belongs to.", Required = true };
        var date = new Option<DateOnly?>("--date") { Description = "The local day up to which it tells, yyyy-MM-dd. Default: today." };
        var from = new Option<DateOnly?>("--from") { Description = "The first local day it tells of, yyyy-MM-dd. Default: the earliest in it." };
        var command = new Command("ingest", "Take in one export from a file.") { file, source, date, from };
        command.SetAction((result, cancel) => Guard.RunAsync(output, async () =>
        {
            await using var session = await Session.OpenAsync(SessionArguments.Read(result), output.Say, [], cancel).ConfigureAwait(false);
            return await IngestAsync(session, result.GetValue(file)!, result.GetValue(source)!, result.GetValue(date), result.GetValue(from), output, cancel).ConfigureAwait(false);
        }));
        return command;
    }

    /// <summary>Takes a file in and tells what became of its rows.</summary>
    /// <returns>The exit code.</returns>
    public static async Task<int> IngestAsync(
        Session session, FileInfo path, string id, DateOnly? date, DateOnly? from, CommandOutput output, CancellationToken cancel)
    {
        if (!path.Exists)
        {
            throw new PipelineException(ErrorCatalogue.ConfigurationInvalid, "FILE", $"'{path}' does not exist");
        }

        var sources = session.Get<ReferenceData>().Sources;
        if (sources.Find(id) is null)
        {
            throw new PipelineException(ErrorCatalogue.FileSourceUnknown, path.Name, id, string.Join(", ", sources.All.Select(s => s.Id)));
        }

        var day = date ?? VietnamClock.Today(session.Get<TimeProvider>());
        var name = await UploadAsync(session, path, id, day, from, cancel).ConfigureAwait(false);
        await output.ProgressAsync("Nhận / ingesting", step => session.Get<LocalHost>().DrainAsync(step, cancel)).ConfigureAwait(false);
        return await ReportAsync(session, name, output, cancel).ConfigureAwait(false);
    }

    private static async Task<string> UploadAsync(Session session, FileInfo file, string source, DateOnly day, DateOnly? from, CancellationToken cancel)
    {
        await session.Get<StorageSetup>().EnsureAsync(cancel).ConfigureAwait(false);
        var name = ExportStore.NameFor(source, day, session.Get<TimeProvider>().GetUtcNow(), file.Name);
        var staged = session.Get<ExportStore>().Begin(name, day, from);
        await using var stream = file.OpenRead();
        var buffer = new byte[1 << 20];
        for (int read; (read = await stream.ReadAsync(buffer, cancel).ConfigureAwait(false)) > 0;)
        {
            await staged.WriteAsync(buffer.AsMemory(0, read), cancel).ConfigureAwait(false);
        }

        await staged.CommitAsync(cancel).ConfigureAwait(false);
        return name;
    }

    private static async Task<int> ReportAsync(Session session, string name, CommandOutput output, CancellationToken cancel)
    {
        var ledger = session.Get<FileLedger>();
        var pointer = await ledger.FindBlobAsync(name, cancel).ConfigureAwait(false);
        if (pointer is null)
        {
            output.Say($"{name}: chưa nhận được; xem govpipeline status / not taken in; see govpipeline status");
            return ExitCodes.Failed;
        }

        if (pointer.State == FileStates.Refused)
        {
            output.Say(pointer.Error);
            output.Say(ErrorCatalogue.All.First(e => e.Code == pointer.ErrorCode) is var entry ? $"→ {entry.RemedyVi}\n→ {entry.RemedyEn}" : string.Empty);
            return ExitCodes.Refused;
        }

        var record = await ledger.FindAsync(name.Split('/')[0], pointer.Sha256, cancel).ConfigureAwait(false);
        output.Line(pointer.State == FileStates.Duplicate
            ? $"Tệp này đã nhận trước đây / this file came before: {record?.Blob}"
            : $"{record!.Rows} dòng/rows = {record.Accepted} nhận/accepted + {record.Rejected} cách ly/quarantined; {record.Records} bản ghi/records = {record.InFacts} hiệu lực/in facts + {record.Superseded} bị thay/superseded");
        await PrintRejectedAsync(session, record, output, cancel).ConfigureAwait(false);
        return ExitCodes.Done;
    }

    private static async Task PrintRejectedAsync(Session session, FileRecord? record, CommandOutput output, CancellationToken cancel)
    {
        const int Most = 20;
        if (record is null || record.Rejected == 0)
        {
            return;
        }

        var shown = 0;
        await foreach (var entry in session.Get<Storage.Quarantine.QuarantineStore>().ReadAsync(record.PartitionKey, record.RowKey, cancel).ConfigureAwait(false))
        {
            foreach (var error in entry.Errors)
            {
                output.Line($"  dòng/row {entry.Row} {entry.Key} {error.Code}: {error.Vi} {error.RemedyVi} / {error.En} {error.RemedyEn}");
            }

            if (++shown == Most)
            {
                output.Line($"  … {record.Rejected - Most} nữa / more: quarantine/{record.PartitionKey}/{record.RowKey}.jsonl");
                return;
            }
        }
    }

    private static Command Publish(CommandOutput output)
    {
        var period = new Option<string>("--period") { Description = "Period id, for example nd09-2022-H1.", Required = true };
        var command = new Command("publish", "Publish a period again from the daily counts, whether it is due or not.") { period };
        command.SetAction((result, cancel) => Guard.RunAsync(output, async () =>
        {
            var parsed = Guard.Period(result.GetValue(period)!);
            await using var session = await Session.OpenAsync(SessionArguments.Read(result), output.Say, [], cancel).ConfigureAwait(false);
            await session.Get<PublishPeriod>().RunAsync(parsed, cancel).ConfigureAwait(false);
            await session.Get<LocalHost>().DrainAsync(null, cancel).ConfigureAwait(false);
            output.Line($"{parsed.Id}: {parsed.NameVi} ({parsed.RangeVi})");
            return ExitCodes.Done;
        }));
        return command;
    }
}
