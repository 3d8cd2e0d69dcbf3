namespace GovPipeline.Domain.Units;

/// <summary>What a unit was called, and its official code, during some days. Codes and names are used again for others.</summary>
public sealed record UnitName
{
    /// <summary>The code of the General Statistics Office (<i>mã đơn vị hành chính</i>) or an office's own; may be empty.</summary>
    public string Code { get; init; } = string.Empty;

    /// <summary>The full Vietnamese name, <c>Phường 4</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Other spellings met in exports, <c>Phường IV</c>.</summary>
    public IReadOnlyList<string> Aliases { get; init; } = [];

    /// <summary>First day the name and code hold.</summary>
    public DateOnly ValidFrom { get; init; } = DateOnly.MinValue;

    /// <summary>Last day they hold, inclusive.</summary>
    public DateOnly ValidTo { get; init; } = DateOnly.MaxValue;

    /// <summary>Whether they hold on <paramref name="day"/>.</summary>
    public bool HoldsOn(DateOnly day) => day >= ValidFrom && day <= ValidTo;
}
