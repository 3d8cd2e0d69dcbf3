using GovPipeline.Domain.Errors;
using GovPipeline.Pipeline;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace GovPipeline.Cli.Hosting;

/// <summary>Builds the services of a command: environment variables and <c>govpipeline.json</c>, then what the command sets.</summary>
internal static class HostBuilder
{
    /// <summary>Builds, and checks every option before anything runs.</summary>
    /// <param name="settings">What the command sets.</param>
    /// <param name="verbose">Whether to log to the console; warnings are always logged.</param>
    /// <param name="configure">Further services; null for none.</param>
    /// <exception cref="PipelineException">GP9xx.</exception>
    public static ServiceProvider Build(
        IEnumerable<KeyValuePair<string, string?>> settings, bool verbose, Action<IServiceCollection>? configure = null)
    {
        var configuration = new ConfigurationBuilder()
            .AddJsonFile(Path.GetFullPath("govpipeline.json"), optional: true)
            .AddEnvironmentVariables()
            .AddInMemoryCollection(settings)
            .Build();
        var services = new ServiceCollection();
        services.AddLogging(logging => logging
            .AddSimpleConsole(console => console.SingleLine = true)
            .SetMinimumLevel(verbose ? LogLevel.Information : LogLevel.Warning)
            .AddFilter("System.Net.Http", LogLevel.Warning)
            .AddFilter("Azure", LogLevel.Warning));
        configure?.Invoke(services);
        services.AddGovPipeline(configuration);
        services.AddSingleton<JobDispatcher>().AddSingleton<QueuePump>().AddSingleton<LocalHost>();
        var provider = services.BuildServiceProvider();
        try
        {
            provider.GetRequiredService<IStartupValidator>().Validate();
            return provider;
        }
        catch (OptionsValidationException e)
        {
            provider.Dispose();
            throw PipelineServices.Explain(e);
        }
    }
}
