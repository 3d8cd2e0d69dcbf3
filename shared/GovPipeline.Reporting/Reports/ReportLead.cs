using GovPipeline.Domain.Alerts;
using GovPipeline.Domain.Indicators;
using GovPipeline.Domain.Text;
using GovPipeline.Domain.Units;
using GovPipeline.Reporting.Charts;

namespace GovPipeline.Reporting.Reports;

/// <summary>The first sentences of page, mail and document: met or not, what changed since last time, what there is to decide.</summary>
public static class ReportLead
{
    private const int MostUnits = 3;

    /// <summary>Met or not, with the counts, and how many units are below a target that a document sets.</summary>
    public static string Message(PeriodReport report, Language language)
    {
        ArgumentNullException.ThrowIfNull(report);
        var (own, english) = (report.Own, language == Language.English);
        if (own.Rate is null)
        {
            return $"{report.UnitName}: {Figures.NoData(language)}.";
        }

        var share = $"{Figures.Percent(own.Rate, 1, language)} {(english ? "of dossiers filed online" : "hồ sơ nộp trực tuyến")} "
            + $"({Figures.Count(own.Online, language)}/{Figures.Count(own.Received, language)})";
        if (own.Received < report.MinimumDenominator)
        {
            return english ? $"{report.UnitName}: too few dossiers ({Figures.Count(own.Received, language)}) to speak of a rate."
                : $"{report.UnitName}: quá ít hồ sơ ({Figures.Count(own.Received, language)}) để nói về tỷ lệ.";
        }

        return $"{report.UnitName}: {share}, {Against(own, language)}.{Units(report, language)}";
    }

    /// <summary>How many units are below a target that a document sets, and whether data are complete; empty for nothing to say.</summary>
    public static string Units(PeriodReport report, Language language)
    {
        ArgumentNullException.ThrowIfNull(report);
        var (own, english) = (report.Own, language == Language.English);
        bool IsJudged(RateRow r) => !r.IsRollup && !SpanName.HasEnded(r.Name) && r.Target is not null && !r.IsExample && r.HasData && !r.IsSuppressed
            && r.Received >= report.MinimumDenominator;
        var below = report.Rates.Where(r => IsJudged(r) && r.Tone == Tone.Bad && r.UnitId != report.UnitId).ToList();
        var judged = report.Rates.Count(IsJudged);
        var partial = report.Missing.IsEmpty ? string.Empty : english ? " Its data are not complete." : " Số liệu chưa đầy đủ.";
        var units = judged == 0 || !own.IsRollup ? string.Empty
            : below.Count == 0 ? english ? $" All {judged} units with a target meet it." : $" Cả {judged} đơn vị có mục tiêu đều đạt."
            : english ? $" {below.Count} of {Figures.Many(judged, "unit")} {(below.Count == 1 ? "is" : "are")} below target: {Names(below)}."
            : $" {below.Count} trong {judged} đơn vị chưa đạt mục tiêu: {Names(below)}.";
        return units + partial;
    }

    /// <summary>What changed against the period before and the same period last year, or that nothing can be compared.</summary>
    public static string Change(PeriodReport report, Language language)
    {
        ArgumentNullException.ThrowIfNull(report);
        var english = language == Language.English;
        var parts = new[]
            {
                (Other: report.Before, Words: english ? "Against the period before" : "So với kỳ trước"),
                (Other: report.LastYear, Words: english ? "Against the same period last year" : "So với cùng kỳ năm trước"),
            }
            .Where(c => c.Other?.Rate is not null && report.Own.Rate is not null)
            .Select(c => $"{c.Words} ({(english ? c.Other!.Period.NameEn : c.Other!.Period.NameVi)}): "
                + $"{Points(Printed(report.Own.Rate!.Value) - Printed(c.Other.Rate!.Value), language)} ({Figures.Percent(c.Other.Rate, 1, language)}; "
                + $"{Figures.Count(c.Other.Online, language)}/{Figures.Count(c.Other.Received, language)}"
                + (c.Other.Joined.Count == 0 ? ")." : $"; {(english ? "the sum of" : "tổng của")} {string.Join(", ", c.Other.Joined)}).")).ToList();
        if ((report.Incomparable.Before ?? report.Incomparable.LastYear) is { } reason)
        {
            var with = (report.Incomparable.Before, report.Incomparable.LastYear) switch
            {
                ({ }, { }) => english ? "the period before or the same period last year" : "kỳ trước và cùng kỳ năm trước",
                ({ }, null) => english ? "the period before" : "kỳ trước",
                _ => english ? "the same period last year" : "cùng kỳ năm trước",
            };
            parts.Add(english ? $"Not comparable with {with}: {reason.En}." : $"Không so sánh được với {with}: {reason.Vi}.");
        }

        return parts.Count > 0 ? string.Join(' ', parts)
            : english ? "No period before to compare with: its data are not complete."
            : "Chưa có kỳ trước để so sánh: số liệu kỳ trước chưa đủ.";
    }

