using GovPipeline.Domain.Dossiers;

namespace GovPipeline.Domain.Counting;

/// <summary>
/// Daily counts of a unit and field added up over some days: how often each event happened, and what the received ones were. Sums
/// of days add up to those of a half-month, and these to those of any period.
/// </summary>
public sealed class EventSums
{
    private static readonly DossierEvent[] Events = Enum.GetValues<DossierEvent>();
    private static readonly Channel[] Channels = Enum.GetValues<Channel>();
    private static readonly int Others = Events.Length + Channels.Length;
    private readonly long[] _values = new long[Others + 6];

    /// <summary>A name for each number, as it is kept: the events, the channels of what was received, then what else it was.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        .. Events.Select(e => e.ToString()), .. Channels.Select(c => $"{nameof(DossierEvent.Received)}{c}"),
        "ReceivedNonLocal", "ReceivedLocalityUnknown", "EnabledReceived", "EnabledOnline", "FullProcessReceived", "FullProcessOnline",
    ];

    /// <summary>Those of <see cref="Names"/> that came with a later version: sums that an older one kept lack them.</summary>
    public static IReadOnlySet<string> Later { get; } = new HashSet<string>(StringComparer.Ordinal)
    {
        nameof(DossierEvent.SupplementedReceived), nameof(DossierEvent.SupplementedLeft), nameof(DossierEvent.SupplementedInTime),
    };

    /// <summary>How often an event happened.</summary>
    public long this[DossierEvent e] => _values[(int)e];

    /// <summary>Received by a channel.</summary>
    public long this[Channel channel] => _values[Events.Length + (int)channel];

    /// <summary>Received outside the competent unit.</summary>
    public long NonLocal => _values[Others];

    /// <summary>Received, of which it is not known whether outside the competent unit.</summary>
    public long LocalityUnknown => _values[Others + 1];

    /// <summary>Received, of services that can be filed online.</summary>
    public long Enabled => _values[Others + 2];

    /// <summary>Of them online.</summary>
    public long EnabledOnline => _values[Others + 3];

    /// <summary>Received, of full-process services.</summary>
    public long FullProcess => _values[Others + 4];

    /// <summary>Of them online.</summary>
    public long FullProcessOnline => _values[Others + 5];

    /// <summary>Ended in any way.</summary>
    public long Resolved => this[DossierEvent.FinishedEarly] + this[DossierEvent.FinishedOnTime] + this[DossierEvent.FinishedWithoutDueDate]
        + this[DossierEvent.FinishedLate] + this[DossierEvent.Withdrawn];

    /// <summary>A number by its place in <see cref="Names"/>.</summary>
    public long ValueAt(int place) => _values[place];

    /// <summary>Puts a number that was kept in its place in <see cref="Names"/>.</summary>
    public void Put(int place, long value) => _values[place] = value;

    /// <summary>Adds the counts of a day.</summary>
    public void Add(in DailyCount count)
    {
        var (key, n) = (count.Key, count.Count);
        _values[(int)count.Event] += n;
        if (count.Event != DossierEvent.Received)
        {
            return;
        }

        var online = key.Channel.IsOnline() ? n : 0;
        _values[Events.Length + (int)key.Channel] += n;
        _values[Others] += key.NonLocal == Answer.Yes ? n : 0;
        _values[Others + 1] += key.NonLocal == Answer.Unknown ? n : 0;
        _values[Others + 2] += key.Level.IsOnlineEnabled() ? n : 0;
        _values[Others + 3] += key.Level.IsOnlineEnabled() ? online : 0;
        _values[Others + 4] += key.Level.IsFullProcess() ? n : 0;
        _values[Others + 5] += key.Level.IsFullProcess() ? online : 0;
    }

    /// <summary>Adds other sums.</summary>
    public void Add(EventSums other)
    {
        ArgumentNullException.ThrowIfNull(other);
        for (var i = 0; i < _values.Length; i++)
        {
            _values[i] += other._values[i];
        }
    }
}
