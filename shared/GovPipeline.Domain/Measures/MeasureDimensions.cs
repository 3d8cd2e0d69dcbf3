namespace GovPipeline.Domain.Measures;

/// <summary>The canonical text of a reading's dimensions, <c>direction=outgoing;type=CV</c>, sorted by name.</summary>
public static class MeasureDimensions
{
    /// <summary>The text of names and values; values may not have <c>;</c> or <c>=</c>, which become blanks.</summary>
    public static string Format(IEnumerable<KeyValuePair<string, string>> dimensions) => string.Join(';', dimensions
        .OrderBy(d => d.Key, StringComparer.Ordinal)
        .Select(d => $"{d.Key}={d.Value.Replace(';', ' ').Replace('=', ' ')}"));

    /// <summary>Whether a canonical text has all the wanted values.</summary>
    public static bool Match(string dimensions, IReadOnlyDictionary<string, string> wanted)
    {
        foreach (var (name, value) in wanted)
        {
            if (!dimensions.Split(';').Contains($"{name}={value}", StringComparer.OrdinalIgnoreCase))
            {
                return false;
            }
        }

        return true;
    }
}
