using GovPipeline.Domain.Dossiers;

namespace GovPipeline.Storage.Facts;

/// <summary>The facts of one partition: the newest version of each of its dossiers, by code, and the files they came from.</summary>
/// <param name="Dossiers">Sorted by code; <see cref="Dossier.FileIndex"/> points into <paramref name="Files"/>.</param>
/// <param name="Files">The files.</param>
public sealed record DossierPartition(Dossier[] Dossiers, IReadOnlyList<ExportFile> Files)
{
    /// <summary>A partition that nothing came for.</summary>
    public static DossierPartition Empty { get; } = new([], []);
}
