using GovPipeline.Domain.Text;
using GovPipeline.Pipeline.Running;
using Microsoft.Extensions.Options;
using GovPipeline.Storage.Queues;
using GovPipeline.Storage.Accounts;
using GovPipeline.Domain.Alerts;
using GovPipeline.Domain.Errors;
using GovPipeline.Domain.Time;
using GovPipeline.Pipeline.Configuration;
using GovPipeline.Pipeline.Ingesting;
using GovPipeline.Reporting.Alerts;
using GovPipeline.Sources.Definitions;
using GovPipeline.Storage.Ledger;
using GovPipeline.Storage.Mail;

namespace GovPipeline.Pipeline.Alerting;

/// <summary>Looks for what is wrong with the pipeline itself.</summary>
public sealed class OperationFindings(
    ReferenceData reference, SourceLog sources, FileLedger ledger, MissedExports missed, PendingWork pending, RunHistory history, Outbox outbox,
    JobQueues queues, ReportedDifferences differences, IOptions<PipelineOptions> options, TimeProvider time)
{
    private const int NewestRuns = 200;

    // Their next run does what an earlier one left undone, whatever its subject was.
    private static readonly HashSet<string> MakesUp = new(
        [JobNames.NightlyPull, JobNames.SweepExports, JobNames.NotifyAlerts, JobNames.SendReports, JobNames.FoldFacts, JobNames.PublishPeriod],
        StringComparer.Ordinal);

    private static readonly TimeSpan LongestSilence = TimeSpan.FromHours(36), Remembered = TimeSpan.FromDays(30);

    // A judgement that failed is tried again from its queue, and by this morning's own message; when that ends without success, its poison tells.
    private static readonly TimeSpan TriesGoOn = TimeSpan.FromHours(1);

    /// <summary>All that is wrong.</summary>
    public async Task<IReadOnlyList<AlertFinding>> OfAsync(CancellationToken cancellationToken)
    {
        var folds = await pending.ListAsync(PendingWork.Folds, cancellationToken).ConfigureAwait(false);
        var periods = await pending.ListAsync(PendingWork.Periods, cancellationToken).ConfigureAwait(false);
        return [
            .. await LateAsync(cancellationToken).ConfigureAwait(false),
            .. await RefusedAsync(cancellationToken).ConfigureAwait(false),
            .. await FailedAsync(folds, periods, cancellationToken).ConfigureAwait(false),
            .. await UnpublishedAsync(periods, cancellationToken).ConfigureAwait(false),
            .. await StuckAsync(folds, periods, cancellationToken).ConfigureAwait(false),
            .. await differences.OfAsync(cancellationToken).ConfigureAwait(false),
            .. (await outbox.InStateAsync(OutboxStates.Failed, cancellationToken).ConfigureAwait(false))
                .Select(m => Finding(AlertKind.MailGivenUp, $"mail|{m.RowKey}", string.Empty, OperationAlerts.GivenUp(m.Subject, m.RowKey, m.LastError))),
        ];
    }

    private static AlertFinding Finding(AlertKind kind, string key, string source, AlertContent content) => new(kind, key, string.Empty, null, source, content);

    /// <summary>A source whose data are later than its rhythm allows; weekends, holidays and Tết are counted.</summary>
    private async Task<IEnumerable<AlertFinding>> LateAsync(CancellationToken cancellationToken)
    {
        var (today, found) = (VietnamClock.Today(time), new List<AlertFinding>());
        var through = await sources.DataThroughAsync(cancellationToken).ConfigureAwait(false);
        foreach (var source in reference.Sources.Enabled.Where(s => through.ContainsKey(s.Id)))
        {
            // One that answered "nothing new" has told of the night too.
            var pulled = (await sources.LastAsync(source.Id, cancellationToken).ConfigureAwait(false)).CoveredThrough;
            var last = pulled.Length > 0 && DayText.Parse(pulled) is var covered && covered > through[source.Id]
                ? covered : through[source.Id];
            if (source.Expected.NextDue(last, reference.Calendar) is { } due && today > due && last < reference.LastDayOf(source))
            {
                found.Add(Finding(
                    AlertKind.SourceLate, $"late|{source.Id}", source.Id, OperationAlerts.Late(Names(source), last, source.Expected.PeriodOf(last), due)));
            }
        }

        return found;
    }

    /// <summary>A refused file, until its source has sent a good one; one that waits for a person, until that person has decided.</summary>
    private async Task<IEnumerable<AlertFinding>> RefusedAsync(CancellationToken cancellationToken)
    {
        var files = (await ledger.BlobsAsync(cancellationToken).ConfigureAwait(false)).Values;
        var good = files.Where(f => f.State is FileStates.Ingested or FileStates.Duplicate).ToLookup(SourceOf, StringComparer.Ordinal);
        return files.Where(f => f.State == FileStates.Refused && f.ArrivedAt > time.GetUtcNow() - Remembered
                && (ErrorCatalogue.WaitsForPerson(f.ErrorCode) || !good[SourceOf(f)].Any(g => IsLater(g, f))))
            .OrderBy(f => f.Blob, StringComparer.Ordinal).Select(f =>
            {
                var entry = ErrorCatalogue.All.FirstOrDefault(e => e.Code == f.ErrorCode);
                var names = reference.Sources.Find(SourceOf(f)) is { } source ? Names(source) : Bilingual.Same(SourceOf(f));
                return Finding(
                    AlertKind.FileRejected, $"file|{f.Blob}", SourceOf(f),
                    OperationAlerts.Refused(names, f.Blob, f.Error, new(entry?.RemedyVi ?? string.Empty, entry?.RemedyEn ?? string.Empty)));
            });
    }

    // Storage keeps times of arrival to the second.
    private static bool IsLater(FileRecord one, FileRecord other) =>
        one.ArrivedAt > other.ArrivedAt || (one.ArrivedAt == other.ArrivedAt && string.CompareOrdinal(one.Blob, other.Blob) > 0);

    /// <summary>
    /// A job whose newest run on something failed, unless what it was about is done all the same. Mails have an alert of their own,
    /// and this job would speak of itself.
    /// </summary>
    private async Task<IEnumerable<AlertFinding>> FailedAsync(
        IReadOnlyList<DueItem> folds, IReadOnlyList<DueItem> periods, CancellationToken cancellationToken)
    {
        var found = new List<AlertFinding>();
        var untaken = (await missed.ListAllAsync(cancellationToken).ConfigureAwait(false)).ToHashSet(StringComparer.Ordinal);
        foreach (var job in JobNames.All.Where(j => j is not (JobNames.SendMail or JobNames.CheckOperations)))
        {
            if ((job == JobNames.FoldFacts && folds.Count == 0) || (job == JobNames.PublishPeriod && periods.Count == 0))
            {
                continue; // all that it was about is done
            }

            var runs = await history.NewestAsync(job, NewestRuns, cancellationToken).ConfigureAwait(false);
            found.AddRange(runs.Where(r => r.EndedAt is not null && r.StartedAt > time.GetUtcNow() - Remembered)
                .GroupBy(r => MakesUp.Contains(job) ? string.Empty : r.Subject, StringComparer.Ordinal)
                    .Select(g => g.OrderByDescending(r => (r.StartedAt, r.Outcome != RunRecord.Failed)).ToList())
                .Where(g => job != JobNames.EvaluateAlerts || g.TakeWhile(r => r.Outcome == RunRecord.Failed).LastOrDefault()?.StartedAt < time.GetUtcNow()
                    - TriesGoOn)
                .Select(g => g[0])
                .Where(r => r.Outcome == RunRecord.Failed && (job != JobNames.IngestExport || untaken.Contains(r.Subject)))
                .Select(r =>
                    Finding(AlertKind.RunFailed, $"run|{job}|{r.Subject}", string.Empty, OperationAlerts.Failed(job, r.Subject, r.StartedAt, r.Message))));
        }

        return found;
    }

    /// <summary>
    /// Figures wait that were not published in time (since the last publication, and before the first since they came), or the
    /// night's timer did not run. A quiet weekend is neither.
    /// </summary>
    private async Task<IEnumerable<AlertFinding>> UnpublishedAsync(IReadOnlyList<DueItem> due, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var last = await history.LastAsync(JobNames.PublishPeriod, RunRecord.Done, cancellationToken).ConfigureAwait(false);
        var since = last ?? due.Select(d => (DateTimeOffset?)d.NotedAt).Min();
        var night = await sources.NewestNightAsync(VietnamClock.Today(time), cancellationToken).ConfigureAwait(false);
        var waits = due.Count > 0 && now - since > LongestSilence ? "các kỳ đến hạn công bố / periods due for publication"
            : night is { } newest && now - VietnamClock.StartOf(newest.AddDays(1)) > LongestSilence
                ? $"lượt kéo đêm sau / the night after {DayText.Print(newest)}"
            : null;
        return waits is null ? [] : [Finding(AlertKind.NothingPublished, "unpublished", string.Empty, OperationAlerts.Unpublished(waits, last))];
    }

    /// <summary>Partitions that cannot be counted, changes that nobody ended, messages that failed for good.</summary>
    private async Task<IEnumerable<AlertFinding>> StuckAsync(
        IReadOnlyList<DueItem> folds, IReadOnlyList<DueItem> periods, CancellationToken cancellationToken)
    {
        var (now, found) = (time.GetUtcNow(), new List<AlertFinding>());
        foreach (var fold in folds)
        {
            if (!fold.IsDone && (fold.Error.Length > 0 || now - fold.NotedAt > options.Value.RunLimit))
            {
                found.Add(Finding(AlertKind.WorkStuck, $"fold|{fold.Item}", string.Empty, OperationAlerts.Uncounted(fold.Item, fold.Error)));
            }
        }

        found.AddRange(periods.Where(p => p.Error.Length > 0).Select(p =>
            Finding(AlertKind.WorkStuck, $"publish|{p.Item}", string.Empty, OperationAlerts.Unpublished(p.Item, p.Error))));
        foreach (var hold in (await pending.HeldAsync(cancellationToken).ConfigureAwait(false)).Where(h => now - h.NotedAt > options.Value.RunLimit))
        {
            found.Add(Finding(AlertKind.WorkStuck, $"hold|{hold.Item}", string.Empty, OperationAlerts.Unended(hold.Item, hold.NotedAt)));
        }

        foreach (var queue in StorageNames.Queues)
        {
            if (await queues.PoisonAsync(queue, cancellationToken).ConfigureAwait(false) is { Count: > 0 } poison)
            {
                found.Add(Finding(AlertKind.WorkStuck, $"poison|{queue}", string.Empty,
                    OperationAlerts.Poison(queue, poison.Count, poison.First is [var first, ..] ? first : string.Empty)));
            }
        }

        return found;
    }

    private static Bilingual Names(SourceDefinition source) => new(source.NameVi, source.NameEn);

    private static string SourceOf(FileRecord file) => file.Blob.Split('/')[0];
}
