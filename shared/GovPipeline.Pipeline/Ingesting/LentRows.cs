using System.Buffers;
using GovPipeline.Domain.Dossiers;

namespace GovPipeline.Pipeline.Ingesting;

/// <summary>The rows of a partition, in a place that is used again for the next one when they are given back.</summary>
public sealed class LentRows : IDisposable
{
    private readonly Dossier[] _place;

    internal LentRows(int count) => (_place, Rows) = Rent(count);

    /// <summary>The rows; not to be looked at once they are given back.</summary>
    public Memory<Dossier> Rows { get; }

    /// <inheritdoc/>
    public void Dispose() => ArrayPool<Dossier>.Shared.Return(_place);

    private static (Dossier[] Place, Memory<Dossier> Rows) Rent(int count)
    {
        var place = ArrayPool<Dossier>.Shared.Rent(count);
        return (place, place.AsMemory(0, count));
    }
}
