namespace GovPipeline.Sources.Reading;

/// <summary>Reads codes of administrative procedures (<i>mã TTHC</i>), <c>1.001610</c> or <c>1.001612.000.00.00.H53</c>.</summary>
internal static class ProcedureText
{
    private const int Shortest = 3, Longest = 40, LongestBareNumber = 8, LengthOfWhole = 8, Decimals = 6;

    /// <summary>The code that went through a number and lost its zeros: 1.00161, or 1,00161 in Vietnam, is 1.001610. Null where none did.</summary>
    public static string? MadeWhole(ReadOnlySpan<char> text) =>
        text.Length is < Shortest or > LengthOfWhole || !char.IsAsciiDigit(text[0]) || text[1] is not ('.' or ',')
            || text[2..].ContainsAnyExceptInRange('0', '9') || (text.Length == LengthOfWhole && text[1] == '.')
            ? null : $"{text[0]}.{text[2..].ToString().PadRight(Decimals, '0')}";

    /// <summary>Whether a text can be a code, and not the name or number of a person.</summary>
    public static bool IsCode(ReadOnlySpan<char> text)
    {
        var digits = 0;
        foreach (var c in text)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('.' or '-' or '_' or '/'))
            {
                return false;
            }

            digits += char.IsAsciiDigit(c) ? 1 : 0;
        }

        return digits > 0 && text.Length <= Longest && (digits < text.Length || digits <= LongestBareNumber) && !CodeText.NamesPerson(text);
    }
}
