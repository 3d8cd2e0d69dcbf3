using GovPipeline.Domain.Counting;
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
        var state = report.State.Length > 0 ? $"; {State(report.State, report.SignedDocument, report.SignedOn, language)}" : string.Empty;
        return $"{asOf}; {Completeness(report, language)}{state}";
    }

    /// <summary>How far a period is settled: whether it is over, signed in which document, restated.</summary>
    /// <param name="state">Name of a <see cref="Domain.Periods.PeriodState"/>; empty where it is not known.</param>
    /// <param name="document">The document; empty for none.</param>
    /// <param name="on">Its local day, <c>yyyy-MM-dd</c>; empty for none.</param>
    /// <param name="language">The reader's.</param>
    public static string State(string state, string document, string on, Language language)
    {
        var signed = DayText.TryParse(on) is { } day ? $" ({document}, {DayText.Print(day)})" : string.Empty;
        return (state, language) switch
        {
            ("Open", Language.English) => "period not over",
            ("Open", _) => "chưa hết kỳ",
            ("Provisional", Language.English) => "provisional, not signed",
            ("Provisional", _) => "số liệu tạm tính, chưa ký",
            ("Signed", Language.English) => $"SIGNED{signed}",
            ("Signed", _) => $"ĐÃ KÝ{signed}",
            ("Restated", Language.English) => $"RESTATED{signed}",
            ("Restated", _) => $"ĐÃ ĐIỀU CHỈNH{signed}",
            _ => string.Empty,
        };
    }

    /// <summary>What a column of a signed figure is called: a counter, a number of authenticity, an indicator.</summary>
    public static string Column(string column, PeriodReport? report, Language language) => CounterFormula.Find(column)?.Meaning.In(language)
        ?? (Authenticity.TryGetValue(column, out var name) ? name.In(language) : null)
        ?? report?.Indicators.FirstOrDefault(i => i.Indicator.Id == column)?.NameIn(language) ?? column;

    private static readonly Dictionary<string, Bilingual> Authenticity = new(StringComparer.Ordinal)
    {
        ["Eligible"] = new("Hồ sơ trực tuyến đủ điều kiện 766", "Online dossiers eligible by 766"),
        ["EligibleUnknown"] = new("Hồ sơ trực tuyến chưa biết kết quả điện tử", "Online dossiers without a known electronic result"),
        ["ToVerify"] = new("Hồ sơ trực tuyến cần xác minh", "Online dossiers to be looked into"),
        ["NotedTests"] = new("Số dấu hiệu", "Signs noted"),
        ["ResultsElectronic"] = new("Hồ sơ có kết quả điện tử", "Dossiers with an electronic result"),
        ["FeesPaidOnline"] = new("Hồ sơ thanh toán trực tuyến", "Dossiers paid online"),
        ["ComponentsDigitised"] = new("Hồ sơ có thành phần số hóa", "Dossiers with a digitised component"),
    };

    /// <summary>Complete or partial: the figures of the form, and those of other systems.</summary>
    public static string Completeness(PeriodReport report, Language language = Language.Vietnamese)
    {
        var form = (report.Missing.IsEmpty, language) switch
        {
            (true, Language.English) => "complete",
            (true, _) => "đầy đủ",
            (_, Language.English) => $"PARTIAL, missing: {report.Missing.En}",
            _ => $"CHƯA ĐẦY ĐỦ, còn thiếu: {report.Missing.Vi}",
        };
        return (report.MissingElsewhere.IsEmpty, language) switch
        {
            (true, _) => form,
            (_, Language.English) => $"{form}; indicators of other systems PARTIAL, missing: {report.MissingElsewhere.En}",
            _ => $"{form}; chỉ tiêu của hệ thống khác CHƯA ĐẦY ĐỦ, còn thiếu: {report.MissingElsewhere.Vi}",
        };
    }

    /// <summary>What a test of authenticity says of a unit, as it can be read aloud.</summary>
    /// <param name="state">Name of a <see cref="Domain.Authenticity.FindingState"/>.</param>
    /// <param name="isArea">Whether it is an area: signs are those of its units.</param>
    /// <param name="language">The reader's.</param>
    public static string Finding(string state, bool isArea, Language language) => (
        isArea && state != nameof(Domain.Authenticity.FindingState.NotTested) ? "Area" : state, language) switch
    {
        ("Area", Language.English) => "looked at unit by unit",
        ("Area", _) => "xét theo từng đơn vị",
        ("Noted", Language.English) => "sign, ask the unit",
        ("Noted", _) => "có dấu hiệu, đề nghị đơn vị giải trình",
        ("Clear", Language.English) => "no sign",
        ("Clear", _) => "không có dấu hiệu",
        ("TooFew", Language.English) => "too few dossiers",
        ("TooFew", _) => "quá ít hồ sơ",
        (_, Language.English) => "not tested",
        _ => "chưa kiểm tra được",
    };

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
