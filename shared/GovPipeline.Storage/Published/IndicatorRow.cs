namespace GovPipeline.Storage.Published;

/// <summary>Table <c>indicators</c>: one indicator of one unit or roll-up in one period.</summary>
public sealed record IndicatorRow : IPublishedRow
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

    /// <summary>Unit id; <c>area:…</c> or <c>tier:…</c> of a roll-up.</summary>
    [Vietnamese("Mã đơn vị; area:… là địa bàn, tier:… là cấp")]
    public required string UnitId { get; init; }

    /// <summary>Vietnamese name of the unit in the period.</summary>
    [Vietnamese("Tên đơn vị trong kỳ")]
    public required string UnitName { get; init; }

    /// <summary>Tier; empty for an area.</summary>
    [Vietnamese("Cấp: Province tỉnh, District huyện, Commune xã; trống với địa bàn")]
    public required string UnitTier { get; init; }

    /// <summary>Whether it adds units up.</summary>
    [Vietnamese("Là dòng cộng nhiều đơn vị; không cộng với dòng khác")]
    public required bool IsRollup { get; init; }

    /// <summary>Code of the indicator, <c>VB01</c>.</summary>
    [Vietnamese("Mã chỉ tiêu")]
    public required string Indicator { get; init; }

    /// <summary>Its Vietnamese name.</summary>
    [Vietnamese("Tên chỉ tiêu")]
    public required string IndicatorName { get; init; }

    /// <summary>The system it measures.</summary>
    [Vietnamese("Hệ thống được đo")]
    public required string System { get; init; }

    /// <summary><c>RatioOfSums</c>, <c>MeanOfUnitRates</c>, <c>Sum</c>, <c>Latest</c> or <c>Growth</c>.</summary>
    [Vietnamese("Cách tổng hợp chỉ tiêu")]
    public required string Aggregation { get; init; }

    /// <summary>Denominator basis of an online rate; empty for others.</summary>
    [Vietnamese("Mẫu số của tỷ lệ trực tuyến; trống với chỉ tiêu khác")]
    public required string Basis { get; init; }

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

    /// <summary>Whether any part of it is an estimate (<i>ước tính</i>).</summary>
    [Vietnamese("Có phần là ước tính")]
    public required bool IsEstimate { get; init; }

    /// <summary>The value in the period before of the same kind; 0 when <see cref="HasPrevious"/> is false.</summary>
    [Vietnamese("Giá trị kỳ trước cùng loại; 0 khi HasPrevious sai")]
    public required double PreviousValue { get; init; }

    /// <summary>Whether there is a value in the period before that can be compared: its sources told of all its days.</summary>
    [Vietnamese("Có giá trị kỳ trước so sánh được")]
    public required bool HasPrevious { get; init; }

    /// <summary>Place among the units of its tier that have a value, from 1 for the best, equals sharing one; 0 for roll-ups and units without.</summary>
    [Vietnamese("Thứ hạng trong cùng cấp, 1 là tốt nhất; 0 khi không xếp")]
    public required int Rank { get; init; }

    /// <summary>How many units were ranked with it; 0 when it was not.</summary>
    [Vietnamese("Số đơn vị được xếp hạng cùng")]
    public required int RankedUnits { get; init; }

    /// <summary>Target as a fraction; 0 when there is none.</summary>
    [Vietnamese("Mục tiêu (phân số); 0 khi không có")]
    public required double Target { get; init; }

    /// <summary>Id of the target in <c>targets</c>; empty without one.</summary>
    [Vietnamese("Mã mục tiêu; trống khi không có")]
    public required string TargetId { get; init; }

    /// <summary><c>AtLeast</c> or <c>AtMost</c>; empty without a target.</summary>
    [Vietnamese("Cách so: AtLeast ít nhất, AtMost nhiều nhất; trống khi không có mục tiêu")]
    public required string TargetComparator { get; init; }

    /// <summary>Where a warning begins; the target itself when it has no level of its own, 0 without a target.</summary>
    [Vietnamese("Mức bắt đầu cảnh báo; 0 khi không có mục tiêu")]
    public required double TargetWarn { get; init; }

    /// <summary>The document that sets the target; empty without one.</summary>
    [Vietnamese("Văn bản đặt mục tiêu; trống khi không có")]
    public required string TargetLegalBasis { get; init; }

    /// <summary>Whether the target is only an example.</summary>
    [Vietnamese("Mục tiêu ví dụ, không văn bản nào đặt ra")]
    public required bool TargetIsExample { get; init; }

    /// <summary>Value minus target; 0 without either.</summary>
    [Vietnamese("Chênh lệch so với mục tiêu; âm là thấp hơn")]
    public required double Gap { get; init; }

    /// <summary><c>NoData</c>, <c>NoTarget</c>, <c>Met</c>, <c>Warning</c>, <c>Below</c>, <c>Suppressed</c> (too few dossiers to be shown).</summary>
    [Vietnamese("So mục tiêu: Met đạt, Warning cảnh báo, Below chưa đạt; NoTarget, NoData, Suppressed")]
    public required string Status { get; init; }

    /// <summary>Law or source of the indicator's definition.</summary>
    [Vietnamese("Văn bản căn cứ")]
    public required string LegalBasis { get; init; }

    /// <summary>Ids of the sources the figures come from.</summary>
    [Vietnamese("Nguồn dữ liệu")]
    public required string Source { get; init; }

    /// <summary>Whether there is a value; false is "chưa có dữ liệu", not zero.</summary>
    [Vietnamese("Có dữ liệu; sai nghĩa là chưa có dữ liệu, không phải bằng 0")]
    public required bool HasData { get; init; }

    /// <summary>Whether every source that feeds the figure told of every day of the period, and the period has ended.</summary>
    [Vietnamese("Số liệu đã đủ: mọi nguồn đã báo đủ các ngày và kỳ đã kết thúc")]
    public required bool Complete { get; init; }

    /// <summary>What is missing for the figure, in Vietnamese; empty when complete.</summary>
    [Vietnamese("Còn thiếu gì; trống khi đủ")]
    public required string Missing { get; init; }

    /// <summary>The last local day the figures tell of.</summary>
    [Vietnamese("Ngày cuối cùng mà số liệu phản ánh")]
    public required string AsOf { get; init; }

    /// <summary>32 bits of the fingerprint of the row's figures: the rows of one publication add up to what <c>datasets</c> says.</summary>
    [Vietnamese("Số kiểm tra, lấy từ dấu vân của dòng")]
    public required long Checksum { get; init; }

    string IPublishedRow.TableName => "indicators";

    string IPublishedRow.PartitionKey => Period;

    string IPublishedRow.RowKey => $"{UnitId}|{Indicator}";
}
