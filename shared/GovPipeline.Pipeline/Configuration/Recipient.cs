using System.Security.Cryptography;
using System.Text;
using GovPipeline.Domain.Text;
using GovPipeline.Domain.Units;

namespace GovPipeline.Pipeline.Configuration;

/// <summary>Who is told of which units. Addresses are personal data: they stay in configuration.</summary>
public sealed record Recipient
{
    /// <summary>Address.</summary>
    public required string Address { get; init; }

    /// <summary>Name or office shown.</summary>
    public string Name { get; init; } = string.Empty;

    /// <summary>What they do with an alert. The default value is <see cref="RecipientRole.Unit"/>.</summary>
    public RecipientRole Role { get; init; }

    /// <summary>The language they are written to. The default value is <see cref="Language.Vietnamese"/>.</summary>
    public Language Language { get; init; }

    /// <summary>Ids of the sources an operator hears of; none for all.</summary>
    public IReadOnlyList<string> Sources { get; init; } = [];

    /// <summary>Ids of units and areas.</summary>
    public IReadOnlyList<string> Units { get; init; } = [];

    /// <summary>Tiers of units.</summary>
    public IReadOnlyList<UnitTier> Tiers { get; init; } = [];

    /// <summary>Whether told of every unit.</summary>
    public bool All { get; init; }

    /// <summary>How records name a recipient: not by the address, which is personal.</summary>
    public static string IdOf(string address)
    {
        ArgumentNullException.ThrowIfNull(address);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(address.ToUpperInvariant())))[..16];
    }

    /// <summary>Whether told of a unit or area.</summary>
    public bool Concerns(string unitId, UnitTier? tier) => All || Units.Contains(unitId) || (tier is { } t && Tiers.Contains(t));
}
