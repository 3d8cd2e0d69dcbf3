using System.CommandLine;
using GovPipeline.Cli.Output;
using GovPipeline.Cli.Sessions;
using GovPipeline.Domain.Indicators;
using GovPipeline.Domain.ServiceQuality;
using GovPipeline.Pipeline.Reports;
using GovPipeline.Reporting.Reports;
using static GovPipeline.Cli.Output.Speech;

namespace GovPipeline.Cli.Commands;

/// <summary>The index of QĐ 766/QĐ-TTg and the statutory list of NĐ 224/2026/NĐ-CP.</summary>
internal static class QualityCommands
{
    public static Command All(CommandOutput output)
    {
        var period = new Argument<string>("PERIOD") { Description = "Period id, for example nd09-2022-H1." };
        var unit = new Option<string?>("--unit") { Description = "Unit id or name; the whole area without it." };
        var statutory = new Option<bool>("--decree-224") { Description = "The list of NĐ 224/2026/NĐ-CP, article 19, in the place of the index." };
        var command = new Command("quality", "The index of QĐ 766, part by part: computed, of another source or stated by hand, beside the portal's points.")
            { period, unit, statutory, ListOptions.AsJson, ListOptions.AsCsv };
        command.SetAction((result, cancel) => Guard.RunAsync(output, async () =>
        {
            var asked = Guard.Period(result.GetValue(period)!);
            await using var session = await ReadySession.OpenAsync(result, output, cancel).ConfigureAwait(false);
            var data = session.Get<ReportData>();
            var report = await data.OfAsync(asked, result.GetValue(unit) ?? data.DefaultUnit, cancel).ConfigureAwait(false);
            if (result.GetValue(statutory))
            {
                Statutory(report, result, output);
            }
            else
            {
                Index(report, result, output);
            }

            return ExitCodes.Done;
        }));
        return command;
    }

    private static void Index(PeriodReport report, ParseResult result, CommandOutput output)
    {
        output.Show(
            result, [T("Mã", "id"), T("Chỉ số", "component"), T("Kết quả", "result"), T("Tỷ lệ", "rate"), T("Điểm", "points"), T("Tối đa", "most"),
                T("Cổng", "portal")],
            report.ServiceIndex.SelectMany(p => p.Figures.Select(Line).Prepend(
            [
                p.Part.Id, T(p.Part.Name).ToUpperInvariant(),
                T($"khoảng {Points(p.Range.Least)}–{Points(p.Range.Most)}", $"range {Points(p.Range.Least)}–{Points(p.Range.Most)}")
                    + (p.Agrees == false ? T("; Cổng nằm ngoài khoảng", "; the portal lies outside") : string.Empty),
                string.Empty, p.Points is { } points ? $"{Points(points)}/{Points(p.Covered)}" : "–", Points(p.Part.Points),
                p.Portal is { } portal ? Points(portal) : "–",
            ])),
            numbersFrom: 3, () => report.ServiceIndex.Select(p => new
            {
                p.Part.Id, p.Part.Name, Most = p.Part.Points, p.Points, p.Covered, p.Range.Least, RangeMost = p.Range.Most, p.Portal, p.Agrees,
                Components = p.Figures.Select(f => new
                {
                    f.Component.Id, f.Component.Name, f.State, f.Numerator, f.Denominator, f.Rate, f.Points, Most = f.Component.Points, f.Remark,
                    f.Above, f.Below,
                    Needs = f.State == QualityState.Computed ? null : f.Component.Needs,
                }),
            }));
        if (!ListOptions.IsForProgram(result))
        {
            output.Say(T("Tính từ số liệu đã công bố; không phải điểm chính thức của Cổng. –: chưa có số liệu, không phải 0.",
                "From published figures; not the portal's official points. –: not known, which is not 0."));
        }
    }

    private static string[] Line(QualityFigure figure) =>
    [
        figure.Component.Id, T(figure.Component.Name),
        figure.State switch
        {
            QualityState.Computed => figure.Remark is { } remark ? T("tính được", "computed") + $"; {T(remark)}" : T("tính được", "computed"),
            QualityState.Manual => T("tự khai", "stated by hand"),
            _ => T($"cần {figure.Component.Needs.Vi}", $"needs {figure.Component.Needs.En}"),
        },
        figure.Rate is { } rate ? Figures.Percent(rate, 2, Current) : "–", figure.Points is { } points ? Points(points) : "–", Points(figure.Component.Points),
        string.Empty,
    ];

    private static void Statutory(PeriodReport report, ParseResult result, CommandOutput output)
    {
        var lines = StatutoryItem.All.SelectMany(item => item.Indicators.Count == 0
            ? [(Item: item, Line: (IndicatorLine?)null)]
            : item.Indicators.Select(id => (Item: item, Line: report.Indicators.FirstOrDefault(l => l.Indicator.Id == id)))).ToList();
        output.Show(
            result, [T("Điểm", "item"), T("Nội dung", "content"), T("Chỉ tiêu", "indicator"), T("Tử số", "numerator"), T("Mẫu số", "denominator"),
                T("Giá trị", "value")],
            lines.Select(l => new[]
            {
                l.Item.Id, T(l.Item.Name),
                l.Line is { } line ? $"{line.Indicator.Id} {line.NameIn(Current)}"
                    : l.Item.Needs is { } needs ? T($"cần {needs.Vi}", $"needs {needs.En}") : T("chưa có dữ liệu", "no data"),
                l.Line is { Value: not null } up ? Figures.Number(up.Numerator, Current) : "–",
                l.Line is { Value: not null } down ? Figures.Number(down.Denominator, Current) : "–",
                l.Line is { } shown ? Figures.Value(shown.Value, shown.Indicator.Format, Current, 2) : "–",
            }),
            numbersFrom: 3, () => lines.Select(l => new
            {
                l.Item.Id, l.Item.Name, Indicator = l.Line?.Indicator.Id, l.Line?.Value, Numerator = l.Line?.Value is null ? null : l.Line?.Numerator,
                Denominator = l.Line?.Value is null ? null : l.Line?.Denominator, l.Item.Needs,
            }));
        if (!ListOptions.IsForProgram(result))
        {
            output.Say(T(StatutoryItem.LegalBasis));
        }
    }

    private static string Points(decimal points) => Figures.Number(Math.Round(points, 2, MidpointRounding.AwayFromZero), Current);
}
