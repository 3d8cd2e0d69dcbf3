using GovPipeline.Domain.Time;
using System.Globalization;
using GovPipeline.Domain.Text;

namespace GovPipeline.Domain.Indicators;

/// <summary>How figures are printed, everywhere: rounded here and nowhere else, half away from zero.</summary>
public static class Figures
{
    private static readonly CultureInfo Vietnamese = CultureInfo.GetCultureInfo("vi-VN"), English = CultureInfo.GetCultureInfo("en-GB");

    /// <summary>What is printed where nothing is known.</summary>
    public static string NoData(Language language = Language.Vietnamese) => language == Language.English ? "no data yet" : "chưa có dữ liệu";

    /// <summary>A fraction as a percentage, <c>64,3%</c>; unknown for null.</summary>
    /// <param name="fraction">0.643 for 64.3 %.</param>
    /// <param name="decimals">Digits behind the separator, 0 to 4.</param>
    /// <param name="language">Whose separators.</param>
    public static string Percent(decimal? fraction, int decimals = 1, Language language = Language.Vietnamese) =>
        fraction is { } value ? Rounded(value * 100m, decimals, language) + "%" : NoData(language);

    /// <summary>A target as a percentage with only the digits it needs, <c>80%</c>, <c>62,5%</c>.</summary>
    public static string TargetPercent(decimal fraction, Language language = Language.Vietnamese) =>
        Percent(fraction, fraction * 100 == decimal.Truncate(fraction * 100) ? 0 : 1, language);

    /// <summary>A count, <c>3.322</c>.</summary>
    public static string Count(long count, Language language = Language.Vietnamese) => count.ToString("N0", CultureOf(language));

    /// <summary>A count in English with what is counted, <c>1 row</c>, <c>2 rows</c>.</summary>
    /// <param name="count">How many.</param>
    /// <param name="noun">One of them; its plural ends with s.</param>
    public static string Many(long count, string noun) => $"{Count(count, Language.English)} {Noun(count, noun)}";

    /// <summary>An English noun beside a count.</summary>
    public static string Noun(long count, string noun) => count == 1 ? noun : noun + "s";

    /// <summary>A count that may carry a fraction, <c>3.322</c> or <c>3,5</c>.</summary>
    public static string Number(decimal value, Language language = Language.Vietnamese) => value.ToString("#,##0.####", CultureOf(language));

    /// <summary>A value of an indicator in its format; unknown for null.</summary>
    public static string Value(decimal? value, IndicatorFormat format, Language language = Language.Vietnamese, int decimals = 1) => (value, format) switch
    {
        (null, _) => NoData(language),
        (_, IndicatorFormat.Percent) => Percent(value, decimals, language),
        _ => Math.Round(value.Value, decimals, MidpointRounding.AwayFromZero).ToString("#,##0.##", CultureOf(language)),
    };

    /// <summary>A target in the format of its indicator.</summary>
    public static string Target(decimal target, IndicatorFormat format, Language language = Language.Vietnamese) =>
        format == IndicatorFormat.Percent ? TargetPercent(target, language) : Number(target, language);

    private static string Rounded(decimal value, int decimals, Language language) => Math.Round(value, decimals, MidpointRounding.AwayFromZero)
        .ToString("N" + decimals.ToString(CultureInfo.InvariantCulture), CultureOf(language));

    private static CultureInfo CultureOf(Language language) => language == Language.English ? English : Vietnamese;
}
