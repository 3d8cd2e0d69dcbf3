using System.Diagnostics.Metrics;
using GovPipeline.Pipeline.Jobs;
using GovPipeline.Pipeline.Messages;
using GovPipeline.Pipeline.Running;
using GovPipeline.Storage.Accounts;
using GovPipeline.Storage.Leases;
using GovPipeline.Storage.Ledger;
using GovPipeline.Testing;

namespace GovPipeline.Pipeline.Tests;

/// <summary>What a run tells of itself, and what hosts that find another at work cost.</summary>
public sealed class MetricsTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task A_run_tells_rows_bytes_seconds_and_storage_requests_and_nothing_that_names_a_file()
    {
        var (told, tags) = (new Dictionary<string, double>(), new HashSet<string>());
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, l) =>
            {
                if (instrument.Meter.Name == JobMetrics.Name)
                {
                    l.EnableMeasurementEvents(instrument);
                }
            },
        };
        void Note(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> of)
        {
            lock (told)
            {
                var job = of[0].Value;
                told[$"{instrument.Name} {job}"] = told.GetValueOrDefault($"{instrument.Name} {job}") + value;
                foreach (var tag in of)
                {
                    tags.Add($"{tag.Key}={tag.Value}");
                }
            }
        }

        listener.SetMeasurementEventCallback<long>((i, value, of, _) => Note(i, value, of));
        listener.SetMeasurementEventCallback<double>((i, value, of, _) => Note(i, value, of));
        listener.Start();
        await using var pipeline = await TestPipeline.StartAsync();
        var name = await pipeline.DropAsync("onestop-wards", Csv.Header + Csv.Dossier("000.01.13.H53-220601-0001", "01/06/2022"), new(2022, 6, 14));
        (await pipeline.DrainAsync()).ShouldBeEmpty();
        await pipeline.Get<SweepExports>().RunAsync(None);

        var run = (await pipeline.Get<RunHistory>().NewestAsync(JobNames.IngestExport, 1, None)).Single();
        run.Requests.ShouldBeInRange(5, 100);
        told["govpipeline.job.rows IngestExport"].ShouldBeGreaterThanOrEqualTo(1);
        told["govpipeline.job.bytes IngestExport"].ShouldBeGreaterThanOrEqualTo(run.Bytes);
        told["govpipeline.job.requests IngestExport"].ShouldBeGreaterThanOrEqualTo(run.Requests);
        told.ShouldContainKey("govpipeline.job.duration IngestExport");
        told.ShouldContainKey("govpipeline.job.age PublishPeriod");
        told["govpipeline.job.runs PublishPeriod"].ShouldBeGreaterThanOrEqualTo(1);
        tags.ShouldAllBe(t => JobNames.All.Any(j => t == $"job={j}") || t.StartsWith("outcome=", StringComparison.Ordinal));
        tags.ShouldNotContain(t => t.Contains(name, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Hosts_that_find_another_publishing_leave_one_call_and_what_is_due_is_published_when_it_comes()
    {
        await using var pipeline = await TestPipeline.StartAsync();
        await pipeline.Get<StorageSetup>().EnsureAsync(None);
        await pipeline.Get<PendingWork>().AddAsync(PendingWork.Periods, ["nd09-2022-H1"], None);
        var held = (await pipeline.Get<WriterLease>().TryTakeAsync("publish", None))!;
        for (var host = 0; host < 20; host++)
        {
            await pipeline.Get<PublishPeriod>().RunAsync(new PublishMessage(Force: false), None);
        }

        var queue = pipeline.Get<WorkAccount>().Account.Queue(StorageNames.PublishQueue);
        (await queue.GetPropertiesAsync()).Value.ApproximateMessagesCount.ShouldBe(1);
        (await pipeline.Get<PendingWork>().ListAsync(PendingWork.Periods, None)).ShouldNotBeEmpty("it is still due");

        // The call comes while the other still publishes: it leaves another in its place. Then the other has gone.
        await pipeline.Get<PublishPeriod>().RunAsync(new PublishMessage(Force: false, IsLater: true), None);
        (await queue.GetPropertiesAsync()).Value.ApproximateMessagesCount.ShouldBe(2);
        await held.DisposeAsync();
        await pipeline.Get<PublishPeriod>().RunAsync(new PublishMessage(Force: false, IsLater: true), None);
        (await pipeline.Get<PendingWork>().ListAsync(PendingWork.Periods, None)).ShouldBeEmpty();
        held = (await pipeline.Get<WriterLease>().TryTakeAsync("publish", None))!;
        await pipeline.Get<PendingWork>().AddAsync(PendingWork.Periods, ["nd09-2022-H1"], None);
        await pipeline.Get<PublishPeriod>().RunAsync(new PublishMessage(Force: false), None);
        (await queue.GetPropertiesAsync()).Value.ApproximateMessagesCount.ShouldBe(3, "the mark went with the call that came");
        await held.DisposeAsync();
    }
}
