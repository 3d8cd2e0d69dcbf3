namespace GovPipeline.Sources.Reading;

/// <summary>A sheet or archive entry that was left unread.</summary>
/// <param name="Name">Its name; empty when the file has only one.</param>
/// <param name="Reason">Why.</param>
/// <param name="Rows">Rows in it that have anything.</param>
public sealed record SkippedTable(string Name, SkipReason Reason, long Rows);
