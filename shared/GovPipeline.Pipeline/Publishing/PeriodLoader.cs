using GovPipeline.Domain.Counting;
using GovPipeline.Domain.Measures;
using GovPipeline.Domain.Periods;
using GovPipeline.Pipeline.Configuration;
using GovPipeline.Sources.Definitions;
using GovPipeline.Storage.Counts;
using GovPipeline.Storage.Facts;
using GovPipeline.Storage.Ledger;

namespace GovPipeline.Pipeline.Publishing;

/// <summary>Loads what periods are published from: counts, readings, and which days the sources told of.</summary>
public sealed class PeriodLoader(ReferenceData reference, CountStore counts, MeasureFacts measures, SourceLog sources)
{
    /// <summary>The data of those of the periods that any source tells of; of the others there is nothing to say.</summary>
    /// <param name="periods">The periods.</param>
    /// <param name="uncounted">Partitions whose changes are not in the counts, each with why.</param>
    /// <param name="cancellationToken">Stops it.</param>
    internal async Task<IReadOnlyList<PeriodData>> LoadAsync(
        IReadOnlyCollection<Period> periods, IReadOnlyList<string> uncounted, CancellationToken cancellationToken)
    {
        var through = await sources.DataThroughAsync(cancellationToken).ConfigureAwait(false);
        if (through.Count == 0)
        {
            return [];
        }

        var asOf = through.Values.Max();
        var covered = new Dictionary<string, IReadOnlyList<(DateOnly From, DateOnly To)>>(StringComparer.Ordinal);
        foreach (var source in reference.Sources.Enabled)
        {
            covered[source.Id] = await sources.CoveredAsync(source.Id, cancellationToken).ConfigureAwait(false);
        }

        var told = periods.Where(p => p.Start <= asOf && covered.Values.Any(c => c.Any(w => w.From <= p.End && w.To >= p.Start))).ToList();
        if (told.Count == 0)
        {
            return [];
        }

        // What another system tells makes no dossier late and brings none in.
        var dossiers = through.Where(t => reference.Sources.Find(t.Key)?.Kind == SourceKind.Dossiers).Select(t => t.Value).DefaultIfEmpty(asOf).Max();
        var (counters, days) = await CountAsync(told, dossiers, cancellationToken).ConfigureAwait(false);
        var readings = await ReadingsAsync(told, cancellationToken).ConfigureAwait(false);
        var connected = covered.Where(c => c.Value.Count > 0).Select(c => c.Key).ToHashSet(StringComparer.Ordinal);
        var statistics = counters.ToDictionary(c => c.Key, c => c.Value.Statistics());
        PeriodFigures Figures(Period p) => new()
        {
            Period = p, Statistics = statistics[p], Procedures = counters[p].Procedures, Uncovered = Uncovered(p, asOf, covered),
        };
        return [.. told.Select(period => new PeriodData
        {
            Period = period,
            AsOf = asOf,
            DossiersThrough = dossiers,
            SourcesThrough = through,
            Statistics = statistics[period],
            Preceding = statistics[period.Preceding()],
            Now = Figures(period),
            Before = Figures(period.Previous()),
            Readings = readings,
            Connected = connected,
            Uncounted = uncounted,
            Days = days.GetValueOrDefault(period),
        })];
    }

    private async Task<(Dictionary<Period, PeriodCounter> Counters, Dictionary<Period, List<DailyCount>> Days)> CountAsync(
        List<Period> periods, DateOnly asOf, CancellationToken cancellationToken)
    {
        var counters = periods.SelectMany(p => new[] { p, p.Previous(), p.Preceding() }).Distinct()
            .ToDictionary(p => p, p => new PeriodCounter(p, asOf, reference.Fields));
        var days = periods.Where(p => p is { Calendar: ReportingCalendar.Cal, Kind: PeriodKind.Month }).ToDictionary(m => m, _ => new List<DailyCount>());
        await foreach (var count in counts.ReadAllAsync(cancellationToken).ConfigureAwait(false))
        {
            foreach (var counter in counters.Values)
            {
                counter.Add(in count);
            }

            var day = DateOnly.FromDayNumber(count.Day);
            foreach (var (month, list) in days)
            {
                if (month.Contains(day) && day <= asOf)
                {
                    list.Add(count);
                }
            }
        }

        return (counters, days);
    }

    private async Task<IReadOnlyDictionary<string, MeasureCells>> ReadingsAsync(List<Period> periods, CancellationToken cancellationToken)
    {
        var (first, last) = (periods.Min(p => p.Previous().Start).AddYears(-DuePeriods.GrowthYears), periods.Max(p => p.End));
        var readings = new Dictionary<string, MeasureCells>(StringComparer.Ordinal);
        foreach (var source in reference.Sources.Enabled.Where(s => s.Kind == SourceKind.Measures))
        {
            readings[source.Id] = MeasureCells.Of(await measures.ReadAsync(source.Id, first, last, cancellationToken).ConfigureAwait(false));
        }

        return readings;
    }

    private Dictionary<string, IReadOnlyList<DateOnly>> Uncovered(
        Period period, DateOnly asOf, Dictionary<string, IReadOnlyList<(DateOnly From, DateOnly To)>> covered)
    {
        var through = period.End < asOf ? period.End : asOf;
        return covered.ToDictionary(
            c => c.Key,
            c =>
            {
                // A month or half-year is told of by any of its days, so whole ones are looked at.
                var expected = reference.Sources.Find(c.Key)!.Expected;
                var days = SourceLog.Uncovered(c.Value, expected.IntervalOf(period.Start).First, expected.IntervalOf(through).Last);
                return (IReadOnlyList<DateOnly>)[.. expected.Missed(days, asOf, reference.Calendar).Where(d => d >= period.Start && d <= through)];
            },
            StringComparer.Ordinal);
    }
}
