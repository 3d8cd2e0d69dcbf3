using System.Text.Json;
using GovPipeline.Pipeline.Jobs;
using GovPipeline.Pipeline.Messages;
using GovPipeline.Storage.Accounts;
using GovPipeline.Storage.Queues;

namespace GovPipeline.Cli.Hosting;

/// <summary>From a queue and a message to the job that takes it, as the Functions app's triggers do.</summary>
internal sealed class JobDispatcher(PullSource pull, FoldFacts fold, PublishPeriod publish, EvaluateAlerts evaluate, SendMail send)
{
    public Task RunAsync(string queue, string message, CancellationToken cancellationToken) => queue switch
    {
        StorageNames.PullQueue => pull.RunAsync(Read<PullMessage>(message), cancellationToken),
        StorageNames.FoldQueue => fold.RunAsync(Read<FoldMessage>(message), cancellationToken),
        StorageNames.PublishQueue => publish.RunAsync(Read<PublishMessage>(message), cancellationToken),
        StorageNames.AlertQueue => evaluate.RunAsync(Read<AlertMessage>(message), cancellationToken),
        StorageNames.MailQueue => send.RunAsync(Read<MailMessage>(message), cancellationToken),
        _ => throw new ArgumentException($"No job takes messages of '{queue}'.", nameof(queue)),
    };

    private static T Read<T>(string message) => JsonSerializer.Deserialize<T>(message, JobQueues.Json)!;
}
