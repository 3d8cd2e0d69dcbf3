namespace GovPipeline.Domain.Errors;

/// <summary>A repair that is certain: the value meant can only be one. What could be two things is quarantined.</summary>
/// <param name="Id">Lasting id, <c>SC01</c>.</param>
/// <param name="Vi">What is repaired and why it is certain, in Vietnamese.</param>
/// <param name="En">The same in English.</param>
public sealed record RepairRule(string Id, string Vi, string En)
{
    /// <summary>A dossier that has ended has a day of return but none of the end: it ended at the latest when it was returned.</summary>
    public static readonly RepairRule ReturnForEnd = new("SC01",
        "Hồ sơ đã kết thúc, trống ngày kết thúc: lấy ngày trả kết quả.",
        "The dossier has ended without an end date: the date of return is taken.");

    /// <summary>A procedure code that was kept as a number has lost zeros at its end or got a comma; codes have six decimals.</summary>
    public static readonly RepairRule ProcedureCode = new("SC02",
        "Mã thủ tục bị lưu thành số: thêm lại số 0 cuối (mã có 6 chữ số sau dấu chấm).",
        "The procedure code was kept as a number: its zeros are put back (codes have six digits behind the point).");

    /// <summary>A date that a workbook keeps as a bare serial number.</summary>
    public static readonly RepairRule SerialDate = new("SC03",
        "Ngày bị lưu thành số thứ tự của Excel: đổi lại theo hệ 1900 hoặc 1904 của tệp.",
        "The date was kept as an Excel serial number: it is turned back by the file's own date system.");

    /// <summary>UTF-8 that was read as windows-1252 in a single cell.</summary>
    public static readonly RepairRule MisreadText = new("SC04",
        "Chữ tiếng Việt bị đọc sai bảng mã (UTF-8 thành windows-1252): giải mã lại.",
        "Vietnamese letters were misread (UTF-8 as windows-1252): they are decoded again.");

    /// <summary>A dossier code with blanks in it; no code has any.</summary>
    public static readonly RepairRule CodeBlanks = new("SC05",
        "Mã hồ sơ có khoảng trắng bên trong: bỏ khoảng trắng (mã không bao giờ có).",
        "The dossier code had blanks in it: they are taken out (no code has any).");

    /// <summary>A dossier code with letters that only look like those of codes; two codes that look the same are one.</summary>
    public static readonly RepairRule CodeLetters = new("SC06",
        "Mã hồ sơ có ký tự nhìn giống ký tự của mã (dấu nháy, gạch dài, chữ Kirin, ký tự không bề rộng): đổi lại cho đúng.",
        "The dossier code had characters that look like those of codes (apostrophe, long dash, Cyrillic, without width): they are made those.");

    /// <summary>A number of a file that groups thousands by commas everywhere, and says so beyond doubt in some cell.</summary>
    public static readonly RepairRule EnglishNumber = new("SC07",
        "Cả tệp nhóm nghìn bằng dấu phẩy (1,234,567): đọc theo cách đó.",
        "The whole file groups thousands by commas (1,234,567): it is read that way.");

    /// <summary>
    /// A system that was moved to the units of today and names the successor for a dossier of before: it is counted where it was received.
    /// </summary>
    public static readonly RepairRule UnitAtReceipt = new("SC08",
        "Phần mềm ghi đơn vị sau sắp xếp cho hồ sơ tiếp nhận trước đó: tính cho đơn vị lúc tiếp nhận, theo mã hồ sơ hoặc đơn vị cũ duy nhất.",
        "The software names the unit after a merger for a dossier received before: it is counted for the unit at receipt, by the dossier's code or the "
        + "only unit it can be.");

    /// <summary>All rules, by id.</summary>
    public static IReadOnlyList<RepairRule> All { get; } = [ReturnForEnd, ProcedureCode, SerialDate, MisreadText, CodeBlanks, CodeLetters,
        EnglishNumber, UnitAtReceipt];
}
