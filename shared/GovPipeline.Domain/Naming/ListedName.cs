namespace GovPipeline.Domain.Naming;

/// <summary>A name that may be published, and how else it is written.</summary>
/// <param name="Name">The name as it is shown.</param>
/// <param name="AlsoWritten">Other wordings and abbreviations, compared without case and diacritics.</param>
public sealed record ListedName(string Name, IReadOnlyList<string>? AlsoWritten = null);
