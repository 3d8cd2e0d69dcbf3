using GovPipeline.Pipeline.Running;
using GovPipeline.Storage.Accounts;

namespace GovPipeline.Pipeline;

/// <summary>What starts a job.</summary>
public enum TriggerKind
{
    /// <summary>A schedule.</summary>
    Timer,

    /// <summary>A message.</summary>
    Queue,

    /// <summary>A blob that appeared.</summary>
    Blob,
}

/// <summary>A job and what starts it.</summary>
/// <param name="Name">Name of the job, of its class, of its function, and in the run history.</param>
/// <param name="Kind">What starts it.</param>
/// <param name="Binding">Six-field cron in UTC, name of the queue, or path of the container.</param>
public sealed record JobDescriptor(string Name, TriggerKind Kind, string Binding);

/// <summary>All jobs. The Functions app and the local host run these and nothing else.</summary>
public static class JobCatalogue
{
    /// <summary>01:30 in Việt Nam, which is 18:30 UTC of the day before.</summary>
    public const string NightlyPullSchedule = "0 30 18 * * *";

    /// <summary>Five minutes past every hour.</summary>
    public const string SweepSchedule = "0 5 * * * *";

    /// <summary>07:00 in Việt Nam, when the night is over.</summary>
    public const string OperationsSchedule = "0 0 0 * * *";

    /// <summary>07:30 in Việt Nam, when offices open.</summary>
    public const string NotifySchedule = "0 30 0 * * *";

    /// <summary>07:45 in Việt Nam.</summary>
    public const string ReportSchedule = "0 45 0 * * *";

    /// <summary>08:30 in Việt Nam.</summary>
    public const string DeleteSchedule = "0 30 1 * * *";

    /// <summary>Every blob of the container of exports.</summary>
    public const string ExportsPath = StorageNames.Exports + "/{name}";

    /// <summary>All jobs.</summary>
    public static IReadOnlyList<JobDescriptor> All { get; } =
    [
        new(JobNames.NightlyPull, TriggerKind.Timer, NightlyPullSchedule),
        new(JobNames.SweepExports, TriggerKind.Timer, SweepSchedule),
        new(JobNames.CheckOperations, TriggerKind.Timer, OperationsSchedule),
        new(JobNames.NotifyAlerts, TriggerKind.Timer, NotifySchedule),
        new(JobNames.SendReports, TriggerKind.Timer, ReportSchedule),
        new(JobNames.DeleteExpired, TriggerKind.Timer, DeleteSchedule),
        new(JobNames.IngestExport, TriggerKind.Blob, ExportsPath),
        new(JobNames.PullSource, TriggerKind.Queue, StorageNames.PullQueue),
        new(JobNames.FoldFacts, TriggerKind.Queue, StorageNames.FoldQueue),
        new(JobNames.PublishPeriod, TriggerKind.Queue, StorageNames.PublishQueue),
        new(JobNames.EvaluateAlerts, TriggerKind.Queue, StorageNames.AlertQueue),
        new(JobNames.SendMail, TriggerKind.Queue, StorageNames.MailQueue),
    ];
}
