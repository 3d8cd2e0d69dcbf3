using GovPipeline.Pipeline.Jobs;
using GovPipeline.Storage.Ledger;
using GovPipeline.Storage.Mail;
using GovPipeline.Testing;

namespace GovPipeline.Pipeline.Tests;

/// <summary>Two hosts at once on one storage, with the workers that they run with, through a proxy that fails.</summary>
public sealed class TwoHostsTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task Two_hosts_over_the_sample_night_through_seeded_faults_end_in_the_same_tables_and_send_each_mail_once()
    {
        var files = Csv.SeedExports().Where(e => e.Source != "onestop-wards" || e.Day > new DateOnly(2022, 4, 1)).ToList();
        string expected;
        List<string> mails;
        await using (var smtp = await FaultySmtp.StartAsync())
        {
            await using var straight = await TestPipeline.StartAsync(smtp.Settings());
            await DropAsync(straight, files);
            (await straight.DrainAsync()).ShouldBeEmpty();
            await MorningAsync(straight);
            (expected, mails) = (await straight.SnapshotAsync(), await MailsAsync(smtp));
        }

        await Task.WhenAll(new[] { 1, 2 }.Select(seed => RunAsync(seed, files, expected, mails)));
    }

    private static async Task RunAsync(int seed, List<(string Source, DateOnly Day, byte[] Content)> files, string expected, List<string> mails)
    {
        await using var smtp = await FaultySmtp.StartAsync();
        // A server that does not answer after the data is tried again under the same Message-ID; a busy machine is no such server.
        var settings = smtp.Settings();
        settings["Mail:TimeoutSeconds"] = "100";
        await using var proxy = await FaultyProxy.StartAsync(await Emulator.ConnectionStringAsync(), seed);
        proxy.Delay = TimeSpan.FromSeconds(5);
        await using var one = await TestPipeline.StartAsync(settings, connection: proxy.ConnectionString);
        await using var other = await TestPipeline.StartAsync(settings, one.Prefix, connection: proxy.ConnectionString);
        await DropAsync(one, files);
        proxy.PerThousand = 30;
        await one.RunAsync();
        await other.RunAsync();
        await UntilDoneAsync(one, files.Count);
        proxy.PerThousand = 0;
        await one.StopAsync();
        await other.StopAsync();
        one.Time.Advance(TimeSpan.FromMinutes(10)); // claims of senders that never learned of them run out
        other.Time.Advance(TimeSpan.FromMinutes(10));
        await one.Get<SweepExports>().RunAsync(None);
        (await one.DrainAsync()).ShouldBeEmpty();
        await Task.WhenAll(MorningAsync(one), MorningAsync(other));

        proxy.Faults.ShouldBeGreaterThan(20);
        (await one.SnapshotAsync()).Split('\n').ShouldBe(expected.Split('\n'), $"seed {seed}");
        (await MailsAsync(smtp)).ShouldBe(mails, $"each once, seed {seed}");
        (await one.Get<Outbox>().ListAsync(None)).ShouldAllBe(m => m.State == OutboxStates.Sent);
        (await one.Get<PendingWork>().HeldAsync(None)).ShouldBeEmpty();
    }

    /// <summary>07:00 and 07:30: a message that a failing worker still hides does not keep the morning from speaking of a period.</summary>
    private static async Task MorningAsync(TestPipeline pipeline)
    {
        await pipeline.Get<CheckOperations>().RunAsync(None);
        await pipeline.DrainAsync();
        await pipeline.Get<NotifyAlerts>().RunAsync(None);
        await pipeline.DrainAsync();
    }

    private static async Task DropAsync(TestPipeline pipeline, IEnumerable<(string Source, DateOnly Day, byte[] Content)> files)
    {
        foreach (var (source, day, content) in files)
        {
            await pipeline.DropAsync(source, content, day);
        }
    }

    private static async Task<List<string>> MailsAsync(FaultySmtp smtp) =>
        [.. (await smtp.MailsAsync()).Select(m => $"{m.To}: {m.Message.Subject}").Order(StringComparer.Ordinal)];

    /// <summary>The hours go by: what is left over is swept up while faults go on.</summary>
    private static async Task UntilDoneAsync(TestPipeline pipeline, int files)
    {
        for (var i = 0; i < 40; i++)
        {
            await Task.Delay(TimeSpan.FromSeconds(2));
            try
            {
                var taken = await pipeline.Get<FileLedger>().BlobsAsync(None);
                if (taken.Count == files && (await pipeline.Get<PendingWork>().ListAsync(PendingWork.Periods, None)).Count == 0)
                {
                    return;
                }

                if (i % 8 == 7)
                {
                    await pipeline.Get<SweepExports>().RunAsync(None);
                }
            }
            catch (Exception e) when (e is Azure.RequestFailedException or AggregateException or Domain.Errors.PipelineException)
            {
                // That is the faults.
            }
        }
    }
}
