using System.Globalization;
using GovPipeline.Domain.Indicators;
using GovPipeline.Domain.Periods;
using GovPipeline.Domain.Targets;
using GovPipeline.Domain.Units;
using GovPipeline.Pipeline.Configuration;
using GovPipeline.Pipeline.Messages;
using GovPipeline.Pipeline.Publishing;
using GovPipeline.Pipeline.Running;
using GovPipeline.Reporting.Mails;
using GovPipeline.Storage.Accounts;
using GovPipeline.Storage.Ledger;
using GovPipeline.Storage.Mail;
using GovPipeline.Storage.Published;
using Microsoft.Extensions.Options;

namespace GovPipeline.Pipeline.Jobs;

/// <summary>
/// Holds a published period against its targets. A breach is one alert however many nights it lasts, and each recipient
/// configured for the unit gets one mail of it.
/// </summary>
public sealed class EvaluateAlerts(
    JobRunner runner,
    ReferenceData reference,
    PublishedTables tables,
    SourceLog sources,
    AlertStore alerts,
    MailPost post,
    IOptions<PipelineOptions> options,
    TimeProvider time)
{
    /// <summary>State of an alert whose breach stands.</summary>
    public const string Open = "open";

    /// <summary>State of an alert whose breach ended.</summary>
    public const string Resolved = "resolved";

    /// <summary>Holds a period against its targets.</summary>
    public Task RunAsync(AlertMessage message, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        return runner.RunAsync(
            nameof(EvaluateAlerts), message.Period, run => EvaluateAsync(Period.Parse(message.Period), run, cancellationToken), cancellationToken);
    }

    private async Task EvaluateAsync(Period period, JobRun run, CancellationToken cancellationToken)
    {
        var dataset = (await tables.ReadAsync<DatasetRow>("datasets", "all", cancellationToken).ConfigureAwait(false)).FirstOrDefault(d => d.Period == period.Id);
        if (dataset is null || !await RaisesAlertsAsync(period, cancellationToken).ConfigureAwait(false))
        {
            run.Nothing = true;
            return;
        }

        var known = (await alerts.ListAsync(period.Id, cancellationToken).ConfigureAwait(false)).ToDictionary(a => a.RowKey, StringComparer.Ordinal);
        var rows = await tables.ReadAsync<IndicatorRow>("indicators", period.Id, cancellationToken).ConfigureAwait(false);
        foreach (var row in rows.Where(r => !r.UnitId.StartsWith(RollupId.TierPrefix, StringComparison.Ordinal)))
        {
            var alert = known.GetValueOrDefault(TableKeys.Escape($"{row.Indicator}|{row.UnitId}"));
            if (row.Status == nameof(TargetStatus.Below) && row.Denominator >= options.Value.AlertMinimumDenominator)
            {
                await RaiseAsync(period, row, dataset, alert, cancellationToken).ConfigureAwait(false);
                run.Rows++;
            }
            else if (alert?.State == Open && row.Status is nameof(TargetStatus.Met) or nameof(TargetStatus.Warning))
            {
                alert!.State = Resolved;
                await alerts.SaveAsync(alert, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Only the current period of the official calendar, and the last one for some days after its end.</summary>
    private async Task<bool> RaisesAlertsAsync(Period period, CancellationToken cancellationToken)
    {
        if (period.Calendar != options.Value.AlertCalendar || !options.Value.AlertKindsInForce.Contains(period.Kind))
        {
            return false;
        }

        var through = await sources.DataThroughAsync(cancellationToken).ConfigureAwait(false);
        return through.Count > 0 && through.Values.Max() is var asOf
            && asOf >= period.Start && asOf <= period.End.AddDays(options.Value.AlertDaysAfterEnd);
    }

    private async Task RaiseAsync(Period period, IndicatorRow row, DatasetRow dataset, AlertRecord? known, CancellationToken cancellationToken)
    {
        var isNew = known is null || known.State == Resolved;
        var alert = known ?? new AlertRecord
        {
            PartitionKey = period.Id,
            RowKey = TableKeys.Escape($"{row.Indicator}|{row.UnitId}"),
            UnitId = row.UnitId,
            UnitName = row.UnitName,
            Indicator = row.Indicator,
        };
        if (isNew)
        {
            (alert.State, alert.OpenedAt, alert.Occurrence) = (Open, time.GetUtcNow(), alert.Occurrence + 1);
        }

        (alert.Numerator, alert.Denominator, alert.Target) = (row.Numerator, row.Denominator, row.Target);
        (alert.LegalBasis, alert.AsOf, alert.Complete) = (row.TargetLegalBasis, row.AsOf, dataset.Complete);
        await alerts.SaveAsync(alert, cancellationToken).ConfigureAwait(false);
        await AnnounceAsync(period, row, dataset, alert, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>One mail a recipient and occurrence: its id says both, so that a second night, or a job run again, adds none.</summary>
    private async Task AnnounceAsync(Period period, IndicatorRow row, DatasetRow dataset, AlertRecord alert, CancellationToken cancellationToken)
    {
        var unitId = row.UnitId.StartsWith(RollupId.AreaPrefix, StringComparison.Ordinal) ? row.UnitId[RollupId.AreaPrefix.Length..] : row.UnitId;
        var tier = row.IsRollup ? (UnitTier?)null : Enum.Parse<UnitTier>(row.UnitTier);
        var body = AlertMail.Compose(Notice(period, row, dataset));
        foreach (var recipient in reference.Recipients.Where(r => r.Concerns(unitId, tier)))
        {
            var about = $"{alert.PartitionKey}|{alert.RowKey}|{alert.Occurrence}";
            await post.SendAsync(about, recipient.Address, recipient.Name, body, cancellationToken).ConfigureAwait(false);
        }
    }

    private AlertNotice Notice(Period period, IndicatorRow row, DatasetRow dataset) => new()
    {
        UnitName = row.UnitName,
        IndicatorId = row.Indicator,
        IndicatorName = row.IndicatorName,
        Rate = new((decimal)row.Numerator, (decimal)row.Denominator),
        BasisText = row.Basis switch
        {
            nameof(DenominatorBasis.Enabled) => "hồ sơ của thủ tục có dịch vụ công trực tuyến",
            nameof(DenominatorBasis.FullProcess) => "hồ sơ của dịch vụ công trực tuyến toàn trình",
            nameof(DenominatorBasis.All) => "tổng số hồ sơ tiếp nhận trong kỳ",
            _ => reference.Indicators.First(i => i.Id == row.Indicator).LegalBasis,
        },
        Target = (decimal)row.Target,
        LegalBasis = row.TargetLegalBasis,
        TargetIsExample = row.TargetIsExample,
        Period = period,
        AsOf = DateOnly.ParseExact(row.AsOf, "yyyy-MM-dd", CultureInfo.InvariantCulture),
        Missing = dataset.Missing,
    };
}
