using Azure.Core;
using Azure.Core.Pipeline;

namespace GovPipeline.Testing;

/// <summary>Lets something else happen, once, just before or after a storage request; or cuts the host off there.</summary>
public sealed class Interruptions : HttpPipelinePolicy
{
    private readonly Lock _lock = new();
    private readonly List<(Func<string, bool> When, Func<Task> Happens, bool IsAfter)> _rules = [];
    private bool _isDead;

    /// <summary>What happens before the next request whose method and address have all of these texts in them.</summary>
    public void Before(Func<Task> happens, params string[] texts) => Add(happens, isAfter: false, texts);

    /// <summary>What happens after it.</summary>
    public void After(Func<Task> happens, params string[] texts) => Add(happens, isAfter: true, texts);

    /// <summary>Cuts the host off: from now on none of its requests reach storage.</summary>
    public Task DieAsync()
    {
        _isDead = true;
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        ArgumentNullException.ThrowIfNull(message);
        var request = Uri.UnescapeDataString($"{message.Request.Method} {message.Request.Uri.PathAndQuery}");
        await InterruptAsync(request, isAfter: false).ConfigureAwait(false);
        await ProcessNextAsync(message, pipeline).ConfigureAwait(false);
        await InterruptAsync(request, isAfter: true).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) => ProcessNext(message, pipeline);

    private void Add(Func<Task> happens, bool isAfter, string[] texts)
    {
        lock (_lock)
        {
            _rules.Add((request => texts.All(t => request.Contains(t, StringComparison.Ordinal)), happens, isAfter));
        }
    }

    private async Task InterruptAsync(string request, bool isAfter)
    {
        if (Take(request, isAfter) is { } happens && !_isDead)
        {
            await happens().ConfigureAwait(false);
        }

        if (_isDead)
        {
            throw new KilledException();
        }
    }

    private Func<Task>? Take(string request, bool isAfter)
    {
        lock (_lock)
        {
            var index = _rules.FindIndex(r => r.IsAfter == isAfter && r.When(request));
            if (index < 0)
            {
                return null;
            }

            var happens = _rules[index].Happens;
            _rules.RemoveAt(index);
            return happens;
        }
    }
}
