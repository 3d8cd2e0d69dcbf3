namespace GovPipeline.Pipeline.Ingesting;

/// <summary>Numbers for texts that come again and again; the reader hands out equal texts as one string.</summary>
internal sealed class TextNumbers
{
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private readonly List<string> _texts = [];
    private string? _last;
    private int _lastNumber;

    public int Number(string text)
    {
        if (ReferenceEquals(text, _last))
        {
            return _lastNumber;
        }

        if (!_numbers.TryGetValue(text, out var number))
        {
            number = _texts.Count;
            _numbers[text] = number;
            _texts.Add(text);
        }

        (_last, _lastNumber) = (text, number);
        return number;
    }

    public string Text(int number) => _texts[number];
}
