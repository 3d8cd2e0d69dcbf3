namespace GovPipeline.Storage.Accounts;

/// <summary>Names of containers, queues and tables. Lower case: mixed case breaks Power BI under Entra ID.</summary>
public static class StorageNames
{
    /// <summary>Container of exports as they came, one folder a source.</summary>
    public const string Exports = "exports";

    /// <summary>Container of facts, Parquet, newest version of each dossier or reading.</summary>
    public const string Facts = "facts";

    /// <summary>Container of daily counts, their closings, and what was left of each published period.</summary>
    public const string Counts = "counts";

    /// <summary>Container of rejected rows and rejection slips.</summary>
    public const string Quarantine = "quarantine";

    /// <summary>Container of what mails say.</summary>
    public const string Mails = "mails";

    /// <summary>Container of reports.</summary>
    public const string Reports = "reports";

    /// <summary>Container of blobs that are leased, never read.</summary>
    public const string Locks = "locks";

    /// <summary>What the queue of messages that failed for good is called, behind the queue's own name.</summary>
    public const string PoisonSuffix = "-poison";

    /// <summary>Queue: pull one source.</summary>
    public const string PullQueue = "pull-source";

    /// <summary>Queue: fold one partition of facts into daily counts.</summary>
    public const string FoldQueue = "fold-facts";

    /// <summary>Queue: publish the periods that changed.</summary>
    public const string PublishQueue = "publish-period";

    /// <summary>Queue: hold a published period against its targets.</summary>
    public const string AlertQueue = "evaluate-alerts";

    /// <summary>Queue: send one mail.</summary>
    public const string MailQueue = "send-mail";

    /// <summary>Queue: Event Grid tells of an export that landed.</summary>
    public const string LandedQueue = "export-landed";

    /// <summary>Table of files.</summary>
    public const string Ledger = "ledger";

    /// <summary>Table of runs of jobs.</summary>
    public const string Runs = "runs";

    /// <summary>Table of work that is not done yet.</summary>
    public const string Pending = "pending";

    /// <summary>Table of sources: what each night brought, how far the data go.</summary>
    public const string SourceState = "sourcestate";

    /// <summary>Table of rejected rows that were corrected or thrown away, and by whom.</summary>
    public const string QuarantineState = "quarantinestate";

    /// <summary>Table of alerts.</summary>
    public const string Alerts = "alerts";

    /// <summary>Table of mails, one entry per recipient.</summary>
    public const string Outbox = "outbox";

    /// <summary>Table of who took data out and of what was deleted.</summary>
    public const string Audit = "audit";

    /// <summary>Table of who signed which period.</summary>
    public const string Signatures = "signatures";

    /// <summary>Table of what units say of signs that tests of authenticity show.</summary>
    public const string UnitNotes = "unitnotes";

    /// <summary>All containers of the work account.</summary>
    public static IReadOnlyList<string> Containers { get; } = [Exports, Facts, Counts, Quarantine, Mails, Reports, Locks];

    /// <summary>All queues of the work account.</summary>
    public static IReadOnlyList<string> Queues { get; } = [PullQueue, FoldQueue, PublishQueue, AlertQueue, MailQueue, LandedQueue];

    /// <summary>All tables of the work account.</summary>
    public static IReadOnlyList<string> WorkTables { get; } = [Ledger, Runs, Pending, SourceState, QuarantineState, Alerts, Outbox, Audit, Signatures,
        UnitNotes];

    /// <summary>All tables of the published account.</summary>
    public static IReadOnlyList<string> PublishedTables { get; } =
    [
        "halfyear", "month", "quarter", "ninemonth", "year", "indicators", "breakdowns", "reported", "daily", "authenticity",
        "authenticitytests", "differences", "restatements", "units", "successions", "targets", "datasets",
    ];
}
