namespace GovPipeline.Storage.Published;

/// <summary>Table <c>targets</c>: every target with its scope, days and document.</summary>
public sealed record TargetRow : IPublishedRow
{
    /// <summary>Target id.</summary>
    [Vietnamese("Mã mục tiêu; trống khi không có")]
    public required string TargetId { get; init; }

    /// <summary>Code of the indicator.</summary>
    [Vietnamese("Mã chỉ tiêu")]
    public required string Indicator { get; init; }

    /// <summary>Unit or area it is for; empty for a tier or all.</summary>
    [Vietnamese("Đơn vị hoặc địa bàn áp dụng; trống với cấp hoặc tất cả")]
    public required string UnitId { get; init; }

    /// <summary>Tier it is for; empty for a unit or all.</summary>
    [Vietnamese("Cấp áp dụng; trống với đơn vị hoặc tất cả")]
    public required string UnitTier { get; init; }

    /// <summary><c>AtLeast</c> or <c>AtMost</c>.</summary>
    [Vietnamese("Cách so với mục tiêu: AtLeast ít nhất, AtMost nhiều nhất")]
    public required string Comparator { get; init; }

    /// <summary>The target as a fraction.</summary>
    [Vietnamese("Mục tiêu (phân số)")]
    public required double Value { get; init; }

    /// <summary>Warning level as a fraction; equal to <see cref="Value"/> without one.</summary>
    [Vietnamese("Mức bắt đầu cảnh báo (phân số); bằng Value khi không có riêng")]
    public required double WarnValue { get; init; }

    /// <summary>First day, <c>yyyy-MM-dd</c>.</summary>
    [Vietnamese("Ngày đầu hiệu lực")]
    public required string ValidFrom { get; init; }

    /// <summary>Last day, <c>yyyy-MM-dd</c>.</summary>
    [Vietnamese("Ngày cuối hiệu lực")]
    public required string ValidTo { get; init; }

    /// <summary>The document.</summary>
    [Vietnamese("Văn bản căn cứ")]
    public required string LegalBasis { get; init; }

    /// <summary>Whether no document sets it.</summary>
    [Vietnamese("Mục tiêu ví dụ, không văn bản nào đặt ra")]
    public required bool IsExample { get; init; }

    string IPublishedRow.TableName => "targets";

    string IPublishedRow.PartitionKey => "all";

    string IPublishedRow.RowKey => TargetId;
}
