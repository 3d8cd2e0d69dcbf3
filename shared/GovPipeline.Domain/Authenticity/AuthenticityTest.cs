using GovPipeline.Domain.Text;

namespace GovPipeline.Domain.Authenticity;

/// <summary>
/// A sign by which the online count (<i>tính xác thực của số hồ sơ trực tuyến</i>) can be looked into. Helping a citizen to file is lawful and
/// encouraged: a sign begins a conversation with the unit and says nothing of wrongdoing, nor of a person.
/// </summary>
/// <param name="Id">Lasting id, <c>A02</c>.</param>
/// <param name="Name">What is looked for, as a chairman can read it aloud.</param>
/// <param name="Needs">What the data must tell for it; said where they do not.</param>
/// <param name="IsOfDossiers">Whether single dossiers show it; else a unit's dossiers together do.</param>
public sealed record AuthenticityTest(string Id, Bilingual Name, Bilingual Needs, bool IsOfDossiers)
{
    /// <summary>Counts that other systems have too.</summary>
    public static readonly AuthenticityTest NationalPortal = new("A01", new("Chênh lệch với số đồng bộ trên Cổng Dịch vụ công quốc gia",
        "Difference from what the national portal counts"), new("cần số liệu của Cổng Dịch vụ công quốc gia", "needs the national portal's figures"), false);

    /// <summary>Online, and the result is on paper alone: QĐ 766/QĐ-TTg 3.3 does not count it.</summary>
    public static readonly AuthenticityTest NoElectronicResult = new("A02", new("Nộp trực tuyến, đã có kết quả nhưng không có kết quả điện tử",
        "Filed online, resolved without an electronic result"), new("cần cột 'Kết quả điện tử'", "needs the column 'electronic result'"), true);

    /// <summary>Online without any component as a file.</summary>
    public static readonly AuthenticityTest NoDigitalParts = new("A03", new("Nộp trực tuyến nhưng không có thành phần hồ sơ số hóa",
        "Filed online without any digital component"), new("cần cột 'Đã số hóa'", "needs the column 'digitised components'"), true);

    /// <summary>Online by an account that is not verified.</summary>
    public static readonly AuthenticityTest UnverifiedAccount = new("A04", new("Nộp trực tuyến bằng tài khoản chưa xác thực VNeID",
        "Filed online by an account that is not verified"), new("cần cột 'Tài khoản xác thực'", "needs the column 'account verified'"), true);

    /// <summary>Submitted and received within minutes in office hours.</summary>
    public static readonly AuthenticityTest AtOnce = new("A05", new("Nộp và tiếp nhận cách nhau không quá vài phút, trong giờ làm việc",
        "Filed and received within minutes, in office hours"), new("cần giờ nộp và giờ tiếp nhận", "needs the times of filing and of receipt"), true);

    /// <summary>How many are filed in office hours.</summary>
    public static readonly AuthenticityTest OfficeHours = new("A06", new("Tỷ lệ nộp trong giờ làm việc cao hơn hẳn các đơn vị cùng cấp",
        "Filed in office hours far more than by peers"), new("cần giờ nộp", "needs the time of filing"), false);

    /// <summary>Many by one account.</summary>
    public static readonly AuthenticityTest Concentration = new("A07", new("Nhiều hồ sơ trực tuyến từ cùng một tài khoản trong nửa tháng",
        "Many online dossiers by one account in half a month"), new("cần cột 'Số giấy tờ' và khóa băm (Secrets:IdentityKey)",
        "needs the column 'submitter' and the key of hashes (Secrets:IdentityKey)"), true);

    /// <summary>Filed by another than the owner, without authorisation.</summary>
    public static readonly AuthenticityTest NotAuthorised = new("A08", new("Người nộp không phải chủ hồ sơ và không có ủy quyền",
        "Filed by another than the owner, without authorisation"),
        new("cần cột 'Người nộp là chủ hồ sơ' và 'Ủy quyền' tính tại nguồn", "needs the columns 'owner filed' and 'authorised', computed at the source"), true);

    /// <summary>Online, and paid in cash.</summary>
    public static readonly AuthenticityTest PaidOffline = new("A09", new("Nộp trực tuyến nhưng không thanh toán trực tuyến", "Filed online, not paid online"),
        new("cần cột 'Nghĩa vụ tài chính' và 'Thanh toán trực tuyến'", "needs the columns 'fee due' and 'paid online'"), true);

    /// <summary>Many in the last days.</summary>
    public static readonly AuthenticityTest Burst = new("A10", new("Dồn hồ sơ trực tuyến vào những ngày cuối kỳ", "Online dossiers crowded into the last days"),
        new("cần kỳ đã kết thúc", "needs a period that is over"), false);

    /// <summary>Online by default.</summary>
    public static readonly AuthenticityTest Defaulted = new("A11", new("Hồ sơ đồng bộ từ hệ thống khác được phần mềm tự ghi là trực tuyến",
        "Synchronised dossiers that the software marks online by default"), new("cần cột 'Đồng bộ từ hệ thống khác'",
            "needs the column 'synchronised'"), true);

    /// <summary>The same code in two systems.</summary>
    public static readonly AuthenticityTest Duplicated = new("A12", new("Cùng một mã hồ sơ ở hai hệ thống", "The same code in two systems"),
        new("cần từ hai nguồn hồ sơ trở lên", "needs two sources of dossiers"), true);

    /// <summary>Gone soon.</summary>
    public static readonly AuthenticityTest GoneSoon = new("A13", new("Rút hoặc xóa chỉ vài ngày sau khi tiếp nhận",
        "Withdrawn or deleted within days of receipt"),
        new("cần ngày rút, ngày xóa", "needs the days of withdrawal and deletion"), true);

    /// <summary>Online, and paper was taken too (CV 5744/UBND-NC for the 25 essential services).</summary>
    public static readonly AuthenticityTest PaperToo = new("A14", new("Nộp trực tuyến nhưng vẫn nhận thành phần hồ sơ giấy",
        "Filed online, paper components taken too"),
        new("cần cột 'Thành phần hồ sơ giấy'", "needs the column 'paper components'"), true);

    /// <summary>All tests, by id.</summary>
    public static IReadOnlyList<AuthenticityTest> All { get; } =
    [
        NationalPortal, NoElectronicResult, NoDigitalParts, UnverifiedAccount, AtOnce, OfficeHours, Concentration, NotAuthorised, PaidOffline, Burst, Defaulted,
        Duplicated, GoneSoon, PaperToo,
    ];
}
