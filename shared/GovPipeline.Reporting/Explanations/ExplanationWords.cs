using GovPipeline.Domain.Errors;
using GovPipeline.Domain.Indicators;
using GovPipeline.Domain.Periods;
using GovPipeline.Domain.Text;
using GovPipeline.Domain.Time;

namespace GovPipeline.Reporting.Explanations;

/// <summary>The sentences of an explanation, the same on the screen, the page and the sheet.</summary>
public static class ExplanationWords
{
    private const string Pull = "pull";

    /// <summary>A value of the figure as it is printed: a rate with two digits.</summary>
    public static string Value(Explanation explanation, decimal? value, Language language)
    {
        ArgumentNullException.ThrowIfNull(explanation);
        return explanation.IsCount ? value is { } count ? Figures.Number(count, language) : Figures.NoData(language)
            : Figures.Value(value, explanation.Format, language, decimals: 2);
    }

    /// <summary>Unit, field and period in a line.</summary>
    public static string Where(Explanation explanation, Language language)
    {
        ArgumentNullException.ThrowIfNull(explanation);
        var (period, day) = (explanation.Figure.Period, explanation.Figure.Day);
        var field = explanation.FieldName.Length > 0 ? $" · {explanation.FieldName}" : string.Empty;
        return language == Language.English
            ? $"{explanation.Name}{field} · {(day is { } d ? DayText.Print(d) : $"{period.NameEn} ({period.RangeEn})")}"
            : $"{explanation.Name}{field} · {(day is { } n ? DayText.Print(n) : $"{period.NameVi} ({period.RangeVi})")}";
    }

    /// <summary>The month that a day of a figure is counted in, by the calendar of its period: the same months as those of the page.</summary>
    /// <param name="explanation">The explanation.</param>
    /// <param name="day">The day, <c>2022-06-14</c>.</param>
    public static Period Month(Explanation explanation, string day)
    {
        ArgumentNullException.ThrowIfNull(explanation);
        return Period.Containing(explanation.Figure.Period.Calendar, PeriodKind.Month, DayText.Parse(day))!;
    }

    /// <summary>Whether the terms give what is published, and what follows when they do not.</summary>
    public static string Agreement(Explanation explanation, Language language)
    {
        ArgumentNullException.ThrowIfNull(explanation);
        var english = language == Language.English;
        return explanation.Published is null ? english ? "Nothing is known of it yet." : "Chưa có dữ liệu."
            : explanation.Agrees ? english ? "The terms add up to the published figure." : "Các số hạng cộng lại đúng bằng số đã công bố."
            : explanation.IsSigned ? english
                ? $"It stands as it was signed; counted from the data as they are now it would be {Value(explanation, explanation.Explained, language)}."
                : $"Số này đứng như đã ký; đếm theo dữ liệu hiện nay được {Value(explanation, explanation.Explained, language)}."
            : explanation.IsDue ? english ? $"Counted now it is {Value(explanation, explanation.Explained, language)}: newer data wait to be published."
                : $"Đếm lúc này được {Value(explanation, explanation.Explained, language)}: có dữ liệu mới đang chờ công bố."
            : english ? $"The terms give {Value(explanation, explanation.Explained, language)}: run verify, the figure is not what the data say."
                : $"Các số hạng cho {Value(explanation, explanation.Explained, language)}: hãy chạy verify, số đã công bố không khớp dữ liệu.";
    }

    /// <summary>What waiting rows could make of it; null where none wait.</summary>
    public static string? Waiting(Explanation explanation, Language language)
    {
        ArgumentNullException.ThrowIfNull(explanation);
        if (explanation.Waiting is not { } waiting)
        {
            return null;
        }

        if (waiting.Lowest is null)
        {
            return language == Language.English
                ? $"{Figures.Count(waiting.Rows, language)} rejected rows wait to be corrected: with them the figure may be another."
                : $"{Figures.Count(waiting.Rows, language)} dòng bị cách ly đang chờ sửa: nếu được sửa, con số có thể khác.";
        }

        var (rows, low, high) = (Figures.Count(waiting.Rows, language), Value(explanation, waiting.Lowest, language), Value(explanation,
            waiting.Highest, language));
        return language == Language.English ? $"{rows} rejected rows wait to be corrected: with them the figure lies between {low} and {high}."
            : $"{rows} dòng bị cách ly đang chờ sửa: nếu được sửa, con số nằm trong khoảng {low} đến {high}.";
    }

    /// <summary>A channel of rows as readers call it; dimensions of other sources as they are.</summary>
    public static string Channel(string channel, Language language) => Enum.TryParse<Domain.Dossiers.Channel>(channel, out var known)
        ? Domain.Counting.CounterTerm.ChannelName(known).In(language) : channel;

    /// <summary>A service level of rows as readers call it.</summary>
    public static string Level(string level, Language language) => Enum.TryParse<Domain.Dossiers.ServiceLevel>(level, out var known)
        ? Domain.Counting.CounterTerm.LevelName(known).In(language) : level;

    /// <summary>Who brought a file.</summary>
    public static string BroughtBy(ExplainedFile file, Language language)
    {
        ArgumentNullException.ThrowIfNull(file);
        var english = language == Language.English;
        return file.BroughtBy switch
        {
            Pull => english ? "pulled at night" : "hệ thống tự kéo",
            "" => english ? "dropped by hand" : "thả vào kho",
            var who => who,
        };
    }

    /// <summary>Repairs in a line; empty for none.</summary>
    public static string Repairs(Explanation explanation, Language language)
    {
        ArgumentNullException.ThrowIfNull(explanation);
        return string.Join("; ", explanation.Repairs.Select(r => RepairRule.All.FirstOrDefault(rule => rule.Id == r.Key) is { } known
            ? $"{r.Key} ({(language == Language.English ? known.En : known.Vi).TrimEnd('.')}): {Figures.Count(r.Value, language)}"
                : $"{r.Key}: {Figures.Count(r.Value, language)}"));
    }

    /// <summary>What the publication before said; null where none is known.</summary>
    public static string? Before(Explanation explanation, Language language)
    {
        ArgumentNullException.ThrowIfNull(explanation);
        if (explanation.Before is not { } before)
        {
            return null;
        }

        var (was, asOf, until) = (Value(explanation, before.Value, language), DayText.Print(before.AsOf), DayText.Print(VietnamClock.ToLocal(before.Until)));
        var same = before.Value == explanation.Published;
        return language == Language.English
            ? same ? $"The publication before (data to {asOf}, until {until}) said the same."
                : $"The publication before (data to {asOf}, until {until}) said {was}."
            : same ? $"Lần công bố trước (số liệu đến {asOf}, thay lúc {until}) cũng là số này."
                : $"Lần công bố trước (số liệu đến {asOf}, thay lúc {until}) là {was}.";
    }

    /// <summary>Definitions, each with its version, and which are others today.</summary>
    public static string Definitions(Explanation explanation, Language language)
    {
        ArgumentNullException.ThrowIfNull(explanation);
        return string.Join("; ", explanation.Definitions.Select(d => $"{Name(d.Key, language)} {d.Value}"
            + (explanation.ChangedDefinitions.TryGetValue(d.Key, out var now)
            ? language == Language.English ? $" (now {now})" : $" (nay là {now})" : string.Empty)));
    }

    private static string Name(string definition, Language language) => language == Language.English ? definition : definition switch
    {
        "units" => "đơn vị", "targets" => "mục tiêu", "indicators" => "chỉ tiêu", "vocabulary" => "từ vựng", "holidays" => "ngày nghỉ",
        "sources" => "nguồn", "program" => "chương trình", _ => definition,
    };
}
