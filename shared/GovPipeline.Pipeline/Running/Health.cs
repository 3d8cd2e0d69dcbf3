using GovPipeline.Domain.Errors;
using GovPipeline.Domain.Time;
using GovPipeline.Storage.Accounts;
using GovPipeline.Storage.Ledger;
using GovPipeline.Storage.Mail;
using GovPipeline.Storage.Queues;

namespace GovPipeline.Pipeline.Running;

/// <summary>How the pipeline is. Nothing in it is secret.</summary>
public sealed record HealthReport
{
    /// <summary>Whether storage answers, no source failed in the newest night, and nothing is stuck.</summary>
    public required bool IsHealthy { get; init; }

    /// <summary>The newest night, <c>yyyy-MM-dd</c>; empty before the first.</summary>
    public string Night { get; init; } = string.Empty;

    /// <summary>Sources that failed in it.</summary>
    public IReadOnlyList<string> FailedSources { get; init; } = [];

    /// <summary>Partitions to fold.</summary>
    public int DueFolds { get; init; }

    /// <summary>Periods to publish.</summary>
    public int DuePeriods { get; init; }

    /// <summary>Partitions that cannot be folded, each with why.</summary>
    public IReadOnlyList<string> Stuck { get; init; } = [];

    /// <summary>Messages that failed for good.</summary>
    public int PoisonMessages { get; init; }

    /// <summary>Mails that were given up.</summary>
    public int FailedMails { get; init; }

    /// <summary>Hours since the last pull, fold, publication and mail that did something; null when there was none.</summary>
    public IReadOnlyDictionary<string, double?> HoursSince { get; init; } = new Dictionary<string, double?>();

    /// <summary>Code of what is wrong with storage; empty when it answers.</summary>
    public string Error { get; init; } = string.Empty;
}

/// <summary>Looks how the pipeline is.</summary>
public sealed class Health(StorageSetup setup, SourceLog sources, PendingWork pending, RunHistory history, JobQueues queues, Outbox outbox, TimeProvider time)
{
    private static readonly string[] Watched = [JobNames.PullSource, JobNames.FoldFacts, JobNames.PublishPeriod, JobNames.SendMail];
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>Looks, and says so when storage does not answer in ten seconds.</summary>
    public async Task<HealthReport> CheckAsync(CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Patience);
        try
        {
            return await LookAsync(limit.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (e is PipelineException or Azure.RequestFailedException or AggregateException
            || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return new() { IsHealthy = false, Error = (e as PipelineException)?.Code ?? ErrorCatalogue.StorageUnreachable.Code };
        }
    }

    private async Task<HealthReport> LookAsync(CancellationToken cancellationToken)
    {
        await setup.EnsureAsync(cancellationToken).ConfigureAwait(false);
        var night = await sources.NewestNightAsync(VietnamClock.Today(time), cancellationToken).ConfigureAwait(false);
        var outcomes = night is { } newest ? await sources.NightAsync(newest, cancellationToken).ConfigureAwait(false) : [];
        var failed = outcomes.Where(s => s.Outcome == SourceLog.Failed).Select(s => s.RowKey).ToList();
        var folds = await pending.ListAsync(PendingWork.Folds, cancellationToken).ConfigureAwait(false);
        var periods = await pending.ListAsync(PendingWork.Periods, cancellationToken).ConfigureAwait(false);
        var stuck = folds.Where(f => f.Error.Length > 0).Select(f => $"{f.Item}: {f.Error.Split(':')[0]}").ToList();
        stuck.AddRange(periods.Where(p => p.Error.Length > 0).Select(p => $"{p.Item}: {p.Error.Split(':')[0]}"));
        var poison = 0;
        foreach (var queue in StorageNames.Queues)
        {
            poison += (await queues.PoisonAsync(queue, cancellationToken).ConfigureAwait(false)).Count;
        }

        var since = new Dictionary<string, double?>();
        foreach (var job in Watched)
        {
            var last = await history.LastAsync(job, RunRecord.Done, cancellationToken).ConfigureAwait(false);
            since[job] = last is { } at ? Math.Round((time.GetUtcNow() - at).TotalHours, 1) : null;
        }

        return new()
        {
            IsHealthy = failed.Count == 0 && stuck.Count == 0 && poison == 0,
            Night = DayText.Iso(night),
            FailedSources = failed,
            DueFolds = folds.Count,
            DuePeriods = periods.Count,
            Stuck = stuck,
            PoisonMessages = poison,
            FailedMails = (await outbox.InStateAsync(OutboxStates.Failed, cancellationToken).ConfigureAwait(false)).Count,
            HoursSince = since,
        };
    }
}
