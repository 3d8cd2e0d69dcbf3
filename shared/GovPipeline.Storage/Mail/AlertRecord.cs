using Azure;
using Azure.Data.Tables;

namespace GovPipeline.Storage.Mail;

/// <summary>A breach of a target: recorded once, however many nights it lasts.</summary>
public sealed class AlertRecord : ITableEntity
{
    /// <summary>Period id; <c>freshness</c> of a source that is late.</summary>
    public string PartitionKey { get; set; } = string.Empty;

    /// <summary>Indicator and unit; of a source that is late, its id.</summary>
    public string RowKey { get; set; } = string.Empty;

    /// <inheritdoc/>
    public DateTimeOffset? Timestamp { get; set; }

    /// <inheritdoc/>
    public ETag ETag { get; set; }

    /// <summary><c>open</c> or <c>resolved</c>.</summary>
    public string State { get; set; } = string.Empty;

    /// <summary>The unit.</summary>
    public string UnitId { get; set; } = string.Empty;

    /// <summary>Its Vietnamese name.</summary>
    public string UnitName { get; set; } = string.Empty;

    /// <summary>Code of the indicator.</summary>
    public string Indicator { get; set; } = string.Empty;

    /// <summary>Tử số when last seen.</summary>
    public double Numerator { get; set; }

    /// <summary>Mẫu số when last seen.</summary>
    public double Denominator { get; set; }

    /// <summary>The target as a fraction.</summary>
    public double Target { get; set; }

    /// <summary>The document.</summary>
    public string LegalBasis { get; set; } = string.Empty;

    /// <summary>The last local day the figures told of when last seen.</summary>
    public string AsOf { get; set; } = string.Empty;

    /// <summary>Whether the data were complete when last seen.</summary>
    public bool Complete { get; set; }

    /// <summary>When it was first seen.</summary>
    public DateTimeOffset OpenedAt { get; set; }

    /// <summary>How often it was opened; a breach that ends and comes back is announced again.</summary>
    public int Occurrence { get; set; }
}
