using System.Globalization;
using GovPipeline.Domain.Indicators;
using GovPipeline.Domain.Text;
using GovPipeline.Domain.Time;
using GovPipeline.Domain.Units;
using static GovPipeline.Cli.Output.Speech;

namespace GovPipeline.Cli.Output;

/// <summary>
/// A published table on a screen: the columns that matter, headings and values as people read them. Programs get all of it, with the names of fields.
/// </summary>
internal static class PublishedTable
{
    private static readonly Dictionary<string, Bilingual> Words = new(StringComparer.Ordinal)
    {
        ["UnitName"] = new("Đơn vị", "Unit"), ["Field"] = new("Lĩnh vực", "Field"), ["Status"] = new("Kết quả", "Status"), ["Total"] = new("Tổng số", "Total"),
        ["CarriedOver"] = new("Kỳ trước chuyển qua", "Carried over"), ["Received"] = new("Tiếp nhận", "Received"),
        ["ReceivedOnline"] = new("Trực tuyến", "Online"), ["Resolved"] = new("Đã giải quyết", "Resolved"), ["ResolvedLate"] = new("Quá hạn", "Late"),
        ["Pending"] = new("Đang giải quyết", "Pending"), ["PendingLate"] = new("Đang quá hạn", "Pending, late"), ["OnlineRate"] = new("Tỷ lệ", "Rate"),
        ["Target"] = new("Mục tiêu", "Target"), ["AsOf"] = new("Số liệu đến", "As of"), ["Indicator"] = new("Chỉ tiêu", "Indicator"),
        ["IndicatorName"] = new("Tên chỉ tiêu", "Name"), ["Numerator"] = new("Tử số", "Numerator"), ["Denominator"] = new("Mẫu số", "Denominator"),
        ["Value"] = new("Giá trị", "Value"), ["Item"] = new("Mục", "Item"), ["Rank"] = new("Hạng", "Rank"), ["Counter"] = new("Số đếm", "Counter"),
        ["LikelyCause"] = new("Nguyên nhân có thể", "Likely cause"), ["Reported"] = new("Báo cáo", "Reported"),
        ["Own"] = new("Đếm từ hồ sơ", "From dossiers"),
        ["Difference"] = new("Chênh lệch", "Difference"), ["Source"] = new("Nguồn", "Source"), ["Day"] = new("Ngày", "Day"),
        ["UnitId"] = new("Mã đơn vị", "Unit id"),
        ["Finished"] = new("Kết thúc", "Finished"),
        ["UnitCode"] = new("Mã", "Code"), ["UnitTier"] = new("Cấp", "Tier"), ["ParentUnitId"] = new("Thuộc", "Parent"),
        ["ValidFrom"] = new("Từ", "From"), ["ValidTo"] = new("Đến", "To"), ["On"] = new("Ngày", "On"), ["FromName"] = new("Trước", "Before"),
        ["ToName"] = new("Sau", "After"), ["IsPartial"] = new("Một phần", "Partial"), ["LegalBasis"] = new("Căn cứ", "Basis"), ["TargetId"] = new("Mã", "Id"),
        ["HasData"] = new("Có số liệu", "Has data"), ["Declared"] = new("Khai báo", "Declared"), ["Eligible"] = new("Đủ điều kiện 766", "Eligible by 766"),
        ["EligibleUnknown"] = new("Chưa biết", "Not told"), ["ToVerify"] = new("Cần xác minh", "To look into"), ["NotedTests"] = new("Số dấu hiệu", "Signs"),
        ["UntestedTests"] = new("Chưa kiểm tra được", "Not tested"), ["Test"] = new("Phép kiểm tra", "Test"), ["TestName"] = new("Tên", "Name"),
        ["State"] = new("Kết quả", "State"), ["Known"] = new("Trong số", "Among"), ["Found"] = new("Số hồ sơ", "Found"), ["Share"] = new("Tỷ lệ", "Share"),
        ["PeerShare"] = new("Các đơn vị khác", "Other units"), ["Column"] = new("Cột", "Column"), ["Signed"] = new("Đã ký", "Signed"),
        ["Draft"] = new("Nếu công bố lại", "Draft"), ["LateRows"] = new("Dòng đến muộn", "Late rows"), ["Corrections"] = new("Đính chính", "Corrections"),
        ["Withdrawn"] = new("Đã rút", "Withdrawn"), ["Definitions"] = new("Định nghĩa", "Definitions"), ["Number"] = new("Lần", "Number"),
        ["Old"] = new("Cũ", "Old"),
        ["New"] = new("Mới", "New"), ["Reason"] = new("Lý do", "Reason"), ["By"] = new("Người", "By"), ["Document"] = new("Văn bản", "Document"),
        ["Partition"] = new("Loại", "Kind"), ["Period"] = new("Kỳ", "Period"), ["Complete"] = new("Đủ", "Complete"), ["Rows"] = new("Dòng", "Rows"),
        ["FileRows"] = new("Dòng của tệp", "Rows of files"), ["AcceptedRows"] = new("Nhận", "Accepted"), ["RejectedRows"] = new("Cách ly", "Quarantined"),
        ["Version"] = new("Phiên bản", "Version"), ["Missing"] = new("Còn thiếu", "Missing"),
    };

