namespace GovPipeline.Storage.Published;

/// <summary>Table <c>daily</c>: what one unit received and finished on one local day, for trends. Days without any are left out.</summary>
public sealed record DailyRow : IPublishedRow
{
    /// <summary>Calendar month the day is in, <c>cal-2022-M06</c>.</summary>
    [Vietnamese("Tháng dương lịch, như cal-2022-M06")]
    public required string Period { get; init; }

    /// <summary>Local day, <c>yyyy-MM-dd</c>.</summary>
    [Vietnamese("Ngày")]
    public required string Day { get; init; }

    /// <summary>Unit id.</summary>
    [Vietnamese("Mã đơn vị; area:… là địa bàn, tier:… là cấp")]
    public required string UnitId { get; init; }

    /// <summary>Dossiers received.</summary>
    [Vietnamese("Số hồ sơ tiếp nhận trong ngày")]
    public required long Received { get; init; }

    /// <summary>Dossiers received online.</summary>
    [Vietnamese("Số hồ sơ tiếp nhận trực tuyến trong ngày")]
    public required long ReceivedOnline { get; init; }

    /// <summary>Dossiers resolved, withdrawn ones included.</summary>
    [Vietnamese("Số hồ sơ giải quyết xong trong ngày, kể cả rút")]
    public required long Finished { get; init; }

    /// <summary>False where it is too few dossiers to be published; a day without data has no row.</summary>
    [Vietnamese("Sai khi quá ít hồ sơ để công bố; ngày không có dữ liệu thì không có dòng")]
    public required bool HasData { get; init; }

    string IPublishedRow.TableName => "daily";

    string IPublishedRow.PartitionKey => Period;

    string IPublishedRow.RowKey => $"{UnitId}|{Day}";
}
