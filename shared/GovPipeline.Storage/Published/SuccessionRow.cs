namespace GovPipeline.Storage.Published;

/// <summary>Table <c>successions</c>: what a unit gave to another in a merger, split or change of boundaries (<i>sắp xếp đơn vị hành chính</i>).</summary>
public sealed record SuccessionRow : IPublishedRow
{
    /// <summary>First day it holds, <c>yyyy-MM-dd</c>.</summary>
    [Vietnamese("Ngày hiệu lực")]
    public required string On { get; init; }

    /// <summary>Unit that gave; empty for one that is none of this place's.</summary>
    [Vietnamese("Mã đơn vị cũ; trống nếu không thuộc hệ thống")]
    public required string FromUnitId { get; init; }

    /// <summary>Its name on the day before.</summary>
    [Vietnamese("Tên đơn vị cũ")]
    public required string FromName { get; init; }

    /// <summary>Unit that got it; empty when there is no successor.</summary>
    [Vietnamese("Mã đơn vị mới; trống nếu không có đơn vị kế thừa")]
    public required string ToUnitId { get; init; }

    /// <summary>Its name; empty when there is no successor.</summary>
    [Vietnamese("Tên đơn vị mới")]
    public required string ToName { get; init; }

    /// <summary>Whether only a part went this way.</summary>
    [Vietnamese("Chỉ một phần")]
    public required bool IsPartial { get; init; }

    /// <summary>Share of its people that went this way, a fraction; 0 when <see cref="HasShare"/> is false. Never used to split a count.</summary>
    [Vietnamese("Tỷ lệ dân số chuyển sang, theo văn bản; không dùng để chia số hồ sơ")]
    public required double Share { get; init; }

    /// <summary>Whether a document says the share.</summary>
    [Vietnamese("Có tỷ lệ")]
    public required bool HasShare { get; init; }

    /// <summary>The resolution.</summary>
    [Vietnamese("Căn cứ")]
    public required string LegalBasis { get; init; }

    string IPublishedRow.TableName => "successions";

    string IPublishedRow.PartitionKey => "all";

    string IPublishedRow.RowKey => $"{On}|{(FromUnitId.Length > 0 ? FromUnitId : FromName)}|{(ToUnitId.Length > 0 ? ToUnitId : ToName)}";
}
