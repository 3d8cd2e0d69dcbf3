using GovPipeline.Domain.Periods;
using GovPipeline.Pipeline.Alerting;
using GovPipeline.Pipeline.Configuration;
using GovPipeline.Pipeline.Messages;
using GovPipeline.Pipeline.Running;
using GovPipeline.Storage.Ledger;
using GovPipeline.Storage.Published;
using Microsoft.Extensions.Options;

namespace GovPipeline.Pipeline.Jobs;

/// <summary>Holds a published period against its targets, and its alerts against what it finds. Who is told is up to <see cref="NotifyAlerts"/>.</summary>
public sealed class EvaluateAlerts(
    JobRunner runner, PublishedTables tables, SourceLog sources, PeriodFindings findings, AlertBook book, IOptions<AlertOptions> options)
{
    private const int MostRounds = 5;

    /// <summary>Judges a period.</summary>
    public Task RunAsync(AlertMessage message, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        return runner.RunAsync(
            nameof(EvaluateAlerts), message.Period, run => EvaluateAsync(Period.Parse(message.Period), run, cancellationToken), cancellationToken);
    }

    private async Task EvaluateAsync(Period period, JobRun run, CancellationToken cancellationToken)
    {
        for (var left = MostRounds; left > 0; left--)
        {
            var dataset = await tables.FindAsync<DatasetRow>("datasets", "all", period.Id, cancellationToken).ConfigureAwait(false);
            if (dataset is null || !options.Value.Judges(period))
            {
                run.Nothing = true;
                return;
            }

            await EvaluateAsync(period, dataset, run, cancellationToken).ConfigureAwait(false);

            // Figures that were published meanwhile were judged by another host before this one wrote: look again.
            var now = await tables.FindAsync<DatasetRow>("datasets", "all", period.Id, cancellationToken).ConfigureAwait(false);
            if (now?.Version == dataset.Version)
            {
                return;
            }
        }
    }

    private async Task EvaluateAsync(Period period, DatasetRow dataset, JobRun run, CancellationToken cancellationToken)
    {
        if (!await IsInTimeAsync(period, cancellationToken).ConfigureAwait(false))
        {
            await book.CloseAsync(period.Id, cancellationToken).ConfigureAwait(false);
            run.Nothing = true;
            return;
        }

        var judgement = await findings.OfAsync(period, dataset, cancellationToken).ConfigureAwait(false);
        await book.ReconcileAsync(
            period.Id, judgement.Findings, a => judgement.Unknown.Contains(a.Key), a => judgement.Well(a.Key), cancellationToken).ConfigureAwait(false);
        (run.Rows, run.Nothing) = (judgement.Findings.Count, judgement.Findings.Count == 0);
    }

    /// <summary>The current period, and the last one for some days after its end.</summary>
    private async Task<bool> IsInTimeAsync(Period period, CancellationToken cancellationToken)
    {
        var through = await sources.DataThroughAsync(cancellationToken).ConfigureAwait(false);
        return through.Count > 0 && through.Values.Max() is var asOf && asOf >= period.Start && asOf <= period.End.AddDays(options.Value.DaysAfterEnd);
    }
}
