using GovPipeline.Domain.Text;

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

    private static readonly Dictionary<string, Bilingual> Terms = new(StringComparer.Ordinal)
    {
        [DossierCode] = new("mã hồ sơ", "the dossier code"), [ProcedureCode] = new("mã thủ tục", "the code of the procedure"),
        [Field] = new("lĩnh vực", "the field"), [ServiceLevel] = new("mức độ dịch vụ công", "the level of service"),
        [Channel] = new("hình thức nộp", "the channel"), [SubmittedAt] = new("ngày nộp", "the day of filing"),
        [ReceivedAt] = new("ngày tiếp nhận", "the day of receipt"), [DueAt] = new("ngày hẹn trả", "the due day"),
        [OriginalDueAt] = new("ngày hẹn trả ban đầu", "the first due day"), [FinishedAt] = new("ngày kết thúc", "the day it ended"),
        [ReturnedAt] = new("ngày trả kết quả", "the day the result was given"), [RefusedAt] = new("ngày từ chối", "the day of refusal"),
        [Status] = new("trạng thái", "the state"), [SupplementCount] = new("số lần bổ sung", "the number of supplements"),
        [SupplementAt] = new("ngày yêu cầu bổ sung", "the day a supplement was asked for"), [ReceivingUnit] = new("đơn vị tiếp nhận", "the receiving unit"),
        [CompetentUnit] = new("cơ quan thực hiện", "the competent unit"), [SubmitterRef] = new("số giấy tờ người nộp", "who filed it, by an identity number"),
        [Authorised] = new("nộp hộ, ủy quyền", "filed for another"), [OwnerFiled] = new("người nộp là chủ hồ sơ", "filed by its owner"),
        [Synchronised] = new("đồng bộ từ hệ thống khác", "taken over from another system"),
        [AccountVerified] = new("tài khoản đã xác thực", "a verified account"),
        [PaperParts] = new("số thành phần giấy", "the number of parts on paper"),
        [DigitisedParts] = new("số thành phần đã số hóa", "the number of digitised parts"),
        [ElectronicResult] = new("kết quả điện tử", "an electronic result"), [FeeDue] = new("nghĩa vụ tài chính", "whether a fee is due"),
        [PaidOnline] = new("thanh toán trực tuyến", "paid online"), [UpdatedAt] = new("ngày cập nhật", "the day of the last change"),
        [DeletedAt] = new("ngày xóa", "the day of deletion"), [Secrecy] = new("độ mật", "the secrecy"),
    };

    /// <summary>What a column is called within a sentence; the name itself of one that is none of them.</summary>
    /// <param name="column">Its canonical name.</param>
    public static Bilingual Term(string column) => Terms.GetValueOrDefault(column) ?? new(column, column);

    /// <summary>What a file must have; the receiving unit too, unless the source has a default unit.</summary>
    public static IReadOnlyList<string> Required { get; } = [DossierCode, Status, Channel, ReceivedAt, DueAt, FinishedAt];
}
