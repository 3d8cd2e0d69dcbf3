using Azure;
using Azure.Data.Tables;

namespace GovPipeline.Storage.Ledger;

/// <summary>One line of the audit log: who took data out of the pipeline, or what was deleted and why.</summary>
public sealed class AuditRecord : ITableEntity
{
    /// <summary>Action: figures or rows were written into a file, or answered over HTTP.</summary>
    public const string Exported = "exported";

    /// <summary>Action: something was deleted because its time was over.</summary>
    public const string Deleted = "deleted";

    /// <summary>Action: something was about to be deleted, and was not.</summary>
    public const string Kept = "kept";

    /// <summary>Action: a period is about to be signed or restated; where neither follows, it was cut off or refused.</summary>
    public const string Signing = "signing";

    /// <summary>Action: a period was signed.</summary>
    public const string Signed = "signed";

    /// <summary>Action: a signed period was restated.</summary>
    public const string Restated = "restated";

    /// <summary>Month in UTC, <c>2022-06</c>.</summary>
    public string PartitionKey { get; set; } = string.Empty;

    /// <summary>Newest first.</summary>
    public string RowKey { get; set; } = string.Empty;

    /// <inheritdoc/>
    public DateTimeOffset? Timestamp { get; set; }

    /// <inheritdoc/>
    public ETag ETag { get; set; }

    /// <summary>When.</summary>
    public DateTimeOffset At { get; set; }

    /// <summary><c>exported</c>, <c>deleted</c>, <c>kept</c> of what was not deleted after all, <c>signing</c>, <c>signed</c>,
    /// <c>restated</c>.</summary>
    public string Action { get; set; } = string.Empty;

    /// <summary>Who: the account on the machine, the user that Entra ID names, or the job.</summary>
    public string Who { get; set; } = string.Empty;

    /// <summary>What: a table, a report, a slip, a file.</summary>
    public string What { get; set; } = string.Empty;

    /// <summary>Rows or files.</summary>
    public long Count { get; set; }

    /// <summary>Why, or how.</summary>
    public string Detail { get; set; } = string.Empty;
}
