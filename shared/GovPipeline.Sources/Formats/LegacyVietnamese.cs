using GovPipeline.Domain.Text;
using System.Text;

namespace GovPipeline.Sources.Formats;

/// <summary>Gives legacy texts their letters back.</summary>
public static class LegacyVietnamese
{
    private const string TcvnLetters = "µ¸¶·¹¨»¾¼½Æ©ÇÊÈÉË®ÌÐÎÏÑªÒÕÓÔÖ×ÝØÜÞßãáâä«åèæçé¬êíëìîïóñòô\u00ADõøö÷ùúýûüþ¡¢§£¤¥¦";
    private const string TcvnMeans = "àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵĂÂĐÊÔƠƯ";
    private const string VniMarks = "ùøûõïêéèúüëâáàåãä";
    private const string Vietnamese = "àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ";

    private static readonly string[] VniCombining =
    [
        "\u0301", "\u0300", "\u0309", "\u0303", "\u0323", "\u0306", "\u0306\u0301", "\u0306\u0300", "\u0306\u0309", "\u0306\u0303", "\u0306\u0323",
        "\u0302", "\u0302\u0301", "\u0302\u0300", "\u0302\u0309", "\u0302\u0303", "\u0302\u0323",
    ];

    private static readonly Dictionary<char, char> VniSingle = new()
    {
        ['ñ'] = 'đ', ['Ñ'] = 'Đ', ['æ'] = 'ỉ', ['Æ'] = 'Ỉ', ['ó'] = 'ĩ', ['Ó'] = 'Ĩ', ['ò'] = 'ị', ['Ò'] = 'Ị', ['î'] = 'ỵ', ['Î'] = 'Ỵ',
        ['ô'] = 'ơ', ['Ô'] = 'Ơ', ['ö'] = 'ư', ['Ö'] = 'Ư',
    };

    private static readonly Encoding Strict1252 = MakeStrict1252();
    private static readonly UTF8Encoding StrictUtf8 = new(false, throwOnInvalidBytes: true);

    /// <summary>The text with its letters back, in Unicode NFC.</summary>
    public static string Decode(ReadOnlySpan<char> text, LegacyText legacy) => legacy switch
    {
        LegacyText.Tcvn3 => DecodeTcvn3(text),
        LegacyText.Vni => DecodeVni(text),
        LegacyText.MisreadUtf8 => DecodeMisread(text) ?? text.ToString(),
        _ => text.ToString(),
    };

    /// <summary>The letters of a single cell that was certainly misread (<c>phÆ°á»ng</c>); null when it was not.</summary>
    public static string? RepairMisread(ReadOnlySpan<char> text)
    {
        // Each misread letter begins with one of these, and what follows must be whole UTF-8.
        return text.IndexOfAny("ÃÄÆá") >= 0 && DecodeMisread(text) is { } decoded && decoded.Length < text.Length ? decoded : null;
    }

    /// <summary>How Vietnamese a text looks: letters of the language add, letters and signs strange to it subtract.</summary>
    public static int Plausibility(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var score = 0;
        foreach (var raw in UnicodeText.Normal(text, NormalizationForm.FormC))
        {
            if (raw < 0x80)
            {
                continue;
            }

            score += Vietnamese.Contains(char.ToLowerInvariant(raw), StringComparison.Ordinal) ? 1 : raw is '–' or '—' or '“' or '”' or '‘' or '’' or '…'
                or '\u00A0' or '\uFEFF' ? 0 : -2;
        }

        return score;
    }

    private static string DecodeTcvn3(ReadOnlySpan<char> text) => string.Create(text.Length, text, static (letters, source) =>
    {
        for (var i = 0; i < source.Length; i++)
        {
            var at = TcvnLetters.IndexOf(source[i], StringComparison.Ordinal);
            letters[i] = at >= 0 ? TcvnMeans[at] : source[i];
        }
    });

    private static string DecodeVni(ReadOnlySpan<char> text)
    {
        var decoded = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            var c = VniSingle.GetValueOrDefault(text[i], text[i]);
            decoded.Append(c);
            var mark = i + 1 < text.Length && "aeouyơư".Contains(char.ToLowerInvariant(c), StringComparison.Ordinal)
                ? VniMarks.IndexOf(char.ToLowerInvariant(text[i + 1]), StringComparison.Ordinal) : -1;
            if (mark >= 0)
            {
                decoded.Append(VniCombining[mark]);
                i++;
            }
        }

        return UnicodeText.Normal(decoded.ToString(), NormalizationForm.FormC);
    }

    private static string? DecodeMisread(ReadOnlySpan<char> text)
    {
        try
        {
            return UnicodeText.Normal(StrictUtf8.GetString(Strict1252.GetBytes(text.ToArray())), NormalizationForm.FormC);
        }
        catch (Exception e) when (e is EncoderFallbackException or DecoderFallbackException)
        {
            return null;
        }
    }

    private static Encoding MakeStrict1252()
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        return Encoding.GetEncoding(1252, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback);
    }
}
