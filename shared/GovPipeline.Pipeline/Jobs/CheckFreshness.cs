using GovPipeline.Domain.Time;
using GovPipeline.Pipeline.Configuration;
using GovPipeline.Pipeline.Publishing;
using GovPipeline.Pipeline.Running;
using GovPipeline.Reporting.Mails;
using GovPipeline.Sources.Definitions;
using GovPipeline.Storage.Ledger;
using GovPipeline.Storage.Mail;

namespace GovPipeline.Pipeline.Jobs;

/// <summary>
/// Every morning: a source whose data are later than its rhythm allows (weekends, holidays and Tết counted) is an alert of
/// its own, mailed once to its contact and to whoever is told of everything, and closed by a mail when its data are back. The newest nights are published beside it.
/// </summary>
public sealed class CheckFreshness(
    JobRunner runner, ReferenceData reference, SourceLog sources, AlertStore alerts, MailPost post, NightRows nights, TimeProvider time)
{
    /// <summary>Partition of these alerts, in the place of a period.</summary>
    public const string Partition = "freshness";

    /// <summary>Looks at every source that ever told anything.</summary>
    public Task RunAsync(CancellationToken cancellationToken) => runner.RunAsync(
        nameof(CheckFreshness), $"{VietnamClock.Today(time):yyyy-MM-dd}", run => CheckAsync(run, cancellationToken), cancellationToken);

    private async Task CheckAsync(JobRun run, CancellationToken cancellationToken)
    {
        var today = VietnamClock.Today(time);
        var through = await sources.DataThroughAsync(cancellationToken).ConfigureAwait(false);
        var known = (await alerts.ListAsync(Partition, cancellationToken).ConfigureAwait(false)).ToDictionary(a => a.RowKey, StringComparer.Ordinal);
        foreach (var source in reference.Sources.Enabled.Where(s => through.ContainsKey(s.Id)))
        {
            var last = await LastAsync(source, through[source.Id], cancellationToken).ConfigureAwait(false);
            var due = source.Expected.DueDay(source.Expected.IntervalOf(last.AddDays(1)).Last, reference.Calendar);
            var alert = known.GetValueOrDefault(source.Id);
            var isOpen = alert?.State == EvaluateAlerts.Open;
            if (today > due)
            {
                run.Rows++;
                alert ??= new AlertRecord { PartitionKey = Partition, RowKey = source.Id, UnitName = source.NameVi };
                if (!isOpen)
                {
                    (alert.State, alert.OpenedAt, alert.Occurrence) = (EvaluateAlerts.Open, time.GetUtcNow(), alert.Occurrence + 1);
                }

                alert.AsOf = $"{last:yyyy-MM-dd}";
                await alerts.SaveAsync(alert, cancellationToken).ConfigureAwait(false);
                await TellAsync(source, $"late|{source.Id}|{alert.Occurrence}", FreshnessMail.Late(source.NameVi, last, due, today), cancellationToken).ConfigureAwait(false);
            }
            else if (isOpen)
            {
                await TellAsync(source, $"back|{source.Id}|{alert!.Occurrence}", FreshnessMail.Back(source.NameVi, last), cancellationToken).ConfigureAwait(false);
                alert.State = EvaluateAlerts.Resolved; // after the mail stands in the outbox: a kill between the two repeats the same mail, which goes once
                await alerts.SaveAsync(alert, cancellationToken).ConfigureAwait(false);
            }
        }

        await nights.PublishAsync(cancellationToken).ConfigureAwait(false);
        run.Nothing = run.Rows == 0;
    }

    /// <summary>A source that answered "nothing new" has told of the night too.</summary>
    private async Task<DateOnly> LastAsync(SourceDefinition source, DateOnly through, CancellationToken cancellationToken)
    {
        var pulled = (await sources.LastAsync(source.Id, cancellationToken).ConfigureAwait(false)).CoveredThrough;
        return pulled.Length > 0 && DateOnly.ParseExact(pulled, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture) is var covered && covered > through ? covered : through;
    }

    private async Task TellAsync(SourceDefinition source, string what, MailBody body, CancellationToken cancellationToken)
    {
        var people = reference.Recipients.Where(r => r.All).Select(r => (r.Address, r.Name));
        people = source.Contact is { } contact ? people.Prepend((contact.Address, contact.Name)) : people;
        foreach (var (address, name) in people.DistinctBy(p => p.Item1, StringComparer.OrdinalIgnoreCase))
        {
            await post.SendAsync(what, address, name, body, cancellationToken).ConfigureAwait(false);
        }
    }
}
