using GovPipeline.Pipeline.Alerting;
using GovPipeline.Pipeline.Running;
using GovPipeline.Pipeline.Serving;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace GovPipeline.Functions.Triggers;

/// <summary>What is asked over HTTP.</summary>
public sealed class Http(Health health, IndicatorApi indicators, AcknowledgePage acknowledge, DashboardPage dashboard, ExplainPage explain)
{
    /// <summary>Whether storage answers and the night went well; 503 when not. Tells nothing secret, so it asks for no key.</summary>
    [Function("Health")]
    public async Task<IResult> Health(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/health")] HttpRequest request, CancellationToken cancellationToken)
    {
        var report = await health.CheckAsync(cancellationToken).ConfigureAwait(false);
        return Results.Json(report, statusCode: report.IsHealthy ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
    }

    /// <summary>Published indicators for an operations centre; asks for a function key.</summary>
    [Function("Indicators")]
    public async Task<IResult> Indicators(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "api/indicators")] HttpRequest request, CancellationToken cancellationToken) =>
        await ApiResult.IndicatorsAsync(indicators, request, cancellationToken).ConfigureAwait(false);

    /// <summary>The dashboard. Who may see it is decided by Easy Auth (Entra ID) in front of the app.</summary>
    [Function("Dashboard")]
    public Task<IResult> Dashboard(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "{ignored:maxlength(0)?}")] HttpRequest request, CancellationToken cancellationToken) =>
        dashboard.AnswerAsync(request, cancellationToken);

    /// <summary>The files of the dashboard: workbook, document, CSV.</summary>
    [Function("Files")]
    public Task<IResult> Files(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = DashboardPage.FilesPath)] HttpRequest request, CancellationToken cancellationToken) =>
        dashboard.FileAsync(request, cancellationToken);

    /// <summary>What a figure is made of, without rows. Who may see it is decided as for the dashboard.</summary>
    [Function("Explain")]
    public Task<IResult> Explain(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = ExplainPage.Path)] HttpRequest request, CancellationToken cancellationToken) =>
        explain.AnswerAsync(request, cancellationToken);

    /// <summary>The page behind an acknowledge link: its signed token is the key.</summary>
    [Function("Acknowledge")]
    public Task<IResult> Acknowledge(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "post", Route = AcknowledgeLinks.Path)] HttpRequest request, CancellationToken cancellationToken) =>
        acknowledge.AnswerAsync(request, cancellationToken);

    /// <summary>The OpenAPI document of <see cref="Indicators"/>.</summary>
    [Function("OpenApi")]
    public Task<IResult> OpenApi(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/openapi.json")] HttpRequest request, CancellationToken cancellationToken) =>
        Task.FromResult<IResult>(new ApiResult(indicators.OpenApi()));
}
