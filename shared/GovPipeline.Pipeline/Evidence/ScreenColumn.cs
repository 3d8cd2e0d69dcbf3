using GovPipeline.Domain.Authenticity;
using GovPipeline.Domain.Counting;
using GovPipeline.Domain.Text;
using GovPipeline.Storage.Published;

namespace GovPipeline.Pipeline.Evidence;

/// <summary>A column of <c>authenticity</c> that single dossiers make up, or the sign of a test.</summary>
/// <param name="Name">The column, or the id of the test.</param>
/// <param name="Meaning">What it counts.</param>
/// <param name="Law">Where it is from.</param>
/// <param name="Of">What counts give to it.</param>
/// <param name="BySigns">Whether it is told by how many signs dossiers show.</param>
internal sealed record ScreenColumn(string Name, Bilingual Meaning, Bilingual Law, Func<AuthenticityCounts, long> Of, bool BySigns = false)
{
    private static readonly Bilingual Rules = new("Phép kiểm tra của hệ thống, ngưỡng trong authenticity.json; không phải quy định",
        "A test of this system, thresholds in authenticity.json; no regulation");

    private static readonly Bilingual Decision766 = new("Quyết định 766/QĐ-TTg, chỉ tiêu 3.3", "Decision 766/QĐ-TTg, component 3.3");

    /// <summary>All of them.</summary>
    public static IReadOnlyList<ScreenColumn> All { get; } =
    [
        new(nameof(AuthenticityRow.Declared), new("Hồ sơ tiếp nhận trực tuyến theo khai báo của nguồn", "Received online, as the source declares"),
            CounterFormula.Find("ReceivedOnline")!.Law, c => c.Declared),
        new(nameof(AuthenticityRow.Eligible), new(
            "Hồ sơ trực tuyến có kết quả điện tử (đủ điều kiện 766)", "Online with an electronic result (eligible by 766)"),
            Decision766, c => c.Eligible),
        new(nameof(AuthenticityRow.EligibleUnknown), new(
            "Hồ sơ trực tuyến chưa biết kết quả có điện tử không", "Online, not told whether the result is electronic"),
            Decision766, c => c.EligibleUnknown),
        new(nameof(AuthenticityRow.ToVerify), new("Hồ sơ trực tuyến cần xác minh", "Online, to be looked into"), Rules, c => c.ToVerify, BySigns: true),
        .. DossierScreen.Tests.Select(t => new ScreenColumn(t.Id, new($"Hồ sơ có dấu hiệu: {t.Name.Vi}", $"Dossiers that show the sign: {t.Name.En}"),
            Rules, c => c.Failed(t))),
    ];
}
