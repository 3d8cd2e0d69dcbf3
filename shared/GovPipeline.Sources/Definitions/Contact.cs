namespace GovPipeline.Sources.Definitions;

/// <summary>Who answers for a source's data and gets its rejection slips.</summary>
public sealed record Contact
{
    /// <summary>Mail address.</summary>
    public required string Address { get; init; }

    /// <summary>Name or office shown; may be empty.</summary>
    public string Name { get; init; } = string.Empty;
}
