namespace GovPipeline.Domain.Indicators;

/// <summary>A numerator or denominator: a counter of <see cref="Counting.PeriodStatistics"/>, or measures of a source.</summary>
public sealed record IndicatorTerm
{
    /// <summary>Name of a counter, <c>ReceivedOnline</c>; null for measures.</summary>
    public string? Counter { get; init; }

    /// <summary>Names of measures; of several, the least of each reading counts (documents with both signatures).</summary>
    public IReadOnlyList<string> Measures { get; init; } = [];

    /// <summary>Names of measures that are added up (satisfied and very satisfied).</summary>
    public IReadOnlyList<string> Sum { get; init; } = [];

    /// <summary>The dimension values a reading must have, <c>direction = outgoing</c>; <c>|</c> separates alternatives.</summary>
    public IReadOnlyDictionary<string, string> Where { get; init; } = new Dictionary<string, string>();

    /// <summary>A dimension whose different values are counted instead of the measure; null for none.</summary>
    public string? Distinct { get; init; }

    /// <summary>What a reading counts at most (1: units that have any); null for no limit.</summary>
    public decimal? AtMost { get; init; }

    /// <summary>
    /// Whether only those records count whose key is a procedure (<i>mã TTHC</i>) of which the one-stops received a dossier in
    /// the period; the rest count 0. The default value is false.
    /// </summary>
    public bool WithDossiers { get; init; }

    /// <summary>All measures it needs.</summary>
    public IEnumerable<string> AllMeasures => Measures.Concat(Sum);
}
