namespace GovPipeline.Domain.Units;

/// <summary>
/// A unit that receives dossiers (<i>đơn vị tiếp nhận</i>), or an area that only adds its units up. The id is ours and is
/// never used again; codes and names change (see <see cref="UnitName"/>).
/// </summary>
public sealed record Unit
{
    /// <summary>Our own lasting id: lower-case letters, digits and hyphens.</summary>
    public required string Id { get; init; }

    /// <summary>The level of government.</summary>
    public required UnitTier Tier { get; init; }

    /// <summary>The area it adds up into; null at the top.</summary>
    public string? ParentId { get; init; }

    /// <summary>Whether it only adds its units up and receives nothing itself.</summary>
    public bool IsArea { get; init; }

    /// <summary>Names and codes with the days they held; the newest last.</summary>
    public required IReadOnlyList<UnitName> Names { get; init; }

    /// <summary>Whether it has a name on a day: whether it is there.</summary>
    public bool ExistsOn(DateOnly day) => Names.Any(n => n.HoldsOn(day));

    /// <summary>Whether one of its names on a day is an identifier of dossier codes, <c>000.07.13.H53</c> or <c>H53.13</c>.</summary>
    public bool HasIdentifierOn(DateOnly day) => Names.Any(n => n.HoldsOn(day) && n.Aliases.Any(a => a.Contains(".H", StringComparison.Ordinal)
        || (a.StartsWith('H') && a.Contains('.', StringComparison.Ordinal))));

    /// <summary>The first day it is there.</summary>
    public DateOnly FirstDay => Names.Min(n => n.ValidFrom);

    /// <summary>The last day it is there.</summary>
    public DateOnly LastDay => Names.Max(n => n.ValidTo);

    /// <summary>The name on a day; the nearest one when none held then.</summary>
    public UnitName NameOn(DateOnly day) =>
        Names.FirstOrDefault(n => n.HoldsOn(day)) ?? (day < Names[0].ValidFrom ? Names[0] : Names[^1]);
}
