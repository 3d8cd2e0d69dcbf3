using GovPipeline.Domain.Authenticity;
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
public sealed class PeriodLoader(
    ReferenceData reference, ClosingStore closings, AuthenticityStore authenticity, MeasureFacts measures, SourceLog sources)
{
    /// <summary>The data of those of the periods that any source tells of; of the others there is nothing to say.</summary>
    /// <param name="periods">The periods.</param>
    /// <param name="uncounted">Partitions whose changes are not in the counts, each with why.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <param name="recounted">Counts and readings that stand for those that are kept; null for those.</param>
    internal async Task<IReadOnlyList<PeriodData>> LoadAsync(
        IReadOnlyCollection<Period> periods, IReadOnlyList<string> uncounted, CancellationToken cancellationToken, Recounted? recounted = null)
    {
        var through = await sources.DataThroughAsync(cancellationToken).ConfigureAwait(false);
        if (through.Count == 0)
        {
            return [];
        }

        var asOf = through.Values.Max();
        var told = await sources.CoveredAsync(cancellationToken).ConfigureAwait(false);
        var covered = reference.Sources.Enabled.ToDictionary(s => s.Id, s => told.GetValueOrDefault(s.Id) ?? [], StringComparer.Ordinal);

        var about = periods.Where(p => p.Start <= asOf && covered.Values.Any(c => c.Any(w => w.From <= p.End && w.To >= p.Start))).ToList();
        if (about.Count == 0)
        {
            return [];
        }

        // What another system tells makes no dossier late and brings none in.
        var dossiers = through.Where(t => reference.Sources.Find(t.Key)?.Kind == SourceKind.Dossiers).Select(t => t.Value).DefaultIfEmpty(asOf).Max();
        var (counters, days) = recounted is null ? await CountAsync(about, dossiers, cancellationToken).ConfigureAwait(false)
            : Count(about, dossiers, recounted.Counts);
        var readings = recounted?.Readings ?? await ReadingsAsync(about, told.Keys, cancellationToken).ConfigureAwait(false);
        var screened = recounted?.Authenticity ?? await authenticity.DaysAsync(
            about.Min(p => p.Previous().Start), about.Max(p => p.End), cancellationToken).ConfigureAwait(false);
        var connected = covered.Where(c => c.Value.Count > 0).Select(c => c.Key).ToHashSet(StringComparer.Ordinal);
        var statistics = counters.ToDictionary(c => c.Key, c => c.Value.Statistics());
        PeriodFigures Figures(Period p) => new()
        {
            Period = p, Statistics = statistics[p], Procedures = counters[p].Procedures, Uncovered = Uncovered(p, asOf, covered),
        };
        return [.. about.Select(period => new PeriodData
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
            Authenticity = AuthenticityOf(period, screened, dossiers),
        })];
    }

    private PeriodAuthenticity AuthenticityOf(
        Period period, IReadOnlyList<(string UnitId, int Day, AuthenticityCounts Counts)> screened, DateOnly asOf)
    {
        var last = Math.Min(period.End.DayNumber, asOf.DayNumber);
        var crowded = period.End.DayNumber - reference.Authenticity.LastDays + 1;
        return new(
            Sum(period.Start.DayNumber, last), Sum(period.Previous().Start.DayNumber, period.Previous().End.DayNumber),
            asOf < period.End ? null : screened.Where(s => s.Day >= crowded && s.Day <= last).GroupBy(s => s.UnitId, StringComparer.Ordinal)
                .ToDictionary(g => g.Key, g => g.Sum(s => s.Counts.Declared), StringComparer.Ordinal));

        Dictionary<string, AuthenticityCounts> Sum(int from, int to)
        {
            var sums = new Dictionary<string, AuthenticityCounts>(StringComparer.Ordinal);
            foreach (var (unit, day, counts) in screened)
            {
                if (day >= from && day <= to)
                {
                    (sums.TryGetValue(unit, out var sum) ? sum : sums[unit] = new()).Add(counts);
                }
            }

            return sums;
        }
    }

    private async Task<(Dictionary<Period, PeriodCounter> Counters, Dictionary<Period, List<DailyCount>> Days)> CountAsync(
        List<Period> periods, DateOnly asOf, CancellationToken cancellationToken)
    {
        var counters = CountersOf(periods, asOf);
        var known = await closings.OfYearsAsync(cancellationToken).ConfigureAwait(false);
        foreach (var total in known)
        {
            foreach (var counter in counters.Values.Where(c => total.Block.Year < c.Period.Start.Year))
            {
                counter.AddBefore(total.UnitId, total.Field, total.Sums);
            }
        }

        var years = counters.Keys.SelectMany(p => Enumerable.Range(p.Start.Year, p.End.Year - p.Start.Year + 1)).Distinct();
        foreach (var year in years.Intersect(known.Select(k => k.Block.Year)))
        {
            var within = counters.Values.Where(c => c.Period.Start.Year <= year && c.Period.End.Year >= year).ToList();
            foreach (var closing in await closings.OfYearAsync(year, cancellationToken).ConfigureAwait(false))
            {
                foreach (var counter in within)
                {
                    Add(counter, in closing, asOf);
                }
            }
        }

        await AddOpenDaysAsync(counters.Values, asOf, cancellationToken).ConfigureAwait(false);
        return (counters, await DaysAsync(periods, asOf, cancellationToken).ConfigureAwait(false));
    }

    private Dictionary<Period, PeriodCounter> CountersOf(List<Period> periods, DateOnly asOf) =>
        periods.SelectMany(p => new[] { p, p.Previous(), p.Preceding() }).Distinct().ToDictionary(p => p, p => new PeriodCounter(p, asOf, reference.Fields));

    private (Dictionary<Period, PeriodCounter> Counters, Dictionary<Period, List<DailyCount>> Days) Count(
        List<Period> periods, DateOnly asOf, IReadOnlyList<DailyCount> counts)
    {
        var counters = CountersOf(periods, asOf);
        foreach (var count in counts)
        {
            foreach (var counter in counters.Values)
            {
                counter.Add(in count);
            }
        }

        return (counters, periods.Where(HasDays).ToDictionary(m => m, m => counts.Where(c => !c.Key.IsOfProcedure && c.Day <= asOf.DayNumber).ToList()));
    }

    /// <summary>Whether days of a period are published: of calendar months.</summary>
    internal static bool HasDays(Period period) => period is { Calendar: ReportingCalendar.Cal, Kind: PeriodKind.Month };

    private static void Add(PeriodCounter counter, in Closing closing, DateOnly asOf)
    {
        if (!closing.IsOfProcedure)
        {
            counter.Add(closing.UnitId, closing.Field, closing.Block, closing.Sums);
        }
        else if (HalfMonth.LastDayOf(closing.Block) <= asOf)
        {
            counter.AddProcedure(closing.Field, closing.Block.DayNumber);
        }
    }

    /// <summary>The days of the half-month in which data end: it is not closed yet.</summary>
    private async Task AddOpenDaysAsync(IEnumerable<PeriodCounter> counters, DateOnly asOf, CancellationToken cancellationToken)
    {
        var reaching = counters.Where(c => c.Period.End >= asOf).ToList();
        if (HalfMonth.LastDayOf(asOf) == asOf || reaching.Count == 0)
        {
            return;
        }

        foreach (var count in await closings.DaysAsync(HalfMonth.Of(asOf), cancellationToken).ConfigureAwait(false))
        {
            reaching.ForEach(c => c.Add(in count));
        }
    }

    /// <summary>The counts of calendar months, day by day.</summary>
    private async Task<Dictionary<Period, List<DailyCount>>> DaysAsync(List<Period> periods, DateOnly asOf, CancellationToken cancellationToken)
    {
        var days = new Dictionary<Period, List<DailyCount>>();
        foreach (var month in periods.Where(HasDays))
        {
            var counts = new List<DailyCount>();
            foreach (var block in new[] { month.Start, HalfMonth.Of(month.End) })
            {
                counts.AddRange((await closings.DaysAsync(block, cancellationToken).ConfigureAwait(false))
                    .Where(c => !c.Key.IsOfProcedure && c.Day <= asOf.DayNumber));
            }

            days[month] = counts;
        }

        return days;
    }

    /// <summary>The readings of the sources that told anything; of the others there are none, and looking for them is a listing each.</summary>
    private async Task<IReadOnlyDictionary<string, MeasureCells>> ReadingsAsync(
        List<Period> periods, IEnumerable<string> told, CancellationToken cancellationToken)
    {
        var (first, last) = (periods.Min(p => p.Previous().Start).AddYears(-DuePeriods.GrowthYears), periods.Max(p => p.End));
        var readings = new Dictionary<string, MeasureCells>(StringComparer.Ordinal);
        foreach (var source in reference.Sources.Enabled.Where(s => s.Kind == SourceKind.Measures).IntersectBy(told, s => s.Id))
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
                var source = reference.Sources.Find(c.Key)!;
                var (expected, last) = (source.Expected, reference.LastDayOf(source)); // nothing is expected of units that are no more
                var days = SourceLog.Uncovered(c.Value, expected.IntervalOf(period.Start).First, expected.IntervalOf(through).Last);
                return (IReadOnlyList<DateOnly>)[.. expected.Missed(days, asOf, reference.Calendar).Where(d => d >= period.Start && d <= through && d <= last)];
            },
            StringComparer.Ordinal);
    }
}
