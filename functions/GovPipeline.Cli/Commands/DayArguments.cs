using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using GovPipeline.Domain.Time;
using static GovPipeline.Cli.Output.Speech;

namespace GovPipeline.Cli.Commands;

/// <summary>Days on the command line: <c>2022-06-14</c>, or as people write them, <c>14/06/2022</c>.</summary>
internal static class DayArguments
{
    private static readonly string[] Forms = ["d/M/yyyy", "d-M-yyyy", "d.M.yyyy"];

    /// <summary>An option that takes a day.</summary>
    public static Option<DateOnly?> Option(string name, string description, bool required = false) =>
        new(name) { Description = description, Required = required, CustomParser = Read };

    /// <exception cref="Domain.Errors.PipelineException">GP802: no export can tell up to the day.</exception>
    public static void Check(DateOnly? day, DateOnly today, string option)
    {
        if (day is { } given && !PlausibleDays.CanBeExported(given, today))
        {
            var (first, last) = (DayText.Print(PlausibleDays.First), DayText.Print(today.AddDays(PlausibleDays.DaysAhead)));
            throw Guard.Wrong(option, new($"{DayText.Print(given)}; từ {first} đến {last}", $"{DayText.Print(given)}; from {first} to {last}"));
        }
    }

    /// <summary>The day of a text; null for none.</summary>
    public static DateOnly? TryParse(string text) => DayText.TryParse(text)
        ?? (DateOnly.TryParseExact(text, Forms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null);

    private static DateOnly? Read(ArgumentResult result)
    {
        var text = result.Tokens.Count == 1 ? result.Tokens[0].Value : string.Empty;
        if (TryParse(text) is { } day)
        {
            return day;
        }

        result.AddError(T($"'{text}' không phải một ngày; viết 14/06/2022 hoặc 2022-06-14", $"'{text}' is not a day; write 14/06/2022 or 2022-06-14"));
        return null;
    }
}
