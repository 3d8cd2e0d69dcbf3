using GovPipeline.Domain.Naming;

namespace GovPipeline.Sources.Reading;

/// <summary>Finds names of a closed list by the text of a cell.</summary>
/// <param name="names">The list.</param>
internal sealed class ListedTexts(NameList names)
{
    private readonly TextMemory<string?> _seen = new();

    /// <summary>The name that a text was found to be before.</summary>
    public string? Known(ReadOnlySpan<char> text) => _seen.TryFind(text, out var name) ? name : null;

    public string? Find(ReadOnlySpan<char> text)
    {
        if (!_seen.TryFind(text, out var name))
        {
            name = names.Find(text);
            _seen.Keep(text, name);
        }

        return name;
    }
}
