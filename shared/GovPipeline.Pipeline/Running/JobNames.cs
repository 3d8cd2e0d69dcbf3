namespace GovPipeline.Pipeline.Running;

/// <summary>Names of the jobs: of their classes, their functions, and in the run history.</summary>
public static class JobNames
{
    /// <summary>Begins a night.</summary>
    public const string NightlyPull = nameof(NightlyPull);

    /// <summary>Makes good what a trigger missed.</summary>
    public const string SweepExports = nameof(SweepExports);

    /// <summary>Looks whether the pipeline does its work.</summary>
    public const string CheckOperations = nameof(CheckOperations);

    /// <summary>Tells recipients what is new.</summary>
    public const string NotifyAlerts = nameof(NotifyAlerts);

    /// <summary>Mails reports of ended half-years.</summary>
    public const string SendReports = nameof(SendReports);

    /// <summary>Deletes what has been kept long enough.</summary>
    public const string DeleteExpired = nameof(DeleteExpired);

    /// <summary>Takes an export in.</summary>
    public const string IngestExport = nameof(IngestExport);

    /// <summary>Pulls a source.</summary>
    public const string PullSource = nameof(PullSource);

    /// <summary>Folds facts into counts.</summary>
    public const string FoldFacts = nameof(FoldFacts);

    /// <summary>Publishes periods.</summary>
    public const string PublishPeriod = nameof(PublishPeriod);

    /// <summary>Holds a period against its targets.</summary>
    public const string EvaluateAlerts = nameof(EvaluateAlerts);

    /// <summary>Sends a mail.</summary>
    public const string SendMail = nameof(SendMail);

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        NightlyPull, SweepExports, CheckOperations, NotifyAlerts, SendReports, DeleteExpired, IngestExport, PullSource, FoldFacts, PublishPeriod,
        EvaluateAlerts, SendMail,
    ];
}
