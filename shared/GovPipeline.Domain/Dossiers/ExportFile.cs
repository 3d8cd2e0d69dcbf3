namespace GovPipeline.Domain.Dossiers;

/// <summary>The file a version came from, as far as it decides which version is newest and where a figure comes from.</summary>
/// <param name="SourceId">Id of the source.</param>
/// <param name="ExportDate">The local day up to which the export tells.</param>
/// <param name="Sha256">SHA-256 of its content, lower-case hexadecimal.</param>
public sealed record ExportFile(string SourceId, DateOnly ExportDate, string Sha256);
