using GovPipeline.Domain.Text;
using System.Text;

namespace GovPipeline.Sources.Reading;

/// <summary>Gives equal texts one string: Unicode NFC, without surrounding blanks. Bounded, so that a bad column cannot fill the memory.</summary>
internal sealed class TextPool
{
    private const int MostRemembered = 50_000;

    private readonly Dictionary<string, string> _pool = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> _bySpan;

    public TextPool() => _bySpan = _pool.GetAlternateLookup<ReadOnlySpan<char>>();

    public string Get(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty)
        {
            return string.Empty;
        }

        if (_bySpan.TryGetValue(text, out var pooled))
        {
            return pooled;
        }

        var normal = UnicodeText.Normal(text, NormalizationForm.FormC);
        if (_pool.Count < MostRemembered)
        {
            _pool[text.ToString()] = normal;
        }

        return normal;
    }
}
