using System.Globalization;

namespace GovPipeline.Domain.Time;

/// <summary>
/// A moment on the Vietnamese clock (<c>Asia/Ho_Chi_Minh</c>), to the second, in four bytes. Years 1970 to 2060.
/// <c>default</c> is <see cref="None"/>: no moment is known. Forms and laws count local days, so this is the only
/// time a dossier holds.
/// </summary>
public readonly record struct LocalTimestamp : IComparable<LocalTimestamp>
{
    private const int SecondsPerDay = 86_400;
    private static readonly int EpochDay = new DateOnly(2015, 1, 1).DayNumber;

    // One is added so that default(LocalTimestamp) means "unknown" and a moment never does.
    private readonly int _secondsPlusOne;

    private LocalTimestamp(int secondsPlusOne) => _secondsPlusOne = secondsPlusOne;

    /// <summary>No moment is known.</summary>
    public static LocalTimestamp None => default;

    /// <summary>The earliest moment that can be held.</summary>
    public static DateTime Earliest { get; } = new(1970, 1, 1);

    /// <summary>The first moment that can no longer be held.</summary>
    public static DateTime Latest { get; } = new(2061, 1, 1);

    /// <summary>Whether a moment is known.</summary>
    public bool HasValue => _secondsPlusOne != 0;

    /// <summary>The four bytes it is held in; 0 is <see cref="None"/>. For storage.</summary>
    public int Raw => _secondsPlusOne;

    /// <summary>The local day as <see cref="DateOnly.DayNumber"/>.</summary>
    /// <exception cref="InvalidOperationException">No moment is known.</exception>
    public int DayNumber
    {
        get
        {
            if (!HasValue)
            {
                throw new InvalidOperationException("No moment is known.");
            }

            var seconds = _secondsPlusOne > 0 ? _secondsPlusOne - 1 : _secondsPlusOne;
            return EpochDay + (seconds >= 0 ? seconds / SecondsPerDay : ((seconds + 1) / SecondsPerDay) - 1);
        }
    }

    /// <summary>Whether it names a time of day; a moment of 00:00:00 is taken for a date alone.</summary>
    public bool HasTime => HasValue && (_secondsPlusOne > 0 ? _secondsPlusOne - 1 : _secondsPlusOne) % SecondsPerDay != 0;

    /// <summary>The local day.</summary>
    /// <exception cref="InvalidOperationException">No moment is known.</exception>
    public DateOnly Day => DateOnly.FromDayNumber(DayNumber);

    /// <summary>The value that <see cref="Raw"/> gave.</summary>
    public static LocalTimestamp FromRaw(int raw) => new(raw);

    /// <summary>The moment of a local day and second of that day.</summary>
    /// <param name="day">Local day.</param>
    /// <param name="secondOfDay">0 to 86,399.</param>
    public static LocalTimestamp From(DateOnly day, int secondOfDay = 0) => FromDayNumber(day.DayNumber, secondOfDay);

    /// <summary>The moment of a local day, given as <see cref="DateOnly.DayNumber"/>, and second of that day.</summary>
    public static LocalTimestamp FromDayNumber(int dayNumber, int secondOfDay = 0)
    {
        var seconds = ((dayNumber - EpochDay) * SecondsPerDay) + secondOfDay;
        return new(seconds >= 0 ? seconds + 1 : seconds);
    }

    /// <summary>The moment of a local date and time; parts of a second are cut off.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Outside <see cref="Earliest"/> to <see cref="Latest"/>.</exception>
    public static LocalTimestamp From(DateTime local)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(local, Earliest);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(local, Latest);
        return From(DateOnly.FromDateTime(local), (int)(local.TimeOfDay.Ticks / TimeSpan.TicksPerSecond));
    }

    /// <summary>The local date and time, or null.</summary>
    public DateTime? ToDateTime()
    {
        if (!HasValue)
        {
            return null;
        }

        var seconds = _secondsPlusOne > 0 ? _secondsPlusOne - 1 : _secondsPlusOne;
        return DateOnly.FromDayNumber(EpochDay).ToDateTime(TimeOnly.MinValue).AddSeconds(seconds);
    }

    /// <inheritdoc/>
    /// <remarks>An unknown moment comes before every known one.</remarks>
    public int CompareTo(LocalTimestamp other) => (HasValue, other.HasValue) switch
    {
        (true, true) => _secondsPlusOne.CompareTo(other._secondsPlusOne),
        _ => HasValue.CompareTo(other.HasValue),
    };

    /// <summary>Whether <paramref name="left"/> is before <paramref name="right"/>.</summary>
    public static bool operator <(LocalTimestamp left, LocalTimestamp right) => left.CompareTo(right) < 0;

    /// <summary>Whether <paramref name="left"/> is after <paramref name="right"/>.</summary>
    public static bool operator >(LocalTimestamp left, LocalTimestamp right) => left.CompareTo(right) > 0;

    /// <summary>Whether <paramref name="left"/> is not after <paramref name="right"/>.</summary>
    public static bool operator <=(LocalTimestamp left, LocalTimestamp right) => left.CompareTo(right) <= 0;

    /// <summary>Whether <paramref name="left"/> is not before <paramref name="right"/>.</summary>
    public static bool operator >=(LocalTimestamp left, LocalTimestamp right) => left.CompareTo(right) >= 0;

    /// <summary><c>dd/MM/yyyy HH:mm:ss</c>, or an empty text.</summary>
    public override string ToString() =>
        ToDateTime()?.ToString("dd/MM/yyyy HH:mm:ss", CultureInfo.InvariantCulture) ?? string.Empty;
}
