using System.Text.RegularExpressions;
using GovPipeline.Domain.Text;

namespace GovPipeline.Domain.Privacy;

/// <summary>
/// Finds what names a person in a text that should not have it: identity numbers (<i>CCCD</i>), phone numbers, e-mail addresses,
/// "Ông/Bà" with a name, and names as Vietnamese are called. The last guard before a text is shown, after closed lists and
/// screened cells (Luật Bảo vệ dữ liệu cá nhân 91/2025/QH15).
/// </summary>
public static partial class PersonalData
{
    /// <summary>What stands in the place of what was found.</summary>
    public const string Mask = "•••";

    private const int ShortestPhone = 9, MostNameWords = 6;

    // Family names that nine of ten Vietnamese have, folded, and common ones of other peoples of the country.
    private static readonly HashSet<string> FamilyNames = new(StringComparer.Ordinal)
    {
        "nguyễn", "trần", "lê", "phạm", "hoàng", "huỳnh", "phan", "vũ", "võ", "đặng", "bùi", "đỗ", "hồ", "ngô", "dương", "lý", "đào", "đoàn", "đinh",
        "trịnh", "trương", "lâm", "mai", "tô", "cao", "hà", "lưu", "lương", "thái", "châu", "tạ", "phùng", "tăng", "vương", "quách", "kiều", "la",
        "nguyen", "tran", "le", "pham", "hoang", "huynh", "vu", "vo", "dang", "bui", "do", "ho", "ngo", "duong", "ly", "dao", "doan", "dinh",
        "trinh", "truong", "thạch", "danh", "ksor", "rơ", "siu", "rmah", "nay",
    };

    /// <summary>Whether a text holds an identity number, a phone number, an e-mail address, or "Ông/Bà" with a name.</summary>
    public static bool IsIn(ReadOnlySpan<char> text) => MayHold(text) && Find(text.ToString()).Any();

    /// <summary>The same, or a text that as a whole reads as the name of a person.</summary>
    public static bool IsInOrNames(ReadOnlySpan<char> text) => IsIn(text) || IsName(text);

    /// <summary>Whether a text as a whole reads as a person's name: a family name and one to five more words, each with a capital letter.</summary>
    public static bool IsName(ReadOnlySpan<char> text)
    {
        var words = UnicodeText.Normal(text.Trim(), System.Text.NormalizationForm.FormC)
            .Split((char[])[' ', '\t', '\u00A0', '.', ',', '-', '_'], StringSplitOptions.RemoveEmptyEntries);
        return words.Length is > 1 and <= MostNameWords
            && FamilyNames.Contains(words[0].ToLowerInvariant())
            && words.All(w => char.IsUpper(w[0]) && w.All(c => char.IsLetter(c) || c == '\''));
    }

    /// <summary>
    /// Whether a text has the name of a person in it: a family name and two more words with a capital letter, which is no place or street called
    /// after one; or "Ông/Bà" with a name, a number, an address.
    /// </summary>
    public static bool NamesPerson(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (IsInOrNames(text))
        {
            return true;
        }

        var words = UnicodeText.Normal(text, System.Text.NormalizationForm.FormC).Split((char[])[' ', '\t', '\u00A0', ',', '(', ')', ':', ';', '-'],
            StringSplitOptions.RemoveEmptyEntries);
        for (var i = 0; i + 2 < words.Length; i++)
        {
            if (char.IsUpper(words[i][0]) && char.IsUpper(words[i + 1][0]) && char.IsUpper(words[i + 2][0]) && FamilyNames.Contains(words[i].ToLowerInvariant())
                && (i == 0 || !Places.Contains(words[i - 1].ToLowerInvariant())) && !NamedPlaces.Contains($"{words[i]} {words[i + 1]}"))
            {
                return true;
            }
        }

        return false;
    }

    // What stands before a place that is called after a person, and places that are one without such a word.
    private static readonly HashSet<string> Places = new(StringComparer.Ordinal)
        { "phường", "xã", "quận", "huyện", "tỉnh", "phố", "thị", "trấn", "đường", "trường", "thpt", "thcs", "tp.", "tp", "viện", "khu", "ấp", "thôn" };

    private static readonly HashSet<string> NamedPlaces = new(StringComparer.Ordinal) { "Hồ Chí", "Phan Rang", "Dương Minh" };

    /// <summary>Whether a word, in small letters, is one of the common family names.</summary>
    public static bool IsFamilyName(string word) => FamilyNames.Contains(word);

