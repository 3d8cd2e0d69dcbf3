using GovPipeline.Domain.Indicators;

namespace GovPipeline.Cli.Output;

/// <summary>Figures as Vietnamese readers expect them.</summary>
internal static class Print
{
    public static string Count(long count) => Figures.Count(count, Speech.Current);

    public static string Rate(bool isKnown, double fraction, int decimals) =>
        Figures.Percent(isKnown ? (decimal)fraction : null, decimals, Speech.Current);

    /// <summary>How a figure stands; what misses a target that a document sets in capitals.</summary>
    public static string Status(string status, bool isExample) => (status, isExample) switch
    {
        ("Below", false) => Speech.T("CHƯA ĐẠT", "MISSED"),
        ("Below" or "Met" or "Warning", true) => $"{Word(status)} {Speech.T("(minh họa)", "(example)")}",
        _ => Word(status),
    };

    private static string Word(string status) => Reporting.Reports.ReportWords.Capital(Reporting.Reports.ReportWords.Status(status, Speech.Current));
}
