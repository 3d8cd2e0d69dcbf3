namespace GovPipeline.Domain.Measures;

/// <summary>The canonical text of a reading's dimensions, <c>direction=outgoing;type=CV</c>, sorted by name.</summary>
public static class MeasureDimensions
{
    /// <summary>The text of names and values; values may not have <c>;</c> or <c>=</c>, which become blanks.</summary>
    public static string Format(IEnumerable<KeyValuePair<string, string>> dimensions) => string.Join(';', dimensions
        .OrderBy(d => d.Key, StringComparer.Ordinal)
        .Select(d => $"{d.Key}={d.Value.Replace(';', ' ').Replace('=', ' ')}"));

    /// <summary>The values of a canonical text by name.</summary>
    public static IReadOnlyDictionary<string, string> Parse(string dimensions)
    {
        ArgumentNullException.ThrowIfNull(dimensions);
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var part in dimensions.Split(';', StringSplitOptions.RemoveEmptyEntries))
        {
            var equals = part.IndexOf('=', StringComparison.Ordinal);
            values[part[..equals]] = part[(equals + 1)..];
        }

        return values;
    }

    /// <summary>Whether dimensions have, for each wanted one, one of the values that <c>|</c> separates.</summary>
    public static bool Match(IReadOnlyDictionary<string, string> dimensions, IReadOnlyDictionary<string, string> wanted)
    {
        ArgumentNullException.ThrowIfNull(dimensions);
        ArgumentNullException.ThrowIfNull(wanted);
        foreach (var (name, values) in wanted)
        {
            if (!dimensions.TryGetValue(name, out var value) || !HasWord(values, value))
            {
                return false;
            }
        }

        return true;
    }

    private static bool HasWord(string values, string value)
    {
        foreach (var part in values.AsSpan().Split('|'))
        {
            if (values.AsSpan(part).Equals(value, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }
}
