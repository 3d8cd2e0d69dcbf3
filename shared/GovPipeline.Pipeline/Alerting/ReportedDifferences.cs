using GovPipeline.Domain.Alerts;
using GovPipeline.Domain.Periods;
using GovPipeline.Domain.Text;
using GovPipeline.Domain.Time;
using GovPipeline.Pipeline.Configuration;
using GovPipeline.Pipeline.Publishing;
using GovPipeline.Reporting.Alerts;
using GovPipeline.Sources.Definitions;
using GovPipeline.Storage.Ledger;
using GovPipeline.Storage.Published;
using Microsoft.Extensions.Options;

namespace GovPipeline.Pipeline.Alerting;

/// <summary>Looks whether what softwares and the national portal report moves away from what dossiers say, unit by unit, in the newest periods they
/// tell of.</summary>
public sealed class ReportedDifferences(ReferenceData reference, SourceLog sources, PublishedTables tables, IOptions<AlertOptions> options)
{
    private static readonly string[] Counters = ["Received", "ReceivedOnline", "Resolved", "Total"];

    /// <summary>What grows, one finding a source, unit and counter.</summary>
    public async Task<IReadOnlyList<AlertFinding>> OfAsync(CancellationToken cancellationToken)
    {
        var found = new List<AlertFinding>();
        var through = await sources.DataThroughAsync(cancellationToken).ConfigureAwait(false);
        foreach (var source in reference.Sources.Enabled.Where(s => s.Measures is { Report: true } && through.ContainsKey(s.Id)))
        {
            foreach (var period in Period.Overlapping(through[source.Id], through[source.Id]).Where(p => p.End == through[source.Id]))
            {
                found.AddRange(await OfAsync(source, period, cancellationToken).ConfigureAwait(false));
            }
        }

        return found;
    }

    private async Task<IEnumerable<AlertFinding>> OfAsync(SourceDefinition source, Period period, CancellationToken cancellationToken)
    {
        var now = await ReadAsync(source, period, cancellationToken).ConfigureAwait(false);
        var before = now.Count == 0 ? [] : await ReadAsync(source, period.Previous(), cancellationToken).ConfigureAwait(false);
        return now.Where(n => before.ContainsKey(n.Key)).SelectMany(n =>
        {
            var earlier = before[n.Key];
            return DifferenceGrowth.Of(
                ((long)n.Value.Reported, n.Value.Own), ((long)earlier.Reported, earlier.Own), options.Value.MinimumDenominator,
                options.Value.DifferencePercent / 100m) is { } growth
                ? [new AlertFinding(AlertKind.DifferenceGrows, $"difference|{source.Id}|{n.Value.UnitId}|{n.Value.Counter}", string.Empty, null, source.Id,
                    OperationAlerts.Differs(
                        new Bilingual(source.NameVi, source.NameEn), n.Value.UnitName, (Name(n.Value.Counter), (long)n.Value.Reported, n.Value.Own), growth,
                        period, PublishedText.Cause(n.Value.LikelyCause)))]
                : Array.Empty<AlertFinding>();
        });
    }

    private async Task<Dictionary<(string, string), ReportedRow>> ReadAsync(SourceDefinition source, Period period, CancellationToken cancellationToken) =>
        (await tables.ReadAsync<ReportedRow>("reported", period.Id, cancellationToken).ConfigureAwait(false))
            .Where(r => r.Source == source.Id && r.HasOwn && Counters.Contains(r.Counter, StringComparer.Ordinal)).ToDictionary(r => (r.UnitId, r.Counter));

    private static Bilingual Name(string counter) => counter switch
    {
        "ReceivedOnline" => new("hồ sơ trực tuyến", "dossiers filed online"),
        "Resolved" => new("hồ sơ đã giải quyết", "dossiers resolved"),
        "Total" => new("tổng số hồ sơ", "dossiers in all"),
        _ => new("hồ sơ tiếp nhận", "dossiers received"),
    };
}
