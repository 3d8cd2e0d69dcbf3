using System.Text;

namespace GovPipeline.Domain.Text;

/// <summary>
/// Normal forms of any text at all: what Unicode does not allow in a text (halves of pairs, noncharacters) becomes the
/// replacement character first.
/// </summary>
public static class UnicodeText
{
    private const char Replacement = '\uFFFD';

    /// <summary>Whether a text holds what no text can: it was damaged on its way.</summary>
    public static bool IsBroken(ReadOnlySpan<char> text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (IsPair(text, i))
            {
                i++;
            }
            else if (text[i] == Replacement || IsForbidden(text[i]))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The text in a normal form.</summary>
    public static string Normal(ReadOnlySpan<char> text, NormalizationForm form)
    {
        var whole = text.ToString();
        if (!IsBroken(text))
        {
            return whole.Normalize(form);
        }

        var letters = whole.ToCharArray();
        for (var i = 0; i < letters.Length; i++)
        {
            if (IsPair(letters, i))
            {
                i++;
            }
            else if (IsForbidden(letters[i]))
            {
                letters[i] = Replacement;
            }
        }

        return new string(letters).Normalize(form);
    }

    private static bool IsPair(ReadOnlySpan<char> text, int at) => char.IsHighSurrogate(text[at]) && at + 1 < text.Length && char.IsLowSurrogate(text[at + 1]);

    private static bool IsForbidden(char c) => char.IsSurrogate(c) || c is (>= '\uFDD0' and <= '\uFDEF') or >= '\uFFFE';
}
