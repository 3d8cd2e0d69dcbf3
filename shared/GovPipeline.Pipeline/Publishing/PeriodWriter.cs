using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;
using Azure.Data.Tables;
using GovPipeline.Domain.Errors;
using GovPipeline.Domain.Periods;
using GovPipeline.Domain.Time;
using GovPipeline.Pipeline.Configuration;
using GovPipeline.Pipeline.Messages;
using GovPipeline.Storage.Accounts;
using GovPipeline.Storage.Leases;
using GovPipeline.Storage.Ledger;
using GovPipeline.Storage.Published;
using GovPipeline.Storage.Signing;
using GovPipeline.Storage.Queues;
using Microsoft.Extensions.Options;

namespace GovPipeline.Pipeline.Publishing;

/// <summary>Writes what is published of periods. The row in <c>datasets</c> comes last: what it does not name is not published.</summary>
public sealed class PeriodWriter(ReferenceData reference, PublishedTables tables, WorkAccount work, FileLedger ledger, JobQueues queues,
    PublicationHistory history, SigningStore signing, SignedRows signedRows, UnitNotes unitNotes,
    GroupOrder order, IOptions<PipelineOptions> options, IOptions<AlertOptions> alerts, TimeProvider time)
{
    /// <summary>Writes periods, and calls for each to be held against its targets.</summary>
    /// <param name="periods">The periods.</param>
    /// <param name="isFull">Whether all rows that stand are read and compared, also those that were left as they are to be.</param>
    /// <param name="held">The lease of the publisher.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>Rows written or removed, and the periods that cannot be written, each with what it fails on; the others are written to their end.</returns>
    internal async Task<(int Rows, IReadOnlyList<(Period Period, Exception Error)> Failed)> WriteAsync(
        IReadOnlyList<PeriodData> periods, bool isFull, HeldLease held, CancellationToken cancellationToken)
    {
        if (periods.Count == 0)
        {
            return (0, []);
        }

        var totals = await TotalsAsync(periods, cancellationToken).ConfigureAwait(false);
        var signatures = await signing.AllAsync(cancellationToken).ConfigureAwait(false);
        var standing = (await tables.ReadEntitiesAsync("datasets", "all", cancellationToken).ConfigureAwait(false))
            .ToDictionary(d => d.RowKey, StringComparer.Ordinal);
        var notes = await unitNotes.AllAsync(cancellationToken).ConfigureAwait(false);
        await tables.ReplaceAsync("units", "all", DimensionRows.Units(reference), held, cancellationToken).ConfigureAwait(false);
        await tables.ReplaceAsync("successions", "all", DimensionRows.Successions(reference), held, cancellationToken).ConfigureAwait(false);
        await tables.ReplaceAsync("targets", "all", DimensionRows.Targets(reference), held, cancellationToken).ConfigureAwait(false);
        var written = 0;
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = options.Value.Parallelism, CancellationToken = cancellationToken };
        var (failures, failed) = (new ConcurrentQueue<ExceptionDispatchInfo>(), new ConcurrentQueue<(Period, Exception)>());
        await Parallel.ForEachAsync(periods, parallel, async (data, _) =>
        {
            try
            {
                var last = standing.GetValueOrDefault(TableKeys.Escape(data.Period.Id));
                var rows = await WriteAsync(data, [.. signatures[data.Period.Id]], notes, totals, isFull, last, held, cancellationToken)
                    .ConfigureAwait(false);
                Interlocked.Add(ref written, rows);
            }
            catch (Exception e) when (IsOfTheData(e))
            {
                failed.Enqueue((data.Period, e));
            }
            catch (Exception e)
            {
                failures.Enqueue(ExceptionDispatchInfo.Capture(e));
            }
        }).ConfigureAwait(false);
        if (failures.TryDequeue(out var first))
        {
            first.Throw();
        }

        return (written, [.. failed]);
    }

    /// <summary>Whether trying again will not help: what is kept of the period is at fault, not storage.</summary>
    private static bool IsOfTheData(Exception e) => e is PipelineException { Code: var code }
        ? code == ErrorCatalogue.SignedRowsChanged.Code : e is System.Text.Json.JsonException or InvalidDataException;

    /// <summary>What would be published of a period, with its row in <c>datasets</c>.</summary>
    internal async Task<(PeriodContent Content, DatasetRow Dataset)> MakeAsync(PeriodData data, CancellationToken cancellationToken)
    {
        var content = PeriodContent.Of(data, reference, options.Value.SmallestGroup ?? 0, order);
        return (content, DatasetOf(data, content, await TotalsAsync([data], cancellationToken).ConfigureAwait(false)));
    }

    private async Task<List<(DateOnly Day, FileTotals Of)>> TotalsAsync(IReadOnlyList<PeriodData> periods, CancellationToken cancellationToken) =>
        [.. (await ledger.TotalsAsync(periods.Min(p => p.Period.Start), periods.Max(p => p.Period.End), cancellationToken).ConfigureAwait(false))
            .Select(t => (DayText.Parse(t.Block), t))];

    private async Task<int> WriteAsync(
        PeriodData data, IReadOnlyList<Signature> signatures, IReadOnlyDictionary<(string Period, string UnitId, string Test), UnitNote> notes,
            List<(DateOnly Day, FileTotals Of)> totals, bool isFull, TableEntity? standing, HeldLease held,
        CancellationToken cancellationToken)
    {
        var (period, fewest) = (data.Period, options.Value.SmallestGroup ?? 0);
        var content = PeriodContent.Of(data, reference, fewest, order);
        var shown = content.Kept(DatasetOf(data, content, totals), time.GetUtcNow());
        IReadOnlyList<DifferenceRow> differences = [];
        if (signatures is [.., var last])
        {
            // Closed is closed: its rows are those that were signed, and what they would be now stands beside them.
            shown = await signing.ReadAsync(last, cancellationToken).ConfigureAwait(false);
            shown = shown with { Dataset = Signed(shown.Dataset!, signatures) };
            differences = content.Version == PeriodContent.VersionOf(shown) ? []
                : await signedRows.DifferencesAsync(data, content, shown, last, fewest == 0, cancellationToken).ConfigureAwait(false);
        }

        var publication = new Publication(tables, work, period.Id, time);
        await publication.BeginAsync(isFull, standing is null, cancellationToken).ConfigureAwait(false);
        var before = standing?.GetString(nameof(DatasetRow.Version));
        var isNew = before != shown.Version;
        if (isNew)
        {
            await publication.AnnounceAsync(held, cancellationToken).ConfigureAwait(false); // cut off from here on, all is looked at again
        }

        if (isNew || !publication.Remembers)
        {
            await history.KeepAsync(
                shown with { Days = null, Dataset = null, Authenticity = [], AuthenticityTests = [] }, before, held, cancellationToken)
                .ConfigureAwait(false);
        }

        await Task.WhenAll(
            publication.AddAsync(PeriodRow.TableOf(period.Kind), shown.Rows, cancellationToken),
            publication.AddAsync("indicators", shown.Indicators, cancellationToken),
            publication.AddAsync("breakdowns", shown.Breakdowns, cancellationToken),
            publication.AddAsync("reported", shown.Reported, cancellationToken),
            publication.AddAsync("authenticity", shown.Authenticity, cancellationToken),
            publication.AddAsync("authenticitytests", AuthenticityRows.Explained(shown.AuthenticityTests, notes), cancellationToken),
            shown.Days is null ? Task.CompletedTask : publication.AddAsync("daily", shown.Days, cancellationToken)).ConfigureAwait(false);
        if (signatures.Count > 0)
        {
            await publication.AddAsync("differences", differences, cancellationToken).ConfigureAwait(false);
            var restatements = await signedRows.RestatementsAsync(signatures, cancellationToken).ConfigureAwait(false);
            await publication.AddAsync("restatements", restatements, cancellationToken).ConfigureAwait(false);
        }

        var written = await publication.WriteAsync(held, cancellationToken).ConfigureAwait(false);
        await tables.SaveAsync(shown.Dataset!, standing, held, cancellationToken).ConfigureAwait(false);
        await publication.EndAsync(held, cancellationToken).ConfigureAwait(false);
        if (alerts.Value.Judges(period))
        {
            await queues.SendAsync(StorageNames.AlertQueue, new AlertMessage(period.Id), null, cancellationToken).ConfigureAwait(false);
        }

        return written;
    }

    private static DatasetRow Signed(DatasetRow dataset, IReadOnlyList<Signature> signatures)
    {
        var last = signatures[^1];
        return dataset with
        {
            State = (signatures.Count > 1 ? PeriodState.Restated : PeriodState.Signed).ToString(),
            SignedBy = last.By,
            SignedDocument = last.Document,
            SignedOn = DayText.Iso(VietnamClock.DayOf(last.At)),
        };
    }

    private DatasetRow DatasetOf(PeriodData data, PeriodContent content, List<(DateOnly Day, FileTotals Of)> totals)
    {
        var period = data.Period;
        var missing = Completeness.OfPeriod(data, reference.Sources);
        var accepted = totals.Where(t => period.Contains(t.Day) && t.Of.Accepted > 0).Select(t => t.Of).ToList();
        var own = totals.Where(t => period.Contains(DayText.Parse(t.Of.ExportDate))).Select(t => t.Of).DistinctBy(f => f.RowKey).ToList();
        var rejected = own.FindAll(f => f.State == FileStates.Ingested && f.Rejected > 0);
        return content.Groups.Shown(new DatasetRow
        {
            Partition = "all",
            Period = period.Id,
            PeriodName = period.NameVi,
            Calendar = period.Calendar.ToString(),
            Kind = period.Kind.ToString(),
            PeriodStart = DayText.Iso(period.Start),
            PeriodEnd = DayText.Iso(period.End),
            AsOf = DayText.Iso(data.Through),
            Version = content.Version,
            Rows = content.Rows.Count,
            IndicatorRows = content.Indicators.Count,
            Complete = missing.Length == 0,
            Missing = missing,
            BrokenIdentities = content.BrokenIdentities,
            FileRows = accepted.Sum(f => f.Accepted) + rejected.Sum(f => f.Rejected),
            AcceptedRows = accepted.Sum(f => f.Accepted),
            RejectedRows = rejected.Sum(f => f.Rejected),
            Files = accepted.Concat(rejected).DistinctBy(f => f.RowKey).Count(),
            RejectedDossierRows = rejected.Where(f => IsOfDossiers(f.SourceId)).Sum(f => f.Rejected),
            Repairs = RepairCounts.Sum(accepted.DistinctBy(f => f.RowKey).Select(f => f.Repairs)),
            Checksum = content.Rows.Sum(r => r.Checksum),
            IndicatorChecksum = content.Indicators.Sum(i => i.Checksum),
            Definitions = DefinitionVersions.Format(reference.Versions),
            RefusedFiles = own.Count(f => f.State == FileStates.Refused),
            State = (data.AsOf < period.End ? PeriodState.Open : PeriodState.Provisional).ToString(),
            SignedBy = string.Empty,
            SignedDocument = string.Empty,
            SignedOn = string.Empty,
        });
    }

    private bool IsOfDossiers(string source) => reference.Sources.Find(source)?.Kind == Sources.Definitions.SourceKind.Dossiers;
}
