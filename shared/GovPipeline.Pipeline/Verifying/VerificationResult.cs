using GovPipeline.Domain.Periods;

namespace GovPipeline.Pipeline.Verifying;

/// <summary>What a recount of a period says.</summary>
public sealed record VerificationResult
{
    /// <summary>The period.</summary>
    public required Period Period { get; init; }

    /// <summary>The published version it was held against.</summary>
    public required string Version { get; init; }

    /// <summary>Exports that were counted again.</summary>
    public required int Files { get; init; }

    /// <summary>Exports that could not be.</summary>
    public required IReadOnlyList<UnreadFile> Unread { get; init; }

    /// <summary>Published rows of units and indicators.</summary>
    public required int Rows { get; init; }

    /// <summary>Where they differ; nothing when they are equal.</summary>
    public required IReadOnlyList<FigureDifference> Differences { get; init; }

    /// <summary>Whether the period waits to be published again, so that it may differ without fault.</summary>
    public required bool IsDue { get; init; }

    /// <summary>Whether it is signed, so that it may differ from what came later.</summary>
    public required bool IsSigned { get; init; }

    /// <summary>Whether every export was there and nothing differs.</summary>
    public bool IsEqual => Differences.Count == 0 && Unread.Count == 0;
}

/// <summary>One value that differs.</summary>
/// <param name="Table">The table.</param>
/// <param name="Row">Key of the row.</param>
/// <param name="Column">The column; empty for a whole row.</param>
/// <param name="Published">What is published.</param>
/// <param name="Recounted">What the exports say.</param>
public sealed record FigureDifference(string Table, string Row, string Column, string Published, string Recounted)
{
    /// <summary>There is no such row.</summary>
    public const string None = "–";

    /// <summary>There is a row.</summary>
    public const string Stands = "✓";
}
