using Microsoft.AspNetCore.Http;

namespace GovPipeline.Pipeline.Serving;

/// <summary>What every page says to the browser: nothing runs, nothing is loaded, nothing frames it, no address of it is passed on.</summary>
internal static class PageHeaders
{
    /// <summary>Sets them.</summary>
    /// <param name="response">The answer.</param>
    /// <param name="mayBeKept">Whether the browser may keep the page, asking each time whether it still holds; not one behind a token.</param>
    public static void Set(HttpResponse response, bool mayBeKept)
    {
        var headers = response.Headers;
        headers.ContentSecurityPolicy =
            "default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        if (response.HttpContext.Request.IsHttps)
        {
            headers.StrictTransportSecurity = "max-age=31536000";
        }

        headers.CacheControl = mayBeKept ? "no-cache" : "no-store";
    }
}
