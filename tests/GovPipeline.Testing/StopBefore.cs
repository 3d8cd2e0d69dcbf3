using Azure.Core;
using Azure.Core.Pipeline;

namespace GovPipeline.Testing;

/// <summary>Lets something else happen, once, just before a storage request.</summary>
public sealed class StopBefore : HttpPipelinePolicy
{
    private Func<Task>? _happens;
    private (string Path, bool Writes) _before;

    /// <summary>What happens before the next request to read a path with this in it.</summary>
    public void Reading(string path, Func<Task> happens) => (_before, _happens) = ((path, false), happens);

    /// <summary>What happens before the next request to write a path with this in it.</summary>
    public void Writing(string path, Func<Task> happens) => (_before, _happens) = ((path, true), happens);

    /// <inheritdoc/>
    public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        ArgumentNullException.ThrowIfNull(message);
        if (_happens is { } happens && message.Request.Method != RequestMethod.Get == _before.Writes
            && Uri.UnescapeDataString(message.Request.Uri.PathAndQuery).Contains(_before.Path, StringComparison.Ordinal))
        {
            _happens = null;
            await happens().ConfigureAwait(false);
        }

        await ProcessNextAsync(message, pipeline).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) => ProcessNext(message, pipeline);
}
