using System.Globalization;
using GovPipeline.Domain.Time;

namespace GovPipeline.Sources.Reading;

/// <summary>
/// Reads the dates of exports: <c>dd/MM/yyyy[ HH:mm[:ss]]</c> with one- or two-digit days and months, also with
/// <c>SA</c>/<c>CH</c>, and ISO 8601 with or without an offset, as edXML with slashes
/// (<c>yyyy/MM/dd HH:mm:ss</c>). Never <c>MM/dd</c>. A moment with an offset becomes
/// Vietnamese local time before its day is taken.
/// </summary>
public static class DateText
{
    private const string Usual = "dd/MM/yyyy HH:mm";
    private static readonly int VietnamOffsetSeconds = 7 * 3600;

    private static readonly int FirstYear = LocalTimestamp.Earliest.Year, LastYear = LocalTimestamp.Latest.Year;

    // The first day of each month that a moment can be in, and of the one after.
    private static readonly int[] FirstDays =
    [
        .. Enumerable.Range(0, ((LastYear - FirstYear) * 12) + 1).Select(m => DateOnly.FromDateTime(LocalTimestamp.Earliest).AddMonths(m).DayNumber),
    ];

    /// <summary>The local moment of a text; an empty text is <see cref="LocalTimestamp.None"/> and no error.</summary>
    /// <returns>False when the text is no date, or outside 1970 to 2060.</returns>
    public static bool TryParse(ReadOnlySpan<char> text, out LocalTimestamp moment)
    {
        moment = default;
        text = text.Trim();
        if (text.IsEmpty)
        {
            return true;
        }

        if (TryParseUsual(text, out moment))
        {
            return true;
        }

        if (text.Length >= 8 && text[4] is '-' or '/' && !text[..4].ContainsAnyExceptInRange('0', '9'))
        {
            return TryParseIso(text, out moment);
        }

        var at = 0;
        if (!TryNumber(text, ref at, 2, out var day) || !TrySeparator(text, ref at, out var separator)
            || !TryNumber(text, ref at, 2, out var month) || at >= text.Length || text[at++] != separator
            || !TryNumber(text, ref at, 4, out var year) || year < 1000
            || !TryDay(year, month, day, out var dayNumber))
        {
            return false;
        }

        if (!TryClock(text[at..].Trim(), out var seconds))
        {
            return false;
        }

        moment = LocalTimestamp.FromDayNumber(dayNumber, seconds);
        return true;
    }

    /// <summary>Reads <c>dd/MM/yyyy HH:mm</c> alone, as nearly all moments are written: place by place.</summary>
    internal static bool TryParseUsual(ReadOnlySpan<char> text, out LocalTimestamp moment)
    {
        moment = default;
        if (text.Length != Usual.Length || text[2] != '/' || text[5] != '/' || text[10] != ' ' || text[13] != ':'
            || !TryTwo(text, 0, out var day) || !TryTwo(text, 3, out var month) || !TryTwo(text, 6, out var century) || !TryTwo(text, 8, out var year)
            || !TryTwo(text, 11, out var hour) || !TryTwo(text, 14, out var minute) || hour > 23 || minute > 59
            || !TryDay((century * 100) + year, month, day, out var dayNumber))
        {
            return false;
        }

        moment = LocalTimestamp.FromDayNumber(dayNumber, (hour * 3600) + (minute * 60));
        return true;
    }

    private static bool TryTwo(ReadOnlySpan<char> text, int at, out int value)
    {
        var (tens, ones) = ((uint)(text[at] - '0'), (uint)(text[at + 1] - '0'));
        value = (int)((tens * 10) + ones);
        return tens <= 9 && ones <= 9;
    }

    /// <summary>The local moment of a workbook's day serial, <c>44727,5</c>.</summary>
    /// <param name="text">The serial, decimals behind a comma.</param>
    /// <param name="counts1904">Whether day 0 is 1 January 1904 (old workbooks of the Macintosh), not 30 December 1899.</param>
    /// <param name="moment">The moment.</param>
    /// <returns>False when it is no number, or outside 1970 to 2060.</returns>
    public static bool TryParseSerial(ReadOnlySpan<char> text, bool counts1904, out LocalTimestamp moment)
    {
        moment = default;
        if (!NumberText.TryParse(text, out var serial) || serial >= 100_000)
        {
            return false;
        }

        var day = (counts1904 ? new DateOnly(1904, 1, 1) : new DateOnly(1899, 12, 30)).AddDays((int)serial);
        var seconds = (int)Math.Round((serial - decimal.Truncate(serial)) * 86_400m, MidpointRounding.AwayFromZero);
        if (!TryDay(day.Year, day.Month, day.Day, out var dayNumber))
        {
            return false;
        }

        moment = LocalTimestamp.FromDayNumber(dayNumber + (seconds / 86_400), seconds % 86_400);
        return true;
    }

