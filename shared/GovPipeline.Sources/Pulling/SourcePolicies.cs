using System.Collections.Concurrent;
using System.Net;
using GovPipeline.Sources.Definitions;
using Polly;
using Polly.CircuitBreaker;
using Polly.Extensions.Http;
using Polly.Timeout;
using Polly.Wrap;

namespace GovPipeline.Sources.Pulling;

/// <summary>
/// Time-outs, retries and a circuit breaker of each source's own, for <c>Microsoft.Extensions.Http.Polly</c>: one failing
/// source never slows another.
/// </summary>
public sealed class SourcePolicies
{
    /// <summary>Where a request says which source it is for.</summary>
    public static readonly HttpRequestOptionsKey<SourceDefinition> SourceOption = new("GovPipeline.Source");

    private static readonly TimeSpan LongestRetryAfter = TimeSpan.FromMinutes(2);
    private readonly ConcurrentDictionary<string, IAsyncPolicy<HttpResponseMessage>> _policies = new(StringComparer.Ordinal);

    /// <summary>The policy of the source that a request is for.</summary>
    public IAsyncPolicy<HttpResponseMessage> For(HttpRequestMessage request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return request.Options.TryGetValue(SourceOption, out var source) && source.Pull is { } pull
            ? _policies.GetOrAdd(source.Id, static (_, p) => Build(p), pull)
            : Policy.NoOpAsync<HttpResponseMessage>();
    }

    /// <summary>The pause before try <paramref name="attempt"/> (from 1): doubled each time, half to one and a half of it.</summary>
    public static TimeSpan Backoff(PullDefinition pull, int attempt)
    {
        ArgumentNullException.ThrowIfNull(pull);
        var doubled = pull.RetryDelayMilliseconds * Math.Pow(2, Math.Min(attempt - 1, 10));
#pragma warning disable CA5394 // Jitter spreads load; nobody gains by guessing it.
        return TimeSpan.FromMilliseconds(Math.Min(doubled, 300_000) * (0.5 + Random.Shared.NextDouble()));
#pragma warning restore CA5394
    }

    private static AsyncPolicyWrap<HttpResponseMessage> Build(PullDefinition pull)
    {
        var transient = HttpPolicyExtensions.HandleTransientHttpError()
            .Or<TimeoutRejectedException>()
            .OrResult(r => r.StatusCode == HttpStatusCode.TooManyRequests);
        var timeout = Policy.TimeoutAsync<HttpResponseMessage>(TimeSpan.FromSeconds(pull.TimeoutSeconds));
        var breaker = transient.CircuitBreakerAsync(pull.BreakAfter, TimeSpan.FromSeconds(pull.BreakSeconds));
        var retry = transient.WaitAndRetryAsync(
            pull.Retries,
            (attempt, outcome, _) => RetryAfter(outcome.Result) ?? Backoff(pull, attempt),
            (outcome, _, _, _) =>
            {
                outcome.Result?.Dispose();
                return Task.CompletedTask;
            });
        return Policy.WrapAsync(retry, breaker, timeout);
    }

    private static TimeSpan? RetryAfter(HttpResponseMessage? response)
    {
        var wait = response?.Headers.RetryAfter switch
        {
            { Delta: { } delta } => delta,
            { Date: { } date } => date - (response.Headers.Date ?? TimeProvider.System.GetUtcNow()),
            _ => (TimeSpan?)null,
        };
        return wait is null ? null : TimeSpan.FromTicks(Math.Clamp(wait.Value.Ticks, 0, LongestRetryAfter.Ticks));
    }
}
