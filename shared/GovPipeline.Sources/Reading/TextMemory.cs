using System.Runtime.CompilerServices;

namespace GovPipeline.Sources.Reading;

/// <summary>
/// What the texts of a column were found to mean: a text seen before is known by its characters alone, without folding or allocating. Few texts
/// come again and again, so that the place where one stood last is looked at first. Bounded, so that a bad column cannot fill the memory.
/// </summary>
/// <param name="most">How many texts are remembered.</param>
/// <typeparam name="T">What they mean.</typeparam>
internal sealed class TextMemory<T>(int most = 4096)
{
    private const int Places = 256;

    private readonly (string? Text, T Meaning)[] _last = new (string?, T)[Places];
    private readonly Dictionary<string, T> _all = new(StringComparer.Ordinal);

    /// <summary>What a text means; false for one that is not remembered.</summary>
    public bool TryFind(ReadOnlySpan<char> text, out T meaning)
    {
        ref var last = ref _last[PlaceOf(text)];
        if (last.Text is { } known && text.SequenceEqual(known))
        {
            meaning = last.Meaning;
            return true;
        }

        if (!_all.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(text, out var same, out meaning!))
        {
            return false;
        }

        last = (same, meaning);
        return true;
    }

    /// <summary>Remembers what a text means.</summary>
    public void Keep(ReadOnlySpan<char> text, T meaning)
    {
        if (_all.Count < most)
        {
            _all[text.ToString()] = meaning;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int PlaceOf(ReadOnlySpan<char> text) =>
        text.IsEmpty ? 0 : ((text.Length * 37) + (text[0] * 5) + (text[text.Length / 2] * 11) + text[^1]) & (Places - 1);
}
