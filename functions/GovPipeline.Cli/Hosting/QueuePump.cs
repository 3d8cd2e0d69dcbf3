using Azure.Storage.Queues.Models;
using GovPipeline.Storage.Accounts;
using Microsoft.Extensions.Logging;

namespace GovPipeline.Cli.Hosting;

/// <summary>Takes messages from the queues as the Functions host does: hidden while worked on, back after a failure, to <c>-poison</c> after five.</summary>
internal sealed class QueuePump(WorkAccount work, JobDispatcher dispatcher, ILogger<QueuePump> logger)
{
    private const int MostTries = 5, MessagesAtOnce = 16, AtTheSameTime = 4;
    private static readonly TimeSpan Hidden = TimeSpan.FromMinutes(10), BeforeNextTry = TimeSpan.FromSeconds(30);

    /// <summary>Works on what is visible in a queue now.</summary>
    /// <returns>Messages that were worked on.</returns>
    public async Task<int> RunOnceAsync(string queue, CancellationToken cancellationToken)
    {
        var client = work.Account.Queue(queue);
        var messages = (await client.ReceiveMessagesAsync(MessagesAtOnce, Hidden, cancellationToken).ConfigureAwait(false)).Value;

        // Pulls wait for other machines and may go side by side; the other jobs fill the processors by themselves.
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = queue == StorageNames.PullQueue ? AtTheSameTime : 1, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(messages, parallel, async (message, cancel) => await RunAsync(queue, message, cancel).ConfigureAwait(false)).ConfigureAwait(false);
        return messages.Length;
    }

    private async Task RunAsync(string queue, QueueMessage message, CancellationToken cancellationToken)
    {
        var client = work.Account.Queue(queue);
        try
        {
            await dispatcher.RunAsync(queue, message.MessageText, cancellationToken).ConfigureAwait(false);
            await client.DeleteMessageAsync(message.MessageId, message.PopReceipt, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            Log.MessageFailed(logger, queue, message.DequeueCount, e.Message);
            if (message.DequeueCount >= MostTries)
            {
                await work.Account.Queue(queue + "-poison").SendMessageAsync(message.MessageText, cancellationToken).ConfigureAwait(false);
                await client.DeleteMessageAsync(message.MessageId, message.PopReceipt, cancellationToken).ConfigureAwait(false);
                return;
            }

            await client.UpdateMessageAsync(message.MessageId, message.PopReceipt, message.MessageText, BeforeNextTry, cancellationToken).ConfigureAwait(false);
        }
    }
}
