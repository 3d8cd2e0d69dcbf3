using GovPipeline.Sources.Definitions;

namespace GovPipeline.Sources.Pulling;

/// <summary>What to pull.</summary>
/// <param name="Source">The source.</param>
/// <param name="From">First local day.</param>
/// <param name="To">Last local day.</param>
/// <param name="KnownUrl">Address that <paramref name="KnownETag"/> belongs to.</param>
/// <param name="KnownETag">Entity tag of what we have; null when we have nothing.</param>
public sealed record PullRequest(SourceDefinition Source, DateOnly From, DateOnly To, string? KnownUrl, string? KnownETag);
