using GovPipeline.Domain.Indicators;

namespace GovPipeline.Cli.Output;

/// <summary>Figures as Vietnamese readers expect them.</summary>
internal static class Print
{
    public static string Count(long count) => Figures.Count(count);

    public static string Rate(bool isKnown, double fraction, int decimals) =>
        Figures.Percent(isKnown ? (decimal)fraction : null, decimals);

    public static string Status(string status) => status switch
    {
        "Met" => "Đạt",
        "Warning" => "Đạt, gần mức cảnh báo",
        "Below" => "CHƯA ĐẠT",
        "NoTarget" => "Không có mục tiêu",
        "Suppressed" => "Quá ít hồ sơ để công bố",
        _ => "Chưa có dữ liệu",
    };
}
