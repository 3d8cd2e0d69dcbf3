namespace GovPipeline.Sources.Reading;

/// <summary>What became of the rows of a file: <c>Rows = Accepted + Rejected</c>, always.</summary>
/// <param name="Rows">Data rows, blank and total rows left out.</param>
/// <param name="Accepted">Rows that became records.</param>
/// <param name="Rejected">Rows in quarantine.</param>
/// <param name="Layout">Rows that hold no data: blank lines, "Tổng cộng".</param>
/// <param name="Repaired">Accepted rows of which something was repaired for certain.</param>
/// <param name="FirstDay">The earliest day of receipt (or reading) among accepted rows; null without any.</param>
public readonly record struct FileTally(long Rows, long Accepted, long Rejected, long Layout, long Repaired, DateOnly? FirstDay);
