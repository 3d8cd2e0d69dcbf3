using GovPipeline.Domain.Indicators;
using GovPipeline.Domain.ServiceQuality;
using GovPipeline.Domain.Text;
using GovPipeline.Pipeline.Configuration;
using GovPipeline.Storage.Published;

namespace GovPipeline.Pipeline.Reports;

/// <summary>
/// The index of QĐ 766/QĐ-TTg and the list of NĐ 224/2026/NĐ-CP Điều 19, from the published tables alone: what can be computed, what needs another source,
/// what only a person can state. Roll-ups divide sums by sums; no score is ever a mean of scores.
/// </summary>
/// <param name="reference">Which source has the portal's figures.</param>
/// <param name="own">The unit's row, all fields together.</param>
/// <param name="indicators">Its indicators.</param>
/// <param name="authenticity">Its numbers of authenticity; null where there are none.</param>
/// <param name="reported">What reports say of the period.</param>
/// <param name="members">The units it adds up.</param>
internal sealed class ServiceIndex(
    ReferenceData reference, PeriodRow own, IReadOnlyList<IndicatorRow> indicators, AuthenticityRow? authenticity, IReadOnlyList<ReportedRow> reported,
    IReadOnlyCollection<string> members)
{
    private readonly ILookup<string, ReportedRow> _portal = reported.Where(r => r.Source == reference.Conventions.PortalSource)
        .ToLookup(r => r.UnitId, StringComparer.Ordinal);

    /// <summary>The six parts.</summary>
    public IReadOnlyList<QualityPartFigure> Parts() =>
        [.. QualityPart.All.Select(p => new QualityPartFigure(p, [.. QualityComponent.All.Where(c => c.Part == p).Select(Figure)], PortalPoints(p)))];

    private QualityFigure Figure(QualityComponent component)
    {
        if (component == QualityComponent.Synchronised)
        {
            return own.HasData && Portal("Received") is { } there ? Known(component, Math.Min(there, own.Received), own.Received)
                : QualityFigure.Unknown(component);
        }

        if (component == QualityComponent.InTime)
        {
            return !own.HasData ? QualityFigure.Unknown(component) : Known(component, own.ResolvedEarly + own.ResolvedOnTime + own.PendingInTime,
                own.Total) with
            {
                IsEstimate = true,
                Remark = new("ước tính: quá hạn tính như biểu II.06a, hồ sơ rút tính đúng hạn; chưa trừ thời gian chờ bổ sung",
                    "an estimate: late as form II.06a counts it, withdrawn ones in time; time spent waiting for a supplement is not taken off"),
            };
        }

        if (component == QualityComponent.FiledOnline)
        {
            return FiledOnline(component);
        }

        if (component == QualityComponent.PaidOnline)
        {
            return OfAll(component, authenticity?.FeesPaidOnline, authenticity?.FeesDue, null);
        }

        if (component == QualityComponent.ElectronicResults)
        {
            return OfAll(component, authenticity?.ResultsElectronic, authenticity?.ResultsKnown, own.Resolved);
        }

        if (component == QualityComponent.Digitised)
        {
            return OfAll(component, authenticity?.ComponentsDigitised, authenticity?.ComponentsKnown, own.Received);
        }

        if (component == QualityComponent.Certified)
        {
            return OfIndicator("CT01") is { } copies ? Known(component, copies.Numerator > 0 ? 1 : 0, 1) : QualityFigure.Unknown(component);
        }

        if (component == QualityComponent.Handled)
        {
            return OfIndicator("HL04") is { Denominator: > 0 } rated && own is { HasData: true, Resolved: > 0 }
                ? Known(component, Math.Max(0, 1 - ((decimal)own.ResolvedLate / own.Resolved) - ((decimal)rated.Numerator / (decimal)rated.Denominator)), 1)
                : QualityFigure.Unknown(component);
        }

        string[] of = component == QualityComponent.Offered ? ["DV01H", "DV01X"]
            : component == QualityComponent.Used ? ["DV02H", "DV02X"]
            : component == QualityComponent.Answered ? ["PA01"]
            : component == QualityComponent.AnswerRated ? ["PA02"] : [];
        var rows = of.Select(OfIndicator).OfType<IndicatorRow>().ToList();
        return rows.Count == 0 ? QualityFigure.Unknown(component)
            : Known(component, rows.Sum(r => (decimal)r.Numerator), rows.Sum(r => (decimal)r.Denominator));
    }

    /// <summary>A share of all dossiers received, of which the sources tell it of some; an estimate, since the decision counts what the portal has.</summary>
    private static QualityFigure OfAll(QualityComponent component, long? numerator, long? known, long? all) =>
        known is not > 0 ? QualityFigure.Unknown(component) : Known(component, numerator!.Value, known.Value) with
        {
            IsEstimate = true,
            Remark = Bilingual.Of(l => l == Language.English
                ? $"an estimate: of {Figures.Count(known.Value, l)} dossiers of which sources tell it"
                    + (all > known ? $", of {Figures.Count(all.Value, l)}" : string.Empty)
                : $"ước tính: tính trên {Figures.Count(known.Value, l)} hồ sơ mà nguồn có ghi"
                    + (all > known ? $", trong {Figures.Count(all.Value, l)}" : string.Empty)),
        };

    /// <summary>Its rate is multiplied by that of what was synchronised; of what the portal does not tell, nothing is taken off, and that is said.</summary>
    private QualityFigure FiledOnline(QualityComponent component)
    {
        if (authenticity is not { HasData: true } numbers || !own.HasData || numbers.EligibleUnknown == numbers.Declared && numbers.Declared > 0)
        {
            return QualityFigure.Unknown(component);
        }

        var synchronised = Portal("Received") is { } there && own.Received > 0 ? Math.Min(1, (decimal)there / own.Received) : (decimal?)null;
        return Known(component, numbers.Eligible, own.Received) with
        {
            Factor = synchronised ?? 1,
            IsEstimate = synchronised is null || numbers.EligibleUnknown > 0,
            Remark = synchronised is { } rate ? new($"đã nhân tỷ lệ đồng bộ {Figures.Percent(rate)}",
                    $"multiplied by the share synchronised, {Figures.Percent(rate, 1, Language.English)}")
                : new("ước tính: chưa nhân tỷ lệ đồng bộ vì chưa có số liệu Cổng",
                    "an estimate: not multiplied by the share synchronised, since the portal's figures are missing"),
        };
    }

    private static QualityFigure Known(QualityComponent component, decimal numerator, decimal denominator) =>
        new(component, QualityState.Computed, numerator, denominator);

    /// <summary>An indicator whose source told of the period, also where there was nothing to divide by; null when nothing is known: missing is not
    /// zero.</summary>
    private IndicatorRow? OfIndicator(string id) => indicators.FirstOrDefault(i => i.Indicator == id && (i.HasData || (i.Missing.Length == 0
        && i.Denominator == 0)));

    /// <summary>What of ours the portal counts, never more than ours, for the unit, or for all units that a roll-up adds up; null where it does not
    /// tell of all of them.</summary>
    private long? Portal(string counter)
    {
        var rows = members.Select(m => _portal[m].FirstOrDefault(r => r.Counter == counter)).ToList();
        return rows.Count > 0 && rows.TrueForAll(r => r is not null)
            ? rows.Sum(r => r!.HasOwn ? Math.Min((long)r.Reported, r.Own) : (long)r.Reported) : null;
    }

    private decimal? PortalPoints(QualityPart part) =>
        _portal[own.UnitId].FirstOrDefault(r => r.Counter == ReportedRow.Points + part.Id) is { } row ? (decimal)row.Reported : null;
}
