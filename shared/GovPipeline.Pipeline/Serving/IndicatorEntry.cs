using GovPipeline.Storage.Published;

namespace GovPipeline.Pipeline.Serving;

/// <summary>An indicator as an operations centre (<i>IOC</i>) reads it. Names are those of the Vietnamese reporting forms.</summary>
/// <param name="ChiTieu">Code of the indicator.</param>
/// <param name="TenChiTieu">Its name.</param>
/// <param name="DonVi">Id of the unit or roll-up.</param>
/// <param name="TenDonVi">Its name in the period.</param>
/// <param name="LaTongHop">Whether it adds units up and must not be added to others.</param>
/// <param name="Ky">The period.</param>
/// <param name="TuSo">Tử số.</param>
/// <param name="MauSo">Mẫu số; 1 for what is divided by nothing.</param>
/// <param name="TyLe">The value; null when nothing is known, which is not 0.</param>
/// <param name="DinhDang"><c>Percent</c> (a fraction), <c>Number</c>, <c>PerThousand</c>.</param>
/// <param name="UocTinh">Whether any part of it is an estimate.</param>
/// <param name="MucTieu">The target; null for none.</param>
/// <param name="CanCu">The document that sets the target.</param>
/// <param name="TrangThai"><c>NoData</c>, <c>NoTarget</c>, <c>Met</c>, <c>Warning</c>, <c>Below</c>.</param>
/// <param name="CapNhatLuc">The last local day the figures tell of.</param>
/// <param name="Nguon">Ids of the sources.</param>
/// <param name="PhienBan">Version of the published period.</param>
public sealed record IndicatorEntry(
    string ChiTieu,
    string TenChiTieu,
    string DonVi,
    string TenDonVi,
    bool LaTongHop,
    IndicatorEntry.Period Ky,
    double? TuSo,
    double? MauSo,
    double? TyLe,
    string DinhDang,
    bool UocTinh,
    double? MucTieu,
    string CanCu,
    string TrangThai,
    string CapNhatLuc,
    string Nguon,
    string PhienBan)
{
    /// <summary>The entry of a published row.</summary>
    public static IndicatorEntry Of(IndicatorRow row, string version)
    {
        ArgumentNullException.ThrowIfNull(row);
        var period = Domain.Periods.Period.Parse(row.Period);
        return new(
            row.Indicator, row.IndicatorName, row.UnitId, row.UnitName, row.IsRollup,
            new(row.Period, row.PeriodStart, row.PeriodEnd, period.Kind.ToString(), period.Calendar.ToString()),
            IsHidden(row) ? null : row.Numerator, IsHidden(row) ? null : row.Denominator, row.HasData ? row.Value : null, row.Format, row.IsEstimate,
            row.TargetLegalBasis.Length > 0 ? row.Target : null, row.TargetLegalBasis, row.Status, row.AsOf, row.Source, version);
    }

    private static bool IsHidden(IndicatorRow row) => row.Status == nameof(Domain.Targets.TargetStatus.Suppressed);

    /// <summary>A period.</summary>
    /// <param name="Ma">Id, <c>nd09-2022-H1</c>.</param>
    /// <param name="Tu">First local day, <c>yyyy-MM-dd</c>.</param>
    /// <param name="Den">Last local day, <c>yyyy-MM-dd</c>.</param>
    /// <param name="Loai"><c>Month</c>, <c>Quarter</c>, <c>HalfYear</c>, <c>NineMonths</c>, <c>Year</c>.</param>
    /// <param name="Lich"><c>Nd09</c> or <c>Cal</c>.</param>
    public sealed record Period(string Ma, string Tu, string Den, string Loai, string Lich);
}
