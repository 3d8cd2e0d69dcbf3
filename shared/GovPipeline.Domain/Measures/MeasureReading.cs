namespace GovPipeline.Domain.Measures;

/// <summary>
/// One measure of one unit on one day, as a source counts it: so many documents sent on 14/06 by Phường 1. A cell that
/// was empty is no reading: missing is never zero.
/// </summary>
public readonly record struct MeasureReading
{
    /// <summary>
    /// Name of the measure of a row whose cells are all empty: it says that nothing is known, and stands before an older row
    /// that knew something.
    /// </summary>
    public const string Nothing = "";

    /// <summary>The unit.</summary>
    public required string UnitId { get; init; }

    /// <summary>Local day, as <see cref="DateOnly.DayNumber"/>; of a monthly figure, the first of the month.</summary>
    public required int Day { get; init; }

    /// <summary>What else it is kept by, in one canonical text, <c>direction=outgoing;type=CV</c>.</summary>
    public required string Dimensions { get; init; }

    /// <summary>Name of the measure, <c>sentElectronically</c>.</summary>
    public required string Measure { get; init; }

    /// <summary>The reading; not negative.</summary>
    public required decimal Value { get; init; }

    /// <summary>Row of the file, from 1.</summary>
    public required int Row { get; init; }

    /// <summary>Index of the file in the list that goes with it.</summary>
    public required int FileIndex { get; init; }

    /// <summary>The thing it belongs to (a meeting, a petition), of which the newest row stands as a whole; empty for plain counts.</summary>
    public string RecordKey
    {
        get => field ?? string.Empty;
        init;
    }

    /// <summary>Last local day it holds (of an entry of an effective-dated list), as <see cref="DateOnly.DayNumber"/>; 0 for open.</summary>
    public int Until { get; init; }

    /// <summary>
    /// What makes rows tell of the same thing: unit, day and dimensions, or the record. The readings of the newest such row
    /// stand together: a cell that a correction leaves empty does not keep the value from before.
    /// </summary>
    public (string UnitId, int Day, string Dimensions) RowKey => RecordKey.Length == 0 ? (UnitId, Day, Dimensions) : (string.Empty, 0, RecordKey);
}
