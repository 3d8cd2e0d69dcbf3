namespace GovPipeline.Domain.Errors;

/// <summary>A row that went to quarantine, with all that is wrong in it.</summary>
/// <param name="Sheet">Sheet or archive entry; empty when the file has only one.</param>
/// <param name="Row">Row of the sheet, counted as a spreadsheet does, from 1.</param>
/// <param name="Key">What the clerk finds it by: the dossier code, or unit and day; never a name.</param>
/// <param name="Errors">Everything that is wrong.</param>
/// <param name="Cells">The row by heading, as it was read: columns that are not read, and those that could name a person, left out.</param>
public sealed record RejectedRow(
    string Sheet, int Row, string Key, IReadOnlyList<RowError> Errors, IReadOnlyDictionary<string, string> Cells);
