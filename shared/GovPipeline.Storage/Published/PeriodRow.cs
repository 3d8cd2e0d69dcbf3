using GovPipeline.Domain.Periods;

namespace GovPipeline.Storage.Published;

/// <summary>
/// Tables <c>halfyear</c>, <c>month</c>, <c>quarter</c>, <c>ninemonth</c>, <c>year</c>: the counters of form
/// II.06a/VPCP/KSTT of one unit or roll-up, of all fields or one, in one period.
/// </summary>
public sealed record PeriodRow : IPublishedRow
{
    /// <summary>Value of <see cref="Field"/> in the row of all fields together.</summary>
    public const string AllFields = "all";

    /// <summary>Value of <see cref="FieldKey"/> where no field is given.</summary>
    public const string NoField = "(khong ghi)";

    /// <summary>Period id, <c>nd09-2022-H1</c>.</summary>
    [Vietnamese("Mã kỳ, như nd09-2022-H1")]
    public required string Period { get; init; }

    /// <summary>Calendar: <c>Nd09</c> (15th to 14th) or <c>Cal</c>.</summary>
    [Vietnamese("Lịch báo cáo: Nd09 (ngày 15 đến ngày 14), Cal (tháng dương lịch)")]
    public required string Calendar { get; init; }

    /// <summary>Kind: <c>Month</c>, <c>Quarter</c>, <c>HalfYear</c>, <c>NineMonths</c>, <c>Year</c>.</summary>
    [Vietnamese("Loại kỳ: Month tháng, Quarter quý, HalfYear 6 tháng, NineMonths 9 tháng, Year năm")]
    public required string Kind { get; init; }

    /// <summary>First local day, <c>yyyy-MM-dd</c>.</summary>
    [Vietnamese("Ngày đầu kỳ")]
    public required string PeriodStart { get; init; }

    /// <summary>Last local day, <c>yyyy-MM-dd</c>.</summary>
    [Vietnamese("Ngày cuối kỳ")]
    public required string PeriodEnd { get; init; }

    /// <summary>Unit id; <c>area:…</c> or <c>tier:…</c> of a roll-up.</summary>
    [Vietnamese("Mã đơn vị; area:… là địa bàn, tier:… là cấp")]
    public required string UnitId { get; init; }

    /// <summary>Official code of the unit in the period; empty for a roll-up.</summary>
    [Vietnamese("Mã đơn vị hành chính trong kỳ; trống với dòng cộng")]
    public required string UnitCode { get; init; }

    /// <summary>Vietnamese name of the unit in the period.</summary>
    [Vietnamese("Tên đơn vị trong kỳ")]
    public required string UnitName { get; init; }

    /// <summary>Tier: <c>Province</c>, <c>District</c>, <c>Commune</c>; empty for an area.</summary>
    [Vietnamese("Cấp: Province tỉnh, District huyện, Commune xã; trống với địa bàn")]
    public required string UnitTier { get; init; }

    /// <summary>The area above; empty at the top and for a tier.</summary>
    [Vietnamese("Địa bàn cấp trên")]
    public required string ParentUnitId { get; init; }

    /// <summary>Whether it adds units up; never add such a row to others.</summary>
    [Vietnamese("Là dòng cộng nhiều đơn vị; không cộng với dòng khác")]
    public required bool IsRollup { get; init; }

    /// <summary>
    /// What stands for the field in every period, however it is spelled: its letters and digits in lower case without diacritics;
    /// <c>all</c> for all together, <c>(khong ghi)</c> for none given.
    /// </summary>
    [Vietnamese("Khóa của lĩnh vực, không đổi theo cách viết; all là mọi lĩnh vực")]
    public required string FieldKey { get; init; }

    /// <summary>Lĩnh vực in the spelling that most dossiers of the period have; <c>all</c> for all together, <c>(không ghi)</c> for none given.</summary>
    [Vietnamese("Lĩnh vực; all là mọi lĩnh vực cộng lại")]
    public required string Field { get; init; }

    /// <summary>Column 3: carried over and received, dossiers.</summary>
    [Vietnamese("Cột 3: tổng số, kỳ trước chuyển sang cộng tiếp nhận")]
    public required long Total { get; init; }

    /// <summary>Column 6: từ kỳ trước.</summary>
    [Vietnamese("Cột 6: hồ sơ từ kỳ trước chuyển sang")]
    public required long CarriedOver { get; init; }

    /// <summary>Columns 4 + 5: received in the period.</summary>
    [Vietnamese("Cột 4 + 5: tiếp nhận trong kỳ")]
    public required long Received { get; init; }

    /// <summary>Column 4: trực tuyến.</summary>
    [Vietnamese("Cột 4: tiếp nhận trực tuyến")]
    public required long ReceivedOnline { get; init; }

