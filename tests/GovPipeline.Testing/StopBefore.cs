using Azure.Core;
using Azure.Core.Pipeline;

namespace GovPipeline.Testing;

/// <summary>Lets something else happen, once, just before a storage request.</summary>
public sealed class StopBefore : HttpPipelinePolicy
{
    private Func<Task>? _happens;
    private string _path = string.Empty;

    /// <summary>What happens before the next request to read a path with this in it.</summary>
    public void Reading(string path, Func<Task> happens) => (_path, _happens) = (path, happens);

    /// <inheritdoc/>
    public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        ArgumentNullException.ThrowIfNull(message);
        if (message.Request.Method == RequestMethod.Get && _happens is { } happens
            && Uri.UnescapeDataString(message.Request.Uri.PathAndQuery).Contains(_path, StringComparison.Ordinal))
        {
            _happens = null;
            await happens().ConfigureAwait(false);
        }

        await ProcessNextAsync(message, pipeline).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) => ProcessNext(message, pipeline);
}
