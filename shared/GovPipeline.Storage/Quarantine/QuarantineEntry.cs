using GovPipeline.Domain.Errors;

namespace GovPipeline.Storage.Quarantine;

/// <summary>A rejected row as it is kept.</summary>
/// <param name="File">Name of the export.</param>
/// <param name="SourceId">The source.</param>
/// <param name="Row">Row of the file, from 1.</param>
/// <param name="Key">Dossier code, or unit and day.</param>
/// <param name="Errors">All that is wrong.</param>
public sealed record QuarantineEntry(string File, string SourceId, int Row, string Key, IReadOnlyList<RowError> Errors);