    /// <summary>Of column 4: toàn trình.</summary>
    [Vietnamese("Tiếp nhận trực tuyến toàn trình")]
    public required long ReceivedOnlineFull { get; init; }

    /// <summary>Of column 4: một phần.</summary>
    [Vietnamese("Tiếp nhận trực tuyến một phần")]
    public required long ReceivedOnlinePartial { get; init; }

    /// <summary>Of column 4: hình thức khác.</summary>
    [Vietnamese("Tiếp nhận trực tuyến, mức khác")]
    public required long ReceivedOnlineOther { get; init; }

    /// <summary>Of column 5: trực tiếp.</summary>
    [Vietnamese("Tiếp nhận trực tiếp (cột 5)")]
    public required long ReceivedInPerson { get; init; }

    /// <summary>Of column 5: bưu chính.</summary>
    [Vietnamese("Tiếp nhận qua bưu chính (cột 5)")]
    public required long ReceivedPostal { get; init; }

    /// <summary>Phi địa giới, whatever the channel.</summary>
    [Vietnamese("Tiếp nhận phi địa giới")]
    public required long ReceivedNonLocal { get; init; }

    /// <summary>Received, of which it is not known whether they are phi địa giới: the competent unit is none of ours.</summary>
    [Vietnamese("Tiếp nhận chưa rõ có phi địa giới không")]
    public required long ReceivedLocalityUnknown { get; init; }

    /// <summary>Received, of services that can be filed online.</summary>
    [Vietnamese("Tiếp nhận của các thủ tục nộp được trực tuyến")]
    public required long EnabledReceived { get; init; }

    /// <summary>Received online, of services that can be filed online.</summary>
    [Vietnamese("Tiếp nhận trực tuyến của các thủ tục nộp được trực tuyến")]
    public required long EnabledOnline { get; init; }

    /// <summary>Received, of full-process services.</summary>
    [Vietnamese("Tiếp nhận của các thủ tục toàn trình")]
    public required long FullProcessReceived { get; init; }

    /// <summary>Received online, of full-process services.</summary>
    [Vietnamese("Tiếp nhận trực tuyến của các thủ tục toàn trình")]
    public required long FullProcessOnline { get; init; }

    /// <summary>Column 7: đã giải quyết.</summary>
    [Vietnamese("Cột 7: đã giải quyết")]
    public required long Resolved { get; init; }

    /// <summary>Column 8: trước hạn.</summary>
    [Vietnamese("Cột 8: giải quyết trước hạn")]
    public required long ResolvedEarly { get; init; }

    /// <summary>Column 9: đúng hạn, withdrawn ones and those without a due date included.</summary>
    [Vietnamese("Cột 9: giải quyết đúng hạn, kể cả rút và không có ngày hẹn")]
    public required long ResolvedOnTime { get; init; }

    /// <summary>Column 10: quá hạn.</summary>
    [Vietnamese("Cột 10: giải quyết quá hạn")]
    public required long ResolvedLate { get; init; }

    /// <summary>Of column 9: rút hồ sơ.</summary>
    [Vietnamese("Trong cột 9: rút hồ sơ")]
    public required long Withdrawn { get; init; }

    /// <summary>Of column 9: không có ngày hẹn trả; withdrawn dossiers are counted as withdrawn alone.</summary>
    [Vietnamese("Trong cột 9: không có ngày hẹn trả")]
    public required long ResolvedWithoutDueDate { get; init; }

    /// <summary>Column 11: đang giải quyết, at the end of the period or of the data.</summary>
    [Vietnamese("Cột 11: đang giải quyết cuối kỳ")]
    public required long Pending { get; init; }

    /// <summary>Column 12: trong hạn.</summary>
    [Vietnamese("Cột 12: đang giải quyết, trong hạn")]
    public required long PendingInTime { get; init; }

    /// <summary>Column 13: quá hạn.</summary>
    [Vietnamese("Cột 13: đang giải quyết, quá hạn")]
    public required long PendingLate { get; init; }

    /// <summary>Không được tiếp nhận.</summary>
    [Vietnamese("Hồ sơ không được tiếp nhận")]
    public required long Refused { get; init; }

    /// <summary>Of columns 8, 9 and 12: asked for a supplement more than once, which QĐ 766/QĐ-TTg 2.1 counts late; 0 also where no source tells how
    /// often.</summary>
    [Vietnamese("Trong cột 8, 9, 12: bị yêu cầu bổ sung từ hai lần, QĐ 766/QĐ-TTg 2.1 tính là quá hạn; 0 cả khi nguồn không ghi số lần")]
    public long SupplementedInTime { get; init; }

    /// <summary>Numerator of the online rate: column 4.</summary>
    [Vietnamese("Tử số của tỷ lệ trực tuyến: cột 4")]
    public required long OnlineNumerator { get; init; }

    /// <summary>Denominator of the online rate: columns 4 + 5.</summary>
    [Vietnamese("Mẫu số của tỷ lệ trực tuyến: cột 4 + 5")]
    public required long OnlineDenominator { get; init; }

