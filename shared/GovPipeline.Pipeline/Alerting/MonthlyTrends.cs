using GovPipeline.Domain.Indicators;
using GovPipeline.Domain.Periods;
using GovPipeline.Domain.Text;
using GovPipeline.Domain.Units;
using GovPipeline.Pipeline.Configuration;
using GovPipeline.Storage.Published;

namespace GovPipeline.Pipeline.Alerting;

/// <summary>An indicator of a unit month by month, from the published tables.</summary>
public sealed class MonthlyTrends(PublishedTables tables, ReferenceData reference)
{
    private const int Most = 12;

    /// <summary>
    /// The last twelve months up to a day, oldest first, without those of which nothing is published. It begins where what is counted
    /// became what it is: months of another territory are left out, and those of a unit that was merged from whole units are their sum.
    /// </summary>
    /// <param name="indicator">The indicator.</param>
    /// <param name="unitId">The unit or roll-up.</param>
    /// <param name="through">The last day.</param>
    /// <param name="calendar">Whose months.</param>
    /// <param name="read">Months that were read of all units, for who asks for many; null for who asks for one.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<MonthlyTrend> OfAsync(
        string indicator, string unitId, DateOnly through, ReportingCalendar calendar, MonthsOfUnits? read, CancellationToken cancellationToken)
    {
        var day = reference.Units.Find(unitId)?.LastDay is { } last && last < through ? last : through;
        var months = new List<Period> { Period.Containing(calendar, PeriodKind.Month, day)! };
        while (months.Count < Most)
        {
            months.Insert(0, months[0].Previous());
        }

        var adds = reference.Indicators.FirstOrDefault(i => i.Id == indicator)?.Aggregation is Aggregation.RatioOfSums;
        var known = new List<(Period Month, IReadOnlyList<string> Units)>();
        Bilingual? broken = null;
        for (var i = months.Count - 1; i >= 0 && broken is null; i--)
        {
            var lineage = reference.Successions.Beside(unitId, (day, day), (months[i].Start, months[i].End < day ? months[i].End : day));
            if (lineage.IsComparable && (lineage.IsUnchanged || RollupId.IsRollup(unitId) || adds))
            {
                known.Insert(0, (months[i], lineage.IsUnchanged || RollupId.IsRollup(unitId) ? [unitId] : lineage.Units));
            }
            else
            {
                broken = lineage.Reason ?? new("đơn vị được lập từ nhiều đơn vị, chỉ tiêu không cộng được",
                    "the unit was merged from several, and the indicator does not add up");
            }
        }

        var (values, all) = (new List<MonthlyValue>(), await RowsAsync(indicator, known, read, cancellationToken).ConfigureAwait(false));
        foreach (var ((month, units), found) in known.Zip(all))
        {
            if (found.Count == 0)
            {
                continue;
            }

            // One unit that was too small to be shown, and their sum is not known either.
            var (up, down) = (found.Sum(r => r.Numerator), found.Sum(r => r.Denominator));
            var whole = found.TrueForAll(r => r.HasData) && (units.Count == 1 || down > 0);
            values.Add(new(month, $"{month.Index}/{month.Year}", !whole ? null : units.Count == 1 ? found[0].Value : up / down, down)
            {
                Joined = units is [var own] && own == unitId ? [] : [.. units.Select(u => reference.Units.Find(u)!.NameOn(month.Start).Name)],
            });
        }

        // What nobody published before is no break to speak of.
        return new(values, broken);
    }

    /// <summary>The rows of each month: all at the same time, or as they were read of all units.</summary>
    private async Task<IReadOnlyList<List<IndicatorRow>>> RowsAsync(
        string indicator, List<(Period Month, IReadOnlyList<string> Units)> months, MonthsOfUnits? read, CancellationToken cancellationToken)
    {
        if (read is null)
        {
            return await Task.WhenAll(months.Select(async m =>
            {
                var rows = await Task.WhenAll(m.Units.Select(u =>
                    tables.FindAsync<IndicatorRow>("indicators", m.Month.Id, $"{u}|{indicator}", cancellationToken))).ConfigureAwait(false);
                return rows.OfType<IndicatorRow>().ToList();
            })).ConfigureAwait(false);
        }

        var found = new List<List<IndicatorRow>>();
        foreach (var (month, units) in months)
        {
            found.Add([.. (await read.OfAsync(indicator, month.Id, cancellationToken).ConfigureAwait(false)).Where(r => units.Contains(r.UnitId))]);
        }

        return found;
    }
}

/// <summary>Rows of months of all units, each month and indicator asked for once. Of one look at the tables; not for keeping.</summary>
public sealed class MonthsOfUnits(PublishedTables tables)
{
    private readonly Dictionary<(string Indicator, string Month), IReadOnlyList<IndicatorRow>> _read = [];

    /// <summary>The rows of an indicator and month.</summary>
    public async Task<IReadOnlyList<IndicatorRow>> OfAsync(string indicator, string month, CancellationToken cancellationToken)
    {
        if (!_read.TryGetValue((indicator, month), out var rows))
        {
            rows = await tables.ReadWhereAsync<IndicatorRow>("indicators", month, nameof(IndicatorRow.Indicator), indicator, cancellationToken)
                .ConfigureAwait(false);
            _read[(indicator, month)] = rows;
        }

        return rows;
    }
}

/// <summary>A trend.</summary>
/// <param name="Months">The months, oldest first.</param>
/// <param name="Broken">Why it does not begin earlier (<i>không so sánh được</i>); null when nothing stands in the way.</param>
public sealed record MonthlyTrend(IReadOnlyList<MonthlyValue> Months, Bilingual? Broken);

/// <summary>A month.</summary>
/// <param name="Month">The month.</param>
/// <param name="Label"><c>3/2022</c>.</param>
/// <param name="Value">The value; null when nothing is known.</param>
/// <param name="Denominator">The denominator.</param>
public sealed record MonthlyValue(Period Month, string Label, double? Value, double Denominator)
{
    /// <summary>Names of the units that it is the sum of, before they were merged; empty for the unit itself.</summary>
    public IReadOnlyList<string> Joined { get; init; } = [];
}
