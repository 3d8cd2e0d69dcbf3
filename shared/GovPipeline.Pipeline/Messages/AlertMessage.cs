namespace GovPipeline.Pipeline.Messages;

/// <summary>Hold a published period against its targets.</summary>
/// <param name="Period">Period id.</param>
public sealed record AlertMessage(string Period);
