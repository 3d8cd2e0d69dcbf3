namespace GovPipeline.Domain.Measures;

/// <summary>All readings of one unit, day and set of dimensions, or of one record.</summary>
public sealed record MeasureCell
{
    /// <summary>The unit.</summary>
    public required string UnitId { get; init; }

    /// <summary>Local day, as <see cref="DateOnly.DayNumber"/>.</summary>
    public required int Day { get; init; }

    /// <summary>Last local day it holds; 0 for open.</summary>
    public required int Until { get; init; }

    /// <summary>The record; empty for counts.</summary>
    public required string RecordKey { get; init; }

    /// <summary>Its dimensions.</summary>
    public required IReadOnlyDictionary<string, string> Dimensions { get; init; }

    /// <summary>The dimensions as a text, without the one that says whether it is an estimate.</summary>
    public required string Identity { get; init; }

    /// <summary>Whether it is an estimate.</summary>
    public required bool IsEstimate { get; init; }

    /// <summary>Readings by measure.</summary>
    public required IReadOnlyDictionary<string, decimal> Values { get; init; }

    /// <summary>Whether it is a record.</summary>
    public bool IsRecord => RecordKey.Length > 0;
}
