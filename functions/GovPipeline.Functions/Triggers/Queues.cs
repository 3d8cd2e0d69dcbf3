using GovPipeline.Pipeline.Jobs;
using GovPipeline.Pipeline.Messages;
using GovPipeline.Storage.Accounts;
using Microsoft.Azure.Functions.Worker;

namespace GovPipeline.Functions.Triggers;

/// <summary>Jobs that a message starts.</summary>
public sealed class Queues(PullSource pull, FoldFacts fold, PublishPeriod publish, EvaluateAlerts evaluate, SendMail send, IngestExport ingest)
{
    /// <summary>Takes in what Event Grid says has landed; to a queue, so that no event waits for the app or needs a key of it.</summary>
    [Function("ExportLanded")]
    public Task ExportLanded([QueueTrigger(StorageNames.LandedQueue, Connection = "Work")] string notice, CancellationToken cancellationToken) =>
        Task.WhenAll(LandedNotice.ExportsOf(notice).Select(name => ingest.RunAsync(name, cancellationToken)));

    /// <summary>Pulls one source.</summary>
    [Function(nameof(PullSource))]
    public Task PullSource([QueueTrigger(StorageNames.PullQueue, Connection = "Work")] PullMessage message, CancellationToken cancellationToken) =>
        pull.RunAsync(message, cancellationToken);

    /// <summary>Folds partitions of facts.</summary>
    [Function(nameof(FoldFacts))]
    public Task FoldFacts([QueueTrigger(StorageNames.FoldQueue, Connection = "Work")] FoldMessage message, CancellationToken cancellationToken) =>
        fold.RunAsync(message, cancellationToken);

    /// <summary>Publishes what is due.</summary>
    [Function(nameof(PublishPeriod))]
    public Task PublishPeriod([QueueTrigger(StorageNames.PublishQueue, Connection = "Work")] PublishMessage message, CancellationToken cancellationToken) =>
        publish.RunAsync(message, cancellationToken);

    /// <summary>Holds a period against its targets.</summary>
    [Function(nameof(EvaluateAlerts))]
    public Task EvaluateAlerts([QueueTrigger(StorageNames.AlertQueue, Connection = "Work")] AlertMessage message, CancellationToken cancellationToken) =>
        evaluate.RunAsync(message, cancellationToken);

    /// <summary>Sends one mail.</summary>
    [Function(nameof(SendMail))]
    public Task SendMail([QueueTrigger(StorageNames.MailQueue, Connection = "Work")] MailMessage message, CancellationToken cancellationToken) =>
        send.RunAsync(message, cancellationToken);
}
