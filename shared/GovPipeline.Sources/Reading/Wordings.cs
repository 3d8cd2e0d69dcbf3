using GovPipeline.Domain.Text;

namespace GovPipeline.Sources.Reading;

/// <summary>From the wording of a cell to a value, without case or diacritics.</summary>
/// <typeparam name="T">The value.</typeparam>
internal sealed class Wordings<T>
    where T : struct
{
    private readonly Dictionary<string, T> _folded = new(StringComparer.Ordinal);
    private readonly TextMemory<T> _seen = new();

    public void Add(string wording, T value) => _folded[Folding.Fold(wording)] = value;

    public bool TryFind(ReadOnlySpan<char> text, out T value)
    {
        if (_seen.TryFind(text, out value))
        {
            return true;
        }

        if (!_folded.TryGetValue(Folding.Fold(text), out value))
        {
            return false;
        }

        _seen.Keep(text, value);
        return true;
    }

    /// <summary>The wordings of a vocabulary, those of a source added.</summary>
    public static Wordings<T> From(
        string vocabulary, ReadingVocabulary shared, Definitions.SourceDefinition source, Func<string, T> parse)
    {
        var wordings = new Wordings<T>();
        foreach (var values in new[] { shared.Values, source.Values })
        {
            foreach (var (value, texts) in values.GetValueOrDefault(vocabulary) ?? new Dictionary<string, IReadOnlyList<string>>())
            {
                foreach (var text in texts.Append(value))
                {
                    wordings.Add(text, parse(value));
                }
            }
        }

        return wordings;
    }
}
