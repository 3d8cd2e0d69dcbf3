using GovPipeline.Domain.Periods;
using GovPipeline.Domain.Time;
using GovPipeline.Pipeline.Alerting;
using GovPipeline.Pipeline.Configuration;
using GovPipeline.Pipeline.Reports;
using GovPipeline.Pipeline.Running;
using GovPipeline.Web.Mails;
using GovPipeline.Storage.Accounts;
using GovPipeline.Storage.Mail;
using GovPipeline.Storage.Published;
using GovPipeline.Storage.Reports;
using Microsoft.Extensions.Options;

namespace GovPipeline.Pipeline.Jobs;

/// <summary>
/// Every morning: a half-year that has ended is mailed to leadership once, with workbook and document, when its data are
/// complete, or partial and said to be so when the days for making it up are over.
/// </summary>
public sealed class SendReports(
    JobRunner runner, PublishedTables tables, ReportData data, ReportFiles files, ReportStore store, Audience audience, MailPost post, ReferenceData reference,
    IOptions<AlertOptions> options, TimeProvider time)
{
    private const int WorkingDaysToMakeUp = 2; // the deadline of the periodic report, counted from the closing day

    /// <summary>Sends what is due.</summary>
    public Task RunAsync(CancellationToken cancellationToken) => runner.RunAsync(
        nameof(SendReports), DayText.Iso(VietnamClock.Today(time)), run => SendAsync(run, cancellationToken), cancellationToken);

    private async Task SendAsync(JobRun run, CancellationToken cancellationToken)
    {
        var datasets = await tables.ReadAsync<DatasetRow>("datasets", "all", cancellationToken).ConfigureAwait(false);
        var newest = datasets.Select(d => Period.Parse(d.Period))
            .Where(options.Value.Judges).MaxBy(p => p.End);
        var asOf = datasets.Select(d => d.AsOf).DefaultIfEmpty(string.Empty).Max(StringComparer.Ordinal);

        // Of a half-year long before the first data nobody wants a report.
        var recent = newest is null ? [] : new[]
            { newest, newest.Previous() }.Where(p => string.CompareOrdinal(asOf, DayText.Iso(p.End.AddDays(options.Value.DaysAfterEnd))) <= 0);
        foreach (var period in recent)
        {
            if (datasets.FirstOrDefault(d => d.Period == period.Id) is { } dataset && dataset.AsOf == dataset.PeriodEnd
                && (dataset.Complete || VietnamClock.Today(time) > reference.Calendar.AddWorkingDays(period.End, WorkingDaysToMakeUp)))
            {
                run.Rows += await SendAsync(period, dataset, cancellationToken).ConfigureAwait(false);
            }
        }

        run.Nothing = run.Rows == 0;
    }

    private async Task<int> SendAsync(Period period, DatasetRow dataset, CancellationToken cancellationToken)
    {
        // The files are kept as they were sent: figures that change afterwards are another version.
        if (await store.FindAsync(period.Id, cancellationToken).ConfigureAwait(false) is { Length: > 0 })
        {
            return 0;
        }

        var report = await data.OfAsync(period, data.DefaultUnit, cancellationToken).ConfigureAwait(false);
        var made = await files.MakeAsync(report, ["xlsx", "docx"]).ConfigureAwait(false);
        var names = made.Select(f => new MailFile(StorageNames.Reports, $"{period.Id}/{dataset.Version}/{f.Name}", f.Name)).ToList();
        foreach (var (file, content) in names.Zip(made.Select(f => f.Content)))
        {
            await store.SaveAsync(file.Blob, content, cancellationToken).ConfigureAwait(false);
        }

        var leaders = audience.All.Where(r => r.Role == RecipientRole.Leader).ToList();
        foreach (var leader in leaders)
        {
            var body = await ReportLetter.Compose(report, leader.Language, options.Value.PageOf(period.Id, leader.Language)).WriteAsync().ConfigureAwait(false);
            await post.SendAsync($"report|{period.Id}", leader.Address, leader.Name, body.Subject, new(body.Text, body.Html, [], names, string.Empty, [], []),
                cancellationToken).ConfigureAwait(false);
        }

        await store.CloseAsync(period.Id, dataset.Version, cancellationToken)
            .ConfigureAwait(false); // after the mails: a kill before it posts the same mails again, which go once
        return leaders.Count;
    }
}
