using GovPipeline.Domain.Naming;

namespace GovPipeline.Sources.Reading;

/// <summary>Finds names of a closed list by the text of a cell; a text seen before is found by its characters alone.</summary>
internal sealed class ListedTexts
{
    private const int MostRemembered = 4096;

    private readonly NameList _names;
    private readonly Dictionary<string, string?> _seen = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string?>.AlternateLookup<ReadOnlySpan<char>> _seenBySpan;

    public ListedTexts(NameList names)
    {
        _names = names;
        _seenBySpan = _seen.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    public string? Find(ReadOnlySpan<char> text)
    {
        if (!_seenBySpan.TryGetValue(text, out var name))
        {
            name = _names.Find(text);
            if (_seen.Count < MostRemembered)
            {
                _seenBySpan[text] = name;
            }
        }

        return name;
    }
}
