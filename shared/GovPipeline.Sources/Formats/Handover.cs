namespace GovPipeline.Sources.Formats;

/// <summary>
/// Hands things from one thread to another, in their order. Whoever waits sleeps at once: the platform's own collection looks again and again
/// first, and on two cores takes the processor from the very thread that it waits for. Nothing bounds it: as many things as there are go round.
/// </summary>
/// <typeparam name="T">The things.</typeparam>
public sealed class Handover<T>
{
    private readonly Queue<T> _waiting = new();
    private readonly object _lock = new();
    private bool _isEnded;

    /// <summary>Hands a thing over.</summary>
    public void Add(T thing)
    {
        lock (_lock)
        {
            _waiting.Enqueue(thing);
            Monitor.Pulse(_lock);
        }
    }

    /// <summary>Waits for the next thing.</summary>
    /// <returns>False when it is ended and nothing is left.</returns>
    public bool TryTake([System.Diagnostics.CodeAnalysis.MaybeNullWhen(false)] out T thing)
    {
        lock (_lock)
        {
            while (_waiting.Count == 0 && !_isEnded)
            {
                Monitor.Wait(_lock);
            }

            return _waiting.TryDequeue(out thing);
        }
    }

    /// <summary>Says that nothing more comes; what came is still taken.</summary>
    public void End()
    {
        lock (_lock)
        {
            _isEnded = true;
            Monitor.PulseAll(_lock);
        }
    }
}
