using System.Globalization;
using System.Text;

namespace GovPipeline.Reporting.Reports;

/// <summary>Writes the figures of a page as CSV: UTF-8 with a mark so that spreadsheets read Vietnamese, numbers with a point, rates as fractions.</summary>
public static class ReportCsv
{
    private const string Heading = "period,unit_id,unit,indicator,name,value,numerator,denominator,previous,target,target_is_example,status,missing";

    /// <summary>Writes it: the online rate of each unit, then each indicator of the unit the page is about.</summary>
    public static void Write(PeriodReport report, Stream output)
    {
        ArgumentNullException.ThrowIfNull(report);
        using var writer = new StreamWriter(output, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), leaveOpen: true) { NewLine = "\r\n" };
        writer.WriteLine(Heading);
        foreach (var r in report.Rates)
        {
            Line(writer, report.Period.Id, r.UnitId, r.Name, report.Conventions.OnlineIndicator, "Tỷ lệ hồ sơ nộp trực tuyến", r.IsSuppressed ? null
                : (double?)r.Rate,
                r.IsSuppressed ? null : r.Online, r.IsSuppressed ? null : r.Received, null, r.Target, r.IsExample, r.Status,
                    r.UnitId == report.UnitId ? report.Missing.Vi : string.Empty);
        }

        foreach (var i in report.Indicators.Where(i => i.Indicator.Id != report.Conventions.OnlineIndicator))
        {
            Line(writer, report.Period.Id, report.UnitId, report.UnitName, i.Indicator.Id, i.NameIn(Domain.Text.Language.Vietnamese), (double?)i.Value,
                i.Value is null
                ? null : i.Numerator,
                i.Value is null ? null : i.Denominator, i.Previous, i.Target, i.IsExample, i.Status, i.Missing.Vi);
        }
    }

    private static void Line(TextWriter writer, params object?[] cells) => writer.WriteLine(string.Join(',', cells.Select(Cell)));

    private static string Cell(object? value)
    {
        var text = Convert.ToString(value, CultureInfo.InvariantCulture) ?? string.Empty;
        return text.AsSpan().ContainsAny(",\"\r\n") ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
    }
}
