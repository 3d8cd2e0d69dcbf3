using System.Security.Cryptography;
using System.Text;
using GovPipeline.Storage.Published;

namespace GovPipeline.Pipeline.Explaining;

/// <summary>
/// The short code beside a printed figure: eight letters and digits that say which figure with which value it is. The same figure published
/// again unchanged keeps its code; a changed one has another.
/// </summary>
public static class FigureCode
{
    private const string Letters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"; // Crockford: none is taken for another
    private const int Length = 8;

    /// <summary>The code of a column of a unit's row of all fields together.</summary>
    public static string Of(PeriodRow row, string column)
    {
        ArgumentNullException.ThrowIfNull(row);
        var value = column == nameof(PeriodRow.OnlineRate) ? FormattableString.Invariant($"{row.OnlineNumerator}/{row.OnlineDenominator}")
            : Convert.ToString(typeof(PeriodRow).GetProperty(column)!.GetValue(row), System.Globalization.CultureInfo.InvariantCulture)!;
        return Of(row.Period, row.UnitId, column, value);
    }

    /// <summary>The code of an indicator.</summary>
    public static string Of(IndicatorRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        return Of(row.Period, row.UnitId, row.Indicator, FormattableString.Invariant($"{row.Numerator:R}/{row.Denominator:R}"));
    }

    /// <summary>The code of a number of authenticity.</summary>
    public static string Of(AuthenticityRow row, string column)
    {
        ArgumentNullException.ThrowIfNull(row);
        return Of(row.Period, row.UnitId, $"authenticity.{column}",
            Convert.ToString(typeof(AuthenticityRow).GetProperty(column)!.GetValue(row), System.Globalization.CultureInfo.InvariantCulture)!);
    }

    /// <summary>The code of parts that name a figure and its version.</summary>
    public static string Of(params ReadOnlySpan<string> parts)
    {
        var bits = SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('|', parts!)));
        var number = BitConverter.ToUInt64(bits);
        Span<char> code = stackalloc char[Length + 1];
        for (var i = 0; i < Length; i++)
        {
            code[i < Length / 2 ? i : i + 1] = Letters[(int)(number & 31)];
            number >>= 5;
        }

        code[Length / 2] = '-';
        return new(code);
    }

    /// <summary>A code as somebody typed it: case, blanks and the dash aside, O for 0 and I or L for 1; null when it is none.</summary>
    public static string? Parse(string typed)
    {
        ArgumentNullException.ThrowIfNull(typed);
        var plain = string.Concat(typed.ToUpperInvariant().Where(char.IsAsciiLetterOrDigit).Select(c => c switch { 'O' => '0', 'I' or 'L' => '1', _ => c }));
        return plain.Length == Length && plain.All(Letters.Contains) ? $"{plain[..(Length / 2)]}-{plain[(Length / 2)..]}" : null;
    }
}