    /// <summary>The columns that a screen shows, those that matter most first.</summary>
    public static string[] Columns(string table) => table switch
    {
        "indicators" => ["UnitName", "Indicator", "Value", "Target", "Status", "Numerator", "Denominator", "IndicatorName", "AsOf"],
        "breakdowns" => ["Indicator", "Item", "Rank", "Value", "Numerator", "Denominator", "IndicatorName", "AsOf"],
        "reported" => ["UnitName", "Counter", "Reported", "Own", "Difference", "LikelyCause", "Source"],
        "daily" => ["Day", "UnitId", "Received", "ReceivedOnline", "Finished"],
        "units" => ["UnitId", "UnitName", "UnitCode", "UnitTier", "ParentUnitId", "ValidFrom", "ValidTo"],
        "successions" => ["On", "FromName", "ToName", "IsPartial", "LegalBasis"],
        "targets" => ["TargetId", "Indicator", "Value", "UnitTier", "UnitId", "ValidFrom", "ValidTo", "LegalBasis"],
        "authenticity" => ["UnitName", "Declared", "Eligible", "EligibleUnknown", "ToVerify", "NotedTests", "UntestedTests", "HasData", "AsOf"],
        "authenticitytests" => ["UnitName", "Test", "State", "Found", "Known", "Share", "PeerShare", "TestName"],
        "differences" => ["UnitName", "Column", "Signed", "Draft", "Difference", "LateRows", "Corrections", "Withdrawn", "Definitions", "AsOf"],
        "restatements" => ["Number", "UnitName", "Column", "Old", "New", "Reason", "By", "Document", "On"],
        "datasets" => ["Period", "Partition", "AsOf", "Complete", "Missing", "Rows", "FileRows", "AcceptedRows", "RejectedRows", "Version"],
        _ => ["UnitName", "Field", "Received", "ReceivedOnline", "OnlineRate", "Target", "Status", "Resolved", "ResolvedLate", "Pending", "PendingLate",
            "CarriedOver", "Total", "AsOf"],
    };

    /// <summary>Whether a column has a name for people.</summary>
    public static bool IsNamed(string column) => Words.ContainsKey(column);

    /// <summary>The heading of a column.</summary>
    public static string Heading(string column) => Words.TryGetValue(column, out var words) ? T(words) : column;

    /// <summary>Whether a cell has nothing to show: a target that is not set, a rate that is not known.</summary>
    public static bool IsNone(IReadOnlyDictionary<string, object> row, string column) =>
        (column is "Target" or "TargetWarn" or "Gap" && Of(row, "TargetId") is "")
            || (column is "Value" or "Numerator" or "Denominator" or "OnlineRate" && Of(row, "HasData") is false)
            || (column is "OnlineRate" && Of(row, "HasOnlineRate") is false) || (column is "Share" && Of(row, "HasShare") is false)
            || (column is "PeerShare" && Of(row, "HasPeers") is false);

    /// <summary>A cell as a reader has it.</summary>
    /// <param name="row">The row.</param>
    /// <param name="column">The column.</param>
    /// <param name="indicators">The indicators, whose names it may say.</param>
    public static string Cell(IReadOnlyDictionary<string, object> row, string column, IReadOnlyList<Indicator> indicators)
    {
        if (IsNone(row, column))
        {
            return "–";
        }

        var indicator = column is "Value" or "Target" or "IndicatorName" ? indicators.FirstOrDefault(i => i.Id == Of(row, "Indicator") as string) : null;
        return (column, Of(row, column)) switch
        {
            ("Status", string status) => Print.Status(status, Of(row, "TargetIsExample") is true),
            ("State", string state) => Reporting.Reports.ReportWords.Finding(state, RollupId.IsArea(Of(row, "UnitId") as string ?? string.Empty), Current),
            ("UnitTier", string tier) => Enum.TryParse<UnitTier>(tier, out var known) ? Print.Tier(known) : tier,
            ("UnitName", string name) => Print.Unit(name, Of(row, "UnitTier") as string ?? string.Empty, Of(row, "IsRollup") is true),
            ("Field", Storage.Published.PeriodRow.AllFields) => T("Tất cả", "All"),
            ("IndicatorName", string name) => indicator is null ? name : T(indicator.NameVi, indicator.NameEn),
            ("OnlineRate" or "Share" or "PeerShare", double share) => Figures.Percent((decimal)share, 2, Current),
            ("Target", double target) => indicator is null ? Figures.TargetPercent((decimal)target, Current)
                : Figures.Target((decimal)target, indicator.Format, Current),
            ("Value", double value) when indicator is not null => Figures.Value((decimal)value, indicator.Format, Current, decimals: 2),
            (_, bool yes) => yes ? T("có", "yes") : T("không", "no"),
            (_, long count) => Print.Count(count),
            (_, int count) => Print.Count(count),
            (_, double number) => Figures.Number(Math.Round((decimal)number, 2), Current),
            (_, string { Length: 10 } text) when DayText.TryParse(text) is { } day => DayText.Print(day),
            (_, var other) => Convert.ToString(other, CultureInfo.InvariantCulture) ?? string.Empty,
        };
    }

    private static object? Of(IReadOnlyDictionary<string, object> row, string column) => row.TryGetValue(column, out var value) ? value : null;
}
