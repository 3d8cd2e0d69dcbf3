namespace GovPipeline.Pipeline.Messages;

/// <summary>Pull one source.</summary>
/// <param name="SourceId">The source.</param>
/// <param name="Night">The local day whose night it is.</param>
/// <param name="From">First local day asked for.</param>
/// <param name="To">Last local day asked for.</param>
public sealed record PullMessage(string SourceId, DateOnly Night, DateOnly From, DateOnly To);
