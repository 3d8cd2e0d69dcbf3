using GovPipeline.Pipeline.Configuration;
using GovPipeline.Domain.Time;
using System.Globalization;
using GovPipeline.Pipeline.Running;
using GovPipeline.Reporting.Mails;
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
/// Closes the loop of the quarantine: a slip with the bad rows goes to the source's contact, or to the operators when it has none, and a corrected slip that
/// comes back closes the rows it answers. Run again it makes the same slip and the same mail.
/// </summary>
public sealed class RejectionSlips(
    QuarantineStore quarantine, MailPost post, ReferenceData reference, IOptions<PipelineOptions> options, TimeProvider time)
{
    private const int MostRows = 20_000;

    /// <summary>Makes the slip of a file with rejected rows, and its mail to whoever corrects the source's rows.</summary>
    public async Task IssueAsync(SourceDefinition source, FileRecord record, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(record);
        var entries = new List<QuarantineEntry>();
        await foreach (var entry in quarantine.ReadAsync(source.Id, record.Sha256, cancellationToken).ConfigureAwait(false))
        {
            entries.Add(entry);
            if (entries.Count == MostRows)
            {
                break;
            }
        }

        var slip = new RejectionSlip
        {
            Id = record.Sha256,
            SourceName = source.NameVi,
            File = record.Blob[(record.Blob.LastIndexOf('/') + 1)..],
            ExportDate = DayText.Parse(record.ExportDate),
            FileRows = record.Rows,
            RejectedRows = record.Rejected,
            LeftOutRows = record.Layout,
            SkippedSheets = record.SkippedSheets,
            FetchedBy = options.Value.AttachSlips ? null : $"govpipeline quarantine show {source.Id}/{record.Sha256[..12]} --out phieu.xlsx",
            Headings = [.. entries.SelectMany(e => e.Cells.Keys).Distinct(StringComparer.Ordinal)],
            Rows = [.. entries.Select(e => new SlipRow(
                SlipAnswer.RowName(e.Sheet, e.Row), e.Cells, [.. e.Errors.Select(p => new SlipProblem(p.Code, p.Column, p.Vi, p.RemedyVi))]))],
        };
        using var workbook = new MemoryStream();
        SlipWorkbook.Write(slip, SlipAnswer.SlipHeading, SlipAnswer.RowHeading, workbook);
        workbook.Position = 0;
        var blob = await quarantine.SaveSlipAsync(source.Id, record.Sha256, workbook, cancellationToken).ConfigureAwait(false);
        var body = SlipMail.Compose(slip);
        var file = new MailFile(StorageNames.Quarantine, blob, $"phieu-{source.Id}-{slip.ExportDate:yyyyMMdd}-{slip.Id[..8]}.xlsx");
        foreach (var (address, name) in reference.SlipReaders(source))
        {
            var content = new MailContent(body.Text, body.Html, [], slip.FetchedBy is null ? [file] : [], string.Empty, [], []);
            await post.SendAsync($"slip|{source.Id}|{slip.Id}", address, name, body.Subject, content, cancellationToken).ConfigureAwait(false);
        }
    }

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
