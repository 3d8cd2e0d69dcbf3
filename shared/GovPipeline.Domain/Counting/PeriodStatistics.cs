namespace GovPipeline.Domain.Counting;

/// <summary>
/// The counters of one unit, area or tier in one period: form II.06a/VPCP/KSTT (TT 01/2020/TT-VPCP) and its 2026 successor.
/// Numbers of dossiers; never a rate. Adding two gives the counters of both.
/// </summary>
public sealed record PeriodStatistics
{
    /// <summary>Column 6, <i>từ kỳ trước</i>: pending when the period began.</summary>
    public long CarriedOver { get; init; }

    /// <summary>Columns 4 + 5: received in the period.</summary>
    public long Received { get; init; }

    /// <summary>Column 4, <i>trực tuyến</i>.</summary>
    public long ReceivedOnline { get; init; }

    /// <summary>Of column 4: trực tuyến toàn trình.</summary>
    public long ReceivedOnlineFull { get; init; }

    /// <summary>Of column 4: trực tuyến một phần.</summary>
    public long ReceivedOnlinePartial { get; init; }

    /// <summary>Of column 4: trực tuyến hình thức khác.</summary>
    public long ReceivedOnlineOther { get; init; }

    /// <summary>Of column 5: trực tiếp.</summary>
    public long ReceivedInPerson { get; init; }

    /// <summary>Of column 5: dịch vụ bưu chính.</summary>
    public long ReceivedPostal { get; init; }

    /// <summary>Phi địa giới: received by another unit than the competent one, whatever the channel.</summary>
    public long ReceivedNonLocal { get; init; }

    /// <summary>Received, of which it is not known whether they are phi địa giới: the competent unit is none of ours.</summary>
    public long ReceivedLocalityUnknown { get; init; }

    /// <summary>Received, of services that can be filed online.</summary>
    public long EnabledReceived { get; init; }

    /// <summary>Received online, of services that can be filed online.</summary>
    public long EnabledOnline { get; init; }

    /// <summary>Received, of full-process services (<i>toàn trình</i>).</summary>
    public long FullProcessReceived { get; init; }

    /// <summary>Received online, of full-process services.</summary>
    public long FullProcessOnline { get; init; }

    /// <summary>Column 7: resolved in the period.</summary>
    public long Resolved { get; init; }

    /// <summary>Column 8, <i>trước hạn</i>.</summary>
    public long ResolvedEarly { get; init; }

    /// <summary>Column 9, <i>đúng hạn</i>; includes withdrawn ones and those without a due date, as the forms do.</summary>
    public long ResolvedOnTime { get; init; }

    /// <summary>Column 10, <i>quá hạn</i>.</summary>
    public long ResolvedLate { get; init; }

    /// <summary>Of column 9: withdrawn by the citizen.</summary>
    public long Withdrawn { get; init; }

    /// <summary>Of column 9: resolved without any due date.</summary>
    public long ResolvedWithoutDueDate { get; init; }

    /// <summary>Column 11: pending at the end.</summary>
    public long Pending { get; init; }

    /// <summary>Column 12, <i>trong hạn</i>; includes paused ones.</summary>
    public long PendingInTime { get; init; }

    /// <summary>Column 13, <i>quá hạn</i>.</summary>
    public long PendingLate { get; init; }

    /// <summary>Không được tiếp nhận: refused in the period; in no other counter.</summary>
    public long Refused { get; init; }

    /// <summary>Of columns 8, 9 and 12: asked for a supplement more than once, which QĐ 766/QĐ-TTg 2.1 counts late.</summary>
    public long SupplementedInTime { get; init; }

    /// <summary>Column 3: all to be handled, carried over and received.</summary>
    public long Total => CarriedOver + Received;

