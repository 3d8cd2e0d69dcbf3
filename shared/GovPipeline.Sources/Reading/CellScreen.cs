using System.Text;
using System.Text.RegularExpressions;
using GovPipeline.Domain.Privacy;
using GovPipeline.Domain.Text;

namespace GovPipeline.Sources.Reading;

/// <summary>
/// Says what of a cell may be shown in slips, logs and messages. Anything can stand in any cell, also a citizen's name in the column
/// of statuses; so only what is known to be harmless is shown: figures and days, codes, words that the reference data themselves
/// have, a short word by itself, and names that begin as units' names do. The rest is masked; a clerk finds it by its row.
/// </summary>
public sealed partial class CellScreen
{
    private const int LongestShown = 120, LongestNumber = 10, ShortestNumber = 9, LongestCode = 60, LongestWord = 6, LongestLooked = 1000, MostWordsOfUnit = 4;

    private static readonly HashSet<string> NameMarks = new(StringComparer.Ordinal) { "văn", "thị" };

    private static readonly HashSet<string> WordsOfPersons = new(StringComparer.Ordinal)
    {
        "thị", "văn", "người", "ông", "bà", "nộp", "hẻm", "đường", "nhà", "cccd", "cmnd", "sđt", "anh", "chị",
    };

    // What people write days and hours with.
    private static readonly string[] OfDays =
    [
        "ngày", "tháng", "năm", "giờ", "phút", "h", "lúc", "quý", "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec", "sa",
        "ch", "am", "pm",
    ];

    private static readonly HashSet<string> Tokens = new(StringComparer.OrdinalIgnoreCase) { "NULL", "N/A", "NaN", "x", "true", "false", "T", "Z" };

    private const int MostRemembered = 4096;

