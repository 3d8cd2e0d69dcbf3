using GovPipeline.Domain.Periods;
using GovPipeline.Storage.Ledger;

namespace GovPipeline.Pipeline.Ingesting;

/// <summary>Keeps which days the data of each source tell of; days told of for the first time make their periods due.</summary>
/// <param name="sources">Where it is kept.</param>
/// <param name="pending">Work that is due.</param>
public sealed class DataDays(SourceLog sources, PendingWork pending)
{
    /// <summary>Notes that the data of a source tell of these days, both inclusive.</summary>
    public async Task NoteAsync(string sourceId, DateOnly from, DateOnly to, CancellationToken cancellationToken)
    {
        var through = await sources.DataThroughAsync(cancellationToken).ConfigureAwait(false);
        var newest = through.Values.DefaultIfEmpty(to).Max();
        var missing = SourceLog.Uncovered(await sources.CoveredAsync(sourceId, cancellationToken).ConfigureAwait(false), from, to);

        // The periods of the last day name the file in their totals; a day told of for the first time may complete its
        // periods; and stocks of a period that has not ended are taken on the newest day, so a newer one changes it.
        var first = missing.Count > 0 && missing[0] < to ? missing[0] : to;
        first = newest < first ? newest : first;
        await pending.AddAsync(PendingWork.Periods, Period.Overlapping(first, to).Select(p => p.Id), cancellationToken).ConfigureAwait(false);

        await sources.CoverAsync(sourceId, from, to, cancellationToken).ConfigureAwait(false);
        await sources.DataThroughAsync(sourceId, to, cancellationToken).ConfigureAwait(false);
    }
}
