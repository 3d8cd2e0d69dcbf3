namespace GovPipeline.Storage.Published;

/// <summary>
/// Table <c>authenticity</c> (<i>tính xác thực của số hồ sơ trực tuyến</i>): of a unit or roll-up in a period, three numbers side by side. A sign
/// begins a conversation with the unit; it says nothing of wrongdoing.
/// </summary>
public sealed record AuthenticityRow : IPublishedRow
{
    /// <summary>Period id.</summary>
    [Vietnamese("Mã kỳ")]
    public required string Period { get; init; }

    /// <summary>Unit or roll-up id.</summary>
    [Vietnamese("Mã đơn vị; area:… là địa bàn, tier:… là cấp")]
    public required string UnitId { get; init; }

    /// <summary>Its name in the period.</summary>
    [Vietnamese("Tên đơn vị trong kỳ")]
    public required string UnitName { get; init; }

    /// <summary>Tier: <c>Province</c>, <c>District</c>, <c>Commune</c>; empty for an area.</summary>
    [Vietnamese("Cấp: Province tỉnh, District huyện, Commune xã; trống với địa bàn")]
    public required string UnitTier { get; init; }

    /// <summary>Whether it adds units up; never add such a row to others.</summary>
    [Vietnamese("Là dòng cộng nhiều đơn vị; không cộng với dòng khác")]
    public required bool IsRollup { get; init; }

    /// <summary>Filed online, as the source says (<i>khai báo</i>): <c>ReceivedOnline</c> of the period's table.</summary>
    [Vietnamese("Hồ sơ trực tuyến theo khai báo của nguồn")]
    public required long Declared { get; init; }

    /// <summary>Of these, what QĐ 766/QĐ-TTg 3.3 counts: no result is due yet, or it is electronic.</summary>
    [Vietnamese("Trong đó đủ điều kiện theo QĐ 766/QĐ-TTg, 3.3: chưa đến lúc có kết quả, hoặc kết quả là bản điện tử")]
    public required long Eligible { get; init; }

    /// <summary>Of the declared ones, resolved and not told whether the result is electronic.</summary>
    [Vietnamese("Trong đó đã xong mà chưa biết kết quả có điện tử không")]
    public required long EligibleUnknown { get; init; }

    /// <summary>Of the declared ones, those that fail at least <see cref="FailedTests"/> tests (<i>cần xác minh</i>).</summary>
    [Vietnamese("Trong đó cần xác minh: có từ số dấu hiệu FailedTests trở lên")]
    public required long ToVerify { get; init; }

    /// <summary>How many tests a dossier must fail to be looked into.</summary>
    [Vietnamese("Số dấu hiệu để một hồ sơ cần xác minh")]
    public required int FailedTests { get; init; }

    /// <summary>Tests that note the unit.</summary>
    [Vietnamese("Số phép kiểm tra có dấu hiệu")]
    public required int NotedTests { get; init; }

    /// <summary>Tests of which the data do not tell.</summary>
    [Vietnamese("Số phép kiểm tra chưa kiểm tra được vì thiếu dữ liệu")]
    public required int UntestedTests { get; init; }

    /// <summary>Whether the period before can be held beside this one: it was counted, over the same territory.</summary>
    [Vietnamese("So được với kỳ trước; sai thì các số kỳ trước không phải là 0")]
    public bool HasPrevious { get; init; }

    /// <summary>Declared in the period before of the same kind; read <see cref="HasPrevious"/> first.</summary>
    [Vietnamese("Khai báo kỳ trước")]
    public required long PreviousDeclared { get; init; }

    /// <summary>Eligible in the period before.</summary>
    [Vietnamese("Đủ điều kiện kỳ trước")]
    public required long PreviousEligible { get; init; }

    /// <summary>To be looked into in the period before.</summary>
    [Vietnamese("Cần xác minh kỳ trước")]
    public required long PreviousToVerify { get; init; }

    /// <summary>Of all received, by any channel, those resolved.</summary>
    [Vietnamese("Trong mọi hồ sơ tiếp nhận: đã xong")]
    public long ResultsDue { get; init; }

    /// <summary>Of all received, by any channel, those resolved of which it is told whether the result is electronic (QĐ 766/QĐ-TTg 4.1).</summary>
    [Vietnamese("Trong mọi hồ sơ tiếp nhận: đã xong và biết kết quả có điện tử không (QĐ 766, 4.1)")]
    public long ResultsKnown { get; init; }

    /// <summary>Of these, with an electronic result.</summary>
    [Vietnamese("Trong đó có kết quả điện tử")]
    public long ResultsElectronic { get; init; }

    /// <summary>Of all received, those with a fee due of which it is told how it was paid (QĐ 766/QĐ-TTg 3.6).</summary>
    [Vietnamese("Trong mọi hồ sơ tiếp nhận: có nghĩa vụ tài chính và biết cách thanh toán (QĐ 766, 3.6)")]
    public long FeesDue { get; init; }

    /// <summary>Of these, paid online.</summary>
    [Vietnamese("Trong đó thanh toán trực tuyến")]
    public long FeesPaidOnline { get; init; }

    /// <summary>Distinct procedures of those with a fee due (QĐ 766/QĐ-TTg 3.5); of a roll-up not the sum of its units.</summary>
    [Vietnamese("Số thủ tục khác nhau của các hồ sơ ấy (QĐ 766, 3.5); dòng cộng không phải là tổng các đơn vị")]
    public long FeeProcedures { get; init; }

    /// <summary>Of these, with at least one dossier paid online.</summary>
    [Vietnamese("Trong đó có ít nhất một hồ sơ thanh toán trực tuyến")]
    public long FeeProceduresPaidOnline { get; init; }

    /// <summary>Of all received, those of which it is told how many components were digitised (QĐ 766/QĐ-TTg 4.2).</summary>
    [Vietnamese("Trong mọi hồ sơ tiếp nhận: biết số thành phần đã số hóa (QĐ 766, 4.2)")]
    public long ComponentsKnown { get; init; }

    /// <summary>Of these, with a digitised component.</summary>
    [Vietnamese("Trong đó có thành phần đã số hóa")]
    public long ComponentsDigitised { get; init; }

    /// <summary>Of all received, those of which the source tells the first due day beside the last.</summary>
    [Vietnamese("Trong mọi hồ sơ tiếp nhận: biết cả ngày hẹn trả đầu tiên")]
    public long FirstDueKnown { get; init; }

    /// <summary>Of these, whose due day was moved later: what would be late by the first due day is not seen as late.</summary>
    [Vietnamese("Trong đó ngày hẹn trả bị dời về sau: trễ theo ngày hẹn đầu mà không thấy là trễ")]
    public long DueMoved { get; init; }

    /// <summary>Whether anything is known of the unit.</summary>
    [Vietnamese("Có dữ liệu; sai không phải là 0")]
    public required bool HasData { get; init; }

    /// <summary>The last local day the figures tell of.</summary>
    [Vietnamese("Ngày cuối cùng mà số liệu phản ánh")]
    public required string AsOf { get; init; }

    string IPublishedRow.TableName => "authenticity";

    string IPublishedRow.PartitionKey => Period;

    string IPublishedRow.RowKey => UnitId;
}
