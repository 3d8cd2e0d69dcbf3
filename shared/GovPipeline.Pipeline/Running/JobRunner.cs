using GovPipeline.Domain.Errors;
using GovPipeline.Storage.Accounts;
using GovPipeline.Storage.Ledger;
using Microsoft.Extensions.Logging;

namespace GovPipeline.Pipeline.Running;

/// <summary>Runs jobs: logs their begin and end, and keeps both in the run history.</summary>
/// <param name="setup">Makes containers and tables on the first run.</param>
/// <param name="history">The run history.</param>
/// <param name="metrics">Told of runs.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">The log.</param>
public sealed class JobRunner(StorageSetup setup, RunHistory history, JobMetrics metrics, TimeProvider time, ILogger<JobRunner> logger)
{
    /// <summary>Runs a job.</summary>
    /// <param name="job">Its name.</param>
    /// <param name="subject">What it works on.</param>
    /// <param name="work">The work.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task RunAsync(string job, string subject, Func<JobRun, Task> work, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(work);
        await setup.EnsureAsync(cancellationToken).ConfigureAwait(false);
        var started = time.GetUtcNow();
        var record = new RunRecord
        {
            PartitionKey = job,
            RowKey = $"{TableKeys.NewestFirst(started)}-{Guid.NewGuid():N}",
            Subject = subject,
            StartedAt = started,
            Outcome = RunRecord.Running,
        };
        var run = new JobRun();
        var requests = RequestCount.Begin();
        using var trace = metrics.Begin(job);
        Log.Started(logger, job, subject);
        await history.SaveAsync(record, cancellationToken).ConfigureAwait(false);
        try
        {
            await work(run).ConfigureAwait(false);
            await EndAsync(record, run, requests, Outcome(run)).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await TryEndAsync(record, run, requests, RunRecord.Cancelled).ConfigureAwait(false);
            throw;
        }
        catch (Exception e)
        {
            run.ErrorCode = (e as PipelineException)?.Code ?? e.GetType().Name;
            run.Note = e is PipelineException ? e.Message : $"{e.GetType().Name}: {e.Message.Split('\n')[0]}";
            Log.Failed(logger, job, subject, e.Message, e is PipelineException ? null : e);
            trace?.SetStatus(System.Diagnostics.ActivityStatusCode.Error, run.ErrorCode);
            await TryEndAsync(record, run, requests, RunRecord.Failed).ConfigureAwait(false);
            throw;
        }
    }

    private static string Outcome(JobRun run) => run.Refused ? RunRecord.Refused
        : run.ErrorCode.Length > 0 ? RunRecord.Failed
        : run.Nothing ? RunRecord.Nothing : RunRecord.Done;

    private async Task EndAsync(RunRecord record, JobRun run, RequestCount requests, string outcome)
    {
        (record.EndedAt, record.Outcome, record.Rows, record.Bytes) = (time.GetUtcNow(), outcome, run.Rows, run.Bytes);
        (record.Requests, record.StorageBytes) = (requests.Requests, requests.Bytes);
        metrics.Ended(record.PartitionKey, outcome, run, record.Requests, record.EndedAt.Value - record.StartedAt);
        (record.ErrorCode, record.Message) = (run.ErrorCode, run.Note.Length > 4000 ? run.Note[..4000] : run.Note);
        await history.SaveAsync(record, CancellationToken.None).ConfigureAwait(false);
        Log.Ended(logger, record.PartitionKey, record.Subject, outcome, run.Rows, run.Bytes, (record.EndedAt.Value - record.StartedAt).TotalMilliseconds,
            run.Note);
    }

    private async Task TryEndAsync(RunRecord record, JobRun run, RequestCount requests, string outcome)
    {
        try
        {
            await EndAsync(record, run, requests, outcome).ConfigureAwait(false);
        }
        catch (Exception e) when (e is Azure.RequestFailedException or AggregateException or IOException)
        {
            // The error that ended the run is the one to be seen.
        }
    }
}
