using System.Net;
using System.Threading.RateLimiting;
using GovPipeline.Domain.Errors;
using GovPipeline.Pipeline.Alerting;
using GovPipeline.Pipeline.Running;
using GovPipeline.Pipeline.Serving;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace GovPipeline.LocalHost;

/// <summary>The HTTP functions on this machine: loopback only, the same handlers.</summary>
public sealed class LocalWeb : IAsyncDisposable
{
    /// <summary>Requests of one address in a minute; what is beyond is answered with 429.</summary>
    public const int MostRequests = 600;

    private readonly WebApplication _app;

    private LocalWeb(WebApplication app) => _app = app;

    /// <summary>Its address.</summary>
    public Uri Address => new(_app.Urls.First());

    /// <summary>Starts it.</summary>
    /// <param name="services">The pipeline.</param>
    /// <param name="port">The port; 0 for a free one.</param>
    /// <exception cref="PipelineException">GP802: the port is in use.</exception>
    public static async Task<LocalWeb> StartAsync(IServiceProvider services, int port)
    {
        var (dashboard, explain, indicators) = (services.GetRequiredService<DashboardPage>(), services.GetRequiredService<ExplainPage>(),
            services.GetRequiredService<IndicatorApi>());
        var (health, acknowledge) = (services.GetRequiredService<Health>(), services.GetRequiredService<AcknowledgePage>());
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.Configure<KestrelServerOptions>(o => o.Listen(IPAddress.Loopback, port));

        // A page elsewhere may give its own name this machine's address; what asks under that name gets nothing.
        builder.Services.AddHostFiltering(o => o.AllowedHosts = ["localhost", "127.0.0.1", "[::1]"]);
        builder.Services.AddRateLimiter(limits =>
        {
            limits.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            limits.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(http => RateLimitPartition.GetFixedWindowLimiter(
                http.Connection.RemoteIpAddress?.ToString() ?? string.Empty,
                _ => new() { PermitLimit = MostRequests, Window = TimeSpan.FromMinutes(1) }));
        });
        var app = builder.Build();
        app.UseRateLimiter();
        app.UseHostFiltering();
        app.MapGet("/", (Delegate)((HttpContext http) => dashboard.AnswerAsync(http.Request, http.RequestAborted)));
        app.MapGet($"/{DashboardPage.FilesPath}", (Delegate)((HttpContext http) => dashboard.FileAsync(http.Request, http.RequestAborted)));
        app.MapGet($"/{ExplainPage.Path}", (Delegate)((HttpContext http) => explain.AnswerAsync(http.Request, http.RequestAborted)));
        app.MapGet("/api/health", (Delegate)(async (HttpContext http) =>
        {
            var report = await health.CheckAsync(http.RequestAborted).ConfigureAwait(false);
            return Results.Json(report, statusCode: report.IsHealthy ? 200 : 503);
        }));
        app.MapGet("/api/indicators", (Delegate)((HttpContext http) => ApiResult.IndicatorsAsync(indicators, http.Request, http.RequestAborted)));
        app.MapGet("/api/openapi.json", () => new ApiResult(indicators.OpenApi()));
        app.MapMethods($"/{AcknowledgeLinks.Path}", ["GET", "POST"],
            (Delegate)((HttpContext http) => acknowledge.AnswerAsync(http.Request, http.RequestAborted)));
        try
        {
            await app.StartAsync().ConfigureAwait(false);
        }
        catch (IOException e)
        {
            await app.DisposeAsync().ConfigureAwait(false);
            throw new PipelineException(e, ErrorCatalogue.ArgumentWrong, "--port", new Domain.Text.Bilingual(
                $"cổng {port} đang được dùng; chọn cổng khác, hoặc 0 để tự chọn", $"port {port} is in use; choose another, or 0 for a free one"));
        }

        return new(app);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
