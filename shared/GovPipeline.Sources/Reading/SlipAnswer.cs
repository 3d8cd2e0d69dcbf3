namespace GovPipeline.Sources.Reading;

/// <summary>A row of a corrected rejection slip: which row of which file it answers.</summary>
/// <param name="Slip">SHA-256 of the file whose row was rejected.</param>
/// <param name="Row">The row, as the slip names it: <c>12</c>, or <c>Sheet!12</c>.</param>
/// <param name="Key">What the row is found by now.</param>
/// <param name="Accepted">Whether it is good now.</param>
public sealed record SlipAnswer(string Slip, string Row, string Key, bool Accepted)
{
    private const int SlipLength = 64;

    /// <summary>Whether a text can be the number of a slip: a SHA-256 in lower-case hexadecimal.</summary>
    public static bool IsSlip(ReadOnlySpan<char> text) => text.Length == SlipLength && !text.ContainsAnyExcept(Digits);

    private static readonly System.Buffers.SearchValues<char> Digits = System.Buffers.SearchValues.Create("0123456789abcdef");

    /// <summary>Heading of the column that names the slip.</summary>
    public const string SlipHeading = "Mã phiếu cách ly";

    /// <summary>Heading of the column that names the row.</summary>
    public const string RowHeading = "Dòng gốc";

    /// <summary>How a slip names a row.</summary>
    public static string RowName(string sheet, int row)
    {
        ArgumentNullException.ThrowIfNull(sheet);
        return sheet.Length == 0 ? $"{row}" : $"{sheet}!{row}";
    }
}
