using Azure;
using Azure.Data.Tables;

namespace GovPipeline.Storage.Ledger;

/// <summary>What a source brought in a night (partition <c>night-yyyy-MM-dd</c>), or its last state (partition <c>last</c>).</summary>
public sealed class SourceRecord : ITableEntity
{
    /// <inheritdoc/>
    public string PartitionKey { get; set; } = string.Empty;

    /// <summary>Source id.</summary>
    public string RowKey { get; set; } = string.Empty;

    /// <inheritdoc/>
    public DateTimeOffset? Timestamp { get; set; }

    /// <inheritdoc/>
    public ETag ETag { get; set; }

    /// <summary>First local day asked for, <c>yyyy-MM-dd</c>.</summary>
    public string From { get; set; } = string.Empty;

    /// <summary>Last local day asked for.</summary>
    public string To { get; set; } = string.Empty;

    /// <summary><c>pending</c>, <c>landed</c>, <c>unchanged</c>, <c>norows</c>, <c>failed</c>.</summary>
    public string Outcome { get; set; } = string.Empty;

    /// <summary>Name of the export it brought; empty for none.</summary>
    public string Blob { get; set; } = string.Empty;

    /// <summary>Code of the error; empty for none.</summary>
    public string ErrorCode { get; set; } = string.Empty;

    /// <summary>The error's sentences.</summary>
    public string Error { get; set; } = string.Empty;

    /// <summary>When it was last tried.</summary>
    public DateTimeOffset TriedAt { get; set; }

    /// <summary>Address that <see cref="OfferedETag"/> belongs to.</summary>
    public string OfferedUrl { get; set; } = string.Empty;

    /// <summary>Entity tag of the export <see cref="Blob"/>, which becomes <see cref="KnownETag"/> when that is taken in.</summary>
    public string OfferedETag { get; set; } = string.Empty;

    /// <summary>Last local day that was told of and taken in, <c>yyyy-MM-dd</c>; kept in <c>last</c> only.</summary>
    public string CoveredThrough { get; set; } = string.Empty;

    /// <summary>Address that <see cref="KnownETag"/> belongs to.</summary>
    public string KnownUrl { get; set; } = string.Empty;

    /// <summary>Entity tag of the last export that was taken in: only such a one need not be asked for again.</summary>
    public string KnownETag { get; set; } = string.Empty;
}
