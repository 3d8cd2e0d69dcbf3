using Azure;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using GovPipeline.Pipeline;
using GovPipeline.Storage.Accounts;
using Microsoft.Extensions.Logging;

namespace GovPipeline.LocalHost;

/// <summary>
/// Takes messages from the queues as the Functions host does: hidden while worked on and renewed as long as the work lasts, back
/// after a failure, to <c>-poison</c> after five.
/// </summary>
public sealed class QueueMessages(WorkAccount work, JobDispatcher dispatcher, ILogger<QueueMessages> logger)
{
    private const int MostTries = 5;
    private static readonly TimeSpan Hidden = TimeSpan.FromMinutes(5), BeforeNextTry = TimeSpan.FromSeconds(30);

    /// <summary>Messages that are visible now, hidden from others from now on.</summary>
    /// <param name="job">The job whose queue it is.</param>
    /// <param name="most">How many at most, 1 to 32.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<IReadOnlyList<QueueMessage>> ReceiveAsync(JobDescriptor job, int most, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(job);
        return (await work.Account.Queue(job.Binding).ReceiveMessagesAsync(most, Hidden, cancellationToken).ConfigureAwait(false)).Value;
    }

    /// <summary>Works on a message, and removes it when that is done.</summary>
    public async Task RunAsync(JobDescriptor job, QueueMessage message, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(job);
        ArgumentNullException.ThrowIfNull(message);
        var queue = work.Account.Queue(job.Binding);
        using var done = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var receipt = RenewAsync(queue, message, done.Token);
        Exception? failure = null;
        try
        {
            await dispatcher.RunAsync(job, message.MessageText, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            failure = e;
        }
        finally
        {
            await done.CancelAsync().ConfigureAwait(false);
        }

        await EndAsync(queue, job, message, await receipt.ConfigureAwait(false), failure, cancellationToken).ConfigureAwait(false);
    }

    private async Task EndAsync(
        QueueClient queue, JobDescriptor job, QueueMessage message, string receipt, Exception? failure, CancellationToken cancellationToken)
    {
        try
        {
            if (failure is null)
            {
                await queue.DeleteMessageAsync(message.MessageId, receipt, cancellationToken).ConfigureAwait(false);
                return;
            }

            Log.MessageFailed(logger, job.Binding, message.DequeueCount, failure.Message);
            if (message.DequeueCount < MostTries)
            {
                await queue.UpdateMessageAsync(message.MessageId, receipt, message.MessageText, BeforeNextTry, cancellationToken).ConfigureAwait(false);
                return;
            }

            await work.Account.Queue(job.Binding + StorageNames.PoisonSuffix).SendMessageAsync(message.MessageText, cancellationToken).ConfigureAwait(false);
            await queue.DeleteMessageAsync(message.MessageId, receipt, cancellationToken).ConfigureAwait(false);
        }
        catch (RequestFailedException e) when (e.Status is 400 or 404)
        {
            // Another host has it: it stayed hidden too short a time. Jobs may run twice.
        }
    }

    /// <summary>Keeps the message hidden while it is worked on.</summary>
    /// <returns>The receipt that is valid in the end.</returns>
    private static async Task<string> RenewAsync(QueueClient queue, QueueMessage message, CancellationToken done)
    {
        var receipt = message.PopReceipt;
        while (!done.IsCancellationRequested)
        {
            try
            {
                await Task.Delay(Hidden / 3, done).ConfigureAwait(false);
                receipt = (await queue.UpdateMessageAsync(message.MessageId, receipt, message.MessageText, Hidden, CancellationToken.None)
                    .ConfigureAwait(false)).Value.PopReceipt;
            }
            catch (Exception e) when (e is OperationCanceledException or RequestFailedException or AggregateException)
            {
                // Done; or storage does not answer, and the next time may do.
            }
        }

        return receipt;
    }
}
