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

    /// <summary>The letterhead of a report about a unit: its own, else that of a ward or commune by its name, else the place's.</summary>
    public Letterhead Of(string unitId, string unitName, UnitTier? tier)
    {
        ArgumentNullException.ThrowIfNull(unitName);
        return Units.TryGetValue(unitId, out var own) ? own
            : tier == UnitTier.Commune
                ? this with { Body = ["ỦY BAN NHÂN DÂN", CultureInfo.GetCultureInfo("vi-VN").TextInfo.ToUpper(unitName)], Addressees = [] }
            : this;
    }

    /// <summary>All its texts.</summary>
    public IEnumerable<string> Texts => [.. Body, Place, .. Signatory, Symbol, .. Addressees, .. Copies, .. Units.Values.SelectMany(u => u.Texts)];
}