    /// <summary>The counters of both.</summary>
    public static PeriodStatistics operator +(PeriodStatistics left, PeriodStatistics right) => new()
    {
        CarriedOver = left.CarriedOver + right.CarriedOver,
        Received = left.Received + right.Received,
        ReceivedOnline = left.ReceivedOnline + right.ReceivedOnline,
        ReceivedOnlineFull = left.ReceivedOnlineFull + right.ReceivedOnlineFull,
        ReceivedOnlinePartial = left.ReceivedOnlinePartial + right.ReceivedOnlinePartial,
        ReceivedOnlineOther = left.ReceivedOnlineOther + right.ReceivedOnlineOther,
        ReceivedInPerson = left.ReceivedInPerson + right.ReceivedInPerson,
        ReceivedPostal = left.ReceivedPostal + right.ReceivedPostal,
        ReceivedNonLocal = left.ReceivedNonLocal + right.ReceivedNonLocal,
        ReceivedLocalityUnknown = left.ReceivedLocalityUnknown + right.ReceivedLocalityUnknown,
        EnabledReceived = left.EnabledReceived + right.EnabledReceived,
        EnabledOnline = left.EnabledOnline + right.EnabledOnline,
        FullProcessReceived = left.FullProcessReceived + right.FullProcessReceived,
        FullProcessOnline = left.FullProcessOnline + right.FullProcessOnline,
        Resolved = left.Resolved + right.Resolved,
        ResolvedEarly = left.ResolvedEarly + right.ResolvedEarly,
        ResolvedOnTime = left.ResolvedOnTime + right.ResolvedOnTime,
        ResolvedLate = left.ResolvedLate + right.ResolvedLate,
        Withdrawn = left.Withdrawn + right.Withdrawn,
        ResolvedWithoutDueDate = left.ResolvedWithoutDueDate + right.ResolvedWithoutDueDate,
        Pending = left.Pending + right.Pending,
        PendingInTime = left.PendingInTime + right.PendingInTime,
        PendingLate = left.PendingLate + right.PendingLate,
        Refused = left.Refused + right.Refused,
        SupplementedInTime = left.SupplementedInTime + right.SupplementedInTime,
    };

    /// <summary>The counters of both; the friendly name of +.</summary>
    public static PeriodStatistics Add(PeriodStatistics left, PeriodStatistics right) => left + right;

    /// <summary>
    /// The identities of form II.06a that do not hold: 4 + 5, 3 = 4 + 5 + 6, 7 = 8 + 9 + 10, 11 = 12 + 13, 3 = 7 + 11, and
    /// this period's carried-over = last period's pending.
    /// </summary>
    /// <param name="previous">The period before, of the same unit and field; null where it is not known.</param>
    /// <returns>One sentence each; empty when all hold.</returns>
    public IEnumerable<string> BrokenIdentities(PeriodStatistics? previous = null)
    {
        if (Received != ReceivedOnline + ReceivedInPerson + ReceivedPostal)
        {
            yield return $"4 + 5: {Received} ≠ {ReceivedOnline} + {ReceivedInPerson + ReceivedPostal}";
        }

        if (ReceivedOnline != ReceivedOnlineFull + ReceivedOnlinePartial + ReceivedOnlineOther)
        {
            yield return $"4: {ReceivedOnline} ≠ {ReceivedOnlineFull} + {ReceivedOnlinePartial} + {ReceivedOnlineOther}";
        }

        if (Resolved != ResolvedEarly + ResolvedOnTime + ResolvedLate)
        {
            yield return $"7 = 8 + 9 + 10: {Resolved} ≠ {ResolvedEarly} + {ResolvedOnTime} + {ResolvedLate}";
        }

        if (Pending != PendingInTime + PendingLate || PendingInTime < 0)
        {
            yield return $"11 = 12 + 13: {Pending} ≠ {PendingInTime} + {PendingLate}";
        }

        if (Total != Resolved + Pending)
        {
            yield return $"3 = 7 + 11: {Total} ≠ {Resolved} + {Pending}";
        }

        if (previous is not null && previous.Pending != CarriedOver)
        {
            yield return $"6 = 11 (kỳ trước): {CarriedOver} ≠ {previous.Pending}";
        }
    }
}
