using Azure;
using Azure.Data.Tables;

namespace GovPipeline.Storage.Ledger;

/// <summary>One run of a job.</summary>
public sealed class RunRecord : ITableEntity
{
    /// <summary>Outcome of a run that has not ended.</summary>
    public const string Running = "running";

    /// <summary>Outcome of a run that did what there was to do.</summary>
    public const string Done = "done";

    /// <summary>Outcome of a run that found nothing to do.</summary>
    public const string Nothing = "nothing";

    /// <summary>Outcome of a run that refused what it worked on.</summary>
    public const string Refused = "refused";

    /// <summary>Outcome of a run that went wrong, or was cut off with its host.</summary>
    public const string Failed = "failed";

    /// <summary>Outcome of a run that was stopped by hand.</summary>
    public const string Cancelled = "cancelled";

    /// <summary>Name of the job.</summary>
    public string PartitionKey { get; set; } = string.Empty;

    /// <summary>Newest first.</summary>
    public string RowKey { get; set; } = string.Empty;

    /// <inheritdoc/>
    public DateTimeOffset? Timestamp { get; set; }

    /// <inheritdoc/>
    public ETag ETag { get; set; }

    /// <summary>What it worked on: a source, a file, a partition, a period, a mail.</summary>
    public string Subject { get; set; } = string.Empty;

    /// <summary>When it began.</summary>
    public DateTimeOffset StartedAt { get; set; }

    /// <summary>When it ended; null while it runs, and for ever if it was killed.</summary>
    public DateTimeOffset? EndedAt { get; set; }

    /// <summary><c>running</c>, <c>done</c>, <c>nothing</c>, <c>refused</c>, <c>failed</c>, <c>cancelled</c>.</summary>
    public string Outcome { get; set; } = string.Empty;

    /// <summary>Rows it worked on.</summary>
    public long Rows { get; set; }

    /// <summary>Bytes it worked on.</summary>
    public long Bytes { get; set; }

    /// <summary>Storage requests it made, tries included: what it cost.</summary>
    public long Requests { get; set; }

    /// <summary>Bytes that these carried, up and down.</summary>
    public long StorageBytes { get; set; }

    /// <summary>Code of the error; empty for none.</summary>
    public string ErrorCode { get; set; } = string.Empty;

    /// <summary>The error's sentences, or what there is to say.</summary>
    public string Message { get; set; } = string.Empty;
}
