using GovPipeline.Domain.Counting;
using GovPipeline.Domain.Dossiers;
using GovPipeline.Domain.Periods;
using GovPipeline.Domain.Time;
using GovPipeline.Reporting.Explanations;
using GovPipeline.Storage.Counts;
using GovPipeline.Storage.Facts;

namespace GovPipeline.Pipeline.Explaining;

/// <summary>Finds the dossiers that a counter of some units counts, in the facts.</summary>
public sealed class DossierEvidence(ClosingStore closings, CountStore counts, DossierFacts facts)
{
    private const int AtOnce = 8;

    /// <summary>The dossiers of units of which something happened on some days.</summary>
    /// <param name="units">Ids of the units.</param>
    /// <param name="first">The first day.</param>
    /// <param name="last">The last day.</param>
    /// <param name="alsoBefore">Whether also what happened before the first day is asked for.</param>
    /// <param name="cancellationToken">Stops it.</param>
    internal async Task<IReadOnlyList<(Dossier Dossier, ExportFile File)>> FindAsync(
        IReadOnlySet<string> units, DateOnly first, DateOnly last, bool alsoBefore, CancellationToken cancellationToken)
    {
        bool Has(DailyCount count) => units.Contains(count.Key.UnitId) && count.Day <= last.DayNumber && (alsoBefore || count.Day >= first.DayNumber);
        var files = new HashSet<string>(StringComparer.Ordinal);
        if (alsoBefore)
        {
            await foreach (var file in counts.FilesAsync(cancellationToken).ConfigureAwait(false))
            {
                files.Add(file);
            }
        }
        else
        {
            for (var block = HalfMonth.Of(first); block <= last; block = HalfMonth.LastDayOf(block).AddDays(1))
            {
                files.UnionWith(await closings.FilesAsync(block, Has, cancellationToken).ConfigureAwait(false));
            }
        }

        var partitions = await EachAsync(files, f => counts.PartitionsAsync(f, Has, cancellationToken)).ConfigureAwait(false);
        var read = await EachAsync(partitions.SelectMany(p => p).Distinct(), p => facts.ReadAsync(p, cancellationToken)).ConfigureAwait(false);
        return [.. read.SelectMany(p => p.Dossiers.Where(d => units.Contains(d.ReceivingUnitId)).Select(d => (d, p.Files[d.FileIndex])))];
    }

    /// <summary>The version that stands of a dossier, with its file; null when there is none.</summary>
    internal async Task<(Dossier Dossier, ExportFile File)?> FindAsync(
        DossierCode code, Dictionary<PartitionKey, DossierPartition> read, CancellationToken cancellationToken)
    {
        var key = PartitionKey.Of(code);
        if (!read.TryGetValue(key, out var partition))
        {
            read[key] = partition = await facts.ReadAsync(key, cancellationToken).ConfigureAwait(false);
        }

        var place = Array.FindIndex(partition.Dossiers, d => d.Code == code);
        return place < 0 ? null : (partition.Dossiers[place], partition.Files[partition.Dossiers[place].FileIndex]);
    }

    private static async Task<List<TResult>> EachAsync<T, TResult>(IEnumerable<T> items, Func<T, Task<TResult>> work)
    {
        var found = new List<TResult>();
        foreach (var some in items.Chunk(AtOnce))
        {
            found.AddRange(await Task.WhenAll(some.Select(work)).ConfigureAwait(false));
        }

        return found;
    }
}

/// <summary>Adds dossiers up by the terms of a counter, and remembers which they were.</summary>
/// <param name="formula">The counter.</param>
/// <param name="first">First day of the period.</param>
/// <param name="last">Last day that is counted.</param>
/// <param name="lateness">When a dossier is late.</param>
internal sealed class CounterTally(CounterFormula formula, DateOnly first, DateOnly last, Lateness lateness)
{
    private readonly TermTally[] _terms = [.. formula.Terms.Select(t => new TermTally(t))];
    private readonly Dictionary<string, decimal> _byUnit = new(StringComparer.Ordinal);

    /// <summary>Whether days before the period are asked for.</summary>
    public static bool NeedsBefore(CounterFormula formula) => formula.Terms.Any(t => t.Span != DaySpan.Within);

    /// <summary>What the counter is, in all.</summary>
    public decimal Value => _terms.Sum(t => t.Value);

    /// <summary>What it is of a unit.</summary>
    public decimal Of(string unit) => _byUnit.GetValueOrDefault(unit);

    /// <summary>Takes a dossier in.</summary>
    /// <returns>What it gives to the counter in all.</returns>
    public int Add(in Dossier dossier)
    {
        Span<DatedEvent> events = stackalloc DatedEvent[DatedEvent.Most];
        var key = DailyCounts.KeyOf(in dossier);
        var given = 0;
        foreach (var dated in events[..DatedEvent.Of(in dossier, lateness, events)])
        {
            foreach (var term in _terms)
            {
                if (term.Term.Has(in key, dated, first.DayNumber, last.DayNumber))
                {
                    term.Add(in key, dated.Day, first.DayNumber);
                    given += term.Term.Sign;
                }
            }
        }

        _byUnit[key.UnitId] = _byUnit.GetValueOrDefault(key.UnitId) + given;
        return given;
    }

    /// <summary>The counter as a part of a figure.</summary>
    public ExplainedPart ToPart() => new(formula.Meaning, Value, [.. _terms.Select(t => t.ToTerm())]);

    private sealed class TermTally(CounterTerm term)
    {
        private readonly SortedDictionary<string, decimal> _days = new(StringComparer.Ordinal), _channels = new(StringComparer.Ordinal),
            _levels = new(StringComparer.Ordinal);

        public CounterTerm Term => term;

        public decimal Value { get; private set; }

        public void Add(in CountKey key, int day, int first)
        {
            Value += term.Sign;
            var local = DateOnly.FromDayNumber(day);
            Add(_days, day >= first ? DayText.Iso(local) : DayText.Iso(local)[..7]);
            Add(_channels, key.Channel.ToString());
            Add(_levels, key.Level.ToString());
        }

        public ExplainedTerm ToTerm() => new(term.Name, Value) { Days = _days, Channels = _channels, Levels = _levels };

        private void Add(SortedDictionary<string, decimal> sums, string key) => sums[key] = sums.GetValueOrDefault(key) + term.Sign;
    }
}
