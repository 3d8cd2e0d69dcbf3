using GovPipeline.Domain.Authenticity;
using GovPipeline.Domain.Counting;
using GovPipeline.Domain.Dossiers;
using GovPipeline.Domain.Text;
using GovPipeline.Reporting.Explanations;

namespace GovPipeline.Pipeline.Evidence;

/// <summary>Adds up what dossiers give to a column of <c>authenticity</c>, by how many signs each shows where that is what is asked.</summary>
/// <param name="column">The column.</param>
/// <param name="first">First day of the period.</param>
internal sealed class ScreenTally(ScreenColumn column, DateOnly first) : IDossierTally
{
    private readonly SortedDictionary<long, TermTally> _terms = [];
    private readonly Dictionary<string, decimal> _byUnit = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public decimal Value => _terms.Values.Sum(t => t.Value);

    /// <inheritdoc/>
    public decimal Of(string unit) => _byUnit.GetValueOrDefault(unit);

    /// <summary>Takes a dossier in.</summary>
    /// <param name="dossier">The dossier.</param>
    /// <param name="counts">What it gives to the counts of its unit and day.</param>
    /// <returns>Whether it is in the column.</returns>
    public bool Add(in Dossier dossier, AuthenticityCounts counts)
    {
        if (column.Of(counts) == 0)
        {
            return false;
        }

        var signs = column.BySigns ? DossierScreen.Tests.Sum(counts.Failed) : 0;
        if (!_terms.TryGetValue(signs, out var term))
        {
            _terms[signs] = term = new(column.BySigns ? new Bilingual($"Có {signs} dấu hiệu", $"Shows {signs} signs") : column.Meaning);
        }

        var key = DailyCounts.KeyOf(in dossier);
        term.Add(in key, dossier.Received.DayNumber, first.DayNumber, 1);
        _byUnit[key.UnitId] = _byUnit.GetValueOrDefault(key.UnitId) + 1;
        return true;
    }

    /// <inheritdoc/>
    public ExplainedPart ToPart() => new(column.Meaning, Value, [.. _terms.Values.Select(t => t.ToTerm())]);
}
