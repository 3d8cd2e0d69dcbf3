using Azure.Core;
using Azure.Core.Pipeline;

namespace GovPipeline.Testing;

/// <summary>Counts storage requests, and "kills the process" at one of them: it and every later one fail at once.</summary>
public sealed class KillAt : HttpPipelinePolicy
{
    private int _requests;

    /// <summary>The request that is the last; requests count from 1. Nothing is killed at the default value.</summary>
    public int Last { get; set; } = int.MaxValue;

    /// <summary>Whether the last request still reaches storage before its answer is lost.</summary>
    public bool AfterLast { get; set; }

    /// <summary>Requests so far.</summary>
    public int Requests => _requests;

    /// <summary>Method, path and query of every request.</summary>
    public System.Collections.Concurrent.ConcurrentQueue<string> Log { get; } = new();

    /// <summary>Begins to count anew.</summary>
    public void Reset()
    {
        _requests = 0;
        Log.Clear();
    }

    /// <inheritdoc/>
    public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        ArgumentNullException.ThrowIfNull(message);
        var number = Interlocked.Increment(ref _requests);
        Log.Enqueue(Uri.UnescapeDataString($"{message.Request.Method} {message.Request.Uri.PathAndQuery}"));
        if (number > Last || (number == Last && !AfterLast))
        {
            throw new KilledException();
        }

        await ProcessNextAsync(message, pipeline).ConfigureAwait(false);
        if (number == Last)
        {
            throw new KilledException();
        }
    }

    /// <inheritdoc/>
    public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        if (Interlocked.Increment(ref _requests) >= Last)
        {
            throw new KilledException();
        }

        ProcessNext(message, pipeline);
    }
}

/// <summary>The process was "killed".</summary>
public sealed class KilledException : Exception
{
    /// <summary>The process was "killed".</summary>
    public KilledException()
        : base("killed")
    {
    }

    /// <summary>The process was "killed".</summary>
    public KilledException(string message)
        : base(message)
    {
    }

    /// <summary>The process was "killed".</summary>
    public KilledException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
