namespace GovPipeline.Sources.Definitions;

/// <summary>How an answer goes on.</summary>
public enum PagingKind
{
    /// <summary>All in one.</summary>
    None,

    /// <summary>A <c>Link</c> header with <c>rel="next"</c> (RFC 8288).</summary>
    Link,

    /// <summary>A page number in the query, until a page has no rows.</summary>
    Page,

    /// <summary>A cursor that a header gives and the query takes.</summary>
    Cursor,
}
