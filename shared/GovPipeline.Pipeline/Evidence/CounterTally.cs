using GovPipeline.Domain.Counting;
using GovPipeline.Domain.Dossiers;
using GovPipeline.Domain.Time;
using GovPipeline.Reporting.Explanations;

namespace GovPipeline.Pipeline.Evidence;

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
