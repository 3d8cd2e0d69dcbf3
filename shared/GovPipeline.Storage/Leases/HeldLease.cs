using System.Diagnostics;
using Azure;
using Azure.Storage.Blobs.Specialized;
using GovPipeline.Domain.Errors;

namespace GovPipeline.Storage.Leases;

/// <summary>
/// A lease that is held. It is renewed three times in its length; when another has it, or storage does not answer for minutes, <see cref="Lost"/>
/// stops the work. Where storage is only slow the work waits: a lease that ran out is still its holder's as long as nobody took it, and can be renewed.
/// </summary>
public sealed class HeldLease : IAsyncDisposable
{
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(3), UntilRenewed = WriterLease.Length / 4, LongestTry = TimeSpan.FromSeconds(6),
        BetweenTries = TimeSpan.FromSeconds(1), BetweenLooks = TimeSpan.FromMilliseconds(50), LongestWait = TimeSpan.FromMinutes(2);

    private readonly BlobLeaseClient _lease;
    private readonly CancellationToken _outer;
    private readonly CancellationTokenSource _lost;
    private readonly CancellationTokenSource _done = new();
    private readonly Task _renewing;
    private volatile Stopwatch _since;
    private volatile bool _isLost;

    internal HeldLease(BlobLeaseClient lease, Stopwatch since, CancellationToken cancellationToken)
    {
        (_lease, _since, _outer) = (lease, since, cancellationToken);
        _lost = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _renewing = RenewAsync();
    }

    /// <summary>Is cancelled when the lease is lost, or the work is.</summary>
    public CancellationToken Lost => _lost.Token;

    /// <summary>
    /// Call before a write: it waits until the lease is held for some seconds yet. What the write replaces must have been read before this
    /// call, and be written on condition that it still stands: then no host that lost its lease while it slept puts older figures over newer ones.
    /// </summary>
    /// <exception cref="OperationCanceledException">The lease is lost, or the work is stopped.</exception>
    public async Task EnsureAsync()
    {
        _lost.Token.ThrowIfCancellationRequested();
        while (_since.Elapsed > WriterLease.Length - Margin)
        {
            await Task.Delay(BetweenLooks, _lost.Token).ConfigureAwait(false);
        }
    }

    /// <summary>Works under the lease.</summary>
    /// <param name="work">The work; it stops with <see cref="Lost"/>.</param>
    /// <exception cref="PipelineException">GP402: the lease was lost meanwhile.</exception>
    public async Task<T> WorkAsync<T>(Func<Task<T>> work)
    {
        ArgumentNullException.ThrowIfNull(work);
        try
        {
            return await work().ConfigureAwait(false);
        }
        catch (Exception e) when (_isLost && !_outer.IsCancellationRequested && IsCancelled(e))
        {
            throw new PipelineException(e, ErrorCatalogue.StorageContention, "lease", 1);
        }
    }

    /// <inheritdoc cref="WorkAsync{T}"/>
    public Task WorkAsync(Func<Task> work) => WorkAsync(async () =>
    {
        ArgumentNullException.ThrowIfNull(work);
        await work().ConfigureAwait(false);
        return true;
    });

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _done.CancelAsync().ConfigureAwait(false);
        await _renewing.ConfigureAwait(false);
        try
        {
            if (!_isLost)
            {
                using var limit = new CancellationTokenSource(LongestTry);
                await _lease.ReleaseAsync(cancellationToken: limit.Token).ConfigureAwait(false);
            }
        }
        catch (Exception e) when (e is RequestFailedException or AggregateException or IOException or OperationCanceledException)
        {
            // It ends by itself.
        }

        _done.Dispose();
        _lost.Dispose();
    }

    /// <summary>Also of a request that failed before it was tried again and cancelled.</summary>
    private static bool IsCancelled(Exception e) =>
        e is OperationCanceledException || (e is AggregateException several && several.InnerExceptions.Any(i => i is OperationCanceledException));

    private async Task RenewAsync()
    {
        try
        {
            while (true)
            {
                var rest = UntilRenewed - _since.Elapsed; // none where the last renewal took long
                await Task.Delay(rest > TimeSpan.Zero ? rest : TimeSpan.Zero, _done.Token).ConfigureAwait(false);
                while (!await TryRenewAsync().ConfigureAwait(false))
                {
                    await Task.Delay(BetweenTries, _done.Token).ConfigureAwait(false);
                }
            }
        }
        catch (OperationCanceledException) when (_done.IsCancellationRequested)
        {
            // The work is done.
        }
        catch (Exception)
        {
            _isLost = true;
            await _lost.CancelAsync().ConfigureAwait(false);
        }
    }

    /// <returns>False when storage did not answer in time, and may do so when it is asked again.</returns>
    private async Task<bool> TryRenewAsync()
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(_done.Token);
        limit.CancelAfter(LongestTry);
        var since = Stopwatch.StartNew(); // before the request: the lease cannot end earlier than this plus its length
        try
        {
            var renewed = await _lease.RenewAsync(cancellationToken: limit.Token).ConfigureAwait(false);
            if (renewed.Value.LeaseId != _lease.LeaseId)
            {
                throw new InvalidOperationException("Another's lease was renewed."); // an emulator does so
            }

            _since = since;
            return true;
        }
        catch (Exception e) when (!_done.IsCancellationRequested && _since.Elapsed < LongestWait
            && (e is OperationCanceledException or AggregateException or IOException or RequestFailedException { Status: 0 or 408 or 429 or >= 500 }))
        {
            return false;
        }
    }
}
