namespace GovPipeline.Storage.Published;

/// <summary>
/// Table <c>restatements</c> (<i>số liệu điều chỉnh</i>): each figure of a signed period that was restated: old, new, why, who, when. Never
/// removed.
/// </summary>
public sealed record RestatementRow : IPublishedRow
{
    /// <summary>Period id.</summary>
    [Vietnamese("Mã kỳ")]
    public required string Period { get; init; }

    /// <summary>Which restatement of the period, from 1.</summary>
    [Vietnamese("Lần điều chỉnh, từ 1")]
    public required int Number { get; init; }

    /// <summary>Unit or roll-up id.</summary>
    [Vietnamese("Mã đơn vị")]
    public required string UnitId { get; init; }

    /// <summary>Its name in the period.</summary>
    [Vietnamese("Tên đơn vị trong kỳ")]
    public required string UnitName { get; init; }

    /// <summary>The counter, or the id of an indicator of another system.</summary>
    [Vietnamese("Cột số, hoặc mã chỉ tiêu của hệ thống khác")]
    public required string Column { get; init; }

    /// <summary>What it was; 0 where nothing was known.</summary>
    [Vietnamese("Số cũ")]
    public required double Old { get; init; }

    /// <summary>What it is since.</summary>
    [Vietnamese("Số mới")]
    public required double New { get; init; }

    /// <summary>Why.</summary>
    [Vietnamese("Lý do")]
    public required string Reason { get; init; }

    /// <summary>The post that decided it.</summary>
    [Vietnamese("Chức vụ quyết định")]
    public required string By { get; init; }

    /// <summary>The document it was decided by.</summary>
    [Vietnamese("Văn bản")]
    public required string Document { get; init; }

    /// <summary>Local day of it, <c>yyyy-MM-dd</c>.</summary>
    [Vietnamese("Ngày điều chỉnh")]
    public required string On { get; init; }

    /// <summary>Version before.</summary>
    [Vietnamese("Phiên bản cũ")]
    public required string OldVersion { get; init; }

    /// <summary>Version since.</summary>
    [Vietnamese("Phiên bản mới")]
    public required string NewVersion { get; init; }

    string IPublishedRow.TableName => "restatements";

    string IPublishedRow.PartitionKey => Period;

    string IPublishedRow.RowKey => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Number:D4}|{UnitId}|{Column}");
}
