namespace GovPipeline.Storage.Published;

/// <summary>
/// Table <c>differences</c>: what a signed period would say if it were published again (<i>nếu công bố lại</i>), beside what was signed, one
/// row a unit and column that differs, and why. Nothing here is part of the signed figures.
/// </summary>
public sealed record DifferenceRow : IPublishedRow
{
    /// <summary>Period id.</summary>
    [Vietnamese("Mã kỳ")]
    public required string Period { get; init; }

    /// <summary>Unit or roll-up id.</summary>
    [Vietnamese("Mã đơn vị")]
    public required string UnitId { get; init; }

    /// <summary>Its name in the period.</summary>
    [Vietnamese("Tên đơn vị trong kỳ")]
    public required string UnitName { get; init; }

    /// <summary>Whether it adds units up.</summary>
    [Vietnamese("Là dòng cộng nhiều đơn vị")]
    public required bool IsRollup { get; init; }

    /// <summary>The counter, or the id of an indicator of another system.</summary>
    [Vietnamese("Cột số, hoặc mã chỉ tiêu của hệ thống khác")]
    public required string Column { get; init; }

    /// <summary>What was signed; 0 where nothing was known.</summary>
    [Vietnamese("Số đã ký")]
    public required double Signed { get; init; }

    /// <summary>What it would be; 0 where nothing is known.</summary>
    [Vietnamese("Số nếu công bố lại")]
    public required double Draft { get; init; }

    /// <summary><see cref="Draft"/> less <see cref="Signed"/>.</summary>
    [Vietnamese("Chênh lệch")]
    public required double Difference { get; init; }

    /// <summary>Of the difference: dossiers that were in no signed figure, their rows having come late.</summary>
    [Vietnamese("Do hồ sơ đến sau khi ký")]
    public required long LateRows { get; init; }

    /// <summary>Of the difference: dossiers whose source tells something else of them now.</summary>
    [Vietnamese("Do nguồn sửa hồ sơ")]
    public required long Corrections { get; init; }

    /// <summary>Of the difference: dossiers that their source has deleted.</summary>
    [Vietnamese("Do nguồn xóa hồ sơ")]
    public required long Withdrawn { get; init; }

    /// <summary>Of the difference: what counts otherwise although no dossier changed (units, fields, the rule of lateness).</summary>
    [Vietnamese("Do đổi định nghĩa (đơn vị, lĩnh vực, cách tính quá hạn)")]
    public required long Definitions { get; init; }

    /// <summary>Whether the causes are known; not for indicators of other systems, nor where small groups are hidden.</summary>
    [Vietnamese("Biết nguyên nhân")]
    public required bool HasCauses { get; init; }

    /// <summary>The last local day the draft tells of.</summary>
    [Vietnamese("Ngày cuối cùng mà số nếu công bố lại phản ánh")]
    public required string AsOf { get; init; }

    string IPublishedRow.TableName => "differences";

    string IPublishedRow.PartitionKey => Period;

    string IPublishedRow.RowKey => $"{UnitId}|{Column}";
}
