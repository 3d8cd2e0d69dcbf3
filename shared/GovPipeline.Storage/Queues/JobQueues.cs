using System.Text.Json;
using GovPipeline.Storage.Accounts;

namespace GovPipeline.Storage.Queues;

/// <summary>Puts messages into the queues of the work account, JSON in Base64 as the Functions host reads them.</summary>
/// <param name="work">The work account.</param>
public sealed class JobQueues(WorkAccount work)
{
    /// <summary>How messages are written.</summary>
    public static JsonSerializerOptions Json { get; } = new(JsonSerializerDefaults.Web);

    /// <summary>Sends a message.</summary>
    /// <param name="queue">One of <see cref="StorageNames.Queues"/>.</param>
    /// <param name="message">The message.</param>
    /// <param name="delay">How long nobody is to see it; null for not at all.</param>
    /// <param name="cancellationToken">Stops.</param>
    public Task SendAsync<T>(string queue, T message, TimeSpan? delay, CancellationToken cancellationToken) =>
        work.Account.Queue(queue).SendMessageAsync(JsonSerializer.Serialize(message, Json), delay, cancellationToken: cancellationToken);
}
