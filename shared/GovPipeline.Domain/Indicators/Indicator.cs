namespace GovPipeline.Domain.Indicators;

/// <summary>An indicator (<i>chỉ tiêu</i>): what is divided by what, from which kind of source, under which law.</summary>
public sealed record Indicator
{
    /// <summary>Short lasting code, <c>HS01</c>, <c>VB01</c>.</summary>
    public required string Id { get; init; }

    /// <summary>Vietnamese name.</summary>
    public required string NameVi { get; init; }

    /// <summary>English name.</summary>
    public required string NameEn { get; init; }

    /// <summary>The system it measures, for the reader: <c>one-stop</c>, <c>e-office</c>.</summary>
    public required string System { get; init; }

    /// <summary>Law or source of the definition.</summary>
    public required string LegalBasis { get; init; }

    /// <summary>How areas and tiers come from units.</summary>
    public Aggregation Aggregation { get; init; }

    /// <summary>What an online rate divides by; null for other indicators.</summary>
    public DenominatorBasis? Basis { get; init; }

    /// <summary>Tử số.</summary>
    public required IndicatorTerm Numerator { get; init; }

    /// <summary>Mẫu số; null for a sum or a stock, which are divided by nothing.</summary>
    public IndicatorTerm? Denominator { get; init; }

    /// <summary>How its value is printed. The default value is <see cref="IndicatorFormat.Percent"/>.</summary>
    public IndicatorFormat Format { get; init; }

    /// <summary>Whether it is an estimate by its nature (pages saved); every place that prints it says so.</summary>
    public bool IsEstimate { get; init; }

    /// <summary>
    /// Whether a percentage can be above 100 % (money spent against a plan); one that cannot and is makes an alert. The default
    /// value is <see langword="false"/>.
    /// </summary>
    public bool CanExceed { get; init; }

    /// <summary>Whether its value has bounds: a percentage of a part, from 0 to 1.</summary>
    public bool IsBounded => Format == IndicatorFormat.Percent && Aggregation != Aggregation.Growth && !CanExceed;

    /// <summary>The dimension that it is broken down by beside units (<c>system</c>); null for none.</summary>
    public string? By { get; init; }

    /// <summary>Whether more is worse (incidents, refusals), which turns rankings around.</summary>
    public bool LessIsBetter { get; init; }

    /// <summary>The one source it is made from; null when every source that has its measures feeds it.</summary>
    public string? Source { get; init; }

    /// <summary>Whether it counts dossiers (rather than measures of a source).</summary>
    public bool CountsDossiers => Numerator.Counter is not null;
}
