namespace GovPipeline.Sources.Definitions;

/// <summary>How an answer goes on.</summary>
public sealed record PagingDefinition
{
    /// <summary>The way.</summary>
    public PagingKind Type { get; init; }

    /// <summary>Query parameter of the page number or cursor. The default value is <c>page</c>, or <c>cursor</c>.</summary>
    public string? Parameter { get; init; }

    /// <summary>Query parameter of the page size; null for none.</summary>
    public string? SizeParameter { get; init; }

    /// <summary>Rows asked for per page. 1 to 100000. The default value is 1000.</summary>
    public int Size { get; init; } = 1000;

    /// <summary>Number of the first page. 0 or 1. The default value is 1.</summary>
    public int First { get; init; } = 1;

    /// <summary>Header with the next cursor. The default value is <c>X-Next-Cursor</c>.</summary>
    public string CursorHeader { get; init; } = "X-Next-Cursor";

    /// <summary>Pages at most, so that a source that never ends is an error. 1 to 1000000. The default value is 10000.</summary>
    public int MaxPages { get; init; } = 10_000;
}
