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
    private readonly SortedDictionary<string, TermTally> _terms = new(StringComparer.Ordinal);
    private readonly Dictionary<string, decimal> _byUnit = new(StringComparer.Ordinal);
    private readonly HashSet<(string UnitId, string Procedure)> _procedures = [];

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

        var key = DailyCounts.KeyOf(in dossier);
        if (column.IsOfProcedures)
        {
            return AddProcedure(in key, ProcedureCode.National(dossier.ProcedureCode), dossier.Received.DayNumber);
        }

        var signs = column.BySigns ? DossierScreen.Tests.Sum(counts.Failed) : 0;
        var term = TermOf($"{signs:D2}", column.BySigns ? new Bilingual($"Có {signs} dấu hiệu", $"Shows {signs} signs") : column.Meaning);
        term.Add(in key, dossier.Received.DayNumber, first.DayNumber, 1);
        _byUnit[key.UnitId] = _byUnit.GetValueOrDefault(key.UnitId) + 1;
        return true;
    }

    /// <inheritdoc/>
    public ExplainedPart ToPart() => new(column.Meaning, Value, [.. _terms.Values.Select(t => t.ToTerm())]);

    /// <summary>A procedure counts once, and once for each of its units; the day is that of the first dossier that was looked at.</summary>
    private bool AddProcedure(in CountKey key, string procedure, int day)
    {
        if (procedure.Length == 0)
        {
            return false;
        }

        var term = TermOf(procedure, new($"Thủ tục {procedure}", $"Procedure {procedure}"));
        if (term.Value == 0)
        {
            term.Add(in key, day, first.DayNumber, 1);
        }

        if (_procedures.Add((key.UnitId, procedure)))
        {
            _byUnit[key.UnitId] = _byUnit.GetValueOrDefault(key.UnitId) + 1;
        }

        return true;
    }

    private TermTally TermOf(string key, Bilingual name)
    {
        if (!_terms.TryGetValue(key, out var term))
        {
            _terms[key] = term = new(name);
        }

        return term;
    }
}
