namespace GovPipeline.Domain.Measures;

/// <summary>All readings of one unit, day and set of dimensions, or of one record.</summary>
internal sealed record MeasureCell
{
    public required string UnitId { get; init; }

    public required int Day { get; init; }

    public required int Until { get; init; }

    public required string RecordKey { get; init; }

    public required IReadOnlyDictionary<string, string> Dimensions { get; init; }

    /// <summary>The dimensions as a text, without the one that says whether it is an estimate.</summary>
    public required string Identity { get; init; }

    public required bool IsEstimate { get; init; }

    public required IReadOnlyDictionary<string, decimal> Values { get; init; }

    public bool IsRecord => RecordKey.Length > 0;
}

/// <summary>The readings of a source, put together once for all indicators and periods.</summary>
public sealed class MeasureCells
{
    /// <summary>The dimension by which a source says that a reading is an estimate (<i>ước tính</i>), and its value.</summary>
    public const string BasisDimension = "basis", Estimated = "estimated";

    private MeasureCells(MeasureCell[] all) => All = all;

    /// <summary>No readings.</summary>
    public static MeasureCells None { get; } = new([]);

    internal MeasureCell[] All { get; }

    /// <summary>Puts readings together; where a source gives both an estimate and a figure of the same, the figure.</summary>
    /// <param name="readings">The newest reading of each key.</param>
    public static MeasureCells Of(IEnumerable<MeasureReading> readings)
    {
        var dimensions = new Dictionary<string, (IReadOnlyDictionary<string, string> Values, string Identity, bool IsEstimate)>(StringComparer.Ordinal);
        var cells = readings.GroupBy(r => (r.RecordKey, r.UnitId, r.Day, r.Dimensions)).Select(g =>
        {
            if (!dimensions.TryGetValue(g.Key.Dimensions, out var known))
            {
                var values = MeasureDimensions.Parse(g.Key.Dimensions);
                var identity = string.Join(';', g.Key.Dimensions.Split(';').Where(d => !d.StartsWith(BasisDimension + "=", StringComparison.Ordinal)));
                dimensions[g.Key.Dimensions] = known = (values, identity, values.GetValueOrDefault(BasisDimension) == Estimated);
            }

            return new MeasureCell
            {
                UnitId = g.Key.UnitId,
                Day = g.Key.Day,
                Until = g.First().Until,
                RecordKey = g.Key.RecordKey,
                Dimensions = known.Values,
                Identity = known.Identity,
                IsEstimate = known.IsEstimate,
                Values = g.ToDictionary(r => r.Measure, r => r.Value, StringComparer.Ordinal),
            };
        });
        return new([.. cells.GroupBy(c => (c.RecordKey, c.UnitId, c.Day, c.Identity)).Select(g => g.OrderBy(c => c.IsEstimate).First())]);
    }
}
