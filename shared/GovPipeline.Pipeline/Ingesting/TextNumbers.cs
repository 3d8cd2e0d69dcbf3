namespace GovPipeline.Pipeline.Ingesting;

/// <summary>Numbers for texts that come again and again; the reader hands out equal texts as one string.</summary>
internal sealed class TextNumbers
{
    private const int Columns = 4, Remembered = 64;
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private readonly List<string> _texts = [];
    private readonly (string? Text, int Number)[] _last = new (string?, int)[Columns * Remembered];

    /// <summary>The number of a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="column">Which of the columns it is in, from 0: its last texts are known without a look.</param>
    public int Number(string text, int column)
    {
        // The string itself, not what it says: equal texts are one string nearly always, and a look finds the others.
        ref var last = ref _last[(column * Remembered) + (System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(text) & (Remembered - 1))];
        if (ReferenceEquals(text, last.Text))
        {
            return last.Number;
        }

        if (!_numbers.TryGetValue(text, out var number))
        {
            number = _texts.Count;
            _numbers[text] = number;
            _texts.Add(text);
        }

        last = (text, number);
        return number;
    }

    public string Text(int number) => _texts[number];
}
