namespace GovPipeline.Domain.Dossiers;

/// <summary>What follows from a status (form II.06a, the vendors' notes to its columns).</summary>
public static class DossierStatuses
{
    /// <summary>Whether the dossier counts as received (<i>tiếp nhận</i>): all but 1 and 3.</summary>
    public static bool IsReceived(this DossierStatus status) =>
        status is not (DossierStatus.None or DossierStatus.Submitted or DossierStatus.Refused);

    /// <summary>Whether it must have an end date: withdrawn, finished or returned.</summary>
    public static bool IsEnded(this DossierStatus status) =>
        status is DossierStatus.Withdrawn or DossierStatus.Finished or DossierStatus.Returned;

    /// <summary>Whether the clock stands still: such a pending dossier is <i>trong hạn</i> whatever its due date.</summary>
    public static bool IsPaused(this DossierStatus status) =>
        status is DossierStatus.SupplementRequested or DossierStatus.PaymentRequested or DossierStatus.Stopped;
}
