namespace GovPipeline.Domain.Indicators;

/// <summary>A numerator or denominator: a counter of <see cref="Counting.PeriodStatistics"/>, or measures of a source.</summary>
public sealed record IndicatorTerm
{
    /// <summary>Name of a counter, <c>ReceivedOnline</c>; null for measures.</summary>
    public string? Counter { get; init; }

    /// <summary>Names of measures; of several, the least of each reading counts (documents with both signatures).</summary>
    public IReadOnlyList<string> Measures { get; init; } = [];

    /// <summary>The dimension values a reading must have, <c>direction = outgoing</c>.</summary>
    public IReadOnlyDictionary<string, string> Where { get; init; } = new Dictionary<string, string>();
}
