using Azure;
using Azure.Data.Tables;

namespace GovPipeline.Storage.Ledger;

/// <summary>
/// What a file counts for in a half-month: its good rows that tell of days in it and, where its own day is in it, its bad rows. Kept by
/// half-month, so that the totals of a period are read without the files of other years.
/// </summary>
public sealed class FileTotals : ITableEntity
{
    /// <summary>The half-month, <c>~half-2022-06-15</c>.</summary>
    public string PartitionKey { get; set; } = string.Empty;

    /// <summary>Source and SHA-256.</summary>
    public string RowKey { get; set; } = string.Empty;

    /// <inheritdoc/>
    public DateTimeOffset? Timestamp { get; set; }

    /// <inheritdoc/>
    public ETag ETag { get; set; }

    /// <summary>Source id.</summary>
    public string SourceId { get; set; } = string.Empty;

    /// <summary>First day of the half-month, <c>yyyy-MM-dd</c>.</summary>
    public string Block { get; set; } = string.Empty;

    /// <summary>State of the file: ingested or refused.</summary>
    public string State { get; set; } = string.Empty;

    /// <summary>The file's own day, <c>yyyy-MM-dd</c>.</summary>
    public string ExportDate { get; set; } = string.Empty;

    /// <summary>Good rows that tell of days of the half-month.</summary>
    public long Accepted { get; set; }

    /// <summary>Bad rows of the whole file.</summary>
    public long Rejected { get; set; }

    /// <summary>Repairs of the whole file by rule.</summary>
    public string Repairs { get; set; } = string.Empty;
}
