using GovPipeline.Domain.Counting;
using GovPipeline.Domain.Indicators;
using GovPipeline.Domain.Measures;
using GovPipeline.Domain.Text;
using GovPipeline.Pipeline.Configuration;
using GovPipeline.Storage.Published;

namespace GovPipeline.Pipeline.Publishing;

/// <summary>Makes the rows of <c>reported</c>: what a software says of itself beside what its dossiers say.</summary>
internal static class ReportedRows
{
    private const string Offline = "ReceivedOffline";

    /// <summary>
    /// The known ways in which vendors' reports differ (domain facts 2.6). One is named only when it explains every counter of
    /// the unit's report to the last dossier; that children are added up, when it explains every counter that differs.
    /// </summary>
    private static readonly (Func<Own, Bilingual> Cause, bool OfWhatDiffers, Func<Own, string, long> Expected)[] Causes =
    [
        (_ => PublishedText.NoPost, false,
            (own, counter) => Read(own.Unit, counter) - (counter is Offline or "Received" or "Total" ? own.Unit.ReceivedPostal : 0)),
        (_ => PublishedText.NoEarly, false,
            (own, counter) =>
                counter == "ResolvedEarly" ? 0 : Read(own.Unit, counter) - (counter is "Resolved" or "ResolvedInTime" ? own.Unit.ResolvedEarly : 0)),
        (_ => PublishedText.EarlyInTime, false,
            (own, counter) => counter == "ResolvedEarly" ? 0 : Read(own.Unit, counter) + (counter == "ResolvedOnTime" ? own.Unit.ResolvedEarly : 0)),
        (own => PublishedText.MoreOnline(own.Shift), false,
            (own, counter) => Read(own.Unit, counter) + (own.Shift <= 0 ? 0 : counter == "ReceivedOnline" ? own.Shift : counter == Offline ? -own.Shift : 0)),
        (_ => PublishedText.WithMembers, true, (own, counter) => Read(own.Area, counter)),
    ];

    public static IReadOnlyList<ReportedRow> Of(PeriodData data, ReferenceData reference)
    {
        var area = data.Statistics.ByUnit.Values.Aggregate(new PeriodStatistics(), PeriodStatistics.Add);
        var rows = new List<ReportedRow>();
        foreach (var source in reference.Sources.Enabled.Where(s => s.Measures is { Report: true }))
        {
            foreach (var cell in (data.Readings.GetValueOrDefault(source.Id) ?? MeasureCells.None).On(data.Period))
            {
                var isKnown = data.Statistics.ByUnit.ContainsKey(cell.UnitId);
                var unit = data.Statistics.Of(cell.UnitId);
                var own = new Own(unit, area, cell.Values.TryGetValue("ReceivedOnline", out var online) ? (long)online - unit.ReceivedOnline : 0);
                var cause = isKnown ? CauseOf(cell.Values, own) : PublishedText.NoDossiers;
                foreach (var (counter, reported) in cell.Values)
                {
                    var hasOwn = isKnown && IsCounter(counter);
                    var ours = hasOwn ? Read(own.Unit, counter) : 0;
                    rows.Add(new()
                    {
                        Period = data.Period.Id,
                        Source = source.Id,
                        UnitId = cell.UnitId,
                        UnitName = reference.Units.Find(cell.UnitId)!.NameOn(data.Period.End).Name,
                        Counter = counter,
                        Reported = (double)reported,
                        Own = ours,
                        Difference = hasOwn ? (double)(reported - ours) : 0,
                        LikelyCause = (hasOwn && (long)reported == ours) || IsPoints(counter) ? string.Empty : cause.Vi,
                        HasOwn = hasOwn,
                    });
                }
            }
        }

        return rows;
    }

    private static Bilingual CauseOf(IReadOnlyDictionary<string, decimal> report, Own own)
    {
        var counters = report.Where(r => IsCounter(r.Key)).ToList();
        var differ = counters.FindAll(r => (long)r.Value != Read(own.Unit, r.Key));
        return Causes.FirstOrDefault(c => (c.OfWhatDiffers ? differ : counters).TrueForAll(r => (long)r.Value == c.Expected(own, r.Key))).Cause?.Invoke(own)
            ?? PublishedText.Unclear;
    }

    /// <summary>Whether a report's measure is points of the index of QĐ 766/QĐ-TTg and no count.</summary>
    private static bool IsPoints(string counter) => counter.StartsWith(ReportedRow.Points, StringComparison.Ordinal);

    private static bool IsCounter(string counter) => counter == Offline || Counters.Names.Contains(counter, StringComparer.Ordinal);

    private static long Read(PeriodStatistics statistics, string counter) =>
        counter == Offline ? statistics.ReceivedInPerson + statistics.ReceivedPostal : Counters.Read(statistics, counter);

    /// <summary>What our dossiers say of the unit of a report, and of the whole area.</summary>
    /// <param name="Unit">The unit.</param>
    /// <param name="Area">The whole area.</param>
    /// <param name="Shift">Dossiers that the report says were filed online beyond ours.</param>
    private sealed record Own(PeriodStatistics Unit, PeriodStatistics Area, long Shift);
}
