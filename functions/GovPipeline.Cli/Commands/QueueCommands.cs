using System.CommandLine;
using GovPipeline.Cli.Output;
using GovPipeline.Cli.Sessions;
using GovPipeline.Storage.Accounts;
using GovPipeline.Storage.Queues;
using static GovPipeline.Cli.Output.Speech;

namespace GovPipeline.Cli.Commands;

/// <summary>Commands for messages that failed for good.</summary>
internal static class QueueCommands
{
    public static Command All(CommandOutput output) => new("queues", "Messages that failed for good: list, send again.") { List(output), Retry(output) };

    private static Command List(CommandOutput output)
    {
        var command = new Command("list", "Show the messages that failed for good, by queue.") { ListOptions.AsJson, ListOptions.AsCsv };
        command.SetAction((result, cancel) => Guard.RunAsync(output, async () =>
        {
            await using var session = await ReadySession.OpenAsync(result, output, cancel).ConfigureAwait(false);
            var rows = new List<QueueRow>();
            foreach (var queue in StorageNames.Queues)
            {
                var (count, first) = await session.Get<JobQueues>().PoisonAsync(queue, cancel).ConfigureAwait(false);
                rows.Add(new(queue, count, first));
            }

            output.Show(
                result,
                    [T("Hàng đợi", "queue"), T("Việc đầu tiên", "first"), T("Lỗi hẳn", "failed for good")],
                    rows.Select(r => new[] { r.Queue, r.First.Count > 0 ? r.First[0] : string.Empty, $"{r.Count}" }), numbersFrom: 2,
                () => rows);

            return ExitCodes.Done;
        }));
        return command;
    }

    private static Command Retry(CommandOutput output)
    {
        var queue = new Argument<string>("QUEUE") { Description = $"Of {string.Join(", ", StorageNames.Queues)}." };
        queue.AcceptOnlyFromAmong([.. StorageNames.Queues]);
        var command = new Command("retry", "Put the messages of a queue that failed for good back into it, and work on them.") { queue };
        command.SetAction((result, cancel) => Guard.RunAsync(output, async () =>
        {
            await using var session = await ReadySession.OpenAsync(result, output, cancel).ConfigureAwait(false);
            var back = await session.Get<JobQueues>().RetryPoisonAsync(result.GetValue(queue)!, cancel).ConfigureAwait(false);
            output.Line(T($"{result.GetValue(queue)}: {back} việc gửi lại", $"{result.GetValue(queue)}: {back} messages sent again"));
            return await Drained.RunAsync(session, T("Chạy", "running"), output, cancel).ConfigureAwait(false);
        }));
        return command;
    }

    private sealed record QueueRow(string Queue, int Count, IReadOnlyList<string> First);
}
