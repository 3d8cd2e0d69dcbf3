using System.Text;
using System.Text.RegularExpressions;

namespace GovPipeline.Sources.Formats;

/// <summary>Tells formats by their first bytes.</summary>
public static partial class FormatSniffer
{
    /// <summary>The mark that some programs put before UTF-8.</summary>
    public static ReadOnlySpan<byte> Mark => [0xEF, 0xBB, 0xBF];

    // One in so many bytes; random bytes have one in nine, the capitals that VISCII puts there are rarer by far.
    private const int SignsOfBytes = 25;

    // A text of two bytes a letter has more zeros than that, and its letters have such signs.
    private const int ZerosOfWide = 10;

    /// <summary>Bytes looked at.</summary>
    public const int HeadSize = 64 * 1024;

    /// <summary>The format of a file that begins with the bytes. A workbook is told from another archive when it is opened.</summary>
    public static FileFormat Look(ReadOnlySpan<byte> head)
    {
        switch (head)
        {
            case [0x1F, 0x8B, ..]:
                return FileFormat.Gzip;
            case [0xD0, 0xCF, 0x11, 0xE0, ..]:
                return FileFormat.Xls;
            case [(byte)'P', (byte)'K', 3 or 5 or 7, ..]:
                return FileFormat.Zip;
            case [(byte)'%', (byte)'P', (byte)'D', (byte)'F', ..]:
                return FileFormat.Pdf;
        }

        if (head is [0x89, (byte)'P', (byte)'N', (byte)'G', ..] or [0xFF, 0xD8, 0xFF, ..] or [(byte)'G', (byte)'I', (byte)'F', (byte)'8', ..]
            or [(byte)'B', (byte)'M', _, _, _, _, 0, 0, 0, 0, ..])
        {
            return FileFormat.Picture;
        }

        if (StartsWithMarkup(head))
        {
            return MarkupOf(head);
        }

        return Narrow(head).TrimStart(" \t\r\n"u8) is [(byte)'{', ..] or [(byte)'[', ..] ? FileFormat.Json
            : WideOf(head) is null && IsNoText(head) ? FileFormat.Bytes : FileFormat.Csv;
    }

    /// <summary>Whether there are more signs that no text has than an old font could make of letters.</summary>
    private static bool IsNoText(ReadOnlySpan<byte> head)
    {
        var (signs, zeros) = (0, 0);
        foreach (var b in head)
        {
            signs += b < ' ' && b is not (0 or (byte)'\t' or (byte)'\r' or (byte)'\n' or (byte)'\f') ? 1 : 0;
            zeros += b == 0 ? 1 : 0;
        }

        return signs * SignsOfBytes > head.Length && zeros * ZerosOfWide < head.Length;
    }

    /// <summary>The encoding of two bytes a letter that a text begins in; null for none.</summary>
    public static Encoding? WideOf(ReadOnlySpan<byte> head) => head switch
    {
        [0xFF, 0xFE, ..] or [(byte)'{' or (byte)'[', 0, ..] => Encoding.Unicode,
        [0xFE, 0xFF, ..] or [0, (byte)'{' or (byte)'[', ..] => Encoding.BigEndianUnicode,
        _ => null,
    };

    /// <summary>The encoding of a page: by its mark, by what it says of itself, else UTF-8 where it is that, else the old one of Vietnamese pages.</summary>
    public static Encoding PageEncodingOf(ReadOnlySpan<byte> head)
    {
        if (WideOf(head) is { } wide)
        {
            return wide;
        }

        if (!head.StartsWith(Mark) && Charset().Match(Encoding.Latin1.GetString(head)) is { Success: true } said)
        {
            try
            {
                return Encoding.GetEncoding(said.Groups[1].Value);
            }
            catch (ArgumentException)
            {
                // It says a name that nobody knows.
            }
        }

        for (var cut = 0; cut < 4; cut++)
        {
            if (System.Text.Unicode.Utf8.IsValid(head[..Math.Max(0, head.Length - cut)]))
            {
                return Encoding.UTF8; // but for a letter that the end of the head cuts
            }
        }

        return Encoding.GetEncoding(1258);
    }

    /// <summary>Whether the bytes begin as a page or XML document does.</summary>
    public static bool StartsWithMarkup(ReadOnlySpan<byte> bytes)
    {
        var start = Narrow(bytes).TrimStart(" \t\r\n"u8);
        return start.Length > 1 && start[0] == '<' && (char.IsAsciiLetter((char)start[1]) || start[1] is (byte)'!' or (byte)'?');
    }

    private static FileFormat MarkupOf(ReadOnlySpan<byte> head)
    {
        var text = Encoding.Latin1.GetString(Narrow(head));
        return text.Contains(SpreadsheetMlRows.Namespace, StringComparison.Ordinal) && text.Contains("<?xml", StringComparison.Ordinal) && !Has(text, "<html")
            ? FileFormat.SpreadsheetMl
            : Has(text, "<html") || Has(text, "<table") || Has(text, "<!doctype html") ? FileFormat.Html : FileFormat.Xml;
    }

    [GeneratedRegex("charset\\s*=\\s*[\"']?([A-Za-z0-9_-]{2,40})", RegexOptions.IgnoreCase)]
    private static partial Regex Charset();

    private static bool Has(string text, string tag) => text.Contains(tag, StringComparison.OrdinalIgnoreCase);

    /// <summary>The text in one byte a letter, without its mark; enough to tell tags and brackets.</summary>
    private static ReadOnlySpan<byte> Narrow(ReadOnlySpan<byte> head) => WideOf(head) is { } wide
        ? Encoding.ASCII.GetBytes(wide.GetString(head).TrimStart('\uFEFF'))
        : head.StartsWith(Mark) ? head[Mark.Length..] : head;
}
