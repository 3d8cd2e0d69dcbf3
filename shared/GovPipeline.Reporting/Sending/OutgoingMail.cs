
namespace GovPipeline.Reporting.Sending;

/// <summary>A mail to one recipient.</summary>
/// <param name="MessageId">Message-ID without angle brackets, the same in every try.</param>
/// <param name="Recipient">Address.</param>
/// <param name="RecipientName">Name shown; may be empty.</param>
/// <param name="Body">Subject and parts.</param>
public sealed record OutgoingMail(string MessageId, string Recipient, string RecipientName, MailBody Body)
{
    /// <summary>Files that go with it.</summary>
    public IReadOnlyList<Attachment> Files { get; init; } = [];

    /// <summary>PNG pictures that the HTML part shows; their names are their content ids.</summary>
    public IReadOnlyList<Attachment> Pictures { get; init; } = [];

    /// <summary>Message-ID of the mail it answers; empty for none.</summary>
    public string InReplyTo { get; init; } = string.Empty;

    /// <summary>Message-IDs of the threads it belongs to.</summary>
    public IReadOnlyList<string> References { get; init; } = [];
}
