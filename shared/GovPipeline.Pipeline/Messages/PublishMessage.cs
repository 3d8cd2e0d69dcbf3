namespace GovPipeline.Pipeline.Messages;

/// <summary>Publish the periods that are due.</summary>
/// <param name="Force">Whether not to wait for files that are expected.</param>
/// <param name="IsLater">Whether it was sent because another published; one such message is under way at a time.</param>
public sealed record PublishMessage(bool Force, bool IsLater = false);
