using GovPipeline.Storage.Exports;
using GovPipeline.Storage.Ledger;

namespace GovPipeline.Pipeline.Ingesting;

/// <summary>Finds exports that are not in the ledger as they are now: dropped by hand, or missed by a trigger.</summary>
public sealed class MissedExports(ExportStore exports, FileLedger ledger)
{
    // What the ledger knew once it knows for good, unless the blob is written again and gets another tag.
    private readonly System.Collections.Concurrent.ConcurrentDictionary<string, string> _known = new(StringComparer.Ordinal);

    /// <summary>Their names.</summary>
    public async Task<IReadOnlyList<string>> ListAsync(CancellationToken cancellationToken)
    {
        var missed = new List<string>();
        await foreach (var blob in exports.ListAsync(cancellationToken).ConfigureAwait(false))
        {
            if (_known.TryGetValue(blob.Name, out var tag) && tag == blob.ETag)
            {
                continue;
            }

            if (await ledger.FindBlobAsync(blob, cancellationToken).ConfigureAwait(false) is null)
            {
                missed.Add(blob.Name);
            }
            else
            {
                _known[blob.Name] = blob.ETag;
            }
        }

        return missed;
    }

    /// <summary>The same without remembering anything: what another host said of an export since is seen too.</summary>
    public async Task<IReadOnlyList<string>> ListAllAsync(CancellationToken cancellationToken)
    {
        var (missed, pointers) = (new List<string>(), await ledger.BlobsAsync(cancellationToken).ConfigureAwait(false));
        await foreach (var blob in exports.ListAsync(cancellationToken).ConfigureAwait(false))
        {
            if (!pointers.TryGetValue(blob.Name, out var pointer) || pointer.BlobETag != blob.ETag)
            {
                _known.TryRemove(blob.Name, out _);
                missed.Add(blob.Name);
            }
        }

        return missed;
    }

    /// <summary>Makes it look again at an export that is to be taken in again.</summary>
    public void Forget(string name) => _known.TryRemove(name, out _);
}
