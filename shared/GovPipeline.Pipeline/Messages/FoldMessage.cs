namespace GovPipeline.Pipeline.Messages;

/// <summary>Fold partitions of facts into daily counts.</summary>
/// <param name="Partitions">The partitions, <c>000.00.13.H53/2206</c>.</param>
public sealed record FoldMessage(IReadOnlyList<string> Partitions);
