using System.Text.Json;
using GovPipeline.Storage.Accounts;

namespace GovPipeline.Storage.Queues;

/// <summary>Puts messages into the queues of the work account, JSON in Base64 as the Functions host reads them.</summary>
/// <param name="work">The work account.</param>
public sealed class JobQueues(WorkAccount work)
{
    /// <summary>How messages are written.</summary>
    public static JsonSerializerOptions Json { get; } = new(JsonSerializerDefaults.Web);

    /// <summary>Messages of a queue that failed for good: how many, and the first of them.</summary>
    public async Task<(int Count, IReadOnlyList<string> First)> PoisonAsync(string queue, CancellationToken cancellationToken)
    {
        var poison = work.Account.Queue(queue + StorageNames.PoisonSuffix);
        var count = (await poison.GetPropertiesAsync(cancellationToken).ConfigureAwait(false)).Value.ApproximateMessagesCount;
        var first = count == 0 ? [] : (await poison.PeekMessagesAsync(32, cancellationToken).ConfigureAwait(false)).Value;
        return (count, [.. first.Select(m => m.MessageText)]);
    }

    /// <summary>Puts the messages of a queue that failed for good back into it.</summary>
    /// <returns>How many.</returns>
    public async Task<int> RetryPoisonAsync(string queue, CancellationToken cancellationToken)
    {
        var (poison, back) = (work.Account.Queue(queue + StorageNames.PoisonSuffix), 0);
        while ((await poison.ReceiveMessagesAsync(32, TimeSpan.FromMinutes(1), cancellationToken).ConfigureAwait(false)).Value is { Length: > 0 } messages)
        {
            foreach (var message in messages)
            {
                await work.Account.Queue(queue).SendMessageAsync(message.MessageText, cancellationToken).ConfigureAwait(false);
                await poison.DeleteMessageAsync(message.MessageId, message.PopReceipt, cancellationToken).ConfigureAwait(false);
                back++;
            }
        }

        return back;
    }

    /// <summary>Sends a message.</summary>
    /// <param name="queue">One of <see cref="StorageNames.Queues"/>.</param>
    /// <param name="message">The message.</param>
    /// <param name="delay">How long nobody is to see it; null for not at all.</param>
    /// <param name="cancellationToken">Stops.</param>
    public Task SendAsync<T>(string queue, T message, TimeSpan? delay, CancellationToken cancellationToken) =>
        work.Account.Queue(queue).SendMessageAsync(JsonSerializer.Serialize(message, Json), delay, cancellationToken: cancellationToken);
}
