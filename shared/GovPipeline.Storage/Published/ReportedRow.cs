namespace GovPipeline.Storage.Published;

/// <summary>Table <c>reported</c>: a figure that a software reports of itself, beside ours, with the likely cause of the difference.</summary>
public sealed record ReportedRow : IPublishedRow
{
    /// <summary>How counters that are points of a part of QĐ 766/QĐ-TTg begin, before the part's code.</summary>
    public const string Points = "Points";

    /// <summary>Period id; the report's days are exactly the period's.</summary>
    [Vietnamese("Mã kỳ, như nd09-2022-H1")]
    public required string Period { get; init; }

    /// <summary>Id of the source of the report.</summary>
    [Vietnamese("Nguồn dữ liệu")]
    public required string Source { get; init; }

    /// <summary>Unit id.</summary>
    [Vietnamese("Mã đơn vị; area:… là địa bàn, tier:… là cấp")]
    public required string UnitId { get; init; }

    /// <summary>Vietnamese name of the unit in the period.</summary>
    [Vietnamese("Tên đơn vị trong kỳ")]
    public required string UnitName { get; init; }

    /// <summary>The counter, <c>ReceivedOnline</c>, as in <c>halfyear</c>; <c>ReceivedOffline</c> is column 5 of form II.06a.</summary>
    [Vietnamese("Mục số liệu, như trong bảng halfyear; ReceivedOffline là cột 5 của biểu II.06a")]
    public required string Counter { get; init; }

    /// <summary>What the report says: a count, or points (<c>PointsTDGQ</c>) of the index of QĐ 766/QĐ-TTg.</summary>
    [Vietnamese("Số phần mềm tự báo")]
    public required double Reported { get; init; }

    /// <summary>What we count from dossiers; 0 when <see cref="HasOwn"/> is false.</summary>
    [Vietnamese("Số của hệ thống này, đếm từ hồ sơ; 0 khi chưa có")]
    public required long Own { get; init; }

    /// <summary>Reported minus own; 0 when <see cref="HasOwn"/> is false.</summary>
    [Vietnamese("Số phần mềm báo trừ số của hệ thống này; 0 khi chưa có số của hệ thống này")]
    public required double Difference { get; init; }

    /// <summary>The likely cause in Vietnamese; empty without a difference.</summary>
    [Vietnamese("Nguyên nhân lệch có thể; trống khi không lệch")]
    public required string LikelyCause { get; init; }

    /// <summary>Whether dossiers of the unit are known.</summary>
    [Vietnamese("Hệ thống này có hồ sơ của đơn vị")]
    public required bool HasOwn { get; init; }

    string IPublishedRow.TableName => "reported";

    string IPublishedRow.PartitionKey => Period;

    string IPublishedRow.RowKey => $"{Source}|{UnitId}|{Counter}";
}
