using GovPipeline.Domain.Periods;
using GovPipeline.Storage.Published;

namespace GovPipeline.Pipeline.Alerting;

/// <summary>An indicator of a unit month by month, from the published tables.</summary>
public sealed class MonthlyTrends(PublishedTables tables)
{
    private const int Months = 12;

    /// <summary>The last twelve months up to a day, oldest first, without those of which nothing is published.</summary>
    /// <param name="indicator">The indicator.</param>
    /// <param name="unitId">The unit or roll-up.</param>
    /// <param name="through">The last day.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<IReadOnlyList<MonthlyValue>> OfAsync(string indicator, string unitId, DateOnly through, CancellationToken cancellationToken)
    {
        var months = new List<Period> { Period.Containing(ReportingCalendar.Nd09, PeriodKind.Month, through)! };
        while (months.Count < Months)
        {
            months.Insert(0, months[0].Previous());
        }

        var rows = await Task.WhenAll(months.Select(m =>
            tables.FindAsync<IndicatorRow>("indicators", m.Id, $"{unitId}|{indicator}", cancellationToken))).ConfigureAwait(false);
        return
        [
            .. months.Zip(rows).Where(m => m.Second is not null)
                .Select(m => new MonthlyValue(m.First, $"{m.First.Index}/{m.First.Year}", m.Second!.HasData ? m.Second.Value : null, m.Second.Denominator)),
        ];
    }
}

/// <summary>A month.</summary>
/// <param name="Month">The month.</param>
/// <param name="Label"><c>3/2022</c>.</param>
/// <param name="Value">The value; null when nothing is known.</param>
/// <param name="Denominator">The denominator.</param>
public sealed record MonthlyValue(Period Month, string Label, double? Value, double Denominator);
