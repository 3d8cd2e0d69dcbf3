namespace GovPipeline.Domain.Counting;

/// <summary>What happens to a dossier on a local day. Counts of events add up over any days, units and fields.</summary>
public enum DossierEvent
{
    /// <summary>Tiếp nhận.</summary>
    Received,

    /// <summary>Đã giải quyết trước hạn: on a day before the due day.</summary>
    FinishedEarly,

    /// <summary>Đã giải quyết đúng hạn: on the due day.</summary>
    FinishedOnTime,

    /// <summary>Finished without any due date: đúng hạn by the vendors' rule, counted by itself so that it can be seen.</summary>
    FinishedWithoutDueDate,

    /// <summary>Đã giải quyết quá hạn: on a day after the due day.</summary>
    FinishedLate,

    /// <summary>Rút hồ sơ: ended; the forms count it as đúng hạn.</summary>
    Withdrawn,

    /// <summary>Not finished when the day after the due day begins.</summary>
    BecameOverdue,

    /// <summary>An overdue dossier ended.</summary>
    EndedOverdue,

    /// <summary>Không được tiếp nhận.</summary>
    Refused,

    /// <summary>Received, of a dossier that was asked for a supplement more than once: late by QĐ 766/QĐ-TTg 2.1, whatever its due day.</summary>
    SupplementedReceived,

    /// <summary>Such a dossier ended or became overdue: it is pending and in time by the forms no longer.</summary>
    SupplementedLeft,

    /// <summary>Such a dossier ended in time by the forms.</summary>
    SupplementedInTime,
}
