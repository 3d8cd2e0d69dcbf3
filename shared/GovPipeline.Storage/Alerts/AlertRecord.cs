using Azure;
using Azure.Data.Tables;

namespace GovPipeline.Storage.Alerts;

/// <summary>An alert as it is kept: whole in <see cref="Body"/>, with what it is looked up by beside it.</summary>
internal sealed class AlertRecord : ITableEntity
{
    /// <summary>Its scope.</summary>
    public string PartitionKey { get; set; } = string.Empty;

    /// <summary>Its key, escaped.</summary>
    public string RowKey { get; set; } = string.Empty;

    /// <inheritdoc/>
    public DateTimeOffset? Timestamp { get; set; }

    /// <inheritdoc/>
    public ETag ETag { get; set; }

    /// <summary>Where it stands.</summary>
    public string State { get; set; } = string.Empty;

    /// <summary>What it is about.</summary>
    public string Kind { get; set; } = string.Empty;

    /// <summary>The alert as JSON.</summary>
    public string Body { get; set; } = string.Empty;
}
