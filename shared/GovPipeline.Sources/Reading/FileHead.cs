using System.Text;
using GovPipeline.Domain.Errors;
using GovPipeline.Domain.Text;

namespace GovPipeline.Sources.Reading;

/// <summary>What the first bytes of a CSV file tell: encoding, separator, and the row of the header below any title rows.</summary>
/// <param name="Encoding">The encoding, byte-order mark or not.</param>
/// <param name="Delimiter">The separator.</param>
/// <param name="HeaderRow">Row of the header, from 1.</param>
/// <param name="Header">The headings as written.</param>
public sealed record FileHead(Encoding Encoding, char Delimiter, int HeaderRow, IReadOnlyList<string> Header)
{
    /// <summary>Bytes looked at.</summary>
    public const int Size = 64 * 1024;

    private const int RowsLookedAt = 30;
    private static readonly char[] Delimiters = [',', ';', '\t', '|'];

    static FileHead() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <summary>Looks at the first bytes.</summary>
    /// <param name="bytes">At most <see cref="Size"/> bytes.</param>
    /// <param name="fileName">For messages.</param>
    /// <param name="headings">All folded headings that the source may have; the row with most of them is the header.</param>
    /// <exception cref="PipelineException">GP201 an empty file, GP205 a file that is no text.</exception>
    public static FileHead Look(ReadOnlySpan<byte> bytes, string fileName, IReadOnlySet<string> headings)
    {
        RefuseOtherFormats(bytes, fileName);
        var encoding = EncodingOf(bytes);
        var text = encoding.GetString(bytes[encoding.GetPreamble().AsSpan().CommonPrefixLength(bytes) is var p && p == encoding.GetPreamble().Length ? p.. : 0..]);
        if (string.IsNullOrWhiteSpace(text))
        {
            throw new PipelineException(ErrorCatalogue.FileEmpty, fileName);
        }

        FileHead? best = null;
        var bestScore = -1;
        foreach (var delimiter in Delimiters)
        {
            var row = 0;
            foreach (var cells in Rows(text, delimiter).Take(RowsLookedAt))
            {
                row++;
                var score = cells.Count(c => headings.Contains(Folding.Fold(c)));
                if (score > bestScore)
                {
                    (best, bestScore) = (new(encoding, delimiter, row, cells), score);
                }
            }
        }

        return best!;
    }

    private static void RefuseOtherFormats(ReadOnlySpan<byte> bytes, string fileName)
    {
        var format = bytes switch
        {
            _ when bytes.StartsWith("PK\u0003\u0004"u8) => "XLSX / ZIP",
            [0xD0, 0xCF, 0x11, 0xE0, ..] => "XLS",
            [0x1F, 0x8B, ..] => "GZIP",
            _ when bytes.StartsWith("%PDF"u8) => "PDF",
            _ when StartsWithMarkup(bytes) => "HTML / XML",
            _ => null,
        };
        if (format is not null)
        {
            throw new PipelineException(ErrorCatalogue.FileWrongFormat, fileName, format);
        }
    }

    /// <summary>Whether the bytes begin as a page or XML document does.</summary>
    public static bool StartsWithMarkup(ReadOnlySpan<byte> bytes)
    {
        var start = bytes.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]) ? bytes[3..] : bytes;
        start = start.TrimStart(" \t\r\n"u8);
        return start.Length > 1 && start[0] == '<' && (char.IsAsciiLetter((char)start[1]) || start[1] is (byte)'!' or (byte)'?');
    }

    private static Encoding EncodingOf(ReadOnlySpan<byte> bytes)
    {
        switch (bytes)
        {
            case [0xEF, 0xBB, 0xBF, ..]:
                return Encoding.UTF8;
            case [0xFF, 0xFE, ..]:
                return Encoding.Unicode;
            case [0xFE, 0xFF, ..]:
                return Encoding.BigEndianUnicode;
        }

        // The last character may be cut by the end of the head.
        var whole = bytes;
        for (var cut = 0; cut < 4 && whole.Length > 0; cut++)
        {
            if (System.Text.Unicode.Utf8.IsValid(whole))
            {
                return whole.IndexOf((byte)0) < 0 ? new UTF8Encoding(false) : WideOf(bytes);
            }

            whole = whole[..^1];
        }

        var zeros = bytes.Count((byte)0);
        return zeros > bytes.Length / 8
            ? WideOf(bytes)
            : UtfUnknown.CharsetDetector.DetectFromBytes(bytes.ToArray()).Detected?.Encoding ?? Encoding.GetEncoding(1258);
    }

    private static Encoding WideOf(ReadOnlySpan<byte> bytes)
    {
        var evenZeros = 0;
        for (var i = 0; i < bytes.Length; i += 2)
        {
            evenZeros += bytes[i] == 0 ? 1 : 0;
        }

        return evenZeros * 2 > bytes.Count((byte)0) ? Encoding.BigEndianUnicode : Encoding.Unicode;
    }

    /// <summary>The rows of a text; quoted cells may hold separators and line ends.</summary>
    private static IEnumerable<IReadOnlyList<string>> Rows(string text, char delimiter)
    {
        var cells = new List<string>();
        var cell = new StringBuilder();
        var quoted = false;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (quoted)
            {
                if (c != '"')
                {
                    cell.Append(c);
                }
                else if (i + 1 < text.Length && text[i + 1] == '"')
                {
                    cell.Append('"');
                    i++;
                }
                else
                {
                    quoted = false;
                }
            }
            else if (c == '"' && cell.Length == 0)
            {
                quoted = true;
            }
            else if (c == delimiter || c is '\n' or '\r')
            {
                cells.Add(cell.ToString().Trim());
                cell.Clear();
                if (c != delimiter)
                {
                    i += c == '\r' && i + 1 < text.Length && text[i + 1] == '\n' ? 1 : 0;
                    yield return cells;
                    cells = [];
                }
            }
            else
            {
                cell.Append(c);
            }
        }

        if (cell.Length > 0 || cells.Count > 0)
        {
            cells.Add(cell.ToString().Trim());
            yield return cells;
        }
    }
}
