using GovPipeline.Reporting.Mails;

namespace GovPipeline.Reporting.Sending;

/// <summary>A mail to one recipient.</summary>
/// <param name="MessageId">Message-ID without angle brackets, the same in every try.</param>
/// <param name="Recipient">Address.</param>
/// <param name="RecipientName">Name shown; may be empty.</param>
/// <param name="Body">Subject and parts.</param>
/// <param name="Attachment">A file that goes with it; null for none.</param>
public sealed record OutgoingMail(string MessageId, string Recipient, string RecipientName, MailBody Body, Attachment? Attachment = null);
