using GovPipeline.Domain.Errors;
using GovPipeline.Sources.Pulling;
using Microsoft.Extensions.Configuration;

namespace GovPipeline.Pipeline.Configuration;

/// <summary>Secrets and addresses of sources from configuration: environment, secret store, file.</summary>
/// <param name="configuration">The configuration.</param>
public sealed class SourceSettings(IConfiguration configuration) : ISourceSettings
{
    /// <inheritdoc/>
    public string Secret(string name, string neededBy) => configuration[$"Secrets:{name}"] is { Length: > 0 } secret
        ? secret
        : throw new PipelineException(ErrorCatalogue.SecretMissing, name, neededBy);

    /// <inheritdoc/>
    public string? BaseUrl(string sourceId)
    {
        ArgumentNullException.ThrowIfNull(sourceId);

        // App Service on Linux takes no hyphen in the name of a setting.
        return configuration[$"Sources:{sourceId}:BaseUrl"] ?? configuration[$"Sources:{sourceId.Replace('-', '_')}:BaseUrl"];
    }
}
