using GovPipeline.Domain.Time;
using System.Globalization;

namespace GovPipeline.Sources.Formats;

/// <summary>The text of a cell that a format holds as a value, as a Vietnamese office would have typed it.</summary>
internal static class CellText
{
    // Vietnamese decimals, no groups: "3.322" would be three thousand.
    private static readonly NumberFormatInfo Numbers = new() { NumberDecimalSeparator = ",", NegativeSign = "-" };

    public static string Of(object? value) => value switch
    {
        null or DBNull => string.Empty,
        string text => text,
        double number => Of(number),
        DateTime moment => Of(moment),
        bool flag => flag ? "1" : "0",
        TimeSpan time => time.ToString("c", CultureInfo.InvariantCulture),
        IFormattable other => other.ToString(null, Numbers),
        _ => value.ToString() ?? string.Empty,
    };

    public static string Of(double number) =>
        Math.Abs(number) < 1e15 ? number.ToString("0.###############", Numbers) : number.ToString("R", Numbers);

    public static string Of(DateTime moment) => moment.TimeOfDay == TimeSpan.Zero
        ? DayText.Print(moment)
        : moment.ToString("dd/MM/yyyy HH:mm:ss", CultureInfo.InvariantCulture);
}
