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
internal sealed class CounterTally(CounterFormula formula, DateOnly first, DateOnly last, Lateness lateness) : IDossierTally
{
    private readonly (CounterTerm Term, TermTally Sums)[] _terms = [.. formula.Terms.Select(t => (t, new TermTally(t.Name)))];
    private readonly Dictionary<string, decimal> _byUnit = new(StringComparer.Ordinal);

    /// <summary>Whether days before the period are asked for.</summary>
    public static bool NeedsBefore(CounterFormula formula) => formula.Terms.Any(t => t.Span != DaySpan.Within);

    /// <inheritdoc/>
    public decimal Value => _terms.Sum(t => t.Sums.Value);

    /// <inheritdoc/>
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
            foreach (var (term, sums) in _terms)
            {
                if (term.Has(in key, dated, first.DayNumber, last.DayNumber))
                {
                    sums.Add(in key, dated.Day, first.DayNumber, term.Sign);
                    given += term.Sign;
                }
            }
        }

        _byUnit[key.UnitId] = _byUnit.GetValueOrDefault(key.UnitId) + given;
        return given;
    }

    /// <inheritdoc/>
    public ExplainedPart ToPart() => new(formula.Meaning, Value, [.. _terms.Select(t => t.Sums.ToTerm())]);
}
