using System.Text;
using GovPipeline.Domain.Errors;
using GovPipeline.Domain.Text;

namespace GovPipeline.Sources.Formats;

/// <summary>What the first bytes of a CSV file tell: encoding, letters and separator.</summary>
/// <param name="Encoding">The encoding, byte-order mark or not.</param>
/// <param name="Legacy">What its letters went through before they were encoded.</param>
/// <param name="Delimiter">The separator.</param>
internal sealed record CsvHead(Encoding Encoding, LegacyText Legacy, char Delimiter)
{
    private const int RowsLookedAt = 40, LettersForOneBroken = 10, ZerosOfWideText = 8;
    private static readonly char[] Delimiters = [',', ';', '\t', '|'];

    /// <summary>Encoding, letters and separator for people, <c>utf-8 ;</c>.</summary>
    public string Describe() =>
        $"CSV, {Encoding.WebName}{(Legacy == LegacyText.None ? string.Empty : $" ({Legacy})")}, '{(Delimiter == '\t' ? "\\t" : Delimiter)}'";

    /// <summary>
    /// Tries every reading of the first bytes; the one under which most headings of the source are found is the right one,
    /// and among those the one that looks most Vietnamese.
    /// </summary>
    /// <param name="bytes">The first bytes.</param>
    /// <param name="fileName">For messages.</param>
    /// <param name="headings">All folded headings that the source may have.</param>
    /// <exception cref="PipelineException">GP201: an empty file.</exception>
    public static CsvHead Look(ReadOnlySpan<byte> bytes, string fileName, IReadOnlySet<string> headings)
    {
        (CsvHead Head, int Known, int Plausible)? best = null;
        foreach (var (encoding, legacy) in Readings(bytes))
        {
            var preamble = encoding.Preamble;
            var text = LegacyVietnamese.Decode(encoding.GetString(bytes.StartsWith(preamble) ? bytes[preamble.Length..] : bytes), legacy);
            if (string.IsNullOrWhiteSpace(text))
            {
                throw new PipelineException(ErrorCatalogue.FileEmpty, fileName);
            }

            var plausible = LegacyVietnamese.Plausibility(text);
            foreach (var delimiter in Delimiters)
            {
                var known = Rows(text, delimiter).Take(RowsLookedAt).Max(row => row.Count(c => headings.Contains(Folding.Fold(c))));

                // Good Unicode needs no decoding: a few odd letters in it are the matter of their cells.
                var isBetter = best is { } b && (legacy == LegacyText.None || b.Head.Encoding != encoding || b.Plausible < 0) && plausible > b.Plausible;
                if (best is null || known > best.Value.Known || (known == best.Value.Known && isBetter))
                {
                    best = (new(encoding, legacy, delimiter), known, plausible);
                }
            }
        }

        return best!.Value.Head;
    }

    private static List<(Encoding Encoding, LegacyText Legacy)> Readings(ReadOnlySpan<byte> bytes)
    {
        if (UnicodeOf(bytes) is { } unicode)
        {
            return Ascii.IsValid(bytes)
                ? [(unicode, LegacyText.None)]
                : [(unicode, LegacyText.None), (unicode, LegacyText.MisreadUtf8), (unicode, LegacyText.Tcvn3), (unicode, LegacyText.Vni)];
        }

        var latin = Encoding.GetEncoding(1252);
        List<(Encoding, LegacyText)> readings =
            [(Encoding.GetEncoding(1258), LegacyText.None), (latin, LegacyText.Tcvn3), (latin, LegacyText.Vni)];
        if (UtfUnknown.CharsetDetector.DetectFromBytes(bytes.ToArray()).Detected?.Encoding is { } detected)
        {
            readings.Add((detected, LegacyText.None));
        }

        return readings;
    }

    private static Encoding? UnicodeOf(ReadOnlySpan<byte> bytes)
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
                return whole.Count((byte)0) <= bytes.Length / ZerosOfWideText ? new UTF8Encoding(false) : WideOf(bytes);
            }

            whole = whole[..^1];
        }

        return bytes.Count((byte)0) > bytes.Length / ZerosOfWideText ? WideOf(bytes) : IsNearlyUtf8(bytes) ? new UTF8Encoding(false) : null;
    }

    /// <summary>Whether all but a few letters are UTF-8: those few were damaged on their way, and are the matter of their cells.</summary>
    private static bool IsNearlyUtf8(ReadOnlySpan<byte> bytes)
    {
        var (valid, broken) = (0, 0);
        while (!bytes.IsEmpty)
        {
            var status = Rune.DecodeFromUtf8(bytes, out var rune, out var consumed);
            broken += status == System.Buffers.OperationStatus.Done ? 0 : 1;
            valid += status == System.Buffers.OperationStatus.Done && !rune.IsAscii ? 1 : 0;
            bytes = bytes[consumed..];
        }

        return valid > broken * LettersForOneBroken;
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
