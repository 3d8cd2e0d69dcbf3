using GovPipeline.Domain.Time;
using System.Globalization;
using GovPipeline.Domain.Alerts;
using GovPipeline.Domain.Indicators;
using GovPipeline.Domain.Targets;
using GovPipeline.Domain.Text;

namespace GovPipeline.Reporting.Alerts;

/// <summary>What alerts about targets say: the message first, then all that stands behind it.</summary>
public static class TargetAlerts
{
    private const string RatePrefix = "Tỷ lệ ";
    private static readonly CultureInfo Vietnamese = CultureInfo.GetCultureInfo("vi-VN");

    /// <summary>A target is missed, or its warning level.</summary>
    public static AlertContent Missed(TargetFigure figure, bool isWarning)
    {
        ArgumentNullException.ThrowIfNull(figure);
        var goal = isWarning ? figure.Target.WarnValue!.Value : figure.Target.Value;
        var headline = Bilingual.Of(l => $"{Subject(figure, l)}, {Side(figure.Target, isWarning, l)} {Figures.Target(goal, figure.Indicator.Format, l)}");
        return Content(figure, headline, [.. Short(figure), .. SamePace(figure), .. Action(figure), .. Facts(figure), .. Ending(figure)]);
    }

    /// <summary>A target that was missed is met.</summary>
    /// <param name="figure">The figure now.</param>
    public static AlertContent Met(TargetFigure figure)
    {
        ArgumentNullException.ThrowIfNull(figure);
        var headline = Bilingual.Of(l => $"{Subject(figure, l)}, {(figure.Target.Comparator == Comparator.AtLeast, l) switch
        {
            (true, Language.Vietnamese) => "đạt mục tiêu",
            (false, Language.Vietnamese) => "trong mức cho phép",
            (true, _) => "meets the target of",
            _ => "within the limit of",
        }} {Figures.Target(figure.Target.Value, figure.Indicator.Format, l)}");
        return Content(figure, headline, [.. Facts(figure), .. Ending(figure)]);
    }

    /// <summary>The rest of the period will hardly do.</summary>
    /// <param name="figure">The figure.</param>
    /// <param name="forecast">What is needed.</param>
    /// <param name="bestRate">The unit's best month; null when it has none.</param>
    public static AlertContent Behind(TargetFigure figure, PaceForecast forecast, decimal? bestRate)
    {
        ArgumentNullException.ThrowIfNull(figure);
        ArgumentNullException.ThrowIfNull(forecast);
        var end = DayText.Print(figure.Period.End);
        string Needed(Language l) => Figures.Count(forecast.NeededCases, l);
        string Expected(Language l) => Figures.Count(forecast.ExpectedCases, l);
        var headline = new Bilingual(
            $"{Subject(figure, Language.Vietnamese)}; cần thêm {Needed(Language.Vietnamese)} {Counted(figure, Language.Vietnamese)} đến {end}, "
                + $"{(forecast.IsOutOfReach ? "không còn kịp" : "cao hơn mức tốt nhất từng đạt")}",
            $"{Subject(figure, Language.English)}; {Needed(Language.English)} more needed by {end}, "
                + $"{(forecast.IsOutOfReach ? "out of reach" : "above the best ever reached")}");
        AlertFact[] ahead =
        [
            Fact("Dự kiến đến hết kỳ", "Expected until the end",
                l => l == Language.English ? $"{Expected(l)} more cases at the mean pace of the period"
                : $"thêm {Expected(l)} hồ sơ, theo nhịp bình quân của kỳ"),
            Fact("Tỷ lệ cần đạt từ nay", "Rate needed from now",
                l => forecast.IsOutOfReach ? (l == Language.English ? "over 100%" : "trên 100%") : Figures.Percent(forecast.NeededRate, 1, l)),
            Fact("Tháng tốt nhất", "Best month", l => bestRate is null ? Figures.NoData(l) : Figures.Percent(bestRate, 1, l)),
        ];
        return Content(figure, headline, [.. Short(figure), .. ahead, .. Action(figure), .. Facts(figure), .. Ending(figure)]);
    }

