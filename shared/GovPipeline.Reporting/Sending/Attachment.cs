namespace GovPipeline.Reporting.Sending;

/// <summary>A file that goes with a mail.</summary>
/// <param name="Name">Name the recipient sees.</param>
/// <param name="Content">The file.</param>
public sealed record Attachment(string Name, byte[] Content);
