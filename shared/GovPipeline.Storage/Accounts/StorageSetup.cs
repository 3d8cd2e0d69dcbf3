using Azure;
using GovPipeline.Domain.Errors;

namespace GovPipeline.Storage.Accounts;

/// <summary>Makes what is missing in both accounts.</summary>
/// <param name="work">The work account.</param>
/// <param name="published">The published account.</param>
public sealed class StorageSetup(WorkAccount work, PublishedAccount published) : IDisposable
{
    private readonly SemaphoreSlim _once = new(1, 1);
    private bool _done;

    /// <summary>Makes containers, queues and tables that are not there; the first call of the process only.</summary>
    /// <exception cref="PipelineException">GP401.</exception>
    public async Task EnsureAsync(CancellationToken cancellationToken)
    {
        if (_done)
        {
            return;
        }

        await _once.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (!_done)
            {
                await CreateAsync(cancellationToken).ConfigureAwait(false);
                _done = true;
            }
        }
        catch (Exception e) when (e is RequestFailedException or AggregateException)
        {
            throw new PipelineException(e, ErrorCatalogue.StorageUnreachable, work.Account.BlobAddress, e.Message.Split('\n')[0]);
        }
        finally
        {
            _once.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _once.Dispose();

    private Task CreateAsync(CancellationToken cancellationToken) => Task.WhenAll(
    [
        .. StorageNames.Containers.Select(c => work.Account.Container(c).CreateIfNotExistsAsync(cancellationToken: cancellationToken)),
        .. StorageNames.Queues.SelectMany(q => new[] { q, q + StorageNames.PoisonSuffix })
            .Select(q => work.Account.Queue(q).CreateIfNotExistsAsync(cancellationToken: cancellationToken)),
        .. StorageNames.WorkTables.Select(t => (Task)work.Account.Table(t).CreateIfNotExistsAsync(cancellationToken)),
        .. StorageNames.PublishedTables.Select(t => (Task)published.Account.Table(t).CreateIfNotExistsAsync(cancellationToken)),
    ]);
}