    /// <summary>The last whole week is far below the weeks before it.</summary>
    /// <param name="figure">The figure of the period.</param>
    /// <param name="drop">The drop.</param>
    /// <param name="week">First and last day of the week.</param>
    public static AlertContent Dropped(TargetFigure figure, WeeklyDrop drop, (DateOnly From, DateOnly To) week)
    {
        ArgumentNullException.ThrowIfNull(figure);
        ArgumentNullException.ThrowIfNull(drop);
        var range = $"{DayText.Print(week.From)}–{DayText.Print(week.To)}";
        var headline = new Bilingual(
            $"{figure.UnitName}: tuần {range} chỉ {Figures.Percent(drop.Rate)} {Noun(figure.Indicator, Language.Vietnamese)}, các tuần trước "
                + $"{Figures.Percent(drop.Usual)}",
            $"{figure.UnitName}: week {range} only {Figures.Percent(drop.Rate, 1, Language.English)} {Noun(figure.Indicator, Language.English)}, weeks before "
                + $"{Figures.Percent(drop.Usual, 1, Language.English)}");
        var cases = Fact("Hồ sơ trong tuần", "Cases in the week", l => Figures.Count(drop.Cases, l));
        return Content(figure, headline, [cases, .. Action(figure), .. Facts(figure), .. Ending(figure)]);
    }

    /// <summary>A period closes soon and figures still miss their targets.</summary>
    /// <param name="period">The period.</param>
    /// <param name="days">Days left.</param>
    /// <param name="missed">Figures that miss their targets.</param>
    /// <param name="missing">What is missing from the data; empty for nothing.</param>
    public static AlertContent Closing(Domain.Periods.Period period, int days, IReadOnlyList<TargetFigure> missed, Bilingual missing)
    {
        ArgumentNullException.ThrowIfNull(period);
        ArgumentNullException.ThrowIfNull(missed);
        var headline = new Bilingual(
            $"Còn {days} ngày đến khi chốt kỳ {period.NameVi} ({DayText.Print(period.End)}): {missed.Count} chỉ tiêu chưa "
                + $"đạt{(!missing.IsEmpty ? ", số liệu còn thiếu" : string.Empty)}",
            $"{Figures.Many(days, "day")} until {period.NameEn} closes ({DayText.Print(period.End)}): {Figures.Many(missed.Count, "target")} "
                + $"missed{(!missing.IsEmpty ? ", data missing" : string.Empty)}");
        var facts = missed.Select(m => Fact(m.UnitName, m.UnitName, l =>
            $"{Noun(m.Indicator, l)} {Figures.Value(m.Value, m.Indicator.Format, l)} / {Figures.Target(m.Target.Value, m.Indicator.Format, l)}{Left(m, l)}"))
                .ToList();
        facts.Add(Period(period));
        if (!missing.IsEmpty)
        {
            facts.Add(Fact("Còn thiếu số liệu", "Data missing", missing.In));
        }

        return new(headline, facts, [], null);
    }

    private static AlertContent Content(TargetFigure figure, Bilingual headline, IReadOnlyList<AlertFact> facts) =>
        new(headline, facts, figure.Trend, (double)figure.Target.Value)
        {
            Figure = Bilingual.Of(l => Figures.Value(figure.Value, figure.Indicator.Format, l)), IsExample = figure.Target.IsExample,
        };

    private static AlertFact Fact(string vi, string en, Func<Language, string> value, bool isKey = false) => new(new(vi, en), Bilingual.Of(value), isKey);

    private static AlertFact Period(Domain.Periods.Period period) => Fact("Kỳ báo cáo", "Period", l => l == Language.English
        ? $"{period.NameEn} ({period.RangeEn}), {period.CalendarEn}" : $"{period.NameVi} ({period.RangeVi}), {period.CalendarVi}", isKey: true);

    /// <summary><c>TP Tây Ninh: 64,3% hồ sơ nộp trực tuyến (2.135/3.322)</c>.</summary>
    private static string Subject(TargetFigure figure, Language language)
    {
        var value = Figures.Value(figure.Value, figure.Indicator.Format, language);
        var counts = figure.Indicator.Denominator is null ? string.Empty
            : $" ({Figures.Number(Math.Round(figure.Numerator, 2), language)}/{Figures.Number(Math.Round(figure.Denominator, 2), language)})";
        var estimate = !figure.IsEstimate ? string.Empty : language == Language.English ? ", estimate" : ", ước tính";
        return IsShare(figure.Indicator)
            ? $"{figure.UnitName}: {value} {Noun(figure.Indicator, language)}{counts}{estimate}"
            : $"{figure.UnitName}: {Noun(figure.Indicator, language)} {value}{counts}{estimate}";
    }

