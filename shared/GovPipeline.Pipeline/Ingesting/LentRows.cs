using System.Buffers;
using GovPipeline.Domain.Dossiers;

namespace GovPipeline.Pipeline.Ingesting;

/// <summary>The rows of a partition, in a place that is used again for the next one when they are given back.</summary>
public sealed class LentRows : IDisposable
{
    private Dossier[]? _place;

    internal LentRows(int count) => Rows = (_place = ArrayPool<Dossier>.Shared.Rent(count)).AsMemory(0, count);

    /// <summary>The rows; not to be looked at once they are given back.</summary>
    public Memory<Dossier> Rows { get; }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _place, null) is { } place)
        {
            ArrayPool<Dossier>.Shared.Return(place);
        }
    }
}
