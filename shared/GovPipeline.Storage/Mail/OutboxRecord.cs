using Azure;
using Azure.Data.Tables;

namespace GovPipeline.Storage.Mail;

/// <summary>One mail to one recipient; what it says is a <see cref="MailContent"/>.</summary>
public sealed class OutboxRecord : ITableEntity
{
    /// <summary>Always <c>mail</c>.</summary>
    public string PartitionKey { get; set; } = Outbox.Partition;

    /// <summary>The mail's id: the same alert to the same recipient, the same id.</summary>
    public string RowKey { get; set; } = string.Empty;

    /// <inheritdoc/>
    public DateTimeOffset? Timestamp { get; set; }

    /// <inheritdoc/>
    public ETag ETag { get; set; }

    /// <summary><c>queued</c>, <c>sending</c>, <c>sent</c>, <c>failed</c>.</summary>
    public string State { get; set; } = OutboxStates.Queued;

    /// <summary>Address.</summary>
    public string Recipient { get; set; } = string.Empty;

    /// <summary>Name shown; may be empty.</summary>
    public string RecipientName { get; set; } = string.Empty;

    /// <summary>Subject.</summary>
    public string Subject { get; set; } = string.Empty;

    /// <summary>Blob with what it says, of whoever wrote this row.</summary>
    public string Content { get; set; } = string.Empty;

    /// <summary>Message-ID, the same in every try, so that a receiving server can drop a copy.</summary>
    public string MessageId { get; set; } = string.Empty;

    /// <summary>Tries so far.</summary>
    public int Attempts { get; set; }

    /// <summary>Not to be tried before.</summary>
    public DateTimeOffset NextTryAt { get; set; }

    /// <summary>Until when whoever is sending it has it.</summary>
    public DateTimeOffset LeaseUntil { get; set; }

    /// <summary>When it was written.</summary>
    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>When the server took it; null before.</summary>
    public DateTimeOffset? SentAt { get; set; }

    /// <summary>Code of what went wrong last; empty for nothing.</summary>
    public string ErrorCode { get; set; } = string.Empty;

    /// <summary>What went wrong last.</summary>
    public string LastError { get; set; } = string.Empty;
}