    private readonly HashSet<string> _words = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Text, CellKind Kind), string> _seen = [];

    /// <param name="context">The vocabulary, lists and units whose words are harmless.</param>
    public CellScreen(ExportContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var texts = context.Vocabulary.Values.Values.Concat(context.Source.Values.Values).SelectMany(v => v.Values.SelectMany(w => w).Concat(v.Keys))
            .Concat(context.Vocabulary.Columns.Values.Concat(context.Source.Columns.Values).SelectMany(c => c))
            .Concat(context.Lists.Values.SelectMany(l => l.Names).SelectMany(n => (n.AlsoWritten ?? []).Prepend(n.Name)))
            .Concat(context.Source.Measures?.Dimensions.Values.SelectMany(d => d.Values).SelectMany(v => v.Value.Append(v.Key)) ?? [])
            .Concat(context.Units.All.SelectMany(u => u.Names).SelectMany(n => n.Aliases.Prepend(n.Name)));
        foreach (var word in texts.SelectMany(Words).Concat(OfDays))
        {
            _words.Add(word);
        }
    }

    /// <summary>The text as it may be shown; the same text when it is harmless.</summary>
    public string Show(ReadOnlySpan<char> text, CellKind kind)
    {
        text = text.Trim();
        if (text.IsEmpty)
        {
            return string.Empty;
        }

        if (text.Length > LongestLooked)
        {
            return $"{PersonalData.Mask} ({text.Length})"; // a text of that length is no figure, code or word
        }

        var key = (text.ToString(), kind);
        if (!_seen.TryGetValue(key, out var shown))
        {
            shown = IsHarmless(text, kind) ? Cut(text) : $"{PersonalData.Mask} ({text.Length})";
            if (_seen.Count < MostRemembered)
            {
                _seen[key] = shown;
            }
        }

        return shown;
    }

    private static bool IsShortNumber(string word) => word.Length <= 4 && word.All(char.IsAsciiDigit);

    private static string Cut(ReadOnlySpan<char> text) => text.Length <= LongestShown ? text.ToString() : string.Concat(text[..LongestShown], "…");

    private bool IsHarmless(ReadOnlySpan<char> text, CellKind kind)
    {
        if (PersonalData.IsIn(text))
        {
            return false;
        }

        if (kind != CellKind.Plain && IsCode(text, kind))
        {
            return true;
        }

        if (HasLongNumber(text) || IsNumberOfPerson(text))
        {
            return false;
        }

        if (!HasLetter(text) || Tokens.Contains(text.ToString()) || Spoilt().IsMatch(text))
        {
            return true;
        }

        if (PersonalData.IsName(text))
        {
            return false;
        }

        var words = Words(text.ToString()).ToList();
        if (words.Count > 2 && NameMarks.Contains(words[1]) && PersonalData.IsFamilyName(words[0]))
        {
            return false; // "hồ văn thành": each word is one of an office too
        }

        return words.TrueForAll(w => _words.Contains(w) || IsShortNumber(w))
            || (words.Count == 1 && text.Length <= LongestWord && System.Text.Ascii.IsValid(text))
            || (kind == CellKind.Unit && IsUnit(text));
    }

    /// <summary>Whether a text is a unit's name: a word of units, and a few words that are nobody's name.</summary>
    private static bool IsUnit(ReadOnlySpan<char> text)
    {
        if (UnitName().Match(UnicodeText.Normal(text, NormalizationForm.FormC)) is not { Success: true } match)
        {
            return false;
        }

        var rest = match.Groups[1].Value;
        var words = Words(rest).ToList();
        return words.Count <= MostWordsOfUnit && !words.Exists(w => WordsOfPersons.Contains(w)) && !PersonalData.IsName(rest);
    }

    /// <summary>Whether a text is a code: without blanks, with a digit; one of a unit is mostly digits.</summary>
    private static bool IsCode(ReadOnlySpan<char> text, CellKind kind)
    {
        var (digits, letters) = (0, 0);
        foreach (var c in text)
        {
            digits += char.IsAsciiDigit(c) ? 1 : 0;
            letters += char.IsLetter(c) ? 1 : 0;
            if (char.IsWhiteSpace(c) || c == '@')
            {
                return false;
            }
        }

        var isNumber = digits == text.Length && digits >= ShortestNumber; // of a unit no code is that long
        return digits > 0 && text.Length <= LongestCode && !CodeText.NamesPerson(text) && (kind == CellKind.Code || (digits >= letters && !isNumber));
    }

    /// <summary>Nine to twelve digits with marks between them, and no day.</summary>
    private static bool IsNumberOfPerson(ReadOnlySpan<char> text)
    {
        var digits = 0;
        foreach (var c in text)
        {
            if (!char.IsAsciiDigit(c) && c is not (' ' or '.' or '-' or '_' or '/' or '(' or ')' or '+' or '\u00A0'))
            {
                return false;
            }

            digits += char.IsAsciiDigit(c) ? 1 : 0;
        }

        return digits is >= ShortestNumber and <= LongestNumber + 2 && !Day().IsMatch(text);
    }

    private static bool HasLetter(ReadOnlySpan<char> text)
    {
        foreach (var c in text)
        {
            if (char.IsLetter(c) || char.IsSurrogate(c))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether there are as many digits together as a document, a phone or an account has.</summary>
    private static bool HasLongNumber(ReadOnlySpan<char> text)
    {
        var run = 0;
        foreach (var c in text)
        {
            run = char.IsDigit(c) ? run + 1 : c is ' ' or '.' && run > 0 ? run : 0;
            if (run > LongestNumber)
            {
                return !Figure().IsMatch(text);
            }
        }

        return run is ShortestNumber or LongestNumber && !Figure().IsMatch(text) && text.Length <= LongestNumber + 2;
    }

    private static IEnumerable<string> Words(string text) =>
        Word().Matches(UnicodeText.Normal(text, NormalizationForm.FormC)).Select(m => m.Value.ToLowerInvariant());

    [GeneratedRegex(@"^(?:ubnd|ủy ban nhân dân|uỷ ban nhân dân|hđnd|phường|xã|thị trấn|thị xã|thành phố|tp|tx|tt|quận|huyện|tỉnh|đặc khu|sở|phòng|ban quản lý|"
        + @"trung tâm|chi cục|cục|văn phòng|bộ phận|công an|[pxhq](?=[. ]?\d|\.))(?:[\s.:]+|(?=\d))(.*)$", RegexOptions.IgnoreCase)]
    private static partial Regex UnitName();

    [GeneratedRegex(@"^\s*\d{1,4}[/\-.]\d{1,2}[/\-.]\d{1,4}([T ].{0,20})?\s*$")]
    private static partial Regex Day();

    [GeneratedRegex(@"[\p{L}\p{M}\d]+")]
    private static partial Regex Word();

    /// <summary>What a spreadsheet makes of a number or a formula, and days as people write them.</summary>
    [GeneratedRegex(@"^(?:#[A-Z/0!?]{2,9}|\d([.,]\d+)?[Ee][+-]?\d{1,3}|[\d/\-.: TZ+]{4,40}( ?(SA|CH|AM|PM))?|\d{1,4}[/\-.]\d{1,2}[/\-.]\d{1,4}.{0,3})$")]
    private static partial Regex Spoilt();

    /// <summary>A number in groups, a day with its hour.</summary>
    [GeneratedRegex(@"^(?:-?\d{1,3}([.,  ]\d{3})+([.,]\d+)?|\d{1,4}[/\-.]\d{1,2}[/\-.]\d{1,4}([T ].{0,20})?)$")]
    private static partial Regex Figure();
}
