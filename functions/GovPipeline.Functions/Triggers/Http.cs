using GovPipeline.Pipeline.Running;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace GovPipeline.Functions.Triggers;

/// <summary>What is asked over HTTP.</summary>
public sealed class Http(Health health)
{
    /// <summary>Whether storage answers and the night went well; 503 when not. Tells nothing secret, so it asks for no key.</summary>
    [Function("Health")]
    public async Task<IResult> Health(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "health")] HttpRequest request, CancellationToken cancellationToken)
    {
        var report = await health.CheckAsync(cancellationToken).ConfigureAwait(false);
        return Results.Json(report, statusCode: report.IsHealthy ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
    }
}
