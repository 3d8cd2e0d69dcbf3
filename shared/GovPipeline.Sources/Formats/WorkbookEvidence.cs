using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace GovPipeline.Sources.Formats;

/// <summary>What the bytes of a workbook's parts say of it while they are checked: whether a second look at its cells is worth its time.</summary>
internal sealed partial class WorkbookEvidence
{
    /// <summary>The part of the texts that cells name by number.</summary>
    public const string SharedTexts = "xl/sharedStrings.xml";

    private const int LongestPattern = 5, Head = 1024;
    private readonly byte[] _edge = new byte[2 * LongestPattern];
    private string _part = string.Empty;
    private long _texts;
    private int _kept;

    /// <summary>Sheets that have a formula or an error.</summary>
    public HashSet<string> Computed { get; } = new(StringComparer.Ordinal);

    /// <summary>How many texts the file says it has; 0 where it has no such part, the most there can be where that does not say.</summary>
    public long TextsSaid { get; private set; }

    /// <summary>Whether it seems to have fewer.</summary>
    public bool MayLackTexts => _texts < TextsSaid;

    /// <summary>Takes the next bytes of a part in.</summary>
    /// <param name="part">Its name.</param>
    /// <param name="bytes">The bytes.</param>
    /// <param name="isSheet">Whether it is a sheet.</param>
    public void Look(string part, ReadOnlySpan<byte> bytes, bool isSheet)
    {
        if (part != _part)
        {
            (_part, _kept) = (part, 0);
            TextsSaid = part == SharedTexts ? SaidIn(bytes[..Math.Min(Head, bytes.Length)]) : TextsSaid;
        }

        if (part == SharedTexts)
        {
            _texts += Count(bytes, "</si>"u8) + Count(bytes, "<si/>"u8);
        }
        else if (isSheet && !Computed.Contains(part) && (Has(bytes, "<f>"u8) || Has(bytes, "<f "u8) || Has(bytes, ":f>"u8) || Has(bytes, ":f "u8)
            || Has(bytes, "t=\"e\""u8) || Has(bytes, "t='e'"u8)))
        {
            Computed.Add(part);
        }

        // What a pattern that lies over the edge of two reads begins with.
        var tail = bytes[^Math.Min(LongestPattern - 1, bytes.Length)..];
        tail.CopyTo(_edge);
        _kept = tail.Length;
    }

    private static long SaidIn(ReadOnlySpan<byte> head) => Said().Match(Encoding.ASCII.GetString(head)) is { Success: true } said
        ? long.Parse(said.Groups[1].ValueSpan, CultureInfo.InvariantCulture) : long.MaxValue;

    private bool Has(ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> pattern) => bytes.IndexOf(pattern) >= 0 || OverEdge(bytes, pattern);

    private int Count(ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> pattern) => bytes.Count(pattern) + (OverEdge(bytes, pattern) ? 1 : 0);

    private bool OverEdge(ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> pattern)
    {
        Span<byte> both = stackalloc byte[2 * LongestPattern];
        var before = Math.Min(_kept, pattern.Length - 1);
        var after = Math.Min(bytes.Length, pattern.Length - 1);
        _edge.AsSpan(_kept - before, before).CopyTo(both);
        bytes[..after].CopyTo(both[before..]);
        return both[..(before + after)].IndexOf(pattern) >= 0;
    }

    [GeneratedRegex(@"uniqueCount=""(\d{1,9})""")]
    private static partial Regex Said();
}
