using GovPipeline.Domain.Dossiers;
using GovPipeline.Domain.Text;

namespace GovPipeline.Domain.Counting;

/// <summary>Which days a term of a counter adds up.</summary>
public enum DaySpan
{
    /// <summary>The days of the period, as far as data reach.</summary>
    Within,

    /// <summary>All days before the period.</summary>
    Before,

    /// <summary>All days up to the period's end, as far as data reach: those before it and its own.</summary>
    UpToEnd,
}

/// <summary>One term of a counter: so many events of a kind, added or taken away.</summary>
/// <param name="Event">What is counted.</param>
/// <param name="Span">On which days.</param>
/// <param name="IsAdded">Whether it is added; else it is taken away.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Filter">What else must hold of a dossier; null for nothing.</param>
public sealed record CounterTerm(DossierEvent Event, DaySpan Span, bool IsAdded, Bilingual Name, Func<CountKey, bool>? Filter = null)
{
    /// <summary>1 or -1.</summary>
    public int Sign => IsAdded ? 1 : -1;

    /// <summary>Whether an event is in it.</summary>
    /// <param name="key">What it is counted by.</param>
    /// <param name="dated">The event.</param>
    /// <param name="first">First day of the period, as <see cref="DateOnly.DayNumber"/>.</param>
    /// <param name="last">Its last day, or the last that data tell of.</param>
    public bool Has(in CountKey key, DatedEvent dated, int first, int last) =>
        dated.Event == Event && dated.Day <= last && (Span == DaySpan.UpToEnd || (Span == DaySpan.Within) == (dated.Day >= first))
        && (Filter is null || Filter(key));

    /// <summary>The same taken away instead of added, or the other way round.</summary>
    public CounterTerm Reversed() => this with { IsAdded = !IsAdded };

    internal static CounterTerm Received(Bilingual name, Func<CountKey, bool> filter) => new(DossierEvent.Received, DaySpan.Within, true, name, filter);

    internal static CounterTerm By(Channel channel) => Received(ChannelName(channel), k => k.Channel == channel);

    /// <summary>A channel as readers call it.</summary>
    public static Bilingual ChannelName(Channel channel) => channel switch
    {
        Channel.InPerson => new("Trực tiếp", "In person"),
        Channel.Postal => new("Bưu chính công ích", "By post"),
        Channel.OnlineFull => new("Trực tuyến toàn trình", "Online, full process"),
        Channel.OnlinePartial => new("Trực tuyến một phần", "Online, part process"),
        _ => new("Trực tuyến hình thức khác", "Online, other"),
    };

    /// <summary>A state of a dossier as readers call it.</summary>
    public static Bilingual StatusName(DossierStatus status) => status switch
    {
        DossierStatus.Submitted => new("Mới đăng ký", "Filed"),
        DossierStatus.Received => new("Được tiếp nhận", "Received"),
        DossierStatus.Refused => new("Không được tiếp nhận", "Refused"),
        DossierStatus.Processing => new("Đang xử lý", "In progress"),
        DossierStatus.SupplementRequested => new("Yêu cầu bổ sung giấy tờ", "Supplement asked for"),
        DossierStatus.PaymentRequested => new("Yêu cầu thực hiện nghĩa vụ tài chính", "Payment asked for"),
        DossierStatus.Withdrawn => new("Công dân yêu cầu rút hồ sơ", "Withdrawn"),
        DossierStatus.Stopped => new("Dừng xử lý", "Stopped"),
        DossierStatus.Finished => new("Đã xử lý xong", "Finished"),
        DossierStatus.Returned => new("Đã trả kết quả", "Result given"),
        _ => new("Không ghi trạng thái", "State not given"),
    };

    /// <summary>A service level as readers call it.</summary>
    public static Bilingual LevelName(ServiceLevel level) => level switch
    {
        ServiceLevel.Unknown => new("Không ghi mức độ", "Level not given"),
        ServiceLevel.InformationOnly => new("Cung cấp thông tin", "Information only"),
        ServiceLevel.PartProcess => new("Một phần", "Part process"),
        ServiceLevel.FullProcess => new("Toàn trình", "Full process"),
        _ => new($"Mức độ {(int)level}", $"Level {(int)level}"),
    };
}
