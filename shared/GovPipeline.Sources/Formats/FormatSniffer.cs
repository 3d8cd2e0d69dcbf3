using System.Text;

namespace GovPipeline.Sources.Formats;

/// <summary>Tells formats by their first bytes.</summary>
public static class FormatSniffer
{
    /// <summary>The mark that some programs put before UTF-8.</summary>
    public static ReadOnlySpan<byte> Mark => [0xEF, 0xBB, 0xBF];

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

        if (StartsWithMarkup(head))
        {
            return MarkupOf(head);
        }

        return (head.StartsWith(Mark) ? head[Mark.Length..] : head)
            .TrimStart(" \t\r\n"u8) is [(byte)'{', ..] or [(byte)'[', ..] ? FileFormat.Json : FileFormat.Csv;
    }

    /// <summary>Whether the bytes begin as a page or XML document does.</summary>
    public static bool StartsWithMarkup(ReadOnlySpan<byte> bytes)
    {
        var start = bytes switch
        {
            [0xEF, 0xBB, 0xBF, ..] => bytes[3..],
            [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..] => Encoding.ASCII.GetBytes(Wide(bytes)),
            _ => bytes,
        };
        start = start.TrimStart(" \t\r\n"u8);
        return start.Length > 1 && start[0] == '<' && (char.IsAsciiLetter((char)start[1]) || start[1] is (byte)'!' or (byte)'?');
    }

    private static FileFormat MarkupOf(ReadOnlySpan<byte> head)
    {
        var text = head is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..] ? Wide(head) : Encoding.Latin1.GetString(head);
        return text.Contains(SpreadsheetMlRows.Namespace, StringComparison.Ordinal) && text.Contains("<?xml", StringComparison.Ordinal) && !Has(text, "<html")
            ? FileFormat.SpreadsheetMl
            : Has(text, "<html") || Has(text, "<table") || Has(text, "<!doctype html") ? FileFormat.Html : FileFormat.Xml;
    }

    private static bool Has(string text, string tag) => text.Contains(tag, StringComparison.OrdinalIgnoreCase);

    private static string Wide(ReadOnlySpan<byte> bytes) => (bytes[0] == 0xFF ? Encoding.Unicode : Encoding.BigEndianUnicode).GetString(bytes[2..]);
}
