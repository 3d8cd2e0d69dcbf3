using System.Globalization;
using GovPipeline.Domain.Indicators;

namespace GovPipeline.Cli.Output;

/// <summary>Figures as Vietnamese readers expect them.</summary>
internal static class Print
{
    /// <summary>Whether figures go to a program, which takes a separator of thousands for a point.</summary>
    public static bool IsPlain { get; set; }

    /// <summary>A level of government.</summary>
    public static string Tier(Domain.Units.UnitTier tier) => tier switch
    {
        Domain.Units.UnitTier.Province => Speech.T("cấp tỉnh", "province"),
        Domain.Units.UnitTier.District => Speech.T("cấp huyện", "district"),
        _ => Speech.T("cấp xã", "commune"),
    };

    /// <summary>A unit; a tier by what it is called in the language of the screen.</summary>
    public static string Unit(string name, string tier, bool isRollup) =>
        isRollup && Speech.Current == Domain.Text.Language.English && Enum.TryParse<Domain.Units.UnitTier>(tier, out var known)
            ? Reporting.Reports.ReportWords.Capital($"{Tier(known)} level") : name;

    public static string Count(long count) => IsPlain ? count.ToString(CultureInfo.InvariantCulture) : Figures.Count(count, Speech.Current);

    /// <summary>A count in English with what is counted.</summary>
    public static string Many(long count, string noun) => $"{Count(count)} {Figures.Noun(count, noun)}";

    public static string Rate(bool isKnown, double fraction, int decimals) =>
        Figures.Percent(isKnown ? (decimal)fraction : null, decimals, Speech.Current);

    /// <summary>Seconds with one digit behind the separator.</summary>
    public static string Seconds(double seconds) => IsPlain ? Math.Round((decimal)seconds, 1).ToString(CultureInfo.InvariantCulture)
        : Figures.Number(Math.Round((decimal)seconds, 1), Speech.Current);

    private static readonly Dictionary<string, string> States = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Open"] = "đang mở", ["Acknowledged"] = "đã biết", ["Escalated"] = "đã chuyển lãnh đạo", ["Silenced"] = "tạm im", ["Resolved"] = "đã hết",
        ["queued"] = "chờ gửi", ["sending"] = "đang gửi", ["sent"] = "đã gửi", ["failed"] = "lỗi", ["pending"] = "đang chờ", ["landed"] = "đã lấy",
        ["unchanged"] = "không đổi", ["norows"] = "không có dòng mới", ["done"] = "xong", ["nothing"] = "không có việc", ["running"] = "đang chạy",
        ["refused"] = "từ chối", ["Month"] = "tháng", ["Quarter"] = "quý", ["HalfYear"] = "nửa năm", ["Day"] = "ngày", ["Night"] = "đêm", ["Week"] = "tuần",
        ["PullSource"] = "kéo nguồn", ["IngestExport"] = "nhận tệp", ["FoldFacts"] = "tính số đếm", ["PublishPeriod"] = "công bố",
        ["EvaluateAlerts"] = "xét cảnh báo", ["SendMail"] = "gửi thư", ["exported"] = "lấy dữ liệu ra", ["deleted"] = "xóa", ["kept"] = "giữ lại",
        ["signing"] = "bắt đầu ký", ["signed"] = "ký", ["restated"] = "điều chỉnh",
    };

    // Words of records that are no English.
    private static readonly Dictionary<string, string> EnglishStates = new(StringComparer.OrdinalIgnoreCase)
    {
        ["norows"] = "no new rows", ["HalfYear"] = "half-year", ["PullSource"] = "pull", ["IngestExport"] = "ingest", ["FoldFacts"] = "count",
        ["PublishPeriod"] = "publish", ["EvaluateAlerts"] = "judge alerts", ["SendMail"] = "send mail",
    };

    /// <summary>A word of records (a state, an outcome, a job) as the screen says it.</summary>
    public static string State(string word) => (Speech.Current == Domain.Text.Language.English ? EnglishStates : States)
        .GetValueOrDefault(word, word);

    /// <summary>How a figure stands; what misses a target that a document sets in capitals.</summary>
    public static string Status(string status, bool isExample) => (status, isExample) switch
    {
        ("Below", false) => Speech.T("CHƯA ĐẠT", "MISSED"),
        ("Below" or "Met" or "Warning", true) => $"{Word(status)} {Speech.T("(minh họa)", "(example)")}",
        _ => Word(status),
    };

    private static string Word(string status) => Reporting.Reports.ReportWords.Capital(Reporting.Reports.ReportWords.Status(status, Speech.Current));
}
