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
    public required string Period { get; init; }

    /// <summary>Calendar: <c>Nd09</c> (15th to 14th) or <c>Cal</c>.</summary>
    public required string Calendar { get; init; }

    /// <summary>Kind: <c>Month</c>, <c>Quarter</c>, <c>HalfYear</c>, <c>NineMonths</c>, <c>Year</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>First local day, <c>yyyy-MM-dd</c>.</summary>
    public required string PeriodStart { get; init; }

    /// <summary>Last local day, <c>yyyy-MM-dd</c>.</summary>
    public required string PeriodEnd { get; init; }

    /// <summary>Unit id; <c>area:…</c> or <c>tier:…</c> of a roll-up.</summary>
    public required string UnitId { get; init; }

    /// <summary>Official code of the unit in the period; empty for a roll-up.</summary>
    public required string UnitCode { get; init; }

    /// <summary>Vietnamese name of the unit in the period.</summary>
    public required string UnitName { get; init; }

    /// <summary>Tier: <c>Province</c>, <c>District</c>, <c>Commune</c>; empty for an area.</summary>
    public required string UnitTier { get; init; }

    /// <summary>The area above; empty at the top and for a tier.</summary>
    public required string ParentUnitId { get; init; }

    /// <summary>Whether it adds units up; never add such a row to others.</summary>
    public required bool IsRollup { get; init; }

    /// <summary>
    /// What stands for the field in every period, however it is spelled: its letters and digits in lower case without diacritics;
    /// <c>all</c> for all together, <c>(khong ghi)</c> for none given.
    /// </summary>
    public required string FieldKey { get; init; }

    /// <summary>Lĩnh vực in the spelling that most dossiers of the period have; <c>all</c> for all together, <c>(không ghi)</c> for none given.</summary>
    public required string Field { get; init; }

    /// <summary>Column 3: carried over and received, dossiers.</summary>
    public required long Total { get; init; }

    /// <summary>Column 6: từ kỳ trước.</summary>
    public required long CarriedOver { get; init; }

    /// <summary>Columns 4 + 5: received in the period.</summary>
    public required long Received { get; init; }

    /// <summary>Column 4: trực tuyến.</summary>
    public required long ReceivedOnline { get; init; }

    /// <summary>Of column 4: toàn trình.</summary>
    public required long ReceivedOnlineFull { get; init; }

    /// <summary>Of column 4: một phần.</summary>
    public required long ReceivedOnlinePartial { get; init; }

    /// <summary>Of column 4: hình thức khác.</summary>
    public required long ReceivedOnlineOther { get; init; }

    /// <summary>Of column 5: trực tiếp.</summary>
    public required long ReceivedInPerson { get; init; }

    /// <summary>Of column 5: bưu chính.</summary>
    public required long ReceivedPostal { get; init; }

    /// <summary>Phi địa giới, whatever the channel.</summary>
    public required long ReceivedNonLocal { get; init; }

    /// <summary>Received, of which it is not known whether they are phi địa giới: the competent unit is none of ours.</summary>
    public required long ReceivedLocalityUnknown { get; init; }

    /// <summary>Received, of services that can be filed online.</summary>
    public required long EnabledReceived { get; init; }

    /// <summary>Received online, of services that can be filed online.</summary>
    public required long EnabledOnline { get; init; }

    /// <summary>Received, of full-process services.</summary>
    public required long FullProcessReceived { get; init; }

    /// <summary>Received online, of full-process services.</summary>
    public required long FullProcessOnline { get; init; }

    /// <summary>Column 7: đã giải quyết.</summary>
    public required long Resolved { get; init; }

    /// <summary>Column 8: trước hạn.</summary>
    public required long ResolvedEarly { get; init; }

    /// <summary>Column 9: đúng hạn, withdrawn ones and those without a due date included.</summary>
    public required long ResolvedOnTime { get; init; }

    /// <summary>Column 10: quá hạn.</summary>
    public required long ResolvedLate { get; init; }

    /// <summary>Of column 9: rút hồ sơ.</summary>
    public required long Withdrawn { get; init; }

    /// <summary>Of column 9: không có ngày hẹn trả; withdrawn dossiers are counted as withdrawn alone.</summary>
    public required long ResolvedWithoutDueDate { get; init; }

    /// <summary>Column 11: đang giải quyết, at the end of the period or of the data.</summary>
    public required long Pending { get; init; }

    /// <summary>Column 12: trong hạn.</summary>
    public required long PendingInTime { get; init; }

    /// <summary>Column 13: quá hạn.</summary>
    public required long PendingLate { get; init; }

    /// <summary>Không được tiếp nhận.</summary>
    public required long Refused { get; init; }

    /// <summary>Numerator of the online rate: column 4.</summary>
    public required long OnlineNumerator { get; init; }

    /// <summary>Denominator of the online rate: columns 4 + 5.</summary>
    public required long OnlineDenominator { get; init; }

    /// <summary>Online rate as a fraction, 0.6427 for 64.27 %; 0 when <see cref="HasOnlineRate"/> is false.</summary>
    public required double OnlineRate { get; init; }

    /// <summary>Whether there is an online rate; false when nothing was received, which is not 0 %.</summary>
    public required bool HasOnlineRate { get; init; }

    /// <summary>Target as a fraction; 0 when <see cref="Status"/> is <c>NoTarget</c>.</summary>
    public required double Target { get; init; }

    /// <summary>Id of the target in <c>targets</c>; empty without one.</summary>
    public required string TargetId { get; init; }

    /// <summary><c>AtLeast</c> or <c>AtMost</c>; empty without a target.</summary>
    public required string TargetComparator { get; init; }

    /// <summary>Where a warning begins; the target itself when it has no level of its own, 0 without a target.</summary>
    public required double TargetWarn { get; init; }

    /// <summary>What the target divides by: <c>All</c>; empty without a target.</summary>
    public required string TargetBasis { get; init; }

    /// <summary>The document that sets the target; empty without one.</summary>
    public required string TargetLegalBasis { get; init; }

    /// <summary>Whether the target is only an example that no document sets.</summary>
    public required bool TargetIsExample { get; init; }

    /// <summary>Rate minus target, as a fraction; negative below it; 0 without a rate or a target.</summary>
    public required double Gap { get; init; }

    /// <summary><c>NoData</c>, <c>NoTarget</c>, <c>Met</c>, <c>Warning</c>, <c>Below</c>.</summary>
    public required string Status { get; init; }

    /// <summary>Whether anything is known of the unit in the period; false is "chưa có dữ liệu", not zero.</summary>
    public required bool HasData { get; init; }

    /// <summary>Whether every source that feeds the figure told of every day of the period, and the period has ended.</summary>
    public required bool Complete { get; init; }

    /// <summary>What is missing for the figure, in Vietnamese; empty when complete.</summary>
    public required string Missing { get; init; }

    /// <summary>The last local day the figures tell of, <c>yyyy-MM-dd</c>.</summary>
    public required string AsOf { get; init; }

    /// <summary>Fingerprint of the row's figures: another figure, another version.</summary>
    public required string Version { get; init; }

    string IPublishedRow.TableName => TableOf(Domain.Periods.Period.Parse(Period).Kind);

    string IPublishedRow.PartitionKey => Period;

    string IPublishedRow.RowKey => $"{UnitId}|{FieldKey}";

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
