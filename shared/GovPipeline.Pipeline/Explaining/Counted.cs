using GovPipeline.Domain.Counting;
using GovPipeline.Domain.Dossiers;
using GovPipeline.Pipeline.Evidence;
using GovPipeline.Reporting.Explanations;
using GovPipeline.Reporting.Reports;

namespace GovPipeline.Pipeline.Explaining;

/// <summary>A dossier that gives something to a figure.</summary>
/// <param name="Dossier">The version that stands.</param>
/// <param name="File">The file it is from.</param>
/// <param name="Values">What it gives to each counter.</param>
internal sealed record GivenDossier(Dossier Dossier, ExportFile File, IReadOnlyList<int> Values);

/// <summary>Counters of some units, with the dossiers that they count.</summary>
/// <param name="Formulas">The counters; none of what is no counter of days.</param>
/// <param name="Tallies">What each adds up.</param>
/// <param name="Given">The dossiers.</param>
internal sealed record Counted(IReadOnlyList<CounterFormula> Formulas, IReadOnlyList<IDossierTally> Tallies, IReadOnlyList<GivenDossier> Given)
{
    /// <summary>The counters as parts of a figure.</summary>
    public IReadOnlyList<ExplainedPart> Parts => [.. Tallies.Select(t => t.ToPart())];

    /// <summary>The first counter; 0 when there is none.</summary>
    public decimal Value => Tallies.Count == 0 ? 0 : Tallies[0].Value;

    /// <summary>The counters of a unit.</summary>
    public IReadOnlyList<decimal> Of(string unitId) => [.. Tallies.Select(t => t.Of(unitId))];

    /// <summary>
    /// Between what the figure would be if waiting rows were right, whatever they say: a new dossier may count in both parts of a rate, in the
    /// lower one alone, or in none; one that counts may change its part, or leave.
    /// </summary>
    /// <param name="waiting">The versions that stand of their dossiers; null where none does.</param>
    public WaitingRows RangeOf(IReadOnlyList<Dossier?> waiting)
    {
        var standing = Given.ToDictionary(g => g.Dossier.Code, g => g.Values);
        var places = waiting.Select(w => w is { } dossier && standing.TryGetValue(dossier.Code, out var values) ? values : null).ToList();
        if (Tallies.Count >= 2)
        {
            return RangeOf((Tallies[0].Value, Tallies[1].Value), places);
        }

        var gives = places.Sum(p => p?[0] ?? 0);
        return new(waiting.Count, Value - gives, Value - gives + waiting.Count);
    }

    /// <summary>The range of a rate.</summary>
    /// <param name="rate">Its parts.</param>
    /// <param name="places">What the version that stands of each waiting row's dossier gives to the parts; null where none stands.</param>
    public static WaitingRows RangeOf((decimal Numerator, decimal Denominator) rate, IReadOnlyList<IReadOnlyList<int>?> places)
    {
        ArgumentNullException.ThrowIfNull(places);
        var inNumerator = places.Count(p => p is [not 0, ..]);
        var inDenominator = places.Count(p => p is [_, not 0]);
        var most = rate.Denominator + places.Count - inDenominator;
        return new(
            places.Count, most == 0 ? 0 : (rate.Numerator - inNumerator) / most, most == 0 ? 0 : (rate.Numerator - inNumerator + places.Count) / most);
    }
}