    /// <summary>Online rate as a fraction, 0.6427 for 64.27 %; 0 when <see cref="HasOnlineRate"/> is false.</summary>
    [Vietnamese("Tỷ lệ hồ sơ trực tuyến (phân số); 0 khi HasOnlineRate sai")]
    public required double OnlineRate { get; init; }

    /// <summary>Whether there is an online rate; false when nothing was received, which is not 0 %.</summary>
    [Vietnamese("Có tỷ lệ trực tuyến; sai khi không tiếp nhận hồ sơ nào, không phải 0 %")]
    public required bool HasOnlineRate { get; init; }

    /// <summary>Target as a fraction; 0 when <see cref="Status"/> is <c>NoTarget</c>.</summary>
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

    /// <summary>What the target divides by: <c>All</c>; empty without a target.</summary>
    [Vietnamese("Mẫu số mà mục tiêu tính theo; trống khi không có")]
    public required string TargetBasis { get; init; }

    /// <summary>The document that sets the target; empty without one.</summary>
    [Vietnamese("Văn bản đặt mục tiêu; trống khi không có")]
    public required string TargetLegalBasis { get; init; }

    /// <summary>Whether the target is only an example that no document sets.</summary>
    [Vietnamese("Mục tiêu ví dụ, không văn bản nào đặt ra")]
    public required bool TargetIsExample { get; init; }

    /// <summary>Rate minus target, as a fraction; negative below it; 0 without a rate or a target.</summary>
    [Vietnamese("Chênh lệch so với mục tiêu; âm là thấp hơn")]
    public required double Gap { get; init; }

    /// <summary><c>NoData</c>, <c>NoTarget</c>, <c>Met</c>, <c>Warning</c>, <c>Below</c>, <c>Suppressed</c> (too few dossiers to be shown).</summary>
    [Vietnamese("So mục tiêu: Met đạt, Warning cảnh báo, Below chưa đạt; NoTarget, NoData, Suppressed")]
    public required string Status { get; init; }

    /// <summary>Whether anything is known of the unit in the period; false is "chưa có dữ liệu", not zero.</summary>
    [Vietnamese("Có dữ liệu; sai nghĩa là chưa có dữ liệu, không phải bằng 0")]
    public required bool HasData { get; init; }

    /// <summary>Whether every source that feeds the figure told of every day of the period, and the period has ended.</summary>
    [Vietnamese("Số liệu đã đủ: mọi nguồn đã báo đủ các ngày và kỳ đã kết thúc")]
    public required bool Complete { get; init; }

    /// <summary>What is missing for the figure, in Vietnamese; empty when complete.</summary>
    [Vietnamese("Còn thiếu gì; trống khi đủ")]
    public required string Missing { get; init; }

    /// <summary>The last local day the figures tell of, <c>yyyy-MM-dd</c>.</summary>
    [Vietnamese("Ngày cuối cùng mà số liệu phản ánh")]
    public required string AsOf { get; init; }

    /// <summary>The earliest day that tables have: what was signed before there was such a column speaks of units that had not changed.</summary>
    public const string Always = "1900-01-01";

    /// <summary>
    /// First day since which the unit or roll-up counts the same territory as at the end, <c>yyyy-MM-dd</c>; <c>1900-01-01</c> when always. A period that
    /// begins before it is no period to compare with (<i>không so sánh được</i>).
    /// </summary>
    [Vietnamese("Từ ngày này đơn vị có cùng địa bàn như cuối kỳ; kỳ bắt đầu trước ngày này thì không so sánh được")]
    public string ComparableSince { get; init; } = Always;

    /// <summary>Fingerprint of the row's figures: another figure, another version.</summary>
    [Vietnamese("Dấu vân số liệu: số khác thì dấu khác")]
    public required string Version { get; init; }

    /// <summary>The first 32 bits of <see cref="Version"/>: the rows of one publication add up to what <c>datasets</c> says.</summary>
    [Vietnamese("Số kiểm tra, lấy từ dấu vân của dòng")]
    public required long Checksum { get; init; }

    string IPublishedRow.TableName => TableOf(Domain.Periods.Period.Parse(Period).Kind);

    string IPublishedRow.PartitionKey => Period;

    string IPublishedRow.RowKey => $"{UnitId}|{FieldKey}";

    /// <summary>The key of the row of a unit over all fields.</summary>
    public static string KeyOfAllFields(string unitId) => $"{unitId}|{AllFields}";

    /// <summary>The table of a kind of period.</summary>
    public static string TableOf(PeriodKind kind) => kind switch
    {
        PeriodKind.HalfYear => "halfyear",
        PeriodKind.Month => "month",
        PeriodKind.Quarter => "quarter",
        PeriodKind.NineMonths => "ninemonth",
        _ => "year",
    };
}
