using Azure;
using Azure.Data.Tables;

namespace GovPipeline.Storage.Quarantine;

/// <summary>A rejected row that no longer waits.</summary>
public sealed class ClosedRow : ITableEntity
{
    /// <summary>How of a row that came back right.</summary>
    public const string Corrected = "corrected";

    /// <summary>How of a row that came back wrong again: the newer file's slip goes on with it.</summary>
    public const string SentBackWrong = "sent-back-wrong";

    /// <summary>How of a row that somebody threw away.</summary>
    public const string Discarded = "discarded";

    /// <summary>Source and file: <c>{source}|{sha256}</c>.</summary>
    public string PartitionKey { get; set; } = string.Empty;

    /// <summary>The row as slips name it.</summary>
    public string RowKey { get; set; } = string.Empty;

    /// <inheritdoc/>
    public DateTimeOffset? Timestamp { get; set; }

    /// <inheritdoc/>
    public ETag ETag { get; set; }

    /// <summary>The row as slips name it, unescaped.</summary>
    public string Row { get; set; } = string.Empty;

    /// <summary><see cref="Corrected"/>, <see cref="SentBackWrong"/> or <see cref="Discarded"/>.</summary>
    public string How { get; set; } = string.Empty;

    /// <summary>The export that answered it, or who threw it away.</summary>
    public string By { get; set; } = string.Empty;

    /// <summary>Why it was thrown away; empty otherwise.</summary>
    public string Reason { get; set; } = string.Empty;

    /// <summary>When.</summary>
    public DateTimeOffset At { get; set; }
}
