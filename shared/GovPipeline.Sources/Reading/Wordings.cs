using GovPipeline.Domain.Text;

namespace GovPipeline.Sources.Reading;

/// <summary>
/// From the wording of a cell to a value, without case or diacritics. A wording seen before is found by its characters
/// alone, without folding or allocating.
/// </summary>
/// <typeparam name="T">The value.</typeparam>
internal sealed class Wordings<T>
    where T : struct
{
    private const int MostRemembered = 4096;

    private readonly Dictionary<string, T> _folded = new(StringComparer.Ordinal);
    private readonly Dictionary<string, T> _seen = new(StringComparer.Ordinal);
    private readonly Dictionary<string, T>.AlternateLookup<ReadOnlySpan<char>> _seenBySpan;

    public Wordings() => _seenBySpan = _seen.GetAlternateLookup<ReadOnlySpan<char>>();

    public void Add(string wording, T value) => _folded[Folding.Fold(wording)] = value;

    public bool TryFind(ReadOnlySpan<char> text, out T value)
    {
        if (_seenBySpan.TryGetValue(text, out value))
        {
            return true;
        }

        if (!_folded.TryGetValue(Folding.Fold(text), out value))
        {
            return false;
        }

        if (_seen.Count < MostRemembered)
        {
            _seen[text.ToString()] = value;
        }

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
