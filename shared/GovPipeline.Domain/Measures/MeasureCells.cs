using GovPipeline.Domain.Time;
namespace GovPipeline.Domain.Measures;

/// <summary>The readings of a source, put together once for all indicators and periods.</summary>
public sealed class MeasureCells
{
    /// <summary>The dimension by which a source says that a reading is an estimate (<i>ước tính</i>), and its value.</summary>
    public const string BasisDimension = "basis", Estimated = "estimated";

    private MeasureCells(MeasureCell[] all) => All = all;

    /// <summary>No readings.</summary>
    public static MeasureCells None { get; } = new([]);

    internal MeasureCell[] All { get; }

    /// <summary>The cells of a report whose days are exactly those of a period.</summary>
    public IEnumerable<MeasureCell> On(Periods.Period period)
    {
        ArgumentNullException.ThrowIfNull(period);
        return All.Where(c => c.Day == period.End.DayNumber
            && c.Dimensions.GetValueOrDefault("from") == DayText.Iso(period.Start));
    }

    /// <summary>Puts readings together; where a source gives both an estimate and a figure of the same, the figure.</summary>
    /// <param name="readings">The newest reading of each key.</param>
    public static MeasureCells Of(IEnumerable<MeasureReading> readings)
    {
        var dimensions = new Dictionary<string, (IReadOnlyDictionary<string, string> Values, string Identity, bool IsEstimate)>(StringComparer.Ordinal);
        var cells = readings.Where(r => r.Measure != MeasureReading.Nothing).GroupBy(r => (r.RecordKey, r.UnitId, r.Day, r.Dimensions)).Select(g =>
        {
            if (!dimensions.TryGetValue(g.Key.Dimensions, out var known))
            {
                var values = MeasureDimensions.Parse(g.Key.Dimensions);
                var (identity, isEstimate) = IdentityOf(g.Key.Dimensions);
                dimensions[g.Key.Dimensions] = known = (values, identity, isEstimate);
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

    /// <summary>The dimensions without the one that says whether a reading is an estimate, and what that one says.</summary>
    public static (string Identity, bool IsEstimate) IdentityOf(string dimensions)
    {
        ArgumentNullException.ThrowIfNull(dimensions);
        var parts = dimensions.Split(';');
        return (string.Join(';', parts.Where(d => !d.StartsWith(BasisDimension + "=", StringComparison.Ordinal))),
            parts.Contains($"{BasisDimension}={Estimated}", StringComparer.Ordinal));
    }
}
