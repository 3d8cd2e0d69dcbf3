namespace GovPipeline.Domain.Errors;

/// <summary>A row that was taken in with something repaired.</summary>
/// <param name="Sheet">Sheet or archive entry; empty when the file has only one.</param>
/// <param name="Row">Row of the sheet, from 1.</param>
/// <param name="Key">The dossier code, or unit and day.</param>
/// <param name="Repairs">All that was repaired.</param>
public sealed record RepairedRow(string Sheet, int Row, string Key, IReadOnlyList<Repair> Repairs);
