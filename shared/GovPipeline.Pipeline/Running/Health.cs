using GovPipeline.Domain.Errors;
using GovPipeline.Storage.Accounts;
using GovPipeline.Storage.Ledger;

namespace GovPipeline.Pipeline.Running;

/// <summary>How the pipeline is.</summary>
/// <param name="IsHealthy">Whether storage answers and no source failed in the newest night.</param>
/// <param name="Night">The newest night, <c>yyyy-MM-dd</c>; empty before the first.</param>
/// <param name="FailedSources">Sources that failed in it.</param>
/// <param name="DueFolds">Partitions to fold.</param>
/// <param name="DuePeriods">Periods to publish.</param>
/// <param name="Error">What is wrong with storage; empty when it answers.</param>
public sealed record HealthReport(bool IsHealthy, string Night, IReadOnlyList<string> FailedSources, int DueFolds, int DuePeriods, string Error);

/// <summary>Looks how the pipeline is.</summary>
/// <param name="setup">Storage.</param>
/// <param name="sources">What nights brought.</param>
/// <param name="pending">Work that is due.</param>
public sealed class Health(StorageSetup setup, SourceLog sources, PendingWork pending)
{
    /// <summary>Looks.</summary>
    public async Task<HealthReport> CheckAsync(CancellationToken cancellationToken)
    {
        try
        {
            await setup.EnsureAsync(cancellationToken).ConfigureAwait(false);
            var night = await sources.NewestNightAsync(cancellationToken).ConfigureAwait(false);
            var outcomes = night is { } newest ? await sources.NightAsync(newest, cancellationToken).ConfigureAwait(false) : [];
            var failed = outcomes.Where(s => s.Outcome == SourceLog.Failed).Select(s => s.RowKey).ToList();
            var folds = await pending.ListAsync(PendingWork.Folds, cancellationToken).ConfigureAwait(false);
            var periods = await pending.ListAsync(PendingWork.Periods, cancellationToken).ConfigureAwait(false);
            return new(failed.Count == 0, $"{night:yyyy-MM-dd}", failed, folds.Count, periods.Count, string.Empty);
        }
        catch (Exception e) when (e is PipelineException or Azure.RequestFailedException)
        {
            return new(false, string.Empty, [], 0, 0, (e as PipelineException)?.Code ?? "GP401");
        }
    }
}
