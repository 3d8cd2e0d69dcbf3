using GovPipeline.Cli.Output;
using GovPipeline.Cli.Sessions;
using GovPipeline.Domain.Periods;
using GovPipeline.Domain.Time;
using GovPipeline.Domain.Units;
using GovPipeline.Emulation;
using GovPipeline.LocalHost;
using GovPipeline.Pipeline.Configuration;
using GovPipeline.Pipeline.Jobs;
using GovPipeline.Pipeline.Messages;
using GovPipeline.Storage.Accounts;
using GovPipeline.Storage.Alerts;
using GovPipeline.Storage.Exports;
using GovPipeline.Storage.Ledger;
using GovPipeline.Storage.Mail;
using GovPipeline.Storage.Published;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using static GovPipeline.Cli.Output.Speech;

namespace GovPipeline.Cli.Rehearsal;

/// <summary>
/// Plays a period night by night with the exports that are there, into a storage of its own in memory that is gone afterwards, also when it is
/// killed, with a mail server of its own that sends nothing on: what would have been published, alerted and mailed, and when.
/// </summary>
internal static class RehearsalRun
{
    private const int DaysAfter = 4; // reports go out two working days after the end
    private static readonly TimeOnly Night = new(2, 0), Morning = new(7, 30);

    /// <summary>Tables that are held against the real ones, beside the period's own.</summary>
    private static readonly string[] Compared = ["indicators", "breakdowns", "reported", "authenticity", "authenticitytests", "daily"];

    /// <summary>What no night makes: marks of storage, and what units say of their signs.</summary>
    private static readonly string[] Beside = ["odata.etag", "Timestamp", nameof(AuthenticityTestRow.Explanation), nameof(AuthenticityTestRow.ExplainedBy)];

    /// <summary>Plays it.</summary>
    /// <param name="real">The storage whose exports are played; nothing of it is changed.</param>
    /// <param name="period">The period.</param>
    /// <param name="seeds">Reference data to try in the place of those in force; null for those.</param>
    /// <param name="output">Where to write.</param>
    /// <param name="cancel">Stops it.</param>
    public static async Task<RehearsalResult> RunAsync(Session real, Period period, string? seeds, CommandOutput output, CancellationToken cancel)
    {
        var exports = await ExportsAsync(real, period, cancel).ConfigureAwait(false);
        var folder = Directory.CreateTempSubdirectory("govpipeline-rehearsal-").FullName;
        try
        {
            await using var emulator = await StorageEmulator.OpenAsync(folder, output.Both, cancel, inMemory: true).ConfigureAwait(false);
            await using var mail = await MailServer.StartAsync(output.Both, [], cancel).ConfigureAwait(false);
            var clock = new VirtualClock();
            await using var stage = await Session.OpenAsync(
                new(emulator.ConnectionString, folder, Verbose: false), output.Both, Settings(emulator.ConnectionString, mail, real, seeds), cancel,
                s => s.AddSingleton<TimeProvider>(clock)).ConfigureAwait(false);
            foreach (var account in (StorageAccount[])[stage.Get<WorkAccount>().Account, stage.Get<PublishedAccount>().Account])
            {
                if (!account.BlobAddress.IsLoopback)
                {
                    throw new InvalidOperationException($"A rehearsal would write to {account.BlobAddress}.");
                }
            }

            await stage.Get<StorageSetup>().EnsureAsync(cancel).ConfigureAwait(false);
            var nights = new List<RehearsedNight>();
            var days = Enumerable.Range(0, period.End.DayNumber - period.Start.DayNumber + 1 + DaysAfter).Select(period.Start.AddDays).ToList();
            await output.BarAsync(T("Diễn lại", "Rehearsing"), days.Count, async step =>
            {
                foreach (var day in days)
                {
                    nights.Add(await NightAsync(real, stage, clock, period, day, exports, nights.LastOrDefault(), cancel).ConfigureAwait(false));
                    step(output.IsTerminal ? DayText.Print(day) : T("các đêm", "the nights"));
                }
            }).ConfigureAwait(false);
            return new(period.Id, nights, await DifferencesAsync(real, stage, period, cancel).ConfigureAwait(false));
        }
        finally
        {
            try
            {
                Directory.Delete(folder, recursive: true);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // The emulator ends a moment later; its folder is a temporary one.
            }
        }
    }

