using GovPipeline.Cli.Output;
using System.CommandLine;
using System.Globalization;
using GovPipeline.Cli.Demo;
using GovPipeline.Cli.Sessions;
using GovPipeline.LocalHost;
using GovPipeline.Domain.Errors;
using GovPipeline.Domain.Periods;
using GovPipeline.Domain.Time;
using GovPipeline.Pipeline.Configuration;
using GovPipeline.Pipeline.Running;
using GovPipeline.Pipeline.Serving;
using GovPipeline.Pipeline.Jobs;
using GovPipeline.Pipeline.Messages;
using GovPipeline.Pipeline.Publishing;
using GovPipeline.Storage.Accounts;
using GovPipeline.Storage.Exports;
using GovPipeline.Storage.Ledger;
using static GovPipeline.Cli.Output.Speech;

namespace GovPipeline.Cli.Commands;

/// <summary>Commands that do the pipeline's work: demo, run, pull, publish.</summary>
internal static class WorkCommands
{
    public static IEnumerable<Command> All(CommandOutput output) => [Demo(output), Run(output), Pull(output), Publish(output), Rebuild(output)];

    private static Command Demo(CommandOutput output)
    {
        var keep = new Option<bool>("--keep") { Description = "Leave everything running until Ctrl+C; the default on a terminal." };
        var exit = new Option<bool>("--exit") { Description = "End when done; the default without a terminal." };
        var all = new Option<bool>("--all") { Description = "Show every indicator of every system, and the rows of every source, too." };
        var command = new Command("demo", "Run the whole pipeline on this machine with six months of sample exports.") { keep, exit, all };
        command.SetAction((result, cancel) => Guard.RunAsync(output, () => DemoRun.RunAsync(
            SessionArguments.Read(result),
            result.GetValue(keep) || (output.IsTerminal && !Console.IsInputRedirected && !result.GetValue(exit)),
            result.GetValue(all),
            output,
            cancel)));
        return command;
    }

