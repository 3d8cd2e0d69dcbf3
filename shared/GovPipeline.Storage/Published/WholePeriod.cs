namespace GovPipeline.Storage.Published;

/// <summary>What one publication left of a period: rows of two are never among them.</summary>
/// <param name="Dataset">Its row in <c>datasets</c>.</param>
/// <param name="Rows">Its rows in the table of its kind.</param>
/// <param name="Indicators">Its rows in <c>indicators</c>.</param>
public sealed record WholePeriod(DatasetRow Dataset, IReadOnlyList<PeriodRow> Rows, IReadOnlyList<IndicatorRow> Indicators)
{
    /// <summary>Whether a row in <c>datasets</c> is of the same publication.</summary>
    public bool IsOf(DatasetRow dataset)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        return (dataset.Period, dataset.Version, dataset.Checksum, dataset.IndicatorChecksum)
            == (Dataset.Period, Dataset.Version, Dataset.Checksum, Dataset.IndicatorChecksum);
    }
}
