using System.Globalization;

namespace GovPipeline.Sources.Reading;

/// <summary>
/// Reads Vietnamese numbers: groups of three by dot, blank or no-break blank, decimals by comma. <c>3.322</c> is three
/// thousand three hundred and twenty-two; the invariant culture would read a thousandth of it without a word.
/// </summary>
public static class NumberText
{
    /// <summary>A whole number of 0 or more.</summary>
    /// <returns>
    /// False for anything else: letters, a minus, decimals, groups that are not of three; and for <c>1,000</c>, which is one here
    /// and a thousand elsewhere: no count is written with three decimals.
    /// </returns>
    public static bool TryParseCount(ReadOnlySpan<char> text, out long value)
    {
        value = 0;
        text = text.Trim();
        if (text.Length > 2 && text[^2..] is ".0" && text[..^2].IndexOfAny('.', ',') < 0)
        {
            text = text[..^2]; // one digit behind a point is no group
        }

        var comma = text.LastIndexOf(',');
        return !(comma >= 0 && text.TrimEnd().Length - comma == ",000".Length) && TryParse(text, out var number)
            && number == decimal.Truncate(number) && number <= 1_000_000_000_000m && (value = (long)number) >= 0;
    }

    /// <summary>A whole number of 0 or more whose thousands are grouped by commas, <c>1,234,567</c>.</summary>
    public static bool TryParseEnglishCount(ReadOnlySpan<char> text, out long value)
    {
        Span<char> turned = stackalloc char[64];
        value = 0;
        if (text.Length > turned.Length)
        {
            return false;
        }

        for (var i = 0; i < text.Length; i++)
        {
            turned[i] = text[i] switch { ',' => '.', '.' => ',', var c => c };
        }

        return TryParseCount(turned[..text.Length], out value);
    }

    /// <summary>Points of an index: 0 to 100 with at most two decimals, after a comma or a point, which cannot be a group.</summary>
    public static bool TryParsePoints(ReadOnlySpan<char> text, out decimal value)
    {
        text = text.Trim();
        value = 0;
        Span<char> turned = stackalloc char[8];
        if (text.Length > turned.Length)
        {
            return false;
        }

        var mark = text.IndexOfAny(',', '.');
        text.CopyTo(turned);
        if (mark >= 0)
        {
            turned[mark] = ',';
        }

        return (mark < 0 || (text.Length - mark - 1 is 1 or 2 && mark > 0)) && TryParse(turned[..text.Length], out value) && value <= 100;
    }

    /// <summary>A number of 0 or more, with decimals after a comma.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out decimal value)
    {
        value = 0;
        text = text.Trim(" \t\u00A0\u202F");
        Span<char> digits = stackalloc char[32];
        var count = 0;
        var sinceGroup = -1;
        var comma = false;
        foreach (var raw in text)
        {
            var c = raw is '\u00A0' or '\u202F' ? ' ' : raw;
            if (char.IsAsciiDigit(c))
            {
                if (count >= digits.Length - 1)
                {
                    return false;
                }

                digits[count++] = c;
                sinceGroup += sinceGroup >= 0 && !comma ? 1 : 0;
            }
            else if (c is '.' or ' ' && !comma && count > 0 && digits[0] != '0' && (sinceGroup is -1 ? count <= 3 : sinceGroup == 3))
            {
                sinceGroup = 0;
            }
            else if (c == ',' && !comma && count > 0 && sinceGroup is -1 or 3)
            {
                comma = true;
                digits[count++] = '.';
            }
            else
            {
                return false;
            }
        }

        var groupsAreWhole = sinceGroup is -1 or 3;
        return count > 0 && digits[count - 1] != '.' && groupsAreWhole
            && decimal.TryParse(digits[..count], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out value);
    }
}
