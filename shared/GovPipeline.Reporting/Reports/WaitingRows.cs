namespace GovPipeline.Reporting.Reports;

/// <summary>Rows in quarantine that would change a figure if they were right, and between what it would then be.</summary>
/// <param name="Rows">How many.</param>
/// <param name="Lowest">The lowest it could be; null where a row may say any number.</param>
/// <param name="Highest">The highest; null where a row may say any number.</param>
public sealed record WaitingRows(int Rows, decimal? Lowest, decimal? Highest);
