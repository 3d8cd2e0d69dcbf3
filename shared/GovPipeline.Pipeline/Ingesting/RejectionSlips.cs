using GovPipeline.Pipeline.Configuration;
using GovPipeline.Domain.Errors;
using GovPipeline.Domain.Time;
using System.Security.Cryptography;
using System.Text;
using GovPipeline.Reporting.Slips;
using GovPipeline.Sources.Definitions;
using GovPipeline.Sources.Reading;
using GovPipeline.Storage.Accounts;
using GovPipeline.Storage.Ledger;
using GovPipeline.Storage.Mail;
using GovPipeline.Storage.Quarantine;
using Microsoft.Extensions.Options;

namespace GovPipeline.Pipeline.Ingesting;

/// <summary>
/// Closes the loop of the quarantine: a slip with the bad rows goes to the source's contact, or to the operators when it has none, with the one mail that
/// they get in a night, and a corrected slip that comes back closes the rows it answers. Run again it makes the same slip, which is told once.
/// </summary>
public sealed class RejectionSlips(
    QuarantineStore quarantine, FileLedger ledger, PendingWork pending, ReferenceData reference, IOptions<PipelineOptions> options, TimeProvider time)
{
    private const int MostRows = 20_000;
    private const char Separator = '|';

    /// <summary>Makes the slip of a file with rejected rows, and notes that whoever corrects the source's rows is to be told of it.</summary>
    public async Task IssueAsync(SourceDefinition source, FileRecord record, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(record);
        var slip = await MakeAsync(source, record, cancellationToken).ConfigureAwait(false);
        var fingerprint = FingerprintOf(slip);
        if (await quarantine.SlipFingerprintAsync(source.Id, record.Sha256, cancellationToken).ConfigureAwait(false) != fingerprint)
        {
            // Before the slip, whose fingerprint says that it is noted.
            var readers = reference.SlipReaders(source).Select(r => string.Join(Separator, source.Id, record.Sha256, Recipient.IdOf(r.Address)));
            await pending.AddAsync(PendingWork.Slips, readers, cancellationToken).ConfigureAwait(false);
        }

        using var workbook = new MemoryStream();
        SlipWorkbook.Write(slip, SlipAnswer.SlipHeading, SlipAnswer.RowHeading, workbook);
        workbook.Position = 0;
        await quarantine.SaveSlipAsync(source.Id, record.Sha256, workbook, fingerprint, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The slips that a recipient has not been told of, oldest first.</summary>
    public async Task<IReadOnlyList<DueSlip>> DueAsync(Recipient recipient, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(recipient);
        var (me, found) = (Recipient.IdOf(recipient.Address), new List<DueSlip>());
        foreach (var item in (await pending.ListAsync(PendingWork.Slips, cancellationToken).ConfigureAwait(false)).OrderBy(i => i.NotedAt))
        {
            if (item.Item.Split(Separator) is not [var id, var sha256, var who] || who != me)
            {
                continue;
            }

            var record = await ledger.FindAsync(id, sha256, cancellationToken).ConfigureAwait(false);
            if (reference.Sources.Find(id) is not { } source || record is not { Rejected: > 0 })
            {
                await pending.DropAsync(PendingWork.Slips, item, cancellationToken).ConfigureAwait(false); // expired, or its source is gone
                continue;
            }

            var slip = await MakeAsync(source, record, cancellationToken).ConfigureAwait(false);
            found.Add(new(item, slip, new(StorageNames.Quarantine, QuarantineStore.SlipName(id, sha256),
                $"phieu-{id}-{slip.ExportDate:yyyyMMdd}-{slip.Id[..8]}.xlsx")));
        }

        return found;
    }

    /// <summary>Says that a recipient has been told.</summary>
    public Task ToldAsync(DueSlip slip, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(slip);
        return pending.DropAsync(PendingWork.Slips, slip.Note, cancellationToken);
    }

    private async Task<RejectionSlip> MakeAsync(SourceDefinition source, FileRecord record, CancellationToken cancellationToken)
    {
        var entries = new List<QuarantineEntry>();
        await foreach (var entry in quarantine.ReadAsync(source.Id, record.Sha256, cancellationToken).ConfigureAwait(false))
        {
            entries.Add(entry);
            if (entries.Count == MostRows)
            {
                break;
            }
        }

        List<string> headings = [.. entries.SelectMany(e => e.Cells.Keys).Distinct(StringComparer.Ordinal)];
        return new RejectionSlip
        {
            Id = record.Sha256,
            SourceName = new(source.NameVi, source.NameEn),
            File = record.Blob[(record.Blob.LastIndexOf('/') + 1)..],
            ExportDate = DayText.Parse(record.ExportDate),
            FileRows = record.Rows,
            RejectedRows = record.Rejected,
            LeftOutRows = record.Layout,
            SkippedSheets = record.SkippedSheets,
            FetchedBy = options.Value.AttachSlips ? null : $"govpipeline quarantine show {source.Id}/{record.Sha256[..12]} --out phieu.xlsx",
            Headings = headings,
            Rows = [.. entries.Select(e => new SlipRow(
                SlipAnswer.RowName(e.Sheet, e.Row), e.Cells, [.. e.Errors.Select(p => new SlipProblem(
                    p.Code, p.Column, new(p.Vi, p.En), new(p.RemedyVi, p.RemedyEn)))])
                {
                    Lacking = e.Errors.Any(p => p.Code == ErrorCatalogue.RowColumnCount.Code) ? [.. headings.Where(h => !e.Cells.ContainsKey(h))] : [],
                })],
        };
    }

    private static string FingerprintOf(RejectionSlip slip) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(
        string.Join('\n', slip.Rows.Select(r => $"{r.Row}: {string.Join(", ", r.Problems.Select(p => $"{p.Code} {p.Heading}"))}")))));

    /// <summary>Closes the rows that a corrected slip answers.</summary>
    public async Task AnswerAsync(string sourceId, string answeringBlob, IEnumerable<SlipAnswer> answers, CancellationToken cancellationToken)
    {
        foreach (var slip in answers.GroupBy(a => a.Slip, StringComparer.Ordinal))
        {
            var rows = slip.Select(a => new ClosedRow
            {
                Row = a.Row, How = a.Accepted ? ClosedRow.Corrected : ClosedRow.SentBackWrong, By = answeringBlob, At = time.GetUtcNow(),
            });
            await quarantine.CloseAsync(sourceId, slip.Key, rows, cancellationToken).ConfigureAwait(false);
        }
    }
}

/// <summary>A slip that somebody is to be told of.</summary>
/// <param name="Note">How it stands among pending work.</param>
/// <param name="Slip">The slip.</param>
/// <param name="File">Its workbook.</param>
public sealed record DueSlip(DueItem Note, RejectionSlip Slip, MailFile File);