    private static bool IsShare(Indicator indicator) => indicator.NameVi.StartsWith(RatePrefix, StringComparison.Ordinal);

    private static string Noun(Indicator indicator, Language language)
    {
        var name = language == Language.English ? indicator.NameEn : IsShare(indicator) ? indicator.NameVi[RatePrefix.Length..] : indicator.NameVi;
        return name.Length > 1 && char.IsUpper(name[1]) ? name : char.ToLower(name[0], Vietnamese) + name[1..];
    }

    private static string Counted(TargetFigure figure, Language language) =>
        figure.Indicator.Basis is not null ? "hồ sơ trực tuyến" : Noun(figure.Indicator, language);

    private static string Side(Target target, bool isWarning, Language language) => (target.Comparator == Comparator.AtLeast, isWarning, language) switch
    {
        (true, false, Language.Vietnamese) when target.IsExample => "thấp hơn mục tiêu minh họa",
        (true, false, Language.English) when target.IsExample => "below the example target of",
        (true, false, Language.Vietnamese) => "thấp hơn mục tiêu",
        (true, true, Language.Vietnamese) => "đạt mục tiêu nhưng dưới mức cảnh báo",
        (false, false, Language.Vietnamese) => "cao hơn mức cho phép",
        (false, true, Language.Vietnamese) => "trong mức cho phép nhưng quá mức cảnh báo",
        (true, false, _) => "below the target of",
        (true, true, _) => "meets the target and is below the warning level of",
        (false, false, _) => "above the limit of",
        _ => "within the limit and above the warning level of",
    };

    private static IEnumerable<AlertFact> Facts(TargetFigure figure)
    {
        yield return Fact("Chỉ tiêu", "Indicator",
            l => $"{figure.Indicator.Id} – {(l == Language.English ? figure.Indicator.NameEn : figure.Indicator.NameVi)}");
        if (figure.Indicator.Denominator is not null)
        {
            yield return Fact("Tử số", "Numerator", l => Figures.Number(figure.Numerator, l));
            yield return Fact("Mẫu số", "Denominator", l => $"{Figures.Number(figure.Denominator, l)} ({Basis(figure.Indicator, l)})");
        }

        yield return Fact("Mục tiêu", "Target", l => Figures.Target(figure.Target.Value, figure.Indicator.Format, l) + Example(figure.Target, l), isKey: true);
        yield return Fact("Căn cứ", "Legal basis", l => l == Language.English ? figure.LegalBasisEn ?? figure.Target.LegalBasis
            : figure.Target.LegalBasis, isKey: true);
    }

    private static string Example(Target target, Language language) => !target.IsExample ? string.Empty
        : language == Language.English ? " (an example; no document sets it)" : " (mục tiêu minh họa, chưa có văn bản quy định)";

    private static string Basis(Indicator indicator, Language language) => (indicator.Basis, language) switch
    {
        (DenominatorBasis.Enabled, Language.Vietnamese) => "hồ sơ của thủ tục có dịch vụ công trực tuyến",
        (DenominatorBasis.Enabled, _) => "dossiers of services offered online",
        (DenominatorBasis.FullProcess, Language.Vietnamese) => "hồ sơ của dịch vụ công trực tuyến toàn trình",
        (DenominatorBasis.FullProcess, _) => "dossiers of full-process services",
        (DenominatorBasis.All, Language.Vietnamese) => "tổng số hồ sơ tiếp nhận trong kỳ",
        (DenominatorBasis.All, _) => "all dossiers received in the period",
        _ => indicator.LegalBasis,
    };

