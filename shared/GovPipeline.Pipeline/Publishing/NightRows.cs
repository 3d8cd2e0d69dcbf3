using GovPipeline.Domain.Errors;
using GovPipeline.Domain.Time;
using GovPipeline.Pipeline.Configuration;
using GovPipeline.Storage.Leases;
using GovPipeline.Storage.Ledger;
using GovPipeline.Storage.Published;
using Microsoft.Extensions.Options;

namespace GovPipeline.Pipeline.Publishing;

/// <summary>Publishes in <c>datasets</c>, partition <c>nights</c>, what each night expected of which source and what came.</summary>
public sealed class NightRows(SourceLog sources, FileLedger ledger, PendingWork pending, PublishedTables tables, ReferenceData reference,
    IOptions<PipelineOptions> options, TimeProvider time)
{
    /// <summary>Partition of the nights.</summary>
    public const string Partition = "nights";

    // A night is made up for by the next ones; what is older than this has had its chance.
    private const int Nights = 14;

    // Files of these may still come; an older night that is complete changes only when a file of it is taken in again.
    private const int OpenNights = 3;

    /// <summary>Writes the rows of the newest nights.</summary>
    /// <param name="held">The lease of the publisher; null without it, when a row that the publisher writes at the same time is left to it.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task PublishAsync(HeldLease? held, CancellationToken cancellationToken)
    {
        var again = await pending.ListAsync(PendingWork.Nights, cancellationToken).ConfigureAwait(false);
        var nights = await sources.NewestNightsAsync(VietnamClock.Today(time), Nights, cancellationToken).ConfigureAwait(false);
        if (nights.Count == 0)
        {
            return;
        }

        var fewest = options.Value.SmallestGroup ?? 0;
        var known = (await tables.ReadAsync<DatasetRow>("datasets", Partition, DayText.Iso(nights[^1]), cancellationToken).ConfigureAwait(false))
            .Where(r => r.Complete && SmallGroups.Shown(r, fewest) == r).Select(r => r.Period).ToHashSet(StringComparer.Ordinal);
        foreach (var night in nights.Where((n, i) => i < OpenNights || again.Count > 0 || !known.Contains(DayText.Iso(n))))
        {
            var row = await RowAsync(night, cancellationToken).ConfigureAwait(false);
            try
            {
                await tables.SaveAsync(SmallGroups.Shown(row, fewest), held, cancellationToken).ConfigureAwait(false);
            }
            catch (PipelineException e) when (held is null && e.Code == ErrorCatalogue.StorageContention.Code)
            {
                // The publisher wrote it meanwhile, from what it knew as late as this.
            }
        }

        foreach (var note in again)
        {
            await pending.DropAsync(PendingWork.Nights, note, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<DatasetRow> RowAsync(DateOnly night, CancellationToken cancellationToken)
    {
        var (files, missing) = (new List<FileRecord>(), new List<string>());
        foreach (var expected in (await sources.NightAsync(night, cancellationToken).ConfigureAwait(false)).OrderBy(s => s.RowKey, StringComparer.Ordinal))
        {
            var pointer = expected.Blob.Length == 0 ? null : await ledger.FindBlobAsync(expected.Blob, cancellationToken).ConfigureAwait(false);
            var file = pointer is null ? null : await ledger.FindAsync(expected.RowKey, pointer.Sha256, cancellationToken).ConfigureAwait(false) ?? pointer;
            if (file is not null)
            {
                files.Add(file);
            }

            var isIn = expected.Outcome is SourceLog.Unchanged or SourceLog.NoRows || file?.State == FileStates.Ingested;
            if (!isIn)
            {
                var why = file is { ErrorCode.Length: > 0 } ? file.ErrorCode : expected.ErrorCode;
                missing.Add($"{reference.Sources.Find(expected.RowKey)?.NameVi ?? expected.RowKey}{(why.Length > 0 ? $" ({why})" : string.Empty)}");
            }
        }

        var day = DayText.Iso(night);
        return new()
        {
            Partition = Partition,
            Period = day,
            PeriodName = DayText.Print(night),
            Calendar = string.Empty,
            Kind = "Night",
            PeriodStart = day,
            PeriodEnd = day,
            AsOf = day,
            Version = string.Empty,
            Rows = 0,
            IndicatorRows = 0,
            Complete = missing.Count == 0,
            Missing = string.Join(PublishedText.Between, missing),
            BrokenIdentities = string.Empty,
            FileRows = files.Sum(f => f.Rows),
            AcceptedRows = files.Sum(f => f.Accepted),
            RejectedRows = files.Sum(f => f.Rejected),
            Files = files.Count(f => f.State == FileStates.Ingested),
            RefusedFiles = files.Count(f => f.State == FileStates.Refused),
            RejectedDossierRows = files.Where(f => reference.Sources.Find(f.PartitionKey)?.Kind == Sources.Definitions.SourceKind.Dossiers).Sum(f =>
                f.Rejected),
            Repairs = RepairCounts.Sum(files.Select(f => f.Repairs)),
            Checksum = 0,
            IndicatorChecksum = 0,
            Definitions = string.Empty, State = string.Empty, SignedBy = string.Empty, SignedDocument = string.Empty, SignedOn = string.Empty,
        };
    }
}
