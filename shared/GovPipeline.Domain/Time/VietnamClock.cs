namespace GovPipeline.Domain.Time;

/// <summary>Converts between moments and Vietnamese local time.</summary>
public static class VietnamClock
{
    /// <summary>The IANA name of the zone all days are counted in.</summary>
    public const string ZoneId = "Asia/Ho_Chi_Minh";

    /// <summary>Its name on Windows without ICU, as on servers of before 2019.</summary>
    private const string WindowsZoneId = "SE Asia Standard Time";

    /// <summary>The zone: UTC+7 for every date a dossier can have, other offsets before 13 June 1975.</summary>
    public static TimeZoneInfo Zone { get; } = ZoneOf(id => TimeZoneInfo.TryFindSystemTimeZoneById(id, out var zone) ? zone : null);

    /// <summary>The Vietnamese local date and time of a moment.</summary>
    public static DateTime ToLocal(DateTimeOffset moment) => TimeZoneInfo.ConvertTime(moment, Zone).DateTime;

    /// <summary>The Vietnamese local day of a moment.</summary>
    public static DateOnly DayOf(DateTimeOffset moment) => DateOnly.FromDateTime(ToLocal(moment));

    /// <summary>The Vietnamese local day it is now.</summary>
    public static DateOnly Today(TimeProvider time) => DayOf(time.GetUtcNow());

    /// <summary>The moment at which a local day begins.</summary>
    public static DateTimeOffset StartOf(DateOnly day) => At(day, TimeOnly.MinValue);

    /// <summary>The moment of a local day and time.</summary>
    public static DateTimeOffset At(DateOnly day, TimeOnly time)
    {
        var local = day.ToDateTime(time);
        return new DateTimeOffset(local, Zone.GetUtcOffset(local));
    }

    /// <summary>The zone as a machine has it; a machine that has no data of zones counts UTC+7, which is the law's since 1975.</summary>
    /// <param name="find">Finds a zone by its name; null for none.</param>
    public static TimeZoneInfo ZoneOf(Func<string, TimeZoneInfo?> find) =>
        find(ZoneId) ?? find(WindowsZoneId) ?? TimeZoneInfo.CreateCustomTimeZone(ZoneId, TimeSpan.FromHours(7), ZoneId, ZoneId);

    /// <summary>
    /// The start-up self-test: text is folded and cultures exist, which <c>InvariantGlobalization</c> silently takes away.
    /// </summary>
    /// <returns>What is wrong, or null.</returns>
    public static string? Verify()
    {
        if ("Hiệp".Normalize(System.Text.NormalizationForm.FormD).Length == 4)
        {
            return "Unicode normalization does nothing: ICU is missing or InvariantGlobalization is on.";
        }

        return Zone.GetUtcOffset(new DateTime(2022, 6, 15)) == TimeSpan.FromHours(7)
            ? null
            : $"The zone {ZoneId} is not UTC+7 in 2022: the machine's time zone data are wrong.";
    }
}
