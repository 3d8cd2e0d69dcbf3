namespace GovPipeline.Domain.Alerts;

/// <summary>What an alert is about.</summary>
public enum AlertKind
{
    /// <summary>A figure misses its target.</summary>
    BelowTarget,

    /// <summary>A figure meets its target and is past the warning level.</summary>
    BelowWarning,

    /// <summary>The rate that is still needed in the rest of the period is out of reach, or above what the unit ever reached.</summary>
    Pace,

    /// <summary>The last whole week is far below the unit's own weeks before it.</summary>
    SuddenDrop,

    /// <summary>The columns of form II.06a do not add up.</summary>
    BrokenIdentity,

    /// <summary>What a software or the national portal reports moves away from what its dossiers say.</summary>
    DifferenceGrows,

    /// <summary>A period closes soon and something can still be put right.</summary>
    PeriodClosing,

    /// <summary>A source is late or silent.</summary>
    SourceLate,

    /// <summary>A file was refused as a whole.</summary>
    FileRejected,

    /// <summary>The last run of a job failed.</summary>
    RunFailed,

    /// <summary>Figures wait and nothing was published for 36 hours, or no night ran.</summary>
    NothingPublished,

    /// <summary>A mail was given up after the last try.</summary>
    MailGivenUp,

    /// <summary>Work that is due cannot be done, or messages failed for good: the rest goes on without it.</summary>
    WorkStuck,
}