    /// <summary>
    /// Whether a text could be anybody's name, of any people: several words with capital letters. What offices call things has one
    /// capital letter, at its beginning.
    /// </summary>
    public static bool MayBeName(ReadOnlySpan<char> text)
    {
        var capitals = 0;
        for (var i = 0; i < text.Length; i++)
        {
            capitals += char.IsUpper(text[i]) && (i == 0 || !char.IsLetter(text[i - 1])) ? 1 : 0;
        }

        return capitals > 1 || IsName(text);
    }

    /// <summary>The text with what was found in it masked; the same text when there is nothing.</summary>
    /// <param name="text">The text.</param>
    /// <param name="allowed">What is known to be meant for its reader (an office's own address, who a mail is to); left as it is.</param>
    public static string Masked(string text, IReadOnlyCollection<string>? allowed = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (!MayHold(text))
        {
            return text;
        }

        var masked = new System.Text.StringBuilder();
        var at = 0;
        foreach (var (start, length) in Find(text))
        {
            var found = text.AsSpan(start, length).ToString();
            if (start >= at && allowed?.Any(a => a.Contains(found, StringComparison.OrdinalIgnoreCase) || IsWithin(text, start, length, a)) != true)
            {
                masked.Append(text, at, start - at).Append(Mask);
                at = start + length;
            }
        }

        return at == 0 ? text : masked.Append(text, at, text.Length - at).ToString();
    }

    // "Ông Nguyễn Văn An" and its end may run on into the words behind an allowed name.
    private static bool IsWithin(string text, int start, int length, string allowed)
    {
        var most = Math.Min(text.Length - start, length + allowed.Length);
        return allowed.Length > 0 && text.IndexOf(allowed, start, most, StringComparison.OrdinalIgnoreCase) is >= 0 and var at && at <= start + length;
    }

    // Most texts have none of it: a look at the letters says so.
    private static bool MayHold(ReadOnlySpan<char> text)
    {
        var digits = 0;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c == '@' || (c is 'Ô' or 'ô' or 'B' or 'b' or 'O' or 'o' && i + 2 < text.Length && IsTitle(text[i..])))
            {
                return true;
            }

            digits += char.IsAsciiDigit(c) ? 1 : 0;
        }

        return digits >= ShortestPhone;
    }

    private static bool IsTitle(ReadOnlySpan<char> text) => text.StartsWith("ông", StringComparison.OrdinalIgnoreCase)
        || text.StartsWith("bà", StringComparison.OrdinalIgnoreCase) || text.StartsWith("o\u0302ng", StringComparison.OrdinalIgnoreCase)
        || text.StartsWith("ba\u0300", StringComparison.OrdinalIgnoreCase);

    private static IEnumerable<(int Start, int Length)> Find(string text) => Identity().Matches(text).Concat(Phone().Matches(text))
        .Concat(Email().Matches(text)).Concat(Titled().Matches(text)).Select(m => (m.Index, m.Length)).OrderBy(m => m.Index).ThenByDescending(m => m.Length);

    /// <summary>A CCCD: province 001 to 096, century and sex, year, six digits; alone, not a part of a code.</summary>
    [GeneratedRegex(@"(?<![\p{L}\d.\-_/])0(?:0[1-9]|[1-8]\d|9[0-6])[ .\-]?[0-9]\d{2}[ .\-]?\d{3}[ .\-]?\d{3}(?![\p{L}\d]|[.\-_/]\d)")]
    private static partial Regex Identity();

    [GeneratedRegex(@"(?<![\p{L}\d.\-_/])(?:\+?84|0)[ .\-]?[35789]\d(?:[ .\-]?\d){7}(?![\p{L}\d]|[.\-_/]\d)")]
    private static partial Regex Phone();

    [GeneratedRegex(@"[\p{L}\d._%+\-]{1,64}@[\p{L}\d\-]+(?:\.[\p{L}\d\-]+)+")]
    private static partial Regex Email();

    /// <summary>"Ông", "Bà", "Ông/Bà", "Ông (bà):" and up to six words with a capital letter.</summary>
    [GeneratedRegex(@"(?<!\p{L})(?:[ÔO]ng|[ôo]ng|ÔNG|O\u0302ng|[Bb]à|BÀ|[Bb]a\u0300)(?:\s*[(/]\s*(?:[Bb]à|BÀ|[ÔôOo]ng|ÔNG)\)?)?\s*:?"
        + @"(?:\s+\p{Lu}[\p{L}\p{M}'’]*){1,6}")]
    private static partial Regex Titled();
}
