using System.Text.Json;
using GovPipeline.Pipeline;
using GovPipeline.Pipeline.Running;
using GovPipeline.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace GovPipeline.Functions.Tests;

/// <summary>What the worker would send to Application Insights, caught before it is sent.</summary>
public sealed class TelemetryTests
{
    private static readonly Action<ILogger, string, Exception?> Say = LoggerMessage.Define<string>(LogLevel.Information, new(1), "told {Text}");
    private static readonly Action<ILogger, string, Exception?> Warn = LoggerMessage.Define<string>(LogLevel.Warning, new(2), "slow {Text}");

    [Fact]
    public void A_line_is_told_once_masked_and_lines_of_libraries_only_when_something_is_wrong()
    {
        var lines = new List<LogRecord>();
        using var services = Services(s => s.AddOpenTelemetry().WithLogging(l => l.AddInMemoryExporter(lines)));
        var factory = services.GetRequiredService<ILoggerFactory>();
        foreach (var category in (string[])["System.Net.Http.HttpClient.source.LogicalHandler", "Azure.Core", "Polly", "Microsoft.Hosting.Lifetime"])
        {
            Say(factory.CreateLogger(category), "https://nguon.example/", null);
        }

        Warn(factory.CreateLogger("System.Net.Http.HttpClient.source.LogicalHandler"), "x", null);
        Say(factory.CreateLogger("GovPipeline.Pipeline.Jobs.PullSource"), "của ông Nguyễn Văn An, 0912345678", null);
        lines.Select(l => l.LogLevel).ShouldBe([LogLevel.Warning, LogLevel.Information]);
        var told = $"{lines[^1].FormattedMessage} {string.Join(' ', lines[^1].Attributes!.Select(a => a.Value))}";
        told.ShouldNotContain("Nguyễn Văn An");
        told.ShouldNotContain("0912345678");
    }

    [Fact]
    public void Runs_are_metrics_of_our_meter()
    {
        var metrics = new List<Metric>();
        using var services = Services(s => s.AddOpenTelemetry().WithMetrics(m => m.AddInMemoryExporter(metrics)));
        var provider = services.GetRequiredService<MeterProvider>();
        services.GetRequiredService<TracerProvider>().ShouldNotBeNull();
        services.GetRequiredService<JobMetrics>().Ended(JobNames.PullSource, "done", new JobRun { Rows = 5, Bytes = 7 }, 3, TimeSpan.FromSeconds(2));
        provider.ForceFlush();
        metrics.Select(m => m.Name).ShouldBeSubsetOf(
            ["govpipeline.job.runs", "govpipeline.job.rows", "govpipeline.job.bytes", "govpipeline.job.requests", "govpipeline.job.duration"]);
        metrics.Count.ShouldBe(5);
    }

    [Fact]
    public void One_trace_in_five_is_kept_and_every_line_of_a_log_whatever_becomes_of_its_trace()
    {
        var (lines, traces) = (new List<LogRecord>(), new List<System.Diagnostics.Activity>());
        using var services = Services(s => s.AddOpenTelemetry().WithLogging(l => l.AddInMemoryExporter(lines)).WithTracing(t => t.AddInMemoryExporter(traces)),
            "InstrumentationKey=00000000-0000-0000-0000-000000000000;IngestionEndpoint=http://127.0.0.1:1/");
        services.GetRequiredService<TracerProvider>().ShouldNotBeNull();
        var log = services.GetRequiredService<ILoggerFactory>().CreateLogger("GovPipeline.Pipeline.Jobs.PullSource");
        var metrics = services.GetRequiredService<JobMetrics>();
        for (var run = 0; run < 1000; run++)
        {
            using var trace = metrics.Begin(JobNames.PullSource);
            Warn(log, "x", null);
        }

        traces.Count(t => t.Recorded).ShouldBeInRange(100, 320);
        lines.Count.ShouldBe(1000);
    }

    [Fact]
    public void The_host_leaves_telemetry_to_OpenTelemetry_so_that_nothing_is_told_twice()
    {
        using var host = JsonDocument.Parse(File.ReadAllText(Path.Combine(Path.GetDirectoryName(Csv.Seeds)!, "host.json")));
        host.RootElement.GetProperty("telemetryMode").GetString().ShouldBe("OpenTelemetry");
        host.RootElement.TryGetProperty("logging", out var logging).ShouldBeTrue();
        logging.TryGetProperty("applicationInsights", out _).ShouldBeFalse("the two do not go together");
        var readme = File.ReadAllText(Path.Combine(Path.GetDirectoryName(Csv.Seeds)!, "functions", "GovPipeline.Functions", "README.md"));
        Leaves(host.RootElement, string.Empty).Where(l => l != "version").ShouldAllBe(l => readme.Contains($"`{l}`", StringComparison.Ordinal));
    }

    private static IEnumerable<string> Leaves(JsonElement element, string path) => element.ValueKind == JsonValueKind.Object
        ? element.EnumerateObject().SelectMany(p => Leaves(p.Value, path.Length == 0 ? p.Name : $"{path}.{p.Name}")) : [path];

    private static ServiceProvider Services(Action<IServiceCollection> more, string? insights = null)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(
        [
            new("Work", "UseDevelopmentStorage=true"), new("Published", "UseDevelopmentStorage=true"), new("Pipeline:Seeds", Csv.Seeds),
            new(Telemetry.ConnectionKey, insights),
        ]).Build();
        var services = new ServiceCollection();
        services.AddTelemetry(configuration);
        services.AddGovPipeline(configuration);
        more(services);
        return services.BuildServiceProvider();
    }
}
