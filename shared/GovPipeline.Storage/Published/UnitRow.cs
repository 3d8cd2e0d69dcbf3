namespace GovPipeline.Storage.Published;

/// <summary>Table <c>units</c>: units and roll-ups with the days their names and codes hold.</summary>
public sealed record UnitRow : IPublishedRow
{
    /// <summary>Unit id; <c>area:…</c> or <c>tier:…</c> of a roll-up.</summary>
    [Vietnamese("Mã đơn vị; area:… là địa bàn, tier:… là cấp")]
    public required string UnitId { get; init; }

    /// <summary>Official code.</summary>
    [Vietnamese("Mã đơn vị hành chính")]
    public required string UnitCode { get; init; }

    /// <summary>Vietnamese name.</summary>
    [Vietnamese("Tên đơn vị")]
    public required string UnitName { get; init; }

    /// <summary>Tier; empty for an area.</summary>
    [Vietnamese("Cấp: Province tỉnh, District huyện, Commune xã; trống với địa bàn")]
    public required string UnitTier { get; init; }

    /// <summary>The area above.</summary>
    [Vietnamese("Địa bàn cấp trên")]
    public required string ParentUnitId { get; init; }

    /// <summary>Whether it adds units up.</summary>
    [Vietnamese("Là dòng cộng nhiều đơn vị; không cộng với dòng khác")]
    public required bool IsRollup { get; init; }

    /// <summary>First day, <c>yyyy-MM-dd</c>.</summary>
    [Vietnamese("Ngày đầu hiệu lực")]
    public required string ValidFrom { get; init; }

    /// <summary>Last day, <c>yyyy-MM-dd</c>.</summary>
    [Vietnamese("Ngày cuối hiệu lực")]
    public required string ValidTo { get; init; }

    string IPublishedRow.TableName => "units";

    string IPublishedRow.PartitionKey => "all";

    string IPublishedRow.RowKey => $"{UnitId}|{ValidFrom}";
}
