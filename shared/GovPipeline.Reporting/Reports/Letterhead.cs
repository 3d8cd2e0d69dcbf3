using System.Globalization;
using GovPipeline.Domain.Units;

namespace GovPipeline.Reporting.Reports;

/// <summary>The body that issues reports: file <c>letterhead.json</c>.</summary>
/// <param name="Body">Its lines, the superior body first.</param>
/// <param name="Place">Place of the date line.</param>
/// <param name="Signatory">Lines above the signature.</param>
public sealed record Letterhead(IReadOnlyList<string> Body, string Place, IReadOnlyList<string> Signatory)
{
    /// <summary>Sign of the body in the number (<i>ký hiệu</i>), <c>BC-UBND</c>.</summary>
    public string Symbol { get; init; } = "BC-UBND";

    /// <summary>To whom the report goes (<i>Kính gửi</i>); empty for nobody by name.</summary>
    public IReadOnlyList<string> Addressees { get; init; } = [];

    /// <summary>Who gets copies (<i>Nơi nhận</i>) beside the addressees.</summary>
    public IReadOnlyList<string> Copies { get; init; } = ["Lưu: VT."];

    /// <summary>Letterheads of units that have their own, by unit id.</summary>
    public IReadOnlyDictionary<string, Letterhead> Units { get; init; } = new Dictionary<string, Letterhead>();

    /// <summary>The first day of one that stands among <see cref="Later"/>.</summary>
    public DateOnly? From { get; init; }

    /// <summary>Those that take its place from a day on: of the body that a merger put in the place of this one.</summary>
    public IReadOnlyList<Letterhead> Later { get; init; } = [];

    /// <summary>The letterhead of a report about a unit: its own, else that of a ward or commune by its name, else the place's.</summary>
    /// <param name="unitId">The unit or roll-up.</param>
    /// <param name="unitName">Its name in the period.</param>
    /// <param name="tier">Its tier; null of a roll-up.</param>
    /// <param name="day">The first day on which the report can be issued; a unit that has ended by then issues none, the place does.</param>
    /// <param name="lastDay">The unit's last day.</param>
    public Letterhead Of(string unitId, string unitName, UnitTier? tier, DateOnly day, DateOnly lastDay)
    {
        ArgumentNullException.ThrowIfNull(unitName);
        var place = On(day);
        return lastDay < day ? place
            : place.Units.TryGetValue(unitId, out var own) || Units.TryGetValue(unitId, out own) ? own.On(day)
            : tier == UnitTier.Commune
                ? place with { Body = ["ỦY BAN NHÂN DÂN", CultureInfo.GetCultureInfo("vi-VN").TextInfo.ToUpper(unitName)], Addressees = [] }
            : place;
    }

    private Letterhead On(DateOnly day) => Later.Where(l => l.From <= day).MaxBy(l => l.From) ?? this;

    /// <summary>All its texts.</summary>
    public IEnumerable<string> Texts =>
        [.. Body, Place, .. Signatory, Symbol, .. Addressees, .. Copies, .. Units.Values.Concat(Later).SelectMany(u => u.Texts)];
}
