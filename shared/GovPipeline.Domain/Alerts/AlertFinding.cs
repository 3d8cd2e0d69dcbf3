using GovPipeline.Domain.Units;

namespace GovPipeline.Domain.Alerts;

/// <summary>Something that is wrong as it is seen now.</summary>
/// <param name="Kind">What it is about.</param>
/// <param name="Key">Within its scope; the same for the same thing. A missed target and a warning level share one.</param>
/// <param name="UnitId">The unit, or an area's roll-up id; empty for none.</param>
/// <param name="Tier">The unit's tier; null for an area or none.</param>
/// <param name="SourceId">The source; empty for none.</param>
/// <param name="Content">What it says.</param>
public sealed record AlertFinding(AlertKind Kind, string Key, string UnitId, UnitTier? Tier, string SourceId, AlertContent Content)
{
    /// <summary>Who answers for it and until when, if nobody else is named; null where the place has not said.</summary>
    public AlertDuty? Duty { get; init; }
}
