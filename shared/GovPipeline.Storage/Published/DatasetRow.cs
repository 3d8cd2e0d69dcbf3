namespace GovPipeline.Storage.Published;

/// <summary>
/// Table <c>datasets</c>: what is published of a period (partition <c>all</c>), written after everything else — a period without
/// a row here is not published — and what each night expected and got (partition <c>nights</c>, its day in the place of the period).
/// </summary>
public sealed record DatasetRow : IPublishedRow
{
    /// <summary><c>all</c> for periods, <c>nights</c> for nights.</summary>
    public required string Partition { get; init; }

    /// <summary>Period id; of a night, its day.</summary>
    public required string Period { get; init; }

    /// <summary>First local day, <c>yyyy-MM-dd</c>.</summary>
    public required string PeriodStart { get; init; }

    /// <summary>Last local day, <c>yyyy-MM-dd</c>.</summary>
    public required string PeriodEnd { get; init; }

    /// <summary>The last local day the figures tell of.</summary>
    public required string AsOf { get; init; }

    /// <summary>Fingerprint of all figures of the period.</summary>
    public required string Version { get; init; }

    /// <summary>Rows in the table of the period.</summary>
    public required long Rows { get; init; }

    /// <summary>Rows in <c>indicators</c>.</summary>
    public required long IndicatorRows { get; init; }

    /// <summary>
    /// Whether every source told of every day up to <see cref="AsOf"/> or the end, and the period has ended; of a night,
    /// whether all that was asked for is in.
    /// </summary>
    public required bool Complete { get; init; }

    /// <summary>What is missing, in Vietnamese; empty when complete.</summary>
    public required string Missing { get; init; }

    /// <summary>
    /// Identities of form II.06a that do not hold, also between periods and in roll-ups, and rates outside their bounds, each
    /// in a sentence; empty when all hold.
    /// </summary>
    public required string BrokenIdentities { get; init; }

    /// <summary>
    /// Rows of files that tell of a day of the period (of receipt, of the reading): the days that figures are counted by.
    /// Rejected rows stand on the last day of their file.
    /// </summary>
    public required long FileRows { get; init; }

    /// <summary>Of these, rows that became records.</summary>
    public required long AcceptedRows { get; init; }

    /// <summary>Of these, rows in quarantine.</summary>
    public required long RejectedRows { get; init; }

    /// <summary>Files with such rows.</summary>
    public required long Files { get; init; }

    /// <summary>Files refused as a whole whose last day is in the period.</summary>
    public required long RefusedFiles { get; init; }

    string IPublishedRow.TableName => "datasets";

    string IPublishedRow.PartitionKey => Partition;

    string IPublishedRow.RowKey => Period;
}
