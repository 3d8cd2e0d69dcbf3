namespace GovPipeline.Domain.Alerts;

/// <summary>Where an alert stands.</summary>
public enum AlertState
{
    /// <summary>It stands and nobody has said that they know.</summary>
    Open,

    /// <summary>Somebody has said that they know.</summary>
    Acknowledged,

    /// <summary>Nobody said so in time; it has gone to leadership.</summary>
    Escalated,

    /// <summary>Somebody has asked for silence until a day.</summary>
    Silenced,

    /// <summary>It is over.</summary>
    Resolved,
}
