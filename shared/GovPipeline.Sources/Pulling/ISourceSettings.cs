namespace GovPipeline.Sources.Pulling;

/// <summary>Secrets and addresses that are configuration, not definition.</summary>
public interface ISourceSettings
{
    /// <summary>The secret of a name (<c>Secrets:{name}</c>).</summary>
    /// <exception cref="Domain.Errors.PipelineException">GP902.</exception>
    string Secret(string name, string neededBy);

    /// <summary>The address that replaces a source's own (<c>Sources:{id}:BaseUrl</c>), or null.</summary>
    string? BaseUrl(string sourceId);
}
