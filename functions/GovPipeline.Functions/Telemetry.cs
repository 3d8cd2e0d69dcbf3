using Azure.Monitor.OpenTelemetry.Exporter;
using GovPipeline.Pipeline.Running;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace GovPipeline.Functions;

/// <summary>
/// What the worker tells Application Insights, by OpenTelemetry: each line of a log once, runs of jobs as metrics and traces. The filters are here since
/// those of <c>host.json</c> do not reach the worker. Every line has been masked before (<c>GuardedLogs</c>).
/// </summary>
public static class Telemetry
{
    /// <summary>The setting that Azure gives.</summary>
    public const string ConnectionKey = "APPLICATIONINSIGHTS_CONNECTION_STRING";

    /// <summary>Part of the traces that are kept; logs and metrics are kept whole.</summary>
    private const float KeptTraces = 0.2f;

    /// <summary>Adds it; without a connection string filters alone.</summary>
    public static IOpenTelemetryBuilder AddTelemetry(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        services.AddLogging(logging => logging
            .SetMinimumLevel(LogLevel.Information)
            .AddFilter("Azure", LogLevel.Warning)
            .AddFilter("System.Net.Http", LogLevel.Warning) // four lines a request
            .AddFilter("Polly", LogLevel.Warning)
            .AddFilter("Microsoft", LogLevel.Warning)
            .AddFilter("Microsoft.Azure.Functions.Worker", LogLevel.Information)
            .AddOpenTelemetry(open => open.IncludeFormattedMessage = true));
        var telemetry = services.AddOpenTelemetry()
            .WithMetrics(metrics => metrics.AddMeter(JobMetrics.Name))
            .WithTracing(tracing => tracing.AddSource(JobMetrics.Name));
        return configuration[ConnectionKey] is not { Length: > 0 } connection ? telemetry : telemetry.UseAzureMonitorExporter(azure =>
        {
            // The exporter brings a sampler of its own, by traces a second, and would leave out the lines of a log, errors too, of every
            // trace that it does not keep.
            (azure.ConnectionString, azure.TracesPerSecond, azure.SamplingRatio, azure.EnableTraceBasedLogsSampler) = (connection, null, KeptTraces, false);
        });
    }
}