    private static async Task<RehearsedNight> NightAsync(
        Session real, Session stage, VirtualClock clock, Period period, DateOnly day, List<(DateOnly Day, ExportBlob Export)> exports, RehearsedNight? before,
        CancellationToken cancel)
    {
        clock.Set(VietnamClock.At(day.AddDays(1), Night));

        // What is older than the first night was there before it.
        var own = exports.Where(e => e.Day == day || (before is null && e.Day < day)).ToList();
        foreach (var (_, export) in own)
        {
            await CopyAsync(real, stage, export, cancel).ConfigureAwait(false);
        }

        var jobs = stage.Get<LocalJobs>();
        if (own.Count > 0)
        {
            await jobs.DrainAsync(null, cancel).ConfigureAwait(false);
            await stage.Get<PublishPeriod>().RunAsync(new PublishMessage(Force: true), cancel).ConfigureAwait(false);
            await jobs.DrainAsync(null, cancel).ConfigureAwait(false);
        }

        clock.Set(VietnamClock.At(day.AddDays(1), Morning));
        await stage.Get<CheckOperations>().RunAsync(cancel).ConfigureAwait(false);
        await stage.Get<NotifyAlerts>().RunAsync(cancel).ConfigureAwait(false);
        await stage.Get<SendReports>().RunAsync(cancel).ConfigureAwait(false);
        var mails = await stage.Get<Outbox>().ListAsync(cancel).ConfigureAwait(false);
        if (mails.Any(m => m.State != OutboxStates.Sent))
        {
            await jobs.DrainAsync(null, cancel).ConfigureAwait(false);
            mails = await stage.Get<Outbox>().ListAsync(cancel).ConfigureAwait(false);
        }

        var area = RollupId.Area(stage.Get<ReferenceData>().Units.Areas.First().Id);
        var row = await stage.Get<PublishedTables>().FindAsync<PeriodRow>(
            PeriodRow.TableOf(period.Kind), period.Id, $"{area}|{PeriodRow.AllFields}", cancel).ConfigureAwait(false);
        var alerts = (await stage.Get<AlertStore>().LiveAsync(cancel).ConfigureAwait(false)).Select(a => T(a.Content.Headline))
            .Order(StringComparer.Ordinal).ToList();
        return new(
            day, own.Count, row is { HasData: true } ? row.Received : null, row is { HasData: true } ? row.ReceivedOnline : null,
            row is { HasOnlineRate: true } ? row.OnlineRate : null, [.. alerts.Except(before?.Alerts ?? [])], [.. (before?.Alerts ?? []).Except(alerts)],
            [.. mails.Where(m => before is null || !before.AllMails.Contains(m.RowKey)).Select(m => $"{m.Recipient}: {m.Subject}")])
        {
            Alerts = alerts, AllMails = mails.Select(m => m.RowKey).ToHashSet(StringComparer.Ordinal),
        };
    }

    /// <summary>The exports that are there, by the day up to which each tells: the night that brought them.</summary>
    private static async Task<List<(DateOnly Day, ExportBlob Export)>> ExportsAsync(Session real, Period period, CancellationToken cancel)
    {
        var known = await real.Get<FileLedger>().BlobsAsync(cancel).ConfigureAwait(false);
        var found = new List<(DateOnly, ExportBlob)>();
        await foreach (var export in real.Get<ExportStore>().ListAsync(cancel).ConfigureAwait(false))
        {
            var day = export.ExportDate ?? (known.TryGetValue(export.Name, out var file) ? DayText.TryParse(file.ExportDate) : null);
            if (day is { } tells && tells <= period.End.AddDays(DaysAfter))
            {
                found.Add((tells, export));
            }
        }

        return [.. found.OrderBy(f => f.Item1).ThenBy(f => f.Item2.Name, StringComparer.Ordinal)];
    }