    private static bool TryParseIso(ReadOnlySpan<char> text, out LocalTimestamp moment)
    {
        moment = default;
        var at = 0;
        var separator = text[4];
        if (!TryNumber(text, ref at, 4, out var year) || at != 4 || text[at++] != separator
            || !TryNumber(text, ref at, 2, out var month) || at >= text.Length || text[at++] != separator
            || !TryNumber(text, ref at, 2, out var day) || !TryDay(year, month, day, out var dayNumber))
        {
            return false;
        }

        var rest = text[at..];
        if (rest.IsEmpty)
        {
            moment = LocalTimestamp.FromDayNumber(dayNumber);
            return true;
        }

        if (rest[0] is not ('T' or 't' or ' '))
        {
            return false;
        }

        rest = rest[1..].Trim();
        var offsetAt = rest.IndexOfAny('Z', '+', '-');
        var clock = offsetAt < 0 ? rest : rest[..offsetAt];
        var point = clock.IndexOf('.');
        if (point >= 0)
        {
            var fraction = clock[(point + 1)..];
            if (fraction.IsEmpty || fraction.Length > 9 || fraction.IndexOfAnyExceptInRange('0', '9') >= 0)
            {
                return false;
            }

            clock = clock[..point];
        }

        if (clock.IsEmpty || !TryClock(clock, out var seconds))
        {
            return false;
        }

        if (offsetAt >= 0)
        {
            if (!TryOffset(rest[offsetAt..], out var offset))
            {
                return false;
            }

            if (year < 1976)
            {
                return TryOldMoment(dayNumber, seconds - offset, out moment);
            }

            seconds += VietnamOffsetSeconds - offset;
            dayNumber += (int)Math.Floor(seconds / 86_400.0);
            seconds = ((seconds % 86_400) + 86_400) % 86_400;
        }

        moment = LocalTimestamp.FromDayNumber(dayNumber, seconds);
        return true;
    }

    // Before 13 June 1975 the zone was not always UTC+7.
    private static bool TryOldMoment(int dayNumber, int utcSeconds, out LocalTimestamp moment)
    {
        var utc = new DateTimeOffset(DateOnly.FromDayNumber(dayNumber).ToDateTime(TimeOnly.MinValue), TimeSpan.Zero).AddSeconds(utcSeconds);
        var local = VietnamClock.ToLocal(utc);
        moment = local >= LocalTimestamp.Earliest ? LocalTimestamp.From(local) : default;
        return moment.HasValue;
    }

    private static bool TryDay(int year, int month, int day, out int dayNumber)
    {
        dayNumber = 0;
        if (year < FirstYear || year >= LastYear || month is < 1 or > 12 || day < 1)
        {
            return false;
        }

        var at = ((year - FirstYear) * 12) + month - 1;
        dayNumber = FirstDays[at] + day - 1;
        return dayNumber < FirstDays[at + 1];
    }

    private static bool TryClock(ReadOnlySpan<char> text, out int seconds)
    {
        seconds = 0;
        if (text.IsEmpty)
        {
            return true;
        }

        var halfDay = -1;
        if (char.IsAsciiLetter(text[^1]))
        {
            var marker = text.LastIndexOf(' ') is var blank and >= 0 ? text[(blank + 1)..] : text[Math.Max(0, text.Length - 2)..];
            halfDay = marker.Equals("SA", StringComparison.OrdinalIgnoreCase) || marker.Equals("AM", StringComparison.OrdinalIgnoreCase) ? 0
                : marker.Equals("CH", StringComparison.OrdinalIgnoreCase) || marker.Equals("PM", StringComparison.OrdinalIgnoreCase) ? 12
                : -2;
            text = text[..^marker.Length].Trim();
        }

        var at = 0;
        var second = 0;
        if (halfDay == -2 || !TryNumber(text, ref at, 2, out var hour) || at >= text.Length || text[at++] != ':'
            || !TryNumber(text, ref at, 2, out var minute)
            || (at < text.Length && (text[at++] != ':' || !TryNumber(text, ref at, 2, out second)))
            || at != text.Length || hour > 23 || minute > 59 || second > 59 || (halfDay >= 0 && hour is < 1 or > 12))
        {
            return false;
        }

        if (halfDay >= 0)
        {
            hour = (hour % 12) + halfDay;
        }

        seconds = (hour * 3600) + (minute * 60) + second;
        return true;
    }

    private static bool TryOffset(ReadOnlySpan<char> text, out int seconds)
    {
        seconds = 0;
        if (text is "Z")
        {
            return true;
        }

        Span<char> digits = stackalloc char[4];
        var count = 0;
        foreach (var c in text[1..])
        {
            if (c == ':' && count == 2)
            {
                continue;
            }

            if (count == 4 || !char.IsAsciiDigit(c))
            {
                return false;
            }

            digits[count++] = c;
        }

        if (count is not (2 or 4))
        {
            return false;
        }

        var hours = int.Parse(digits[..2], NumberStyles.None, CultureInfo.InvariantCulture);
        var minutes = count == 4 ? int.Parse(digits[2..], NumberStyles.None, CultureInfo.InvariantCulture) : 0;
        seconds = ((hours * 3600) + (minutes * 60)) * (text[0] == '-' ? -1 : 1);
        return hours <= 14 && minutes < 60;
    }

    private static bool TryNumber(ReadOnlySpan<char> text, ref int at, int most, out int value)
    {
        value = 0;
        var start = at;
        while (at < text.Length && at - start < most && (uint)(text[at] - '0') <= 9)
        {
            value = (value * 10) + text[at++] - '0';
        }

        return at > start;
    }

    private static bool TrySeparator(ReadOnlySpan<char> text, ref int at, out char separator)
    {
        separator = at < text.Length ? text[at++] : '\0';
        return separator is '/' or '-' or '.';
    }
}
