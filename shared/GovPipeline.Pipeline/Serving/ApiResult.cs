using Microsoft.AspNetCore.Http;

namespace GovPipeline.Pipeline.Serving;

/// <summary>Writes an answer over HTTP, the same in both hosts.</summary>
/// <param name="answer">The answer.</param>
public sealed class ApiResult(ApiAnswer answer) : IResult, IStatusCodeHttpResult
{
    private const int LongestName = 200;

    /// <inheritdoc/>
    public int? StatusCode => answer.Status;

    /// <summary>Asks for indicators as a request does.</summary>
    public static async Task<IResult> IndicatorsAsync(IndicatorApi api, HttpRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(api);
        ArgumentNullException.ThrowIfNull(request);

        // A function key may stand in the query.
        var query = request.Query.Where(q => q.Key != "code")
            .ToDictionary(q => q.Key, q => (IReadOnlyList<string>)[.. q.Value.OfType<string>()], StringComparer.Ordinal);
        var ifNoneMatch = request.Headers.IfNoneMatch.ToString();
        return new ApiResult(await api.GetAsync(query, ifNoneMatch.Length == 0 ? null : ifNoneMatch, Who(request), cancellationToken).ConfigureAwait(false));
    }

    // Easy Auth sets the header and lets nobody else set it; a caller with a key alone is known by the address that the front end saw.
    internal static string Who(HttpRequest request) =>
        request.Headers["X-MS-CLIENT-PRINCIPAL-NAME"].ToString() is { Length: > 0 and <= LongestName } name ? name
            : request.Headers["X-Forwarded-For"].ToString() is { Length: > 0 and <= LongestName } forwarded ? forwarded
            : request.HttpContext.Connection.RemoteIpAddress?.ToString() ?? "?";

    /// <inheritdoc/>
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        ArgumentNullException.ThrowIfNull(httpContext);
        var response = httpContext.Response;
        response.StatusCode = answer.Status;
        response.Headers.ETag = answer.ETag;
        response.Headers.CacheControl = "no-cache";
        response.Headers.XContentTypeOptions = "nosniff";
        if (answer.Next is { } next)
        {
            response.Headers.Link = $"<{httpContext.Request.Path}{next}>; rel=\"next\"";
        }

        if (!answer.Json.IsEmpty)
        {
            response.ContentType = ApiAnswer.MediaType;
            await response.Body.WriteAsync(answer.Json, httpContext.RequestAborted).ConfigureAwait(false);
        }
    }
}
