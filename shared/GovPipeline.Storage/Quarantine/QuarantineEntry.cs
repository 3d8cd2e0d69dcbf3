using GovPipeline.Domain.Errors;

namespace GovPipeline.Storage.Quarantine;

/// <summary>A rejected row as it is kept.</summary>
/// <param name="File">Name of the export.</param>
/// <param name="SourceId">The source.</param>
/// <param name="Sheet">Sheet or archive entry; empty when the file has only one.</param>
/// <param name="Row">Row of the sheet, from 1.</param>
/// <param name="Key">Dossier code, or unit and day.</param>
/// <param name="Errors">All that is wrong.</param>
/// <param name="Cells">The row by heading, columns that could name a person left out.</param>
public sealed record QuarantineEntry(string File, string SourceId, string Sheet, int Row, string Key, IReadOnlyList<RowError> Errors,
    IReadOnlyDictionary<string, string> Cells);
