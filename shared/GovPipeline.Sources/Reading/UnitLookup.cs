using GovPipeline.Domain.Units;

namespace GovPipeline.Sources.Reading;

/// <summary>Finds units by the text of a cell.</summary>
/// <param name="units">All units.</param>
internal sealed class UnitLookup(UnitDirectory units)
{
    private readonly TextMemory<(Unit Unit, UnitName Name)[]> _seen = new();

    /// <summary>Whether no unit ever had a text for its name or code.</summary>
    public bool IsUnknown(ReadOnlySpan<char> text) => Candidates(text).Length == 0;

    public Unit? Find(ReadOnlySpan<char> text, DateOnly day)
    {
        foreach (var (unit, name) in Candidates(text))
        {
            if (name.HoldsOn(day))
            {
                return unit;
            }
        }

        return null;
    }

    private (Unit Unit, UnitName Name)[] Candidates(ReadOnlySpan<char> text)
    {
        if (!_seen.TryFind(text, out var candidates))
        {
            candidates = [.. units.Candidates(text)];
            _seen.Keep(text, candidates);
        }

        return candidates;
    }
}
