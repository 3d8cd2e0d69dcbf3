namespace GovPipeline.Sources.Definitions;

/// <summary>A time limit in working days between two moments of a row.</summary>
public sealed record TimeLimit
{
    /// <summary>The moment it runs from.</summary>
    public required string From { get; init; }

    /// <summary>The moment that ends it.</summary>
    public required string To { get; init; }

    /// <summary>Working days. 0 to 365.</summary>
    public required int WorkingDays { get; init; }

    /// <summary>A dimension whose values have limits of their own; null for none.</summary>
    public string? Dimension { get; init; }

    /// <summary>Working days by value of <see cref="Dimension"/>.</summary>
    public IReadOnlyDictionary<string, int> ByValue { get; init; } = new Dictionary<string, int>();
}
