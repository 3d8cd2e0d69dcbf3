namespace GovPipeline.Pipeline.Ingesting;

/// <summary>
/// Runs what may never end: it is asked to stop when its time is up, and left behind on its thread when it does not listen, so that the
/// night goes on.
/// </summary>
public static class TimeLimited
{
    /// <summary>Runs it on a thread of the pool.</summary>
    /// <param name="work">What may take long; listens to its token as well as it can.</param>
    /// <param name="limit">Its time.</param>
    /// <param name="grace">How long it may take to stop.</param>
    /// <param name="cancellationToken">Stops it before its time.</param>
    /// <returns>What it gave, or null when its time was up.</returns>
    public static async Task<T?> RunAsync<T>(Func<CancellationToken, T> work, TimeSpan limit, TimeSpan grace, CancellationToken cancellationToken)
        where T : class, IDisposable
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        ending.CancelAfter(limit);
        var token = ending.Token;
        var running = Task.Factory.StartNew(() => work(token), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        try
        {
            return await running.WaitAsync(limit + grace, CancellationToken.None).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (ending.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return null;
        }
        catch (TimeoutException) when (!running.IsCompleted)
        {
            _ = running.ContinueWith(
                late =>
                {
                    if (late.IsCompletedSuccessfully)
                    {
                        late.Result.Dispose();
                    }
                    else
                    {
                        _ = late.Exception; // nobody waits for it
                    }
                },
                CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
            cancellationToken.ThrowIfCancellationRequested();
            return null;
        }
    }
}
