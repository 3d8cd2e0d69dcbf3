namespace GovPipeline.Pipeline.Serving;

/// <summary>What a host answers with; each host writes it its own way.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Json">Body in UTF-8; empty for 304.</param>
/// <param name="ETag">Entity tag with quotation marks; null for none.</param>
/// <param name="Next">Query of the next page (RFC 8288, <c>rel="next"</c>); null on the last.</param>
public sealed record ApiAnswer(int Status, ReadOnlyMemory<byte> Json, string? ETag = null, string? Next = null)
{
    /// <summary>Media type of <see cref="Json"/>.</summary>
    public const string MediaType = "application/json; charset=utf-8";
}
