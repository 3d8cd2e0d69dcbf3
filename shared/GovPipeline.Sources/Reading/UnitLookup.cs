using GovPipeline.Domain.Units;

namespace GovPipeline.Sources.Reading;

/// <summary>Finds units by the text of a cell; a text seen before is found by its characters alone.</summary>
internal sealed class UnitLookup
{
    private const int MostRemembered = 4096;

    private readonly UnitDirectory _units;
    private readonly Dictionary<string, IReadOnlyList<(Unit Unit, UnitName Name)>> _seen = new(StringComparer.Ordinal);
    private readonly Dictionary<string, IReadOnlyList<(Unit Unit, UnitName Name)>>.AlternateLookup<ReadOnlySpan<char>> _seenBySpan;

    public UnitLookup(UnitDirectory units)
    {
        _units = units;
        _seenBySpan = _seen.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    public Unit? Find(ReadOnlySpan<char> text, DateOnly day)
    {
        if (!_seenBySpan.TryGetValue(text, out var candidates))
        {
            candidates = _units.Candidates(text);
            if (_seen.Count < MostRemembered)
            {
                _seen[text.ToString()] = candidates;
            }
        }

        foreach (var (unit, name) in candidates)
        {
            if (name.HoldsOn(day))
            {
                return unit;
            }
        }

        return null;
    }
}
