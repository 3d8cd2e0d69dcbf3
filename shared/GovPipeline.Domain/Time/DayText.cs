using System.Globalization;

namespace GovPipeline.Domain.Time;

/// <summary>The one place that writes and reads local days: <c>2022-06-14</c> in storage, <c>14/06/2022</c> for readers of both languages.</summary>
public static class DayText
{
    private const string IsoForm = "yyyy-MM-dd";

    /// <summary>The day as it is stored and sorted, <c>2022-06-14</c>.</summary>
    public static string Iso(DateOnly day) => day.ToString(IsoForm, CultureInfo.InvariantCulture);

    /// <summary>The same of a day that may be missing; an empty text for none.</summary>
    public static string Iso(DateOnly? day) => day is { } known ? Iso(known) : string.Empty;

    /// <summary>The day that <see cref="Iso(DateOnly)"/> wrote.</summary>
    /// <exception cref="FormatException">The text is no such day.</exception>
    public static DateOnly Parse(string text) => DateOnly.ParseExact(text, IsoForm, CultureInfo.InvariantCulture);

    /// <summary>The day that <see cref="Iso(DateOnly)"/> wrote; null when the text is none.</summary>
    public static DateOnly? TryParse(string? text) =>
        DateOnly.TryParseExact(text, IsoForm, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    /// <summary>The day as readers see it, <c>14/06/2022</c>, the same in both languages so that a mail can be held against a table.</summary>
    public static string Print(DateOnly day) => day.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture);

    /// <summary>A local moment as readers see it, <c>14/06/2022 07:30</c>.</summary>
    public static string Print(DateTime local) => local.ToString("dd/MM/yyyy HH:mm", CultureInfo.InvariantCulture);
}
