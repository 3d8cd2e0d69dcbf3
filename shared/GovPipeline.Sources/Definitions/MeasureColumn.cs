namespace GovPipeline.Sources.Definitions;

/// <summary>One measure of a source: a column of counts, or worked out from the rest of the row.</summary>
public sealed record MeasureColumn
{
    /// <summary>What people call it, in Vietnamese; without it, a heading.</summary>
    public string? NameVi { get; init; }

    /// <summary>What people call it, in English; without it, the Vietnamese.</summary>
    public string? NameEn { get; init; }

    /// <summary>Headings; empty for what is worked out.</summary>
    public IReadOnlyList<string> Columns { get; init; } = [];

    /// <summary>Whether a file without the column is refused. The default value is <see langword="false"/>.</summary>
    public bool Required { get; init; }

    /// <summary>The most points it can be, where it is points with up to two decimals and no count; null for a count.</summary>
    public decimal? Points { get; init; }

    /// <summary>The measure it cannot exceed; null for none.</summary>
    public string? PartOf { get; init; }

    /// <summary>Counts 1 for a row and 0 where <see cref="Where"/> or <see cref="Positive"/> does not hold.</summary>
    public bool Count { get; init; }

    /// <summary>Dimension values without which the measure is 0; <c>|</c> separates alternatives.</summary>
    public IReadOnlyDictionary<string, string> Where { get; init; } = new Dictionary<string, string>();

    /// <summary>A measure that must be above 0, or this one is 0; null for none.</summary>
    public string? Positive { get; init; }

    /// <summary>Measures that are multiplied; empty for none.</summary>
    public IReadOnlyList<string> Product { get; init; } = [];

    /// <summary>Measures that are added up, when the row has all of them; empty for none.</summary>
    public IReadOnlyList<string> Sum { get; init; } = [];

    /// <summary>
    /// Two moments of the row between which office hours are counted. Without the second nothing is known, unless <see
    /// cref="OpenWhile"/> holds.
    /// </summary>
    public IReadOnlyList<string> OfficeHours { get; init; } = [];

    /// <summary>Dimension values under which the hours still run when the second moment is empty, up to the day of the export; empty for never.</summary>
    public IReadOnlyDictionary<string, string> OpenWhile { get; init; } = new Dictionary<string, string>();

    /// <summary>A time limit in working days: 1 when kept, 0 when not, nothing while it still runs; null for none.</summary>
    public TimeLimit? Within { get; init; }
}
