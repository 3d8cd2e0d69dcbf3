using GovPipeline.Domain.Time;
using System.Globalization;
using System.Net;
using System.Text;
using GovPipeline.Domain.Alerts;
using GovPipeline.Domain.Indicators;
using GovPipeline.Domain.Periods;
using GovPipeline.Domain.Text;
using GovPipeline.Reporting.Reports;

namespace GovPipeline.Reporting.Pages;

/// <summary>
/// The one page for leaders: rates with numerator and denominator, targets, trend, ranking, every system, freshness, alerts.
/// One HTML document without scripts and without anything from elsewhere; readable by keyboard, screen reader and printer.
/// </summary>
public static class Dashboard
{
    /// <summary>The page.</summary>
    /// <param name="report">The figures.</param>
    /// <param name="view">How they are looked at.</param>
    public static string Html(PeriodReport report, DashboardView view)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(view);
        var page = new PageText(report, view.Language);
        var (period, english) = (report.Period, view.Language == Language.English);
        return $"""
            <!DOCTYPE html>
            <html lang="{(english ? "en" : "vi")}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
            <title>{E(report.UnitName)} – {E(english ? period.NameEn : period.NameVi)}</title><link rel="icon" href="data:,"><style>{DashboardStyle.Css}</style>
            </head>
            <body><a class="skip" href="#main">{page["Đến nội dung", "Skip to content"]}</a>
            <header><p class="brand">GovPipeline</p><h1>{E(report.UnitName)}: {E(english ? period.NameEn : period.NameVi)}</h1>
            <p>{E(ReportWords.Capital(english ? period.RangeEn : period.RangeVi))} · {E(english ? period.CalendarEn : period.CalendarVi)}</p>
            <p class="{(report.Missing.Length == 0 ? "complete" : "partial")}">{E(ReportWords.Standing(report, view.Language))}</p>
            <p class="small">{E(report.Conventions.LatenessIn(view.Language))}</p>{(view.IsFile ? string.Empty : Switches(report, view, page))}</header>
            <main id="main" tabindex="-1">
            {Headlines(report, page)}
            {Trend(report, page)}
            {Ranking(report, page)}
            {Alerts(report, page)}
            {Indicators(report, page)}
            {Software(report, page)}
            {Sources(report, page)}
            </main>
            <footer><p>{page["Phiên bản số liệu", "Version of the figures"]}: {E(report.Version)}. {
            page["Mỗi tỷ lệ là tử số chia mẫu số, chỉ làm tròn khi in.", "Each rate is numerator over denominator and rounded only when printed."]}</p></footer>
            </body></html>
            """;
    }

    private static string E(string text) => WebUtility.HtmlEncode(text);

    private static string Switches(PeriodReport report, DashboardView view, PageText page)
    {
        var periods = string.Concat(view.Periods.GroupBy(p => p.Calendar).OrderBy(g => g.Key).Select(g =>
            $"<optgroup label=\"{E(ReportWords.Capital(page.Language == Language.English ? g.First().CalendarEn : g.First().CalendarVi))}\">{
            string.Concat(g.Select(p => Option(p.Id, page.Language == Language.English ? p.NameEn : p.NameVi, p.Id == report.Period.Id)))}</optgroup>"));
        var units = string.Concat(report.Rates.Where(r => !(r.IsRollup && r.Tier is not null)).OrderByDescending(r => r.IsRollup)
            .Select(r => Option(r.UnitId, r.Name, r.UnitId == report.UnitId)));
        return $"""
            <form method="get" action="/" class="switches">
            <label>{page["Kỳ và lịch", "Period and calendar"]} <select name="ky">{periods}</select></label>
            <label>{page["Đơn vị", "Unit"]} <select name="donVi">{units}</select></label>
            <label>{page["Ngôn ngữ", "Language"]} <select name="lang">{Option("vi", "Tiếng Việt", page.Language == Language.Vietnamese)}{
            Option("en", "English", page.Language == Language.English)}</select></label>
            <button type="submit">{page["Xem", "Show"]}</button></form>
            """;
    }

    private static string Option(string value, string text, bool chosen) =>
        $"<option value=\"{E(value)}\"{(chosen ? " selected" : string.Empty)}>{E(text)}</option>";

    private static string Cases(RateRow row, PageText page) =>
        row.IsSuppressed ? "–" : $"{Figures.Count(row.Online, page.Language)} / {Figures.Count(row.Received, page.Language)}";

    private static string Headlines(PeriodReport report, PageText page)
    {
        var own = report.Rates.Where(r => r.UnitId == report.UnitId);
        var tiers = report.Rates.Where(r => r is { IsRollup: true, Tier: not null });
        var cards = string.Concat(own.Concat(tiers).Select(r => $"""
            <li class="card {(r.Status == "Below" ? "bad" : r.IsSuppressed ? string.Empty : "good")}">
            <h3>{E(r.Name)}</h3><p class="rate">{page.Rate(r)}</p>
            <p>{Cases(r, page)} {page["hồ sơ", "dossiers"]}</p>
            {Bar(r.Rate, r.Target)}
            <p>{(r.Target is { } t
                ? $"{page["Mục tiêu", "Target"]} {Figures.TargetPercent(t, page.Language)}: <strong>{E(ReportWords.Status(r.Status, page.Language))}</strong>"
                : E(ReportWords.Status("NoTarget", page.Language)))}</p>
            {(r.Target is null ? string.Empty
                : $"<p class=\"small\">{E(r.LegalBasis)}{(r.IsExample ? page[" (minh họa)", " (example)"] : string.Empty)}</p>")}</li>
            """));
        return $"<section aria-labelledby=\"h-rate\"><h2 id=\"h-rate\">{page["Hồ sơ nộp trực tuyến", "Dossiers filed online"]}</h2><ul "
            + $"class=\"cards\">{cards}</ul></section>";
    }

    private static string Bar(decimal? rate, decimal? target)
    {
        static string Percent(decimal value) => Math.Clamp(value * 100, 0, 100).ToString("0.##", CultureInfo.InvariantCulture);
        var mark = target is { } t ? $"<span class=\"mark\" style=\"left:{Percent(t)}%\"></span>" : string.Empty;
        return $"<div class=\"bar\" aria-hidden=\"true\"><span class=\"fill\" style=\"width:{Percent(rate ?? 0)}%\"></span>{mark}</div>";
    }

    private static string Trend(PeriodReport report, PageText page)
    {
        const int Wide = 860, High = 240, Left = 46, Bottom = 28, Top = 14;
        var points = report.Trend.TakeLast(12).ToList();
        var target = report.Rates.FirstOrDefault(r => r.UnitId == report.UnitId)?.Target;
        if (points.Count(p => p.Value is not null) < 2)
        {
            return string.Empty;
        }

        double X(int i) => Left + ((Wide - Left - 20) * (points.Count == 1 ? 0.5 : (double)i / (points.Count - 1)));
        double Y(double value) => Top + ((High - Top - Bottom) * (1 - Math.Clamp(value, 0, 1)));
        static string N(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);
        var svg = new StringBuilder();
        foreach (var line in new[] { 0, 0.25, 0.5, 0.75, 1 })
        {
            svg.Append(CultureInfo.InvariantCulture,
                $"<line x1=\"{Left}\" x2=\"{Wide - 10}\" y1=\"{N(Y(line))}\" y2=\"{N(Y(line))}\" class=\"grid\"/><text x=\"{Left - 6}\" "
                + $"y=\"{N(Y(line) + 4)}\" text-anchor=\"end\">{line * 100:0}%</text>");
        }

        if (target is { } goal)
        {
            svg.Append(CultureInfo.InvariantCulture,
                $"<line x1=\"{Left}\" x2=\"{Wide - 10}\" y1=\"{N(Y((double)goal))}\" y2=\"{N(Y((double)goal))}\" class=\"goal\"/>");
        }

        // An unknown month is a gap, not a bridge.
        var (path, open) = (new StringBuilder(), false);
        for (var i = 0; i < points.Count; i++)
        {
            if (points[i].Value is { } value)
            {
                path.Append(CultureInfo.InvariantCulture, $"{(open ? 'L' : 'M')}{N(X(i))} {N(Y(value))}");
                svg.Append(CultureInfo.InvariantCulture,
                    $"<circle cx=\"{N(X(i))}\" cy=\"{N(Y(value))}\" r=\"4\"/><text x=\"{N(X(i))}\" y=\"{N(Y(value) - 9)}\" "
                    + $"text-anchor=\"middle\">{Figures.Percent((decimal)value, 1, page.Language)}</text>");
            }

            open = points[i].Value is not null;
            svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{N(X(i))}\" y=\"{High - 6}\" text-anchor=\"middle\">{E(points[i].Label)}</text>");
        }

        var said = string.Join("; ", points.Select(p => $"{p.Label}: {Figures.Percent((decimal?)p.Value, 1, page.Language)}"));
        return $"""
            <section aria-labelledby="h-trend"><h2 id="h-trend">{page["Theo tháng", "By month"]}{
            (target is { } t ? $" <span class=\"legend\">– – {page["mục tiêu", "target"]} {
            Figures.TargetPercent(t, page.Language)}</span>" : string.Empty)}</h2>
            <div class="scroll" tabindex="0" role="region" aria-labelledby="h-trend"><svg viewBox="0 0 {Wide} {High}" role="img" aria-label="{E(said)}">
            <path d="{path}" class="line"/>{svg}</svg></div></section>
            """;
    }

    private static string Ranking(PeriodReport report, PageText page)
    {
        var units = report.Rates.Where(r => !r.IsRollup).ToList();
        var ranked = units.Where(r => r.Rate is not null && r.Received >= report.MinimumDenominator).OrderByDescending(r => r.Rate).ToList();
        var rows = string.Concat(ranked.Concat(units.Except(ranked)).Select(r => $"""
            <tr><td class="n">{(ranked.IndexOf(r) is >= 0 and var i ? $"{i + 1}" : "–")}</td><th scope="row">{E(r.Name)}</th>
            <td class="n">{Figures.Count(r.Online, page.Language)}</td><td class="n">{Figures.Count(r.Received, page.Language)}</td>
            <td class="n">{page.Rate(r)}</td><td class="n">{(r.Target is { } t ? Figures.TargetPercent(t, page.Language) : "–")}</td>
            <td class="wide">{Bar(r.Rate, r.Target)}</td><td>{E(ReportWords.Status(r.Status, page.Language))}</td></tr>
            """));
        return Table("h-rank", page["Xếp hạng đơn vị", "Ranking of units"],
            page[$"Đơn vị có dưới {report.MinimumDenominator} hồ sơ không được xếp hạng.",
            $"Units with fewer than {report.MinimumDenominator} dossiers are not ranked."],
            [("#", true), (page["Đơn vị", "Unit"], false), (page["Trực tuyến", "Online"], true), (page["Tiếp nhận", "Received"], true),
                (page["Tỷ lệ", "Rate"], true), (page["Mục tiêu", "Target"], true), (page["Biểu đồ", "Bar"], false), (page["Kết quả", "Result"], false)], rows);
    }

    private static string Alerts(PeriodReport report, PageText page)
    {
        var list = report.Alerts.Count == 0
            ? $"<p>{page["Không có cảnh báo đang mở.", "No open alerts."]}</p>"
            : $"<ul class=\"alerts\">{string.Concat(report.Alerts.Select(page.Alert))}</ul>";
        return $"<section aria-labelledby=\"h-alert\"><h2 id=\"h-alert\">{page["Cảnh báo", "Alerts"]}</h2>{list}</section>";
    }

    private static string Indicators(PeriodReport report, PageText page)
    {
        var rows = string.Concat(report.Indicators.GroupBy(i => i.Indicator.System).Select(g =>
            $"<tr class=\"group\"><th colspan=\"6\" scope=\"colgroup\">{E(page.System(g.Key))}</th></tr>" + string.Concat(g.Select(i => $"""
            <tr><th scope="row">{E(i.Indicator.Id)} {E(page.Language == Language.English ? i.Indicator.NameEn : i.Indicator.NameVi)}{
            (i.IsEstimate ? page[" (ước tính)", " (estimate)"] : string.Empty)}</th><td class="n">{page.Value(i)}</td>
            <td class="n">{(i.Value is null || i.Indicator.Denominator is null ? "–"
                : $"{Figures.Number(Math.Round(i.Numerator, 1), page.Language)} / {Figures.Number(Math.Round(i.Denominator, 1), page.Language)}")}</td>
            <td class="n">{(i.Previous is null ? "–" : Figures.Value(i.Previous, i.Indicator.Format, page.Language))}</td>
            <td class="n">{(i.Target is { } t ? Figures.Target(t, i.Indicator.Format, page.Language) : "–")}</td>
            <td>{(i.Target is null ? "–" : E(ReportWords.Status(i.Status, page.Language)))}</td></tr>
            """))));
        return Table("h-all", page["Các hệ thống", "All systems"], string.Empty,
            [(page["Chỉ tiêu", "Indicator"], false), (page["Giá trị", "Value"], true), (page["Tử số / mẫu số", "Numerator / denominator"], true),
                (page["Kỳ trước", "Period before"], true), (page["Mục tiêu", "Target"], true), (page["Kết quả", "Result"], false)], rows);
    }

    private static string Software(PeriodReport report, PageText page) => report.Software.Count == 0 ? string.Empty : Table(
        "h-soft", page["Phần mềm gây gián đoạn", "Software that troubles citizens"],
        page["Giờ gián đoạn trong giờ làm việc nhân số đơn vị bị ảnh hưởng.", "Downtime in office hours times units affected."],
        [(page["Phần mềm", "Software"], false), (page["Giờ × đơn vị", "Unit-hours"], true)],
        string.Concat(report.Software.Select(s =>
            $"<tr><th scope=\"row\">{E(s.Name)}</th><td class=\"n\">{Figures.Number(Math.Round(s.Value, 1), page.Language)}</td></tr>")));

    private static string Sources(PeriodReport report, PageText page) => Table(
        "h-src", page["Nguồn số liệu", "Sources"], string.Empty,
        [(page["Nguồn", "Source"], false), (page["Số liệu đến", "Data through"], true), (page["Hạn tiếp theo", "Next due"], true)],
        string.Concat(report.Sources.Select(s =>
            $"<tr><th scope=\"row\">{E(s.Name.In(page.Language))}</th><td "
            + $"class=\"n\">{(s.Through is { } d ? DayText.Print(d) : Figures.NoData(page.Language))}</td><td "
            + $"class=\"n\">{(s.Due is { } due ? DayText.Print(due) : "–")}</td></tr>")));

    private static string Table(string id, string title, string note, (string Text, bool IsNumber)[] headings, string rows) => $"""
        <section aria-labelledby="{id}"><h2 id="{id}">{title}</h2>{(note.Length > 0 ? $"<p class=\"small\">{note}</p>" : string.Empty)}
        <div class="scroll" tabindex="0" role="region" aria-labelledby="{id}"><table><thead>
        <tr>{string.Concat(headings.Select(h => $"<th scope=\"col\"{(h.IsNumber ? " class=\"n\"" : string.Empty)}>{E(h.Text)}</th>"))}</tr></thead>
        <tbody>{rows}</tbody></table></div></section>
        """;

    /// <summary>The words of one language.</summary>
    private sealed class PageText(PeriodReport report, Language language)
    {
        public Language Language => language;

        public string this[string vi, string en] => language == Language.English ? en : vi;

        public string Rate(RateRow row) =>
            E(row.IsSuppressed || (row.HasData && row.Received < report.MinimumDenominator)
                ? ReportWords.TooFew(language) : Figures.Percent(row.Rate, 1, language));

        public string Value(IndicatorLine line) => E(Figures.Value(line.Value, line.Indicator.Format, language));

        public string Alert(Alert alert) =>
            $"<li><strong>{E(alert.Kind.Name().In(Language))}</strong> · {E(State(alert.State))}: {E(alert.Content.Headline.In(Language))}</li>";

        public string State(AlertState state) => state switch
        {
            AlertState.Open => this["đang mở", "open"],
            AlertState.Acknowledged => this["đã có người biết", "acknowledged"],
            AlertState.Escalated => this["đã chuyển lãnh đạo", "escalated"],
            AlertState.Silenced => this["tạm im", "silenced"],
            _ => this["đã hết", "resolved"],
        };

        public string System(string system) => report.Conventions.NameOf(system, language);
    }
}
