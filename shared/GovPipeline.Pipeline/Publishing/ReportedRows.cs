using GovPipeline.Domain.Counting;
using GovPipeline.Domain.Indicators;
using GovPipeline.Domain.Measures;
using GovPipeline.Pipeline.Configuration;
using GovPipeline.Storage.Published;

namespace GovPipeline.Pipeline.Publishing;

/// <summary>Makes the rows of <c>reported</c>: what a software says of itself beside what its dossiers say.</summary>
internal static class ReportedRows
{
    private const string Offline = "ReceivedOffline";

    public static IReadOnlyList<ReportedRow> Of(PeriodData data, ReferenceData reference)
    {
        var own = data.Statistics.GroupBy(s => s.Key.UnitId, s => s.Value, StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => g.Aggregate(PeriodStatistics.Add), StringComparer.Ordinal);
        var area = own.Values.Aggregate(new PeriodStatistics(), PeriodStatistics.Add);
        var rows = new List<ReportedRow>();
        foreach (var source in reference.Sources.Enabled.Where(s => s.Measures is { Report: true }))
        {
            foreach (var cell in (data.Readings.GetValueOrDefault(source.Id) ?? MeasureCells.None).On(data.Period))
            {
                var statistics = own.GetValueOrDefault(cell.UnitId);
                foreach (var (counter, reported) in cell.Values)
                {
                    var hasOwn = statistics is not null && (counter == Offline || Counters.Names.Contains(counter, StringComparer.Ordinal));
                    var ours = hasOwn ? Read(statistics!, counter) : 0;
                    rows.Add(new()
                    {
                        Period = data.Period.Id,
                        Source = source.Id,
                        UnitId = cell.UnitId,
                        UnitName = reference.Units.Find(cell.UnitId)!.NameOn(data.Period.End).Name,
                        Counter = counter,
                        Reported = (long)reported,
                        Own = ours,
                        Difference = hasOwn ? (long)reported - ours : 0,
                        LikelyCause = hasOwn ? Cause(counter, (long)reported, ours, cell.Values, statistics!, area) : "chưa có số liệu hồ sơ để đối chiếu",
                        HasOwn = hasOwn,
                    });
                }
            }
        }

        return rows;
    }

    private static long Read(PeriodStatistics statistics, string counter) =>
        counter == Offline ? statistics.ReceivedInPerson + statistics.ReceivedPostal : Counters.Read(statistics, counter);

    /// <summary>The known ways in which vendors' reports differ, the surest first.</summary>
    private static string Cause(
        string counter, long reported, long ours, IReadOnlyDictionary<string, decimal> report, PeriodStatistics own, PeriodStatistics area)
    {
        var difference = reported - ours;
        long Other(string name) => report.TryGetValue(name, out var value) ? (long)value - Read(own, name) : 0;
        return difference switch
        {
            0 => string.Empty,
            _ when reported == Read(area, counter) => "báo cáo cộng cả các đơn vị trực thuộc",
            _ when counter is Offline or "Total" && own.ReceivedPostal > 0 && difference == -own.ReceivedPostal => "báo cáo không tính hồ sơ qua bưu chính công ích",
            _ when counter is "ResolvedEarly" or "Resolved" && own.ResolvedEarly > 0 && difference == -own.ResolvedEarly => "báo cáo chỉ tính đúng hạn khi xong đúng ngày hẹn, bỏ hồ sơ trước hạn",
            _ when counter is "ResolvedOnTime" && difference == own.ResolvedEarly => "báo cáo gộp hồ sơ trước hạn vào đúng hạn",
            > 0 when counter == "ReceivedOnline" && Other(Offline) == -difference => "hồ sơ đồng bộ được mặc định là trực tuyến",
            < 0 when counter == Offline && Other("ReceivedOnline") == -difference => "hồ sơ đồng bộ được mặc định là trực tuyến",
            _ when counter == "CarriedOver" => "kỳ trước chốt khác ngày, hoặc tồn đầu kỳ nhập tay",
            _ => "chưa rõ; đối chiếu theo mã hồ sơ",
        };
    }
}
