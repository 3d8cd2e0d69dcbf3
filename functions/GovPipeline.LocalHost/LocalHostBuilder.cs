using GovPipeline.Domain.Errors;
using GovPipeline.Pipeline;
using GovPipeline.Pipeline.Configuration;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace GovPipeline.LocalHost;

/// <summary>
/// Builds the local host: the same jobs as on Azure, one background service a job. A command uses its services and never starts
/// it; <c>run</c> does. Settings come from <c>govpipeline.json</c>, then the environment, then the command line.
/// </summary>
public static class LocalHostBuilder
{
    /// <summary>Builds, and checks every option before anything runs.</summary>
    /// <param name="settings">What the command sets.</param>
    /// <param name="verbose">Whether to log to the console, on standard error.</param>
    /// <param name="configure">Further services; null for none.</param>
    /// <exception cref="PipelineException">GP9xx.</exception>
    public static IHost Build(IEnumerable<KeyValuePair<string, string?>> settings, bool verbose, Action<IServiceCollection>? configure = null)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new() { DisableDefaults = true });
        builder.Configuration.AddConfiguration(LocalConfiguration.Read(settings));
        builder.Logging
            .AddSimpleConsole(console => console.SingleLine = true)
            .SetMinimumLevel(verbose ? LogLevel.Information : LogLevel.Critical) // a command says itself what went wrong, in one message
            .AddFilter("System.Net.Http", LogLevel.Warning)
            .AddFilter("Microsoft.Hosting", LogLevel.Warning)
            .AddFilter("Azure", LogLevel.Warning);
        builder.Services.Configure<Microsoft.Extensions.Logging.Console.ConsoleLoggerOptions>(o => o.LogToStandardErrorThreshold = LogLevel.Trace);
        var services = builder.Services;
        configure?.Invoke(services);
        services.AddGovPipeline(builder.Configuration);
        services.AddWindowsService(service => service.ServiceName = "GovPipeline"); // nothing where it runs as no service of Windows
        services.AddSingleton<JobDispatcher>().AddSingleton<QueueMessages>().AddSingleton<LocalJobs>();
        foreach (var job in JobCatalogue.All)
        {
            services.AddSingleton<IHostedService>(provider => job.Kind switch
            {
                TriggerKind.Timer => ActivatorUtilities.CreateInstance<TimerWorker>(provider, job),
                TriggerKind.Queue => ActivatorUtilities.CreateInstance<QueueWorker>(provider, job),
                TriggerKind.Blob => ActivatorUtilities.CreateInstance<BlobWorker>(provider, job),
                _ => throw new InvalidOperationException($"{job.Kind} starts no job."),
            });
        }

        var host = builder.Build();
        try
        {
            host.Services.GetRequiredService<IStartupValidator>().Validate();
            return host;
        }
        catch (OptionsValidationException e)
        {
            host.Dispose();
            throw PipelineServices.Explain(e);
        }
    }
}
