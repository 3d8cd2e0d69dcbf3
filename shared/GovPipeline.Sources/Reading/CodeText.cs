using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace GovPipeline.Sources.Reading;

/// <summary>The texts that dossier codes come as: with letters that only look like theirs, or as what a spreadsheet left of them.</summary>
internal static partial class CodeText
{
    // Letters of other alphabets that look like Latin ones, beside the Latin ones.
    private const string Lookalikes = "АВЕЅІЈКМНОРСТУХаеѕіјорсухΑΒΕΖΗΙΚΜΝΟΡΤΥΧ";
    private const string Latin = "ABESIJKMHOPCTYXaesijopcyxABEZHIKMNOPTYX";

    /// <summary>Whether a text has only letters that codes are written with.</summary>
    public static bool IsPlain(ReadOnlySpan<char> text)
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
    public static bool IsNone(ReadOnlySpan<char> text) =>
        text[0] == '#' || !text.ContainsAnyInRange('0', '9') || Scientific().IsMatch(text);

    /// <summary>
    /// The code that is meant: blanks, marks without width and apostrophes of spreadsheets taken out, dashes of every length made
    /// hyphens, letters that look like Latin ones made those.
    /// </summary>
    public static string Plain(ReadOnlySpan<char> text)
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
