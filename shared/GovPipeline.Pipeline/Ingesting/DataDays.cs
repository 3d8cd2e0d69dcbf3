using GovPipeline.Sources.Definitions;
using GovPipeline.Pipeline.Configuration;
using GovPipeline.Domain.Time;
using GovPipeline.Domain.Periods;
using GovPipeline.Storage.Ledger;
using GovPipeline.Storage.Published;

namespace GovPipeline.Pipeline.Ingesting;

/// <summary>Keeps which days the data of each source tell of; days told of for the first time make their periods due. Call it under a hold.</summary>
/// <param name="sources">Where it is kept.</param>
/// <param name="pending">Work that is due.</param>
/// <param name="tables">What is published.</param>
/// <param name="reference">How often each source tells something.</param>
public sealed class DataDays(SourceLog sources, PendingWork pending, PublishedTables tables, ReferenceData reference)
{
    /// <summary>Notes that the data of a source tell of these days, both inclusive.</summary>
    public async Task NoteAsync(string sourceId, DateOnly from, DateOnly to, CancellationToken cancellationToken)
    {
        var through = await sources.DataThroughAsync(cancellationToken).ConfigureAwait(false);
        var newest = through.Values.DefaultIfEmpty(to).Max();
        var covered = await sources.CoveredAsync(sourceId, cancellationToken).ConfigureAwait(false);
        var missing = SourceLog.Uncovered(covered, from, to);

        // The periods of the last day name the file in their totals; a day told of for the first time may complete its
        // periods; and stocks of a period that has not ended are taken on the newest day, so a newer one changes it.
        var first = missing.Count > 0 && missing[0] < to ? missing[0] : to;
        first = newest < first ? newest : first;

        // Stocks of the units that it tells of were taken on its last day until now, and so in every period since then.
        first = through.TryGetValue(sourceId, out var own) && own < first ? own.AddDays(1) : first;
        var due = DuePeriods.OfDays(first, to).Concat(Overdue(newest, to).SelectMany(i => DuePeriods.OfDays(i.First, i.Last)));
        await pending.AddAsync(PendingWork.Periods, due.Select(p => p.Id), cancellationToken).ConfigureAwait(false);
        if (covered.Count == 0)
        {
            // Its system is connected now: every period gets its indicators.
            var all = await EveryPeriod.ListAsync(pending, tables, cancellationToken).ConfigureAwait(false);
            await pending.AddAsync(PendingWork.Periods, all, cancellationToken).ConfigureAwait(false);
        }

        await sources.CoverAsync(sourceId, from, to, cancellationToken).ConfigureAwait(false);
        await sources.DataThroughAsync(sourceId, to, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Months and quarters whose data become overdue as data reach further: their periods are no longer complete without them.</summary>
    private IEnumerable<(DateOnly First, DateOnly Last)> Overdue(DateOnly before, DateOnly now)
    {
        foreach (var expected in reference.Sources.Enabled.Select(s => s.Expected).Where(e => e is { Every: not Rhythm.Night, Optional: false }).Distinct())
        {
            // Working days and Tết stretch a limit; two intervals and two months back it has surely passed.
            for (var interval = expected.IntervalOf(PlausibleDays.Clamp(before.AddDays(-2 * Expectation.LongestInterval))); interval.First <= now;
                interval = expected.IntervalOf(interval.Last.AddDays(1)))
            {
                if (expected.DueDay(interval.Last, reference.Calendar) is var due && due > before && due <= now)
                {
                    yield return interval;
                }
            }
        }
    }
}