    private static Command Run(CommandOutput output)
    {
        var port = new Option<int>("--port")
        {
            Description = "Port of the dashboard and of /api/indicators, /api/openapi.json and /api/health on loopback; 0 for a free one.",
            DefaultValueFactory = _ => 7071,
        };
        port.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var text }] && int.TryParse(text, CultureInfo.InvariantCulture, out var asked) && asked is < 0 or > ushort.MaxValue)
            {
                result.AddError($"--port: 0 … {ushort.MaxValue}");
            }
        });
        var command = new Command("run", "Run all jobs on their schedules, queues and container, without Azure, until Ctrl+C.") { port };
        command.SetAction((result, cancel) => Guard.RunAsync(output, async () =>
        {
            await using var session = await Session.OpenAsync(SessionArguments.Read(result) with { Verbose = true }, output.Both, [], cancel)
                .ConfigureAwait(false);
            await RunningHost.RunAsync(session, result.GetValue(port), output.Say, cancel).ConfigureAwait(false);
            return ExitCodes.Done;
        }));
        return command;
    }

    private static Command Pull(CommandOutput output)
    {
        var source = new Option<string?>("--source") { Description = "Id of the one source to pull; all without it." };
        var from = DayArguments.Option("--from", "First local day asked for, yyyy-MM-dd. Default: where the data end, less the source's lookback.");
        var to = DayArguments.Option("--to", "Last local day asked for, yyyy-MM-dd. Default: yesterday.");
        var command = new Command("pull", "Pull the sources now, take in what comes and publish it.") { source, from, to };
        command.SetAction((result, cancel) => Guard.RunAsync(output, async () =>
        {
            await using var session = await Session.OpenAsync(SessionArguments.Read(result), output.Both, [], cancel).ConfigureAwait(false);
            var today = VietnamClock.Today(session.Get<TimeProvider>());
            DayArguments.Check(result.GetValue(from), today, "--from");
            DayArguments.Check(result.GetValue(to), today, "--to");
            var night = result.GetValue(to) ?? today.AddDays(-1);
            if (result.GetValue(source) is { } id && session.Get<ReferenceData>().Sources.Find(id)?.Pull is null)
            {
                throw UnknownArgument.Of(Guard.SourceList, id, session.Get<ReferenceData>().Sources.All.Where(s => s.Pull is not null).Select(s => s.Id),
                    "govpipeline sources list");
            }

            await session.Get<NightlyPull>().RunAsync(night, result.GetValue(from), result.GetValue(source), cancel).ConfigureAwait(false);
            var left = await Drained.RunAsync(session, T("Kéo", "pulling"), output, cancel).ConfigureAwait(false);
            var outcomes = await session.Get<SourceLog>().NightAsync(night, cancel).ConfigureAwait(false);
            foreach (var outcome in outcomes)
            {
                output.Line($"{outcome.RowKey}: {Print.State(outcome.Outcome)} {Half(outcome.Error)}".TrimEnd());
                if (ErrorCatalogue.All.FirstOrDefault(e => e.Code == outcome.ErrorCode) is { } entry)
                {
                    output.Say($"→ {T(entry.RemedyVi, entry.RemedyEn)}");
                }
            }

            return outcomes.Any(s => s.ErrorCode.StartsWith("GP9", StringComparison.Ordinal)) ? ExitCodes.Configuration
                : outcomes.Any(s => s.Outcome == SourceLog.Failed) ? ExitCodes.SourceFailed : left;
        }));
        return command;
    }

    private static Command Rebuild(CommandOutput output)
    {
        var fromExports = new Option<bool>("--from-exports") { Description = "Facts have been lost too: read every export again first." };
        var command = new Command("rebuild", "Make counts and published tables again, from facts or from exports; the same figures come out.") { fromExports };
        command.SetAction((result, cancel) => Guard.RunAsync(output, async () =>
        {
            await using var session = await ReadySession.OpenAsync(result, output, cancel).ConfigureAwait(false);
            var rebuild = session.Get<Rebuild>();
            if (result.GetValue(fromExports))
            {
                var (there, gone) = await rebuild.ReadAgainAsync(cancel).ConfigureAwait(false);
                output.Line(T($"Tệp đọc lại: {there}; đã xóa: {gone}", $"Files to read again: {there}; deleted: {gone}"));
                await Drained.RunAsync(session, T("Nhận lại", "taking in again"), output, cancel).ConfigureAwait(false);
            }

            var (partitions, periods) = await rebuild.CountAgainAsync(cancel).ConfigureAwait(false);
            output.Line(T($"Phần tính lại: {partitions}; kỳ công bố lại: {periods}", $"Partitions to count: {partitions}; periods to publish: {periods}"));
            return await Drained.RunAsync(session, T("Tính lại", "counting again"), output, cancel).ConfigureAwait(false);
        }));
        return command;
    }

    private static Command Publish(CommandOutput output)
    {
        var period = new Option<string?>("--period")
            { Description = "Period id, for example nd09-2022-H1. Without it all that is due is published now, without waiting for files that are expected." };
        var command = new Command("publish", "Publish a period again from the daily counts, due or not; or all that is due.") { period };
        command.SetAction((result, cancel) => Guard.RunAsync(output, async () =>
        {
            var parsed = result.GetValue(period) is { } id ? Guard.Period(id) : null;
            await using var session = await Session.OpenAsync(SessionArguments.Read(result), output.Both, [], cancel).ConfigureAwait(false);
            if (parsed is null)
            {
                await session.Get<LocalJobs>().DrainAsync(null, cancel).ConfigureAwait(false);
                await session.Get<PublishPeriod>().RunAsync(new PublishMessage(Force: true), cancel).ConfigureAwait(false);
            }
            else
            {
                await session.Get<PublishPeriod>().RunAsync(parsed, cancel).ConfigureAwait(false);
            }

            var left = await Drained.RunAsync(session, T("Công bố", "publishing"), output, cancel).ConfigureAwait(false);
            output.Line(parsed is null ? T("Đã công bố những gì đến hạn", "What was due is published") : $"{parsed.Id}: {parsed.NameVi} ({parsed.RangeVi})");
            return left;
        }));
        return command;
    }
}
