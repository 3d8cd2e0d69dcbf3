namespace GovPipeline.Domain.Dossiers;

/// <summary>State of a dossier (<i>trạng thái hồ sơ</i>), with the codes that one-stop systems send to the national portal.</summary>
public enum DossierStatus : byte
{
    /// <summary>Not set.</summary>
    None = 0,

    /// <summary>Mới đăng ký: filed, not yet received; does not count as received.</summary>
    Submitted = 1,

    /// <summary>Được tiếp nhận.</summary>
    Received = 2,

    /// <summary>Không được tiếp nhận: refused; does not count as received.</summary>
    Refused = 3,

    /// <summary>Đang xử lý.</summary>
    Processing = 4,

    /// <summary>Yêu cầu bổ sung giấy tờ: paused.</summary>
    SupplementRequested = 5,

    /// <summary>Yêu cầu thực hiện nghĩa vụ tài chính: paused.</summary>
    PaymentRequested = 6,

    /// <summary>Công dân yêu cầu rút hồ sơ: ended.</summary>
    Withdrawn = 7,

    /// <summary>Dừng xử lý: ended when it has an end date, else paused.</summary>
    Stopped = 8,

    /// <summary>Đã xử lý xong.</summary>
    Finished = 9,

    /// <summary>Đã trả kết quả.</summary>
    Returned = 10,
}
