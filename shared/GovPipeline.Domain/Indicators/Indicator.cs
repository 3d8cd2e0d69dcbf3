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

    /// <summary>Mẫu số.</summary>
    public required IndicatorTerm Denominator { get; init; }

    /// <summary>Whether it counts dossiers (rather than measures of a source).</summary>
    public bool CountsDossiers => Denominator.Counter is not null;
}
