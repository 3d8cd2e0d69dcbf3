namespace GovPipeline.Pipeline.Onboarding;

/// <summary>What an official list says of a unit.</summary>
public enum UnitChangeKind
{
    /// <summary>It begins.</summary>
    New,

    /// <summary>It is not in the list: it ends on the day before.</summary>
    Ended,

    /// <summary>It goes on under another name or code.</summary>
    Renamed,

    /// <summary>Nothing.</summary>
    Unchanged,
}

/// <summary>A difference between the units that are known and an official list.</summary>
/// <param name="Kind">What.</param>
/// <param name="UnitId">The unit; of a new one, the id it gets.</param>
/// <param name="Code">Its official code; of an ended one, the last.</param>
/// <param name="Name">Its name.</param>
/// <param name="Remark">What a person should look at; null for nothing.</param>
public sealed record UnitChange(UnitChangeKind Kind, string UnitId, string Code, string Name, Domain.Text.Bilingual? Remark);