    private static async Task CopyAsync(Session real, Session stage, ExportBlob export, CancellationToken cancel)
    {
        var staged = stage.Get<ExportStore>().Begin(export.Name, export.ExportDate, export.From, export.IsDateCertain, export.IsConfirmed, export.BroughtBy);
        await using var stream = await real.Get<ExportStore>().OpenAsync(export, cancel).ConfigureAwait(false);
        var buffer = new byte[1 << 20];
        for (int read; (read = await stream.ReadAsync(buffer, cancel).ConfigureAwait(false)) > 0;)
        {
            await staged.WriteAsync(buffer.AsMemory(0, read), cancel).ConfigureAwait(false);
        }

        await staged.CommitAsync(cancel).ConfigureAwait(false);
    }

    /// <summary>Nothing of the stage reaches what is real: both accounts and the mail server are its own, however they are configured.</summary>
    private static Dictionary<string, string?> Settings(string connection, MailServer mail, Session real, string? seeds)
    {
        var configured = LocalConfiguration.Read([]);
        var settings = new Dictionary<string, string?>
        {
            ["Mail:Host"] = "127.0.0.1", ["Mail:Port"] = $"{mail.SmtpPort}", ["Mail:Security"] = "None", ["Mail:From"] = "govpipeline@rehearsal.example",
            ["Mail:User"] = null, ["Secrets:AlertKey"] = Convert.ToBase64String("a rehearsal's key, for no link!!"u8),
            ["Alerts:PublicUrl"] = "http://127.0.0.1/", ["Pipeline:Seeds"] = seeds ?? real.Get<ReferenceData>().Folder,
        };
        foreach (var account in (string[])["Work", "Published"])
        {
            var hosted = $"AzureWebJobs{account}";
            var name = configured[hosted] is null && !configured.GetSection(hosted).GetChildren().Any() ? account : hosted;
            (settings[name], settings[$"{name}:accountName"]) = (connection, null);
        }

        return settings;
    }

    /// <summary>Rows of the period that the real tables have otherwise; null where it is not published there.</summary>
    private static async Task<int?> DifferencesAsync(Session real, Session stage, Period period, CancellationToken cancel)
    {
        var (published, played) = (await RowsAsync(real).ConfigureAwait(false), await RowsAsync(stage).ConfigureAwait(false));
        return published.Count == 0 ? null
            : published.Keys.Union(played.Keys).Count(k => published.GetValueOrDefault(k) != played.GetValueOrDefault(k));

        async Task<Dictionary<string, string>> RowsAsync(Session session)
        {
            var all = new Dictionary<string, string>(StringComparer.Ordinal);
            foreach (var table in (string[])[PeriodRow.TableOf(period.Kind), .. Compared])
            {
                foreach (var entity in await session.Get<PublishedTables>().ReadEntitiesAsync(table, period.Id, cancel).ConfigureAwait(false))
                {
                    all[$"{table}|{entity.RowKey}"] = string.Join('|', entity.Where(p => !Beside.Contains(p.Key))
                        .OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => $"{p.Key}={p.Value}"));
                }
            }

            return all;
        }
    }
}

/// <summary>What a rehearsal showed.</summary>
/// <param name="Period">The period.</param>
/// <param name="Nights">Its nights.</param>
/// <param name="Differences">Rows that the real tables have otherwise; null where the period is not published there.</param>
internal sealed record RehearsalResult(string Period, IReadOnlyList<RehearsedNight> Nights, int? Differences);

/// <summary>A night that was played.</summary>
/// <param name="Night">The last local day it brought.</param>
/// <param name="Files">Exports it brought.</param>
/// <param name="Received">Dossiers of the area received so far; null where nothing is known.</param>
/// <param name="Online">Of these online.</param>
/// <param name="Rate">The online rate; null for none.</param>
/// <param name="Opened">Alerts that stand since this morning.</param>
/// <param name="Closed">Alerts that stand no longer.</param>
/// <param name="Mails">Mails of the morning: to whom, and what about.</param>
internal sealed record RehearsedNight(
    DateOnly Night, int Files, long? Received, long? Online, double? Rate, IReadOnlyList<string> Opened, IReadOnlyList<string> Closed,
        IReadOnlyList<string> Mails)
{
    /// <summary>All alerts that stand.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public IReadOnlyList<string> Alerts { get; init; } = [];

    /// <summary>All mails so far.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public IReadOnlySet<string> AllMails { get; init; } = new HashSet<string>();

    /// <summary>Whether anything happened.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public bool IsOfNote => Files > 0 || Opened.Count > 0 || Closed.Count > 0 || Mails.Count > 0;
}
