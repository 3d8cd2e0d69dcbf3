namespace GovPipeline.Pipeline.Messages;

/// <summary>Publish the periods that are due.</summary>
/// <param name="Force">Whether not to wait for files that are expected.</param>
public sealed record PublishMessage(bool Force);
