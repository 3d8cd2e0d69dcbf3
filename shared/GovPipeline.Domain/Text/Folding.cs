using System.Globalization;
using System.Text;

namespace GovPipeline.Domain.Text;

/// <summary>
/// Folds Vietnamese text for matching: no case, no diacritics, <c>đ</c> as <c>d</c>, runs of anything but letters and
/// digits as one blank. <c>"Mã hồ sơ"</c>, <c>"MA HO SO"</c> and <c>"Mã_hồ-sơ "</c> fold alike. Never shown to anyone.
/// </summary>
public static class Folding
{
    /// <summary>The folded text; empty for blank text.</summary>
    public static string Fold(ReadOnlySpan<char> text)
    {
        var decomposed = UnicodeText.Normal(text, NormalizationForm.FormD);
        var folded = new StringBuilder(decomposed.Length);
        var gap = false;
        foreach (var raw in decomposed)
        {
            var c = char.ToLowerInvariant(raw);
            c = c == 'đ' ? 'd' : c;
            if (char.IsLetterOrDigit(c))
            {
                if (gap && folded.Length > 0)
                {
                    folded.Append(' ');
                }

                gap = false;
                folded.Append(c);
            }
            else if (CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark)
            {
                gap = true;
            }
        }

        return folded.ToString();
    }
}
