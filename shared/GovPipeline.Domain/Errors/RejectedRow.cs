namespace GovPipeline.Domain.Errors;

/// <summary>A row that went to quarantine, with all that is wrong in it.</summary>
/// <param name="Row">Row of the file, counted as a spreadsheet does, from 1.</param>
/// <param name="Key">What the clerk finds it by: the dossier code, or unit and day; never a name.</param>
/// <param name="Errors">Everything that is wrong.</param>
public sealed record RejectedRow(int Row, string Key, IReadOnlyList<RowError> Errors);
