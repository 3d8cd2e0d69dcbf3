using GovPipeline.Domain.Units;

namespace GovPipeline.Pipeline.Configuration;

/// <summary>Who is told of which units. Addresses are personal data: they stay in configuration.</summary>
public sealed record Recipient
{
    /// <summary>Address.</summary>
    public required string Address { get; init; }

    /// <summary>Name or office shown.</summary>
    public string Name { get; init; } = string.Empty;

    /// <summary>Ids of units and areas.</summary>
    public IReadOnlyList<string> Units { get; init; } = [];

    /// <summary>Tiers of units.</summary>
    public IReadOnlyList<UnitTier> Tiers { get; init; } = [];

    /// <summary>Whether told of every unit.</summary>
    public bool All { get; init; }

    /// <summary>Whether told of a unit or area.</summary>
    public bool Concerns(string unitId, UnitTier? tier) => All || Units.Contains(unitId) || (tier is { } t && Tiers.Contains(t));
}
