using GovPipeline.Domain.Periods;
using GovPipeline.Domain.Time;
using GovPipeline.Pipeline.Configuration;
using GovPipeline.Pipeline.Messages;
using GovPipeline.Storage.Accounts;
using GovPipeline.Storage.Leases;
using GovPipeline.Storage.Ledger;
using GovPipeline.Storage.Published;
using GovPipeline.Storage.Queues;
using Microsoft.Extensions.Options;

namespace GovPipeline.Pipeline.Publishing;

/// <summary>Writes what is published of periods. The row in <c>datasets</c> comes last: what it does not name is not published.</summary>
public sealed class PeriodWriter(ReferenceData reference, PublishedTables tables, FileLedger ledger, JobQueues queues,
    GroupOrder order, IOptions<PipelineOptions> options)
{
    private const int MostIdentities = 20;

    /// <summary>Writes periods, and calls for each to be held against its targets.</summary>
    /// <returns>Rows written or removed.</returns>
    internal async Task<int> WriteAsync(IReadOnlyList<PeriodData> periods, HeldLease held, CancellationToken cancellationToken)
    {
        if (periods.Count == 0)
        {
            return 0;
        }

        var files = await ledger.FilesAsync(null, cancellationToken).ConfigureAwait(false);
        var totals = files.ToDictionary(f => f, f => f.State == FileStates.Ingested ? HalfMonth.Parse(f.ByHalfMonth) : []);
        await tables.ReplaceAsync("units", "all", DimensionRows.Units(reference), held, cancellationToken).ConfigureAwait(false);
        await tables.ReplaceAsync("targets", "all", DimensionRows.Targets(reference), held, cancellationToken).ConfigureAwait(false);
        var written = 0;
        foreach (var data in periods)
        {
            written += await WriteAsync(data, totals, held, cancellationToken).ConfigureAwait(false);
        }

        return written;
    }

    /// <summary>Fingerprint of what is written of a period.</summary>
    internal static string VersionOf(
        IReadOnlyList<PeriodRow> rows, IReadOnlyList<IndicatorRow> indicators, IReadOnlyList<BreakdownRow> breakdowns, IReadOnlyList<ReportedRow> reported) =>
        PeriodRows.Fingerprint(new { rows, indicators, breakdowns, reported });

    private async Task<int> WriteAsync(
        PeriodData data, Dictionary<FileRecord, IReadOnlyList<KeyValuePair<DateOnly, long>>> files, HeldLease held, CancellationToken cancellationToken)
    {
        var period = data.Period;
        var units = ReportedUnit.Of(reference.Units, period, data.Statistics.Units);
        var preceding = ReportedUnit.Of(reference.Units, period.Preceding(), data.Preceding.Units);
        var before = ReportedUnit.Of(reference.Units, period.Previous(), data.Before.Statistics.Units);
        var fewest = options.Value.SmallestGroup ?? 0;
        var (allRows, allDays) = (PeriodRows.Of(data, units, reference), data.Days is null ? [] : DimensionRows.Daily(period, data.Days));
        var groups = new SmallGroups(allRows, allDays, units, fewest, order);
        var (rows, days) = (groups.Shown(allRows), groups.Shown(allDays));
        var counted = IndicatorRows.Of(data, units, before, reference, fewest);
        var indicators = groups.Shown(counted, reference, hidesEarlier: false);
        var breakdowns = IndicatorRows.Breakdowns(data, reference);
        var reported = groups.Shown(ReportedRows.Of(data, reference));
        var written = await Task.WhenAll(
            tables.ReplaceAsync(PeriodRow.TableOf(period.Kind), period.Id, rows, held, cancellationToken),
            tables.ReplaceAsync("indicators", period.Id, indicators, held, cancellationToken),
            tables.ReplaceAsync("breakdowns", period.Id, breakdowns, held, cancellationToken),
            tables.ReplaceAsync("reported", period.Id, reported, held, cancellationToken),
            data.Days is null ? Task.FromResult(0) : tables.ReplaceAsync("daily", period.Id, days, held, cancellationToken))
                .ConfigureAwait(false);
        var missing = Completeness.OfPeriod(data, reference.Sources);
        var broken = groups.Shown(PeriodRows.BrokenIdentities(data, units, preceding).Concat(IndicatorRows.OutOfBounds(counted, reference)));
        var accepted = files.ToDictionary(f => f.Key, f => f.Value.Where(h => period.Contains(h.Key)).Sum(h => h.Value));
        var rejected = files.Keys.Where(f => f.State == FileStates.Ingested && f.Rejected > 0 && period.Contains(DayText.Parse(f.ExportDate))).ToList();
        var dataset = new DatasetRow
        {
            Partition = "all",
            Period = period.Id,
            PeriodName = period.NameVi,
            Calendar = period.Calendar.ToString(),
            Kind = period.Kind.ToString(),
            PeriodStart = DayText.Iso(period.Start),
            PeriodEnd = DayText.Iso(period.End),
            AsOf = DayText.Iso(data.Through),
            Version = VersionOf(rows, indicators, breakdowns, reported),
            Rows = rows.Count,
            IndicatorRows = indicators.Count,
            Complete = missing.Length == 0,
            Missing = missing,
            BrokenIdentities = string.Join("; ", broken.Take(MostIdentities)),
            FileRows = accepted.Values.Sum() + rejected.Sum(f => f.Rejected),
            AcceptedRows = accepted.Values.Sum(),
            RejectedRows = rejected.Sum(f => f.Rejected),
            Files = accepted.Where(a => a.Value > 0).Select(a => a.Key).Union(rejected).Count(),
            RejectedDossierRows = rejected.Where(f => IsOfDossiers(f.PartitionKey)).Sum(f => f.Rejected),
            Repairs = RepairCounts.Sum(accepted.Where(a => a.Value > 0).Select(a => a.Key.Repairs)),
            Checksum = rows.Sum(r => r.Checksum),
            IndicatorChecksum = indicators.Sum(i => i.Checksum),
            RefusedFiles = files.Keys.Count(f => f.State == FileStates.Refused && period.Contains(DayText.Parse(f.ExportDate))),
        };
        held.ThrowIfLost();
        await tables.SaveAsync(groups.Shown(dataset), cancellationToken).ConfigureAwait(false);
        await queues.SendAsync(StorageNames.AlertQueue, new AlertMessage(period.Id), null, cancellationToken).ConfigureAwait(false);
        return written.Sum();
    }

    private bool IsOfDossiers(string source) => reference.Sources.Find(source)?.Kind == Sources.Definitions.SourceKind.Dossiers;
}
