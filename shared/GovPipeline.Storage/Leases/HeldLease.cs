using System.Diagnostics;
using Azure;
using Azure.Storage.Blobs.Specialized;

namespace GovPipeline.Storage.Leases;

/// <summary>
/// A lease that is held. It is renewed three times in its length; when another has it, or storage cannot be reached, <see cref="Lost"/>
/// stops the work. Where storage is only slow the work waits: a lease that ran out is still its holder's as long as nobody took it, and can be renewed.
/// </summary>
public sealed class HeldLease : IAsyncDisposable
{
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(3), BetweenLooks = TimeSpan.FromMilliseconds(50), UntilRenewed = WriterLease.Length / 4;
    private readonly BlobLeaseClient _lease;
    private readonly CancellationTokenSource _lost;
    private readonly CancellationTokenSource _done = new();
    private readonly Task _renewing;
    private volatile Stopwatch _since;

    internal HeldLease(BlobLeaseClient lease, Stopwatch since, CancellationToken cancellationToken)
    {
        (_lease, _since) = (lease, since);
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

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _done.CancelAsync().ConfigureAwait(false);
        await _renewing.ConfigureAwait(false);
        try
        {
            await _lease.ReleaseAsync(cancellationToken: CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception e) when (e is RequestFailedException or AggregateException or IOException or OperationCanceledException)
        {
            // It ends by itself.
        }

        _done.Dispose();
        _lost.Dispose();
    }

    private async Task RenewAsync()
    {
        try
        {
            while (true)
            {
                var rest = UntilRenewed - _since.Elapsed; // none where the last renewal took long
                await Task.Delay(rest > TimeSpan.Zero ? rest : TimeSpan.Zero, _done.Token).ConfigureAwait(false);
                var since = Stopwatch.StartNew(); // before the request: the lease cannot end earlier than this plus its length
                await _lease.RenewAsync(cancellationToken: _done.Token).ConfigureAwait(false);
                _since = since;
            }
        }
        catch (OperationCanceledException) when (_done.IsCancellationRequested)
        {
            // The work is done.
        }
        catch (Exception)
        {
            await _lost.CancelAsync().ConfigureAwait(false);
        }
    }
}