    private static IEnumerable<AlertFact> Short(TargetFigure figure)
    {
        if (figure.Indicator.Format == IndicatorFormat.Percent && figure.Target.Comparator == Comparator.AtLeast && figure.Value < figure.Target.Value)
        {
            yield return Fact("Còn thiếu", "Short by", l => Missing(figure, figure.Numerator, figure.Denominator, l) is { } cases
                ? l == Language.English ? $"{cases} ({Points(figure, l)} percentage points)" : $"{cases} ({Points(figure, l)} điểm phần trăm)"
                : l == Language.English ? $"{Points(figure, l)} percentage points" : $"{Points(figure, l)} điểm phần trăm", isKey: true);
        }
    }

    /// <summary>What the same pace gives at the end of the period: the rate stays, and more is missing.</summary>
    private static IEnumerable<AlertFact> SamePace(TargetFigure figure)
    {
        if (figure.Forecast is not { ExpectedCases: > 0 } ahead || figure.Denominator == 0 || figure.Target.Comparator != Comparator.AtLeast)
        {
            yield break;
        }

        var (all, end) = (figure.Denominator + ahead.ExpectedCases, DayText.Print(figure.Period.End));
        var counted = Math.Floor(figure.Numerator * all / figure.Denominator);
        if (Missing(figure, counted, all, Language.Vietnamese) is not null)
        {
            yield return Fact("Giữ nhịp này đến hết kỳ", "At this pace until the end", l => (l, ahead.IsOutOfReach) switch
            {
                (Language.English, true) => $"short by {Missing(figure, counted, all, l)} on {end}; even if all "
                    + $"{Figures.Count(ahead.ExpectedCases, l)} cases to come counted, the target would be missed",
                (Language.English, false) => $"short by {Missing(figure, counted, all, l)} on {end}; {Figures.Count(ahead.NeededCases, l)} of the "
                    + $"{Figures.Count(ahead.ExpectedCases, l)} cases to come must count",
                (_, true) => $"đến {end} thiếu {Missing(figure, counted, all, l)}; dù cả {Figures.Count(ahead.ExpectedCases, l)} hồ sơ sắp tới đều đạt "
                    + "cũng không kịp mục tiêu",
                _ => $"đến {end} thiếu {Missing(figure, counted, all, l)}; muốn đạt thì {Figures.Count(ahead.NeededCases, l)} trong khoảng "
                    + $"{Figures.Count(ahead.ExpectedCases, l)} hồ sơ sắp tới phải đạt",
            });
        }
    }

    private static IEnumerable<AlertFact> Action(TargetFigure figure) =>
        figure.Action is null ? [] : [new(new("Việc cần làm", "What to do"), figure.Action, IsKey: true)];

    /// <summary><c>523 hồ sơ nộp trực tuyến</c>; null where nothing can be counted (a mean of rates) or nothing is missing.</summary>
    private static string? Missing(TargetFigure figure, decimal numerator, decimal denominator, Language language)
    {
        var lacking = Math.Ceiling((figure.Target.Value * denominator) - numerator);
        return figure.Indicator.Aggregation == Aggregation.MeanOfUnitRates || figure.Indicator.Denominator is null || lacking <= 0 ? null
            : $"{Figures.Number(lacking, language)} {Noun(figure.Indicator, language)}";
    }

    private static string Left(TargetFigure figure, Language language) =>
        figure.Target.Comparator != Comparator.AtLeast || Missing(figure, figure.Numerator, figure.Denominator, language) is not { } cases ? string.Empty
        : language == Language.English ? $", short by {cases}" : $", còn thiếu {cases}";

    private static string Points(TargetFigure figure, Language language) => Figures.Percent(figure.Target.Value - figure.Value, 1, language).TrimEnd('%');

    private static IEnumerable<AlertFact> Ending(TargetFigure figure)
    {
        yield return Period(figure.Period);
        yield return Fact("Số liệu tính đến", "As of", _ => DayText.Print(figure.AsOf), isKey: true);
        yield return Fact("Tình trạng số liệu", "Completeness", l => (figure.Missing.IsEmpty, l) switch
        {
            (true, Language.Vietnamese) => "Đủ các nguồn",
            (true, _) => "All sources are in",
            (_, Language.Vietnamese) => $"CHƯA ĐỦ: {figure.Missing.Vi}",
            _ => $"INCOMPLETE: {figure.Missing.En}",
        }, isKey: true);
        if (figure.Code.Length > 0)
        {
            yield return Fact("Mã tra cứu", "Look-up code", _ => figure.Code);
        }
    }
}
