using Azure.Core;
using Azure.Core.Pipeline;

namespace GovPipeline.Storage.Accounts;

/// <summary>
/// Storage requests that a piece of work makes, tries included, and the bytes they carry: what it costs, whichever clients it used. A request
/// that several pieces of work of one process share (<see cref="GroupedWork{T}"/>) counts for the one that began it.
/// </summary>
public sealed class RequestCount
{
    private static readonly AsyncLocal<RequestCount?> Current = new();
    private long _requests, _bytes;

    /// <summary>How many there were.</summary>
    public long Requests => Interlocked.Read(ref _requests);

    /// <summary>Bytes of contents, up and down.</summary>
    public long Bytes => Interlocked.Read(ref _bytes);

    /// <summary>What every client has in its pipeline.</summary>
    internal static HttpPipelinePolicy Policy { get; } = new Counting();

    /// <summary>Counts from here on what this flow of work, and what it starts, requests.</summary>
    public static RequestCount Begin() => Current.Value = new();

    private sealed class Counting : HttpPipelineSynchronousPolicy
    {
        public override void OnSendingRequest(HttpMessage message)
        {
            if (Current.Value is { } count)
            {
                Interlocked.Increment(ref count._requests);
                Interlocked.Add(ref count._bytes, message.Request.Content?.TryComputeLength(out var length) == true ? length : 0);
            }
        }

        public override void OnReceivedResponse(HttpMessage message)
        {
            if (Current.Value is { } count && message.HasResponse)
            {
                Interlocked.Add(ref count._bytes,
                    message.Response.ContentStream is { CanSeek: true } whole ? whole.Length : message.Response.Headers.ContentLengthLong ?? 0);
            }
        }
    }
}
