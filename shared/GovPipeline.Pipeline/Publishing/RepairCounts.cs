using System.Globalization;

namespace GovPipeline.Pipeline.Publishing;

/// <summary>Repairs by rule, <c>SC01: 3, SC04: 1</c>, as the ledger keeps them for a file and <c>datasets</c> for a period.</summary>
public static class RepairCounts
{
    /// <summary>Reads them.</summary>
    public static IReadOnlyDictionary<string, long> Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Split(", ", StringSplitOptions.RemoveEmptyEntries).Select(part => part.Split(": "))
            .ToDictionary(p => p[0], p => long.Parse(p[1], CultureInfo.InvariantCulture), StringComparer.Ordinal);
    }

    /// <summary>Adds up those of several files.</summary>
    public static string Sum(IEnumerable<string> texts) => Format(texts.SelectMany(Parse).GroupBy(r => r.Key, StringComparer.Ordinal)
        .Select(g => KeyValuePair.Create(g.Key, g.Sum(r => r.Value))));

    /// <summary>Writes them, by rule.</summary>
    public static string Format(IEnumerable<KeyValuePair<string, long>> counts) =>
        string.Join(", ", counts.OrderBy(r => r.Key, StringComparer.Ordinal).Select(r => string.Create(CultureInfo.InvariantCulture, $"{r.Key}: {r.Value}")));
}
