using GovPipeline.Domain.Time;
using GovPipeline.Domain.Indicators;
using GovPipeline.Domain.Text;

namespace GovPipeline.Reporting.Reports;

/// <summary>Words that reports and pages share.</summary>
public static class ReportWords
{
    /// <summary>As of when, and complete or partial: no figure is printed without it.</summary>
    public static string Standing(PeriodReport report, Language language = Language.Vietnamese)
    {
        var asOf = language == Language.English ? $"As of {DayText.Print(report.AsOf)}" : $"Số liệu tính đến ngày {DayText.Print(report.AsOf)}";
        return $"{asOf}; {Completeness(report, language)}";
    }

    /// <summary>Complete or partial: the figures of the form, and those of other systems.</summary>
    public static string Completeness(PeriodReport report, Language language = Language.Vietnamese)
    {
        var form = (report.Missing.Length, language) switch
        {
            (0, Language.English) => "complete",
            (0, _) => "đầy đủ",
            (_, Language.English) => $"PARTIAL, missing: {report.Missing}",
            _ => $"CHƯA ĐẦY ĐỦ, còn thiếu: {report.Missing}",
        };
        return (report.MissingElsewhere.Length, language) switch
        {
            (0, _) => form,
            (_, Language.English) => $"{form}; indicators of other systems PARTIAL, missing: {report.MissingElsewhere}",
            _ => $"{form}; chỉ tiêu của hệ thống khác CHƯA ĐẦY ĐỦ, còn thiếu: {report.MissingElsewhere}",
        };
    }

    /// <summary>How a figure stands against its target.</summary>
    public static string Status(string status, Language language = Language.Vietnamese) => (status, language) switch
    {
        ("Met", Language.English) => "met",
        ("Warning", Language.English) => "met, near the warning level",
        ("Below", Language.English) => "missed",
        ("NoTarget", Language.English) => "no target",
        ("Suppressed", Language.English) => "too few cases to be published",
        (_, Language.English) when status != "Met" => "no data yet",
        ("Met", _) => "đạt",
        ("Warning", _) => "đạt, gần mức cảnh báo",
        ("Below", _) => "chưa đạt",
        ("NoTarget", _) => "không có mục tiêu",
        ("Suppressed", _) => "quá ít hồ sơ để công bố",
        _ => "chưa có dữ liệu",
    };

    /// <summary>Shown in the place of a rate of few cases.</summary>
    public static string TooFew(Language language = Language.Vietnamese) => language == Language.English ? "too few cases" : "quá ít hồ sơ";

    /// <summary>The text with a capital at its beginning.</summary>
    public static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];

    /// <summary>A number from 1 to 5 in Roman figures.</summary>
    public static string Roman(int number) => number switch { 1 => "I", 2 => "II", 3 => "III", 4 => "IV", 5 => "V", _ => $"{number}" };
}
