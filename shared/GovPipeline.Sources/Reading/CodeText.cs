using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using GovPipeline.Domain.Dossiers;
using GovPipeline.Domain.Text;

namespace GovPipeline.Sources.Reading;

/// <summary>The texts that dossier codes come as: with letters that only look like theirs, or as what a spreadsheet left of them.</summary>
internal static partial class CodeText
{
    // Letters of other alphabets that look like Latin ones, beside the Latin ones.
    private const string Lookalikes = "АВЕЅІЈКМНОРСТУХаеѕіјорсухΑΒΕΖΗΙΚΜΝΟΡΤΥΧ";
    private const string Latin = "ABESIJKMHOPCTYXaesijopcyxABEZHIKMNOPTYX";

    /// <summary>The code of a text.</summary>
    /// <param name="text">The text, not empty.</param>
    /// <param name="code">The code.</param>
    /// <param name="plain">The code as it should have been written; null when it was.</param>
    /// <returns>False when the text is no code.</returns>
    public static bool TryParse(ReadOnlySpan<char> text, out DossierCode code, out string? plain)
    {
        (code, plain) = (default, null);
        if (IsPlain(text))
        {
            return !IsNone(text) && DossierCode.TryParse(text, out code);
        }

        if (UnicodeText.IsBroken(text))
        {
            return false;
        }

        var meant = Plain(text);
        plain = text.SequenceEqual(meant) ? null : meant;
        return meant.Length > 0 && !IsNone(meant) && DossierCode.TryParse(meant, out code);
    }

    /// <summary>
    /// Whether a text can be the key of a record: it has a digit, and no blank or more digits than letters. A name, a title or an
    /// address is none.
    /// </summary>
    public static bool IsKey(ReadOnlySpan<char> text)
    {
        var (digits, letters, blanks) = (0, 0, 0);
        foreach (var c in text)
        {
            digits += char.IsAsciiDigit(c) ? 1 : 0;
            letters += char.IsLetter(c) ? 1 : 0;
            blanks += char.IsWhiteSpace(c) ? 1 : 0;
        }

        return digits > 0 && (blanks == 0 || digits >= letters);
    }

    /// <summary>Whether nothing but blanks was taken out of a text.</summary>
    public static bool IsOnlyClosedUp(ReadOnlySpan<char> text, string plain) => string.Concat(text.ToString().Where(c => !char.IsWhiteSpace(c))) == plain;

    /// <summary>Whether a text has only letters that codes are written with.</summary>
    private static bool IsPlain(ReadOnlySpan<char> text)
    {
        foreach (var c in text)
        {
            if (c is <= ' ' or >= '\u007F' or '\'' or '`')
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether a text cannot be a code: an error of a spreadsheet, a number that lost digits, a text without any digit.</summary>
    private static bool IsNone(ReadOnlySpan<char> text) =>
        text[0] == '#' || !text.ContainsAnyInRange('0', '9') || Scientific().IsMatch(text);

    /// <summary>
    /// The code that is meant: blanks, marks without width and apostrophes of spreadsheets taken out, dashes of every length made
    /// hyphens, letters that look like Latin ones made those.
    /// </summary>
    private static string Plain(ReadOnlySpan<char> text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var c in text.ToString().Normalize(NormalizationForm.FormKC))
        {
            if (Lookalikes.IndexOf(c, StringComparison.Ordinal) is >= 0 and var at)
            {
                plain.Append(Latin[at]);
            }
            else if (CharUnicodeInfo.GetUnicodeCategory(c) == UnicodeCategory.DashPunctuation || c == '\u2212')
            {
                plain.Append('-');
            }
            else if (!char.IsWhiteSpace(c) && CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.Format && c is not ('\'' or '`' or '’' or '‘'))
            {
                plain.Append(c);
            }
        }

        return plain.ToString();
    }

    [GeneratedRegex(@"^\d([.,]\d+)?[Ee][+-]?\d{1,3}$")]
    private static partial Regex Scientific();
}
