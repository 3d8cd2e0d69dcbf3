using GovPipeline.Domain.Counting;

namespace GovPipeline.Storage.Counts;

/// <summary>What happened to the dossiers of a unit and field in a half-month, or in a year.</summary>
public record struct Closing
{
    /// <summary>The first day of the half-month or year.</summary>
    public DateOnly Block { get; set; }

    /// <summary>The unit; empty for what was received for a procedure.</summary>
    public string UnitId { get; set; }

    /// <summary>The field; of a procedure, its code.</summary>
    public string Field { get; set; }

    /// <summary>What happened.</summary>
    public EventSums Sums { get; set; }

    /// <summary>Whether it counts what was received for a procedure, whatever the unit.</summary>
    public readonly bool IsOfProcedure => UnitId.Length == 0;

    internal static Closing Of(DateOnly block, string unitId, string field, IEnumerable<DailyCount> counts)
    {
        var sums = new EventSums();
        foreach (var count in counts)
        {
            sums.Add(in count);
        }

        return new() { Block = block, UnitId = unitId, Field = field, Sums = sums };
    }

    internal static Closing Of(DateOnly block, string unitId, string field, IEnumerable<EventSums> parts)
    {
        var sums = new EventSums();
        foreach (var part in parts)
        {
            sums.Add(part);
        }

        return new() { Block = block, UnitId = unitId, Field = field, Sums = sums };
    }
}
