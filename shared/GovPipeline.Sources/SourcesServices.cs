using GovPipeline.Sources.Pulling;
using Microsoft.Extensions.DependencyInjection;

namespace GovPipeline.Sources;

/// <summary>Registers pulling; <see cref="ISourceSettings"/> and a <see cref="TimeProvider"/> come from the host.</summary>
public static class SourcesServices
{
    /// <summary>Adds the puller with its client and policies.</summary>
    public static IServiceCollection AddSources(this IServiceCollection services)
    {
        services.AddSingleton<SourcePolicies>();
        services.AddSingleton<SourceAuthentication>();
        services.AddSingleton<HttpPuller>();
        services.AddSingleton<SftpPuller>();
        services.AddSingleton<SourcePuller>();
        services.AddHttpClient(HttpPuller.ClientName, client => client.Timeout = Timeout.InfiniteTimeSpan)
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler
            {
                // A redirect would carry keys to another host; a source that moved is told in its definition.
                AllowAutoRedirect = false,
                ConnectCallback = SourceConnection.OpenAsync,
                ConnectTimeout = TimeSpan.FromSeconds(30),
                PooledConnectionLifetime = TimeSpan.FromMinutes(10),
            })
            .AddPolicyHandler((provider, request) => provider.GetRequiredService<SourcePolicies>().For(request));
        return services;
    }
}
