namespace GovPipeline.Pipeline.Messages;

/// <summary>Send one mail.</summary>
/// <param name="Id">Id in the outbox.</param>
public sealed record MailMessage(string Id);
