using System.Buffers;
using System.Globalization;
using System.Numerics;
using System.Runtime.Intrinsics;
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
    private const int DigitsOfNumber = 15, LongestWord = 9, ShortestNumber = 9;
    private const string Latin = "ABESIJKMHOPCTYXaesijopcyxABEZHIKMNOPTYX";

    /// <summary>The code of a text.</summary>
    /// <param name="text">The text, not empty.</param>
    /// <param name="code">The code.</param>
    /// <param name="plain">The code as it should have been written; null when it was.</param>
    /// <returns>False when the text is no code.</returns>
    public static bool TryParse(ReadOnlySpan<char> text, out DossierCode code, out string? plain)
    {
        (code, plain) = (default, null);
        if (text.IsEmpty)
        {
            return false;
        }

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
        return meant.Length > 0 && IsCertain(text, meant) && !IsNone(meant) && DossierCode.TryParse(meant, out code);
    }

    /// <summary>
    /// The code of a text as systems write them: Latin letters, digits, points and at least two hyphens, none of what the other questions look for.
    /// Nearly all are, and one look is enough for them.
    /// </summary>
    /// <returns>False when it is none, or written otherwise.</returns>
    public static bool TryParseUsual(ReadOnlySpan<char> text, out DossierCode code)
    {
        code = default;
        Span<byte> bytes = stackalloc byte[DossierCode.MaxBytes];
        bytes.Clear();
        if (text.Length > DossierCode.MaxBytes || Ascii.ToUpper(text, bytes, out _) != OperationStatus.Done)
        {
            return false;
        }

        // A bit for each byte of the code.
        var (digits, letters, hyphens, points) = (0UL, 0UL, 0UL, 0UL);
        for (var at = 0; at < DossierCode.MaxBytes; at += Vector128<byte>.Count)
        {
            var some = Vector128.Create<byte>(bytes[at..]);
            digits |= Between(some, '0', '9') << at;
            letters |= Between(some, 'A', 'Z') << at;
            hyphens |= Between(some, '-', '-') << at;
            points |= Between(some, '.', '.') << at;
        }

        if ((digits | letters | hyphens | points) == (1UL << text.Length) - 1 && !HasRun(digits, ShortestNumber) && !HasRun(letters, LongestWord + 1)
            && BitOperations.PopCount(hyphens) > 1 && letters != 0 && BitOperations.PopCount(digits) >= BitOperations.PopCount(letters))
        {
            code = DossierCode.FromBytes(bytes);
        }

        return !code.IsEmpty;
    }

    private static ulong Between(Vector128<byte> some, char first, char last) =>
        Vector128.LessThanOrEqual(some - Vector128.Create((byte)first), Vector128.Create((byte)(last - first))).ExtractMostSignificantBits();

    /// <summary>Whether so many bits stand beside one another.</summary>
    private static bool HasRun(ulong bits, int length)
    {
        for (var found = 1; found < length;)
        {
            var more = Math.Min(found, length - found);
            (bits, found) = (bits & (bits >> more), found + more);
        }

        return bits != 0;
    }

    /// <summary>Whether a number of a workbook is as it was typed: whole, and of no more digits than such a number keeps.</summary>
    public static bool IsWholeNumber(ReadOnlySpan<char> text) => text.Length < DigitsOfNumber && !text.ContainsAnyExceptInRange('0', '9');

    /// <summary>Whether a text in the place of a code is or holds what names a person, or is mostly letters.</summary>
    public static bool NamesPerson(ReadOnlySpan<char> text) => HoldsNumberOfPerson(text) || IsMostlyLetters(text);

    /// <summary>Whether a text holds an address, or an identity or phone number, also within other letters.</summary>
    public static bool HoldsNumberOfPerson(ReadOnlySpan<char> text)
    {
        var (digits, letters, run, longest) = (0, 0, 0, 0);
        foreach (var c in text)
        {
            var isDigit = char.IsAsciiDigit(c);
            digits += isDigit ? 1 : 0;
            letters += !isDigit && char.IsLetter(c) ? 1 : 0;
            run = isDigit ? run + 1 : 0;
            longest = Math.Max(longest, run);
            if (c == '@')
            {
                return true;
            }
        }

        return digits >= ShortestNumber && (digits == text.Length ? digits == ShortestNumber || Numbers().IsMatch(text)
            : (longest >= ShortestNumber && Numbers().IsMatch(text)) || (letters == 0 && Domain.Privacy.PersonalData.IsIn(text)));
    }

    /// <summary>Whether a text has more letters than digits, or a long word: a name, however it is written.</summary>
    public static bool IsMostlyLetters(ReadOnlySpan<char> text)
    {
        var (digits, letters, run, longest) = (0, 0, 0, 0);
        foreach (var c in text)
        {
            var isLetter = char.IsLetter(c);
            digits += char.IsAsciiDigit(c) ? 1 : 0;
            letters += isLetter ? 1 : 0;
            run = isLetter ? run + 1 : 0;
            longest = Math.Max(longest, run);
        }

        return letters > digits || longest > LongestWord;
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

    /// <summary>
    /// Whether what was taken out of a text can only have been typed by mistake: a blank between two letters or digits parts two words, as in
    /// <c>…-0001 (bổ sung)</c>, and a code has no brackets.
    /// </summary>
    private static bool IsCertain(ReadOnlySpan<char> text, string meant)
    {
        foreach (var c in meant)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('-' or '.' or '_' or '/'))
            {
                return false;
            }
        }

        var (before, isApart) = (' ', false);
        foreach (var c in text.Trim())
        {
            if (char.IsWhiteSpace(c))
            {
                isApart = true;
                continue;
            }

            if (isApart && char.IsLetterOrDigit(before) && char.IsLetterOrDigit(c))
            {
                return false;
            }

            (before, isApart) = (c, false);
        }

        return true;
    }

    /// <summary>Whether a text has only letters that codes are written with.</summary>
    private static bool IsPlain(ReadOnlySpan<char> text)
    {
        foreach (var c in text)
        {
            if (c is <= ' ' or >= '\u007F' or '\'' or '`' or '(' or ')')
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

    /// <summary>A CCCD or a phone number, also within other letters; a number behind the name of a document.</summary>
    [GeneratedRegex(@"(?<!\d)(?:0(?:0[1-9]|[1-8]\d|9[0-6])\d{9}|(?:84|0)-?[35789]\d{8})(?!\d)|(?:cmnd|cccd|cmt|cc|tel|sdt|sđt|đt|dt)\W?\d{9,12}(?!\d)",
        RegexOptions.IgnoreCase)]
    private static partial Regex Numbers();

    [GeneratedRegex(@"^\d([.,]\d+)?[Ee][+-]?\d{1,3}$")]
    private static partial Regex Scientific();
}
