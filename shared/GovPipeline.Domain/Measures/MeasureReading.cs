namespace GovPipeline.Domain.Measures;

/// <summary>
/// One measure of one unit on one day, as a source counts it: so many documents sent on 14/06 by Phường 1. A cell that
/// was empty is no reading: missing is never zero.
/// </summary>
public readonly record struct MeasureReading
{
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

    /// <summary>What makes two readings the same reading, of which the newest stands.</summary>
    public (string UnitId, int Day, string Dimensions, string Measure) Key => (UnitId, Day, Dimensions, Measure);
}
