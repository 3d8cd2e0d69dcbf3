namespace GovPipeline.Storage.Published;

/// <summary>Table <c>units</c>: units and roll-ups with the days their names and codes hold.</summary>
public sealed record UnitRow : IPublishedRow
{
    /// <summary>Unit id; <c>area:…</c> or <c>tier:…</c> of a roll-up.</summary>
    public required string UnitId { get; init; }

    /// <summary>Official code.</summary>
    public required string UnitCode { get; init; }

    /// <summary>Vietnamese name.</summary>
    public required string UnitName { get; init; }

    /// <summary>Tier; empty for an area.</summary>
    public required string UnitTier { get; init; }

    /// <summary>The area above.</summary>
    public required string ParentUnitId { get; init; }

    /// <summary>Whether it adds units up.</summary>
    public required bool IsRollup { get; init; }

    /// <summary>First day, <c>yyyy-MM-dd</c>.</summary>
    public required string ValidFrom { get; init; }

    /// <summary>Last day, <c>yyyy-MM-dd</c>.</summary>
    public required string ValidTo { get; init; }

    string IPublishedRow.TableName => "units";

    string IPublishedRow.PartitionKey => "all";

    string IPublishedRow.RowKey => $"{UnitId}|{ValidFrom}";
}
