namespace GovPipeline.Sources.Definitions;

/// <summary>One measure of a source.</summary>
public sealed record MeasureColumn
{
    /// <summary>Headings.</summary>
    public required IReadOnlyList<string> Columns { get; init; }

    /// <summary>Whether a file without the column is refused. The default value is <see langword="false"/>.</summary>
    public bool Required { get; init; }

    /// <summary>The measure it cannot exceed; null for none.</summary>
    public string? PartOf { get; init; }
}
