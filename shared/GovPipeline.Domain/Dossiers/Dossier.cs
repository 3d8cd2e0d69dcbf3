using GovPipeline.Domain.Time;

namespace GovPipeline.Domain.Dossiers;

/// <summary>
/// One version of a dossier (<i>hồ sơ thủ tục hành chính</i>) as one row of one export tells it. Holds nothing personal:
/// the person who filed it is a keyed hash, and no name, address or number is ever read into it. A struct without
/// allocations of its own, since millions pass through; equal texts share one string.
/// </summary>
public record struct Dossier
{
    /// <summary>What stands for a competent unit that the export names and the reference data do not know.</summary>
    public const string UnknownUnit = "?";

    /// <summary>Mã hồ sơ.</summary>
    public DossierCode Code { get; set; }

    /// <summary>Mã TTHC, as text (<c>1.001610</c> keeps its zero); empty when not given.</summary>
    public string ProcedureCode { get; set; }

    /// <summary>Lĩnh vực; empty when not given.</summary>
    public string Field { get; set; }

    /// <summary>Id of the unit that received it (<i>đơn vị tiếp nhận</i>).</summary>
    public string ReceivingUnitId { get; set; }

    /// <summary>
    /// Id of the unit competent to solve it (<i>cơ quan thực hiện</i>); empty when not given, which means the receiving one;
    /// <see cref="UnknownUnit"/> when we do not know it.
    /// </summary>
    public string CompetentUnitId { get; set; }

    /// <summary>Mức độ dịch vụ công.</summary>
    public ServiceLevel Level { get; set; }

    /// <summary>Kênh tiếp nhận.</summary>
    public Channel Channel { get; set; }

    /// <summary>Trạng thái.</summary>
    public DossierStatus Status { get; set; }

    /// <summary>Ngày nộp.</summary>
    public LocalTimestamp Submitted { get; set; }

    /// <summary>Ngày tiếp nhận.</summary>
    public LocalTimestamp Received { get; set; }

    /// <summary>Ngày hẹn trả now in force.</summary>
    public LocalTimestamp Due { get; set; }

    /// <summary>The first ngày hẹn trả: the law lets a system overwrite it once (NĐ 61/2018 Điều 19(9)), which hides lateness.</summary>
    public LocalTimestamp OriginalDue { get; set; }

    /// <summary>Ngày kết thúc xử lý.</summary>
    public LocalTimestamp Finished { get; set; }

    /// <summary>Ngày trả kết quả.</summary>
    public LocalTimestamp Returned { get; set; }

    /// <summary>Ngày từ chối tiếp nhận.</summary>
    public LocalTimestamp RefusedAt { get; set; }

    /// <summary>Ngày yêu cầu bổ sung, the latest.</summary>
    public LocalTimestamp SupplementRequestedAt { get; set; }

    /// <summary>Ngày cập nhật in the source: the first thing that tells which version is newest.</summary>
    public LocalTimestamp Updated { get; set; }

    /// <summary>Ngày xóa: a deleted dossier is in no figure.</summary>
    public LocalTimestamp Deleted { get; set; }

    /// <summary>Số lần yêu cầu bổ sung, 0 to 254; null when not given.</summary>
    public byte? SupplementCount { get; set; }

    /// <summary>Nộp hộ, ủy quyền.</summary>
    public Answer Authorised { get; set; }

    /// <summary>Người nộp là chủ hồ sơ, as the source compares them; neither is told.</summary>
    public Answer OwnerFiled { get; set; }

    /// <summary>Đồng bộ từ hệ thống khác, not filed at this one.</summary>
    public Answer Synchronised { get; set; }

    /// <summary>Tài khoản đã xác thực VNeID.</summary>
    public Answer AccountVerified { get; set; }

    /// <summary>Có kết quả điện tử.</summary>
    public Answer ElectronicResult { get; set; }

    /// <summary>Có nghĩa vụ tài chính.</summary>
    public Answer FeeDue { get; set; }

    /// <summary>Đã thanh toán trực tuyến.</summary>
    public Answer PaidOnline { get; set; }

    /// <summary>Số thành phần hồ sơ giấy; null when not given.</summary>
    public short? PaperParts { get; set; }

    /// <summary>Số thành phần hồ sơ đã số hóa; null when not given.</summary>
    public short? DigitisedParts { get; set; }

    /// <summary>Keyed hash (HMAC-SHA-256, cut to 128 bits) of who filed it; 0 when not given.</summary>
    public UInt128 SubmitterHash { get; set; }

    /// <summary>Whether another source has told of the same code, ever. Facts know it; a row does not.</summary>
    public bool ElsewhereToo { get; set; }

    /// <summary>Row of the file it was read from, counted as a spreadsheet does, from 1.</summary>
    public int Row { get; set; }

    /// <summary>Index of the file it was read from, in the list that goes with it.</summary>
    public int FileIndex { get; set; }

    /// <summary>Phi địa giới: received by another unit than the competent one. Unknown when the competent one is not known to us.</summary>
    public readonly Answer NonLocal => CompetentUnitId == UnknownUnit ? Answer.Unknown
        : CompetentUnitId.Length > 0 && CompetentUnitId != ReceivingUnitId ? Answer.Yes : Answer.No;

    /// <summary>Whether it is counted as received: a received status, and not deleted in the source.</summary>
    public readonly bool Counts => Status.IsReceived() && !Deleted.HasValue;

    /// <summary>Whether both tell the same of the same dossier, whatever file and row told it.</summary>
    public readonly bool SaysTheSameAs(in Dossier other) =>
        this with { Row = 0, FileIndex = 0, ElsewhereToo = false } == other with { Row = 0, FileIndex = 0, ElsewhereToo = false };
}