    /// <summary>Between what the online rate would be if the dossier rows that were sent back and wait were right; as its explanation says.</summary>
    public static string Range(PeriodReport report, Language language)
    {
        ArgumentNullException.ThrowIfNull(report);
        var english = language == Language.English;
        if (report.Own.Rate is null)
        {
            return english ? "There is no rate yet, so no range of it is given." : "Chưa có tỷ lệ nên không nêu khoảng của tỷ lệ.";
        }

        if (report.Waiting is not { Lowest: { } lowest, Highest: { } highest } waiting)
        {
            return english ? "No dossier row that was sent back and could change this rate waits to be corrected."
                : "Không có dòng hồ sơ nào bị trả lại đang chờ sửa mà có thể đổi tỷ lệ này.";
        }

        var (rows, low, high) = (Figures.Count(waiting.Rows, language), Figures.Percent(lowest, 2, language), Figures.Percent(highest, 2, language));
        return english ? $"{rows} dossier rows that were sent back wait to be corrected and may be of this period: with them the rate lies "
                + $"between {low} and {high}."
            : $"{rows} dòng hồ sơ bị trả lại đang chờ sửa và có thể thuộc kỳ này: nếu được sửa, tỷ lệ nằm giữa {low} và {high}.";
    }

    /// <summary>What there is to decide: alerts that nobody has taken up, and data that are missing after the end of the period.</summary>
    public static string Decision(PeriodReport report, Language language)
    {
        ArgumentNullException.ThrowIfNull(report);
        var english = language == Language.English;
        var open = report.Alerts.Where(a => a is { State: AlertState.Open or AlertState.Escalated, Calm: null, Content.IsExample: false }
            && !a.Kind.IsOperational()).ToList();
        var parts = new List<string>();
        var late = report.Alerts.Where(a => a is { IsLive: true, Kind: AlertKind.SourceLate }).ToList();
        var examples = report.Alerts.Count(a => a is { IsLive: true, Content.IsExample: true, Calm: null });
        if (open.Count > 0)
        {
            var first = open[0].Duty is { } duty ? english ? $"; the first is for {duty.Holder.En}, by {Domain.Time.DayText.Print(duty.Due)}"
                : $"; việc đầu tiên thuộc {duty.Holder.Vi}, hạn {Domain.Time.DayText.Print(duty.Due)}" : string.Empty;
            parts.Add(english ? $"{Figures.Many(open.Count, "alert")} that nobody has taken up{first}."
                : $"Có {open.Count} cảnh báo chưa ai nhận xử lý{first}.");
        }

        if (!report.Missing.IsEmpty && report.AsOf >= report.Period.End)
        {
            parts.Add(english ? $"The period has ended and data are missing: {report.Missing.En}."
                : $"Kỳ đã kết thúc mà số liệu còn thiếu: {report.Missing.Vi}.");
        }

        if (late.Count > 0)
        {
            parts.Add(english ? $"{Figures.Many(late.Count, "source")} {(late.Count == 1 ? "is" : "are")} late: "
                    + $"{string.Join("; ", late.Select(a => a.Content.Headline.En))}."
                : $"{late.Count} nguồn trễ số liệu: {string.Join("; ", late.Select(a => a.Content.Headline.Vi))}.");
        }

        if (report.Authenticity.Skip(1).Where(l => l.Noted > 0).ToList() is { Count: > 0 } asked)
        {
            var names = string.Join(", ", asked.Take(MostUnits).Select(l => l.Name)) + (asked.Count > MostUnits ? ", …" : string.Empty);
            var verify = asked.Sum(l => l.ToVerify);
            parts.Add(english ? $"{Figures.Many(asked.Count, "unit")} to be asked about {Figures.Many(verify, "online dossier")} to be verified: {names}."
                : $"{asked.Count} đơn vị cần giải trình {Figures.Count(verify)} hồ sơ trực tuyến cần xác minh: {names}.");
        }

        if (examples > 0)
        {
            parts.Add(english ? $"{Figures.Many(examples, "alert")} about example targets that no document sets, to be known."
                : $"{examples} cảnh báo theo mục tiêu minh họa (chưa có văn bản quy định), để biết.");
        }

        return parts.Count > 0 ? string.Join(' ', parts) : english ? "Nothing waits for a decision." : "Không có việc nào chờ quyết định.";
    }

    /// <summary>How a rate stands against its target.</summary>
    public static string Against(RateRow own, Language language)
    {
        ArgumentNullException.ThrowIfNull(own);
        var english = language == Language.English;
        if (own.Target is not { } target)
        {
            return english ? "no target is set" : "chưa có mục tiêu";
        }

        var goal = Figures.TargetPercent(target, language);
        var name = own.IsExample ? english ? $"the example target of {goal}" : $"mục tiêu minh họa {goal}" : english ? $"the target of {goal}"
            : $"mục tiêu {goal}";
        return own.Short == 0 ? english ? $"meets {name}" : $"đạt {name}"
            : english ? $"below {name}, short by {Figures.Many(own.Short, "dossier")}"
            : $"thấp hơn {name}, còn thiếu {Figures.Count(own.Short, language)} hồ sơ";
    }

    private static string Names(List<RateRow> rows) =>
        string.Join(", ", rows.OrderBy(r => r.Rate).Take(MostUnits).Select(r => r.Name)) + (rows.Count > MostUnits ? ", …" : string.Empty);

    /// <summary>A rate as it is printed, so that a difference is that of the figures a reader sees.</summary>
    private static decimal Printed(decimal rate) => Math.Round(rate, 3, MidpointRounding.AwayFromZero);

    private static string Points(decimal difference, Language language)
    {
        if (difference == 0)
        {
            return language == Language.English ? "unchanged" : "không đổi";
        }

        var size = Figures.Percent(Math.Abs(difference), 1, language).TrimEnd('%');
        return language == Language.English ? $"{(difference < 0 ? "down" : "up")} {size} points"
            : $"{(difference < 0 ? "giảm" : "tăng")} {size} điểm phần trăm";
    }
}
