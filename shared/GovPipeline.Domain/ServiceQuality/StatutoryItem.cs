using GovPipeline.Domain.Text;

namespace GovPipeline.Domain.ServiceQuality;

/// <summary>
/// An item of the list that every level of government has to measure since 1 July 2026 (NĐ 224/2026/NĐ-CP Điều 19), with the indicators here that
/// tell it.
/// </summary>
/// <param name="Id">Its letter, <c>b</c>.</param>
/// <param name="Name">What it asks for.</param>
/// <param name="Indicators">Indicators that tell it; empty where none can.</param>
/// <param name="Needs">What it needs where nothing here tells it; null when there are indicators.</param>
public sealed record StatutoryItem(string Id, Bilingual Name, IReadOnlyList<string> Indicators, Bilingual? Needs)
{
    /// <summary>The decree.</summary>
    public static Bilingual LegalBasis { get; } = new("Nghị định 224/2026/NĐ-CP, Điều 19", "Decree 224/2026/NĐ-CP, article 19");

    /// <summary>The list, in its order.</summary>
    public static IReadOnlyList<StatutoryItem> All { get; } =
    [
        new("a", new("Tỷ lệ dịch vụ công trực tuyến toàn trình", "Services offered from end to end"), ["DV01H", "DV01X"], null),
        new("b", new("Tỷ lệ hồ sơ được tiếp nhận, xử lý trực tuyến, trực tuyến toàn trình", "Dossiers received and handled online, from end to end"),
            ["HS01", "HS02", "HS03"], null),
        new("c", new("Mức độ tự động hóa", "Automation"), [], new("nhật ký xử lý tự động của hệ thống", "the system's log of automatic steps")),
        new("d", new("Thời gian xử lý", "Time to handle"), [], new("thời gian xử lý từng bước của hồ sơ", "the time of each step of a dossier")),
        new("đ", new("Tỷ lệ đúng hạn", "Handled in time"), ["HS04"], null),
        new("e", new("Mức độ hài lòng", "Satisfaction"), ["HL01", "PA02"], null),
        new("g", new("Dịch vụ công trực tuyến chủ động", "Proactive services"), [], new("danh mục dịch vụ công chủ động", "the list of proactive services")),
    ];
}
