using Azure.Core;
using Azure.Core.Pipeline;

namespace GovPipeline.Testing;

/// <summary>Lets storage requests of jobs that run side by side go one at a time, in an order drawn from a seed.</summary>
/// <param name="seed">Another seed, another order.</param>
public sealed class SeededTurns(int seed) : HttpPipelinePolicy
{
    private static readonly TimeSpan Gathering = TimeSpan.FromMilliseconds(2);
    private readonly Random _random = new(seed);
    private readonly List<TaskCompletionSource> _waiting = [];
    private readonly Lock _lock = new();
    private volatile bool _isOn;

    /// <summary>From now on requests wait for their turn.</summary>
    public void Begin()
    {
        _isOn = true;
        _ = Task.Run(GiveTurnsAsync);
    }

    /// <summary>From now on they go as they come.</summary>
    public void End() => _isOn = false;

    /// <inheritdoc/>
    public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        if (_isOn)
        {
            var turn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            lock (_lock)
            {
                _waiting.Add(turn);
            }

            await turn.Task.ConfigureAwait(false);
        }

        await ProcessNextAsync(message, pipeline).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) => ProcessNext(message, pipeline);

    private async Task GiveTurnsAsync()
    {
        while (true)
        {
            await Task.Delay(Gathering).ConfigureAwait(false);
            lock (_lock)
            {
                if (_waiting.Count > 0)
                {
                    var chosen = _isOn ? _random.Next(_waiting.Count) : 0;
                    _waiting[chosen].SetResult();
                    _waiting.RemoveAt(chosen);
                }
                else if (!_isOn)
                {
                    return;
                }
            }
        }
    }
}
