namespace GovPipeline.Sources.Pulling;

/// <summary>What a pull brought, when nothing went wrong.</summary>
public enum PullOutcome
{
    /// <summary>Rows were written to the target.</summary>
    Landed,

    /// <summary>The source says that nothing changed since the last time (304).</summary>
    Unchanged,

    /// <summary>A header and no rows: nothing happened in these days. Nothing to keep.</summary>
    NoRows,
}
