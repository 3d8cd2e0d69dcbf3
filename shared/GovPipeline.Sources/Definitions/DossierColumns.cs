namespace GovPipeline.Sources.Definitions;

/// <summary>The canonical columns of a dossier export and which of them a file must have.</summary>
public static class DossierColumns
{
#pragma warning disable CS1591, SA1600 // Each is the column of the property of the same name; see columns.json for its headings.
    public const string DossierCode = "dossierCode";
    public const string ProcedureCode = "procedureCode";
    public const string Field = "field";
    public const string ServiceLevel = "serviceLevel";
    public const string Channel = "channel";
    public const string SubmittedAt = "submittedAt";
    public const string ReceivedAt = "receivedAt";
    public const string DueAt = "dueAt";
    public const string OriginalDueAt = "originalDueAt";
    public const string FinishedAt = "finishedAt";
    public const string ReturnedAt = "returnedAt";
    public const string RefusedAt = "refusedAt";
    public const string Status = "status";
    public const string SupplementCount = "supplementCount";
    public const string SupplementAt = "supplementAt";
    public const string ReceivingUnit = "receivingUnit";
    public const string CompetentUnit = "competentUnit";
    public const string SubmitterRef = "submitterRef";
    public const string Authorised = "authorised";
    public const string OwnerFiled = "ownerFiled";
    public const string Synchronised = "synchronised";
    public const string AccountVerified = "accountVerified";
    public const string PaperParts = "paperParts";
    public const string DigitisedParts = "digitisedParts";
    public const string ElectronicResult = "eResult";
    public const string FeeDue = "feeDue";
    public const string PaidOnline = "paidOnline";
    public const string UpdatedAt = "updatedAt";
    public const string DeletedAt = "deletedAt";
    public const string Secrecy = "secrecy";
#pragma warning restore CS1591, SA1600

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        DossierCode, ProcedureCode, Field, ServiceLevel, Channel, SubmittedAt, ReceivedAt, DueAt, OriginalDueAt, FinishedAt,
        ReturnedAt, RefusedAt, Status, SupplementCount, SupplementAt, ReceivingUnit, CompetentUnit, SubmitterRef, Authorised,
        OwnerFiled, Synchronised, AccountVerified, PaperParts, DigitisedParts, ElectronicResult, FeeDue, PaidOnline, UpdatedAt, DeletedAt, Secrecy,
    ];

    /// <summary>What a file must have; the receiving unit too, unless the source has a default unit.</summary>
    public static IReadOnlyList<string> Required { get; } = [DossierCode, Status, Channel, ReceivedAt, DueAt, FinishedAt];
}
