namespace GovPipeline.Storage.Published;

/// <summary>Table <c>breakdowns</c>: one indicator by something other than units, as which software troubles citizens most.</summary>
public sealed record BreakdownRow : IPublishedRow
{
    /// <summary>Period id.</summary>
    [Vietnamese("Mã kỳ, như nd09-2022-H1")]
    public required string Period { get; init; }

    /// <summary>First local day, <c>yyyy-MM-dd</c>.</summary>
    [Vietnamese("Ngày đầu kỳ")]
    public required string PeriodStart { get; init; }

    /// <summary>Last local day, <c>yyyy-MM-dd</c>.</summary>
    [Vietnamese("Ngày cuối kỳ")]
    public required string PeriodEnd { get; init; }

    /// <summary>Code of the indicator, <c>PM01</c>.</summary>
    [Vietnamese("Mã chỉ tiêu")]
    public required string Indicator { get; init; }

    /// <summary>Its Vietnamese name.</summary>
    [Vietnamese("Tên chỉ tiêu")]
    public required string IndicatorName { get; init; }

    /// <summary>What it is broken down by, <c>system</c>.</summary>
    [Vietnamese("Chiều phân tách, như system (phần mềm)")]
    public required string Dimension { get; init; }

    /// <summary>The value of the dimension as sources name it.</summary>
    [Vietnamese("Giá trị của chiều phân tách")]
    public required string Item { get; init; }

    /// <summary>Tử số.</summary>
    [Vietnamese("Tử số")]
    public required double Numerator { get; init; }

    /// <summary>Mẫu số; 1 for what is divided by nothing.</summary>
    [Vietnamese("Mẫu số; 1 với chỉ tiêu không chia")]
    public required double Denominator { get; init; }

    /// <summary>The value as <see cref="Format"/> says; 0 when <see cref="HasData"/> is false.</summary>
    [Vietnamese("Giá trị theo Format; 0 khi HasData sai")]
    public required double Value { get; init; }

    /// <summary><c>Percent</c> (a fraction), <c>Number</c>, or <c>PerThousand</c> of the denominator.</summary>
    [Vietnamese("Dạng giá trị: Percent (phân số), Number, PerThousand (phần nghìn)")]
    public required string Format { get; init; }

    /// <summary>Place from 1, the one that needs attention most first; equals share one.</summary>
    [Vietnamese("Thứ hạng, 1 là cần chú ý nhất")]
    public required int Rank { get; init; }

    /// <summary>Whether any part of it is an estimate.</summary>
    [Vietnamese("Có phần là ước tính")]
    public required bool IsEstimate { get; init; }

    /// <summary>Whether there is a value.</summary>
    [Vietnamese("Có dữ liệu; sai nghĩa là chưa có dữ liệu, không phải bằng 0")]
    public required bool HasData { get; init; }

    /// <summary>The last local day the figures tell of.</summary>
    [Vietnamese("Ngày cuối cùng mà số liệu phản ánh")]
    public required string AsOf { get; init; }

    string IPublishedRow.TableName => "breakdowns";

    string IPublishedRow.PartitionKey => Period;

    string IPublishedRow.RowKey => $"{Indicator}|{Item}";
}
