using GovPipeline.Domain.Time;
using GovPipeline.Pipeline.Configuration;
using GovPipeline.Pipeline.Messages;
using GovPipeline.Pipeline.Running;
using GovPipeline.Sources.Definitions;
using GovPipeline.Storage.Accounts;
using GovPipeline.Storage.Ledger;
using GovPipeline.Storage.Queues;

namespace GovPipeline.Pipeline.Jobs;

/// <summary>Begins a night: notes what is expected of each source and sends one message a source.</summary>
/// <param name="runner">Runs it.</param>
/// <param name="reference">The sources.</param>
/// <param name="sources">What nights brought.</param>
/// <param name="queues">The queues.</param>
/// <param name="time">The clock.</param>
public sealed class NightlyPull(JobRunner runner, ReferenceData reference, SourceLog sources, JobQueues queues, TimeProvider time)
{
    /// <summary>Pulls up to yesterday; run a second time in a night it asks again only for what has not come.</summary>
    public Task RunAsync(CancellationToken cancellationToken) =>
        RunAsync(VietnamClock.Today(time).AddDays(-1), null, null, cancellationToken);

    /// <summary>Pulls a night.</summary>
    /// <param name="night">The last local day asked for.</param>
    /// <param name="from">The first; null for where the source's data end, less its lookback.</param>
    /// <param name="only">Id of the one source to pull; null for all.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public Task RunAsync(DateOnly night, DateOnly? from, string? only, CancellationToken cancellationToken) =>
        runner.RunAsync(
            nameof(NightlyPull),
            DayText.Iso(night),
            async run =>
            {
                foreach (var source in reference.Sources.Enabled.Where(s => s.Pull is not null && (only is null || s.Id == only)))
                {
                    var first = from ?? await FirstDayAsync(source, night, cancellationToken).ConfigureAwait(false);
                    await sources.ExpectAsync(night, source.Id, first, night, time.GetUtcNow(), cancellationToken).ConfigureAwait(false);
                }

                foreach (var expected in await sources.NightAsync(night, cancellationToken).ConfigureAwait(false))
                {
                    if (expected.Outcome is SourceLog.Pending or SourceLog.Failed && (only is null || expected.RowKey == only))
                    {
                        var message = new PullMessage(expected.RowKey, night, DayText.Parse(expected.From), DayText.Parse(expected.To));
                        await queues.SendAsync(StorageNames.PullQueue, message, null, cancellationToken).ConfigureAwait(false);
                        run.Rows++;
                    }
                }

                run.Nothing = run.Rows == 0;
            },
            cancellationToken);


    /// <summary>Counters enter dossiers in arrears, so a pull reaches back behind the last one.</summary>
    private async Task<DateOnly> FirstDayAsync(SourceDefinition source, DateOnly night, CancellationToken cancellationToken)
    {
        var last = await sources.LastAsync(source.Id, cancellationToken).ConfigureAwait(false);
        var end = last.CoveredThrough.Length > 0 && DayText.Parse(last.CoveredThrough) is var covered && covered < night ? covered : night;
        return end.AddDays(-source.Pull!.LookbackDays);
    }
}
