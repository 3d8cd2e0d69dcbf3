using GovPipeline.Domain.Text;
using System.Text;

namespace GovPipeline.Sources.Reading;

/// <summary>Gives equal texts one string: Unicode NFC, without surrounding blanks.</summary>
internal sealed class TextPool
{
    private readonly TextMemory<string> _pool = new(most: 50_000);

    public string Get(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty)
        {
            return string.Empty;
        }

        if (!_pool.TryFind(text, out var pooled))
        {
            pooled = UnicodeText.Normal(text, NormalizationForm.FormC);
            _pool.Keep(text, pooled);
        }

        return pooled;
    }
}
