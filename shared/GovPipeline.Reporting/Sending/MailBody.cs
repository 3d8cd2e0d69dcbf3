namespace GovPipeline.Reporting.Sending;

/// <summary>A mail in both its forms, which say the same.</summary>
/// <param name="Subject">Subject, one line.</param>
/// <param name="Text">Plain text part.</param>
/// <param name="Html">HTML part: tables, inline styles, nothing from elsewhere.</param>
public sealed record MailBody(string Subject, string Text, string Html);
