using System.Text.Json;
using GovPipeline.Pipeline;
using GovPipeline.Pipeline.Jobs;
using GovPipeline.Pipeline.Messages;
using GovPipeline.Pipeline.Running;
using GovPipeline.Storage.Queues;

namespace GovPipeline.LocalHost;

/// <summary>
/// From a job of the catalogue and what started it to the job's own method, as the Functions app's triggers do. Every job of
/// the catalogue is here, and nothing else.
/// </summary>
public sealed class JobDispatcher
{
    private readonly Dictionary<string, Func<string, CancellationToken, Task>> _jobs;

    /// <exception cref="InvalidOperationException">A job of the catalogue has no method here, or one here is not in the catalogue.</exception>
    public JobDispatcher(
        NightlyPull nightlyPull, SweepExports sweep, CheckOperations operations, NotifyAlerts notify, SendReports reports, DeleteExpired delete,
        IngestExport ingest, PullSource pull, FoldFacts fold, PublishPeriod publish, EvaluateAlerts evaluate, SendMail send)
    {
        _jobs = new(StringComparer.Ordinal)
        {
            [JobNames.NightlyPull] = (_, cancel) => nightlyPull.RunAsync(cancel),
            [JobNames.SweepExports] = (_, cancel) => sweep.RunAsync(cancel),
            [JobNames.CheckOperations] = (_, cancel) => operations.RunAsync(cancel),
            [JobNames.NotifyAlerts] = (_, cancel) => notify.RunAsync(cancel),
            [JobNames.SendReports] = (_, cancel) => reports.RunAsync(cancel),
            [JobNames.DeleteExpired] = (_, cancel) => delete.RunAsync(cancel),
            [JobNames.IngestExport] = ingest.RunAsync,
            [JobNames.PullSource] = (message, cancel) => pull.RunAsync(Read<PullMessage>(message), cancel),
            [JobNames.FoldFacts] = (message, cancel) => fold.RunAsync(Read<FoldMessage>(message), cancel),
            [JobNames.PublishPeriod] = (message, cancel) => publish.RunAsync(Read<PublishMessage>(message), cancel),
            [JobNames.EvaluateAlerts] = (message, cancel) => evaluate.RunAsync(Read<AlertMessage>(message), cancel),
            [JobNames.SendMail] = (message, cancel) => send.RunAsync(Read<MailMessage>(message), cancel),
        };
        if (!_jobs.Keys.ToHashSet().SetEquals(JobCatalogue.All.Select(j => j.Name)))
        {
            throw new InvalidOperationException("The local host and the job catalogue name different jobs.");
        }
    }

    /// <summary>Runs a job.</summary>
    /// <param name="job">The job.</param>
    /// <param name="startedBy">The message, or the name of the blob; empty of a timer.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public Task RunAsync(JobDescriptor job, string startedBy, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(job);
        return _jobs[job.Name](startedBy, cancellationToken);
    }

    private static T Read<T>(string message) => JsonSerializer.Deserialize<T>(message, JobQueues.Json)!;
}
