using GovPipeline.Domain.Counting;
using GovPipeline.Domain.Indicators;
using GovPipeline.Domain.Periods;
using GovPipeline.Domain.ServiceQuality;
using GovPipeline.Domain.Text;
using GovPipeline.Pipeline.Configuration;
using GovPipeline.Pipeline.Evidence;
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
            return own.HasData && Portal(nameof(own.Received)) is [_, ..] there
                ? Known(component, there, [Counter(nameof(own.Received), own.Received)]) with { Numerator = Math.Min(there.Sum(t => t.Value), own.Received) }
                : QualityFigure.Unknown(component);
        }

        if (component == QualityComponent.InTime)
        {
            return !own.HasData ? QualityFigure.Unknown(component) : Known(
                component,
                [
                    Counter(nameof(own.ResolvedEarly), own.ResolvedEarly), Counter(nameof(own.ResolvedOnTime), own.ResolvedOnTime),
                    Counter(nameof(own.PendingInTime), own.PendingInTime),
                    .. own.SupplementedInTime == 0 ? Array.Empty<QualityTerm>() : [Counter(nameof(own.SupplementedInTime), -own.SupplementedInTime)],
                ],
                [Counter(nameof(own.Total), own.Total)]) with
            {
                IsEstimate = true,
                Remark = new("ước tính: quá hạn tính như biểu II.06a, hồ sơ rút tính đúng hạn; yêu cầu bổ sung từ hai lần tính quá hạn, nếu nguồn ghi số lần; "
                        + "chưa trừ thời gian chờ bổ sung",
                    "an estimate: late as form II.06a counts it, withdrawn ones in time; asked for a supplement more than once is late, where the source "
                        + "tells how often; time spent waiting for a supplement is not taken off"),
            };
        }

        if (component == QualityComponent.FiledOnline)
        {
            return FiledOnline(component);
        }

        if (component == QualityComponent.ProceduresPaidOnline)
        {
            return OfProcedures(component);
        }

        if (component == QualityComponent.PaidOnline)
        {
            return OfAll(component, nameof(AuthenticityRow.FeesPaidOnline), nameof(AuthenticityRow.FeesDue), null);
        }

        if (component == QualityComponent.ElectronicResults)
        {
            return OfAll(component, nameof(AuthenticityRow.ResultsElectronic), nameof(AuthenticityRow.ResultsKnown), authenticity?.ResultsDue);
        }

        if (component == QualityComponent.Digitised)
        {
            return OfAll(component, nameof(AuthenticityRow.ComponentsDigitised), nameof(AuthenticityRow.ComponentsKnown), own.Received);
        }

        if (component == QualityComponent.Certified)
        {
            return OfIndicator("CT01") is not { } copies ? QualityFigure.Unknown(component)
                : new(component, QualityState.Computed, copies.Numerator > 0 ? 1 : 0, 1) { Above = [Top(copies)] };
        }

        if (component == QualityComponent.Handled)
        {
            return OfIndicator("HL04") is { Denominator: > 0 } rated && own is { HasData: true, Resolved: > 0 } ? Handled(component, rated)
                : QualityFigure.Unknown(component);
        }

        string[] of = component == QualityComponent.Offered ? ["DV01H", "DV01X"]
            : component == QualityComponent.Used ? ["DV02H", "DV02X"]
            : component == QualityComponent.Answered ? ["PA01"]
            : component == QualityComponent.AnswerRated ? ["PA02"] : [];
        var rows = of.Select(OfIndicator).OfType<IndicatorRow>().ToList();
        return rows.Count == 0 ? QualityFigure.Unknown(component)
            : Known(component, rows.ConvertAll(Top), rows.ConvertAll(Bottom));
    }

    /// <summary>All less those that were late and those that did not please.</summary>
    private QualityFigure Handled(QualityComponent component, IndicatorRow rated)
    {
        var share = Math.Max(0, 1 - ((decimal)own.ResolvedLate / own.Resolved) - ((decimal)rated.Numerator / (decimal)rated.Denominator));
        return new(component, QualityState.Computed, share, 1)
        {
            Above = [Counter(nameof(own.ResolvedLate), own.ResolvedLate), Top(rated)],
            Below = [Counter(nameof(own.Resolved), own.Resolved), Bottom(rated)],
            Remark = new("100% trừ tỷ lệ quá hạn và tỷ lệ không hài lòng", "100% less the share late and the share not pleased"),
        };
    }

    /// <summary>A share of all dossiers received, of which the sources tell it of some; an estimate, since the decision counts what the portal has.</summary>
    private QualityFigure OfAll(QualityComponent component, string numerator, string known, long? all) =>
        Screened(known) is not { Value: > 0 } below ? QualityFigure.Unknown(component) : Known(component, [Screened(numerator)!], [below]) with
        {
            IsEstimate = true,
            Remark = Bilingual.Of(l => l == Language.English
                ? $"an estimate: of {Figures.Count((long)below.Value, l)} dossiers of which sources tell it"
                    + (all > below.Value ? $", of {Figures.Count(all.Value, l)}" : string.Empty)
                : $"ước tính: tính trên {Figures.Count((long)below.Value, l)} hồ sơ mà nguồn có ghi"
                    + (all > below.Value ? $", trong {Figures.Count(all.Value, l)}" : string.Empty)),
        };

    /// <summary>A share of procedures, of those that dossiers of the period had; the decision's are those of a list.</summary>
    private QualityFigure OfProcedures(QualityComponent component) =>
        Screened(nameof(AuthenticityRow.FeeProcedures)) is not { Value: > 0 } below ? QualityFigure.Unknown(component)
            : Known(component, [Screened(nameof(AuthenticityRow.FeeProceduresPaidOnline))!], [below]) with
            {
                IsEstimate = true,
                Remark = new("ước tính: tính trên thủ tục có hồ sơ phải nộp phí trong kỳ, không phải danh mục thủ tục có phí",
                    "an estimate: of procedures with a dossier that had a fee due, not of the list of procedures with a fee"),
            };

    /// <summary>Its rate is multiplied by that of what was synchronised; of what the portal does not tell, nothing is taken off, and that is said.</summary>
    private QualityFigure FiledOnline(QualityComponent component)
    {
        if (authenticity is not { HasData: true } numbers || !own.HasData || !ReportData.HasEligible(numbers))
        {
            return QualityFigure.Unknown(component);
        }

        var there = own.Received > 0 ? Portal(nameof(own.Received)) : [];
        var synchronised = there is [_, ..] ? Math.Min(1, there.Sum(t => t.Value) / own.Received) : (decimal?)null;
        return Known(component, [Screened(nameof(numbers.Eligible))!], [Counter(nameof(own.Received), own.Received)]) with
        {
            Factor = synchronised ?? 1,
            IsEstimate = synchronised is null || numbers.EligibleUnknown > 0,
            Remark = Bilingual.Of(l => string.Join("; ", Remarks(synchronised, numbers.EligibleUnknown, l))),
        };
    }

    private static IEnumerable<string> Remarks(decimal? synchronised, long unknown, Language language)
    {
        var english = language == Language.English;
        yield return (synchronised, english) switch
        {
            ({ } rate, true) => $"multiplied by the share synchronised, {Figures.Percent(rate, 1, language)}",
            ({ } rate, false) => $"đã nhân tỷ lệ đồng bộ {Figures.Percent(rate)}",
            (null, true) => "an estimate: not multiplied by the share synchronised, since the portal's figures are missing",
            (null, false) => "ước tính: chưa nhân tỷ lệ đồng bộ vì chưa có số liệu Cổng",
        };
        if (unknown > 0)
        {
            yield return english
                ? $"{Figures.Count(unknown, language)} resolved dossiers of which it is not told whether the result is electronic are not counted"
                : $"chưa tính {Figures.Count(unknown, language)} hồ sơ đã xong mà chưa biết kết quả có điện tử không";
        }
    }

    private static QualityFigure Known(QualityComponent component, IReadOnlyList<QualityTerm> above, IReadOnlyList<QualityTerm> below) =>
        new(component, QualityState.Computed, above.Sum(t => t.Value), below.Sum(t => t.Value)) { Above = above, Below = below };

    private QualityTerm Counter(string counter, long value) =>
        new(PeriodRow.TableOf(Period.Parse(own.Period).Kind), own.UnitId, counter, CounterFormula.Find(counter)!.Meaning, value);

    /// <summary>A number of authenticity; null where there are none of the unit.</summary>
    private QualityTerm? Screened(string column) => authenticity is null ? null
        : new("authenticity", own.UnitId, column, ScreenColumn.All.First(c => c.Name == column).Meaning,
            (long)typeof(AuthenticityRow).GetProperty(column)!.GetValue(authenticity)!);

    private static QualityTerm Top(IndicatorRow row) =>
        new("indicators", row.UnitId, row.Indicator, new($"tử số của {row.Indicator}", $"numerator of {row.Indicator}"), (decimal)row.Numerator);

    private static QualityTerm Bottom(IndicatorRow row) =>
        new("indicators", row.UnitId, row.Indicator, new($"mẫu số của {row.Indicator}", $"denominator of {row.Indicator}"), (decimal)row.Denominator);

    /// <summary>An indicator whose source told of the period, also where there was nothing to divide by; null when nothing is known: missing is not
    /// zero.</summary>
    private IndicatorRow? OfIndicator(string id) => indicators.FirstOrDefault(i => i.Indicator == id && (i.HasData || (i.Missing.Length == 0
        && i.Denominator == 0)));

    /// <summary>What of ours the portal counts, never more than ours, for the unit, or for each of the units that a roll-up adds up; none where it
    /// does not tell of all of them.</summary>
    private List<QualityTerm> Portal(string counter)
    {
        var rows = members.Select(m => _portal[m].FirstOrDefault(r => r.Counter == counter)).ToList();
        return rows.TrueForAll(r => r is not null) ? rows.ConvertAll(r => new QualityTerm(
            "reported", r!.UnitId, counter, members.Count == 1 ? new("Cổng ghi nhận", "The portal has") : Bilingual.Same(r.UnitName),
            r.HasOwn ? Math.Min((long)r.Reported, r.Own) : (long)r.Reported) { SourceId = r.Source }) : [];
    }

    private decimal? PortalPoints(QualityPart part) =>
        _portal[own.UnitId].FirstOrDefault(r => r.Counter == ReportedRow.Points + part.Id) is { } row ? (decimal)row.Reported : null;
}
