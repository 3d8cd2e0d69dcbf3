namespace GovPipeline.Domain.Dossiers;

/// <summary>How a dossier was filed (<i>kênh tiếp nhận</i>; NĐ 61/2018/NĐ-CP Điều 16, Biểu 07a/BTP).</summary>
public enum Channel : byte
{
    /// <summary>Trực tiếp, at the one-stop counter. Also what an empty channel means (QĐ 766/QĐ-TTg).</summary>
    InPerson,

    /// <summary>Dịch vụ bưu chính công ích (BCCI).</summary>
    Postal,

    /// <summary>Trực tuyến toàn trình: online from filing to result.</summary>
    OnlineFull,

    /// <summary>Trực tuyến một phần.</summary>
    OnlinePartial,

    /// <summary>Trực tuyến, other or unknown kind.</summary>
    OnlineOther,
}
