using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;
using Azure.Storage.Blobs.Specialized;
using GovPipeline.Domain.Errors;
using GovPipeline.Domain.Periods;
using GovPipeline.Pipeline.Alerting;
using GovPipeline.Pipeline.Jobs;
using GovPipeline.Pipeline.Publishing;
using GovPipeline.Pipeline.Reports;
using GovPipeline.Pipeline.Running;
using GovPipeline.Pipeline.Signing;
using GovPipeline.Storage.Accounts;
using GovPipeline.Storage.Leases;
using GovPipeline.Storage.Ledger;
using GovPipeline.Storage.Published;
using GovPipeline.Storage.Signing;
using GovPipeline.Testing;

namespace GovPipeline.Pipeline.Tests;

/// <summary>Signing and publishing one period, cut off or crossed by another host: what is signed is what was seen, and what was begun is ended.</summary>
public sealed class SigningCutTests
{
    private const string Wards = "onestop-wards";
    private static readonly Period March = Period.Parse("nd09-2022-M03");
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly TimeSpan UntilRenewed = TimeSpan.FromSeconds(3);
    private static readonly SigningRequest Chief = new("Chánh Văn phòng", "123/BC-UBND", "Chuyên viên tổng hợp", string.Empty, "tester");

    [Theory]
    [InlineData(".json.gz")]
    [InlineData(".parquet")]
    public async Task What_a_signer_who_lost_the_lease_writes_late_is_not_what_another_signed(string late)
    {
        var slow = new Interruptions();
        await using var two = await StartAsync();
        await using var one = await TestPipeline.StartAsync(prefix: two.Prefix, onRequest: slow);
        Task? other = null;
        async Task SignAsync()
        {
            await BreakLeaseAsync(two);
            await two.DropAsync(Wards, Csv.Header + Csv.Dossier(Code(9), "02/03/2022"), new(2022, 4, 1));
            await two.DrainAsync();
            await two.Get<PublishPeriod>().RunAsync(March, None);
            await two.Get<PeriodSigning>().SignAsync(March, Chief with { Document = "200/BC-UBND" }, mayBePartial: true, None);
        }

        slow.Before(() => other = SignAsync(), "PUT", $"signed/{March.Id}/", late);
        var refused = await Should.ThrowAsync<Exception>(() => one.Get<PeriodSigning>().SignAsync(March, Chief, mayBePartial: true, None));
        await (other ?? throw new InvalidOperationException($"It was refused before the other host came: {refused}", refused));
        (refused is OperationCanceledException or PipelineException { Code: "GP402" }).ShouldBeTrue($"its lease is lost, or its number is taken: {refused}");
        await two.Get<PublishPeriod>().RunAsync(March, None);
        var signature = (await two.Get<SigningStore>().OfAsync(March.Id, None)).Single();
        var dataset = (await two.Get<PublishedTables>().FindAsync<DatasetRow>("datasets", "all", March.Id, None))!;
        (dataset.SignedDocument, dataset.Version, signature.Version).ShouldBe(("200/BC-UBND", signature.Version, signature.Version));
        (await two.RowAsync(March.Id, "tnc-phuong-1")).Received.ShouldBe(4);
        (await two.Get<SigningStore>().DossiersAsync(signature, None)).Length.ShouldBe(4);
    }

    [Fact]
    public async Task Who_signs_while_its_lease_runs_out_unanswered_does_not_sign_what_another_host_replaced_meanwhile()
    {
        var slow = new Interruptions();
        await using var two = await StartAsync();
        await using var one = await TestPipeline.StartAsync(prefix: two.Prefix, onRequest: slow);
        async Task PublishAsync()
        {
            var published = new TaskCompletionSource();
            slow.Before(() => published.Task, "PUT", "comp=lease");
            await Task.Delay(WriterLease.Length + TimeSpan.FromSeconds(1));
            await two.DropAsync(Wards, Csv.Header + Csv.Dossier(Code(9), "02/03/2022"), new(2022, 4, 1));
            await two.DrainAsync();
            _ = Task.Delay(UntilRenewed).ContinueWith(_ => published.SetResult(), TaskScheduler.Default);
        }

        slow.Before(PublishAsync, "PUT", $"signed/{March.Id}/", ".json.gz");
        (await Should.ThrowAsync<PipelineException>(() => one.Get<PeriodSigning>().SignAsync(March, Chief, mayBePartial: true, None))).Code.ShouldBe("GP402");
        (await two.Get<SigningStore>().OfAsync(March.Id, None)).ShouldBeEmpty();
        (await two.RowAsync(March.Id, "tnc-phuong-1")).Received.ShouldBe(4);
        await two.Get<PublishPeriod>().RunAsync(March, None);
        await two.Get<PeriodSigning>().SignAsync(March, Chief, mayBePartial: true, None);
    }

    [Fact]
    public async Task A_period_whose_publication_was_cut_off_stays_due_and_is_ended_by_the_next_one_and_not_signed_between()
    {
        var seeds = Csv.CopySeeds();
        Csv.Change(seeds, "reference/authenticity.json", "\"fewestDossiers\": 20", "\"fewestDossiers\": 1");
        await using var before = await StartAsync();
        var cut = new Interruptions();
        await using (var dying = await TestPipeline.StartAsync(new() { ["Pipeline:Seeds"] = seeds }, before.Prefix, cut))
        {
            cut.Before(cut.DieAsync, "PUT", "datasets");
            await Should.ThrowAsync<Exception>(dying.Get<PublishPeriod>().RunAsync(March, None));
        }

        await BreakLeaseAsync(before);
        (await before.Get<PendingWork>().ListAsync(PendingWork.Periods, None)).ShouldContain(d => d.Item == March.Id);
        await using var after = await TestPipeline.StartAsync(new() { ["Pipeline:Seeds"] = seeds }, before.Prefix);
        await RefusesAsync(after, "chờ công bố");
        await after.DrainAsync();
        (await after.Get<PendingWork>().ListAsync(PendingWork.Periods, None)).ShouldBeEmpty();
        await after.Get<PeriodSigning>().SignAsync(March, Chief, mayBePartial: true, None);
        Directory.Delete(seeds, recursive: true);
    }

    [Theory]
    [InlineData("daily", "cal-2022-M03")]
    [InlineData("authenticity", "nd09-2022-M03")]
    [InlineData("indicators", "nd09-2022-M03")]
    public async Task What_somebody_changed_by_hand_is_not_signed(string table, string id)
    {
        await using var pipeline = await StartAsync();
        var client = pipeline.Get<PublishedAccount>().Account.Table(table);
        var row = (await pipeline.Get<PublishedTables>().ReadEntitiesAsync(table, id, None))[0];
        row[row.ContainsKey("AsOf") ? "AsOf" : "Received"] = row.ContainsKey("AsOf") ? "2022-03-30" : 77L;
        await client.UpdateEntityAsync(row, row.ETag, Azure.Data.Tables.TableUpdateMode.Replace);
        var period = Period.Parse(id);
        (await Should.ThrowAsync<PipelineException>(pipeline.Get<PeriodSigning>().SignAsync(period, Chief, mayBePartial: true, None)))
            .Message.ShouldContain($"publish --period {id}");
        await pipeline.Get<PublishPeriod>().RunAsync(period, None);
        await pipeline.Get<PeriodSigning>().SignAsync(period, Chief, mayBePartial: true, None);
    }

    [Fact]
    public async Task Of_publications_that_were_cut_off_nothing_stays_in_the_history()
    {
        var cut = new Interruptions();
        await using var two = await StartAsync();
        await using var one = await TestPipeline.StartAsync(prefix: two.Prefix, onRequest: cut);
        async Task<string> VersionAsync() => (await two.Get<PublishedTables>().FindAsync<DatasetRow>("datasets", "all", March.Id, None))!.Version;
        var published = new List<string> { await VersionAsync() };
        await two.DropAsync(Wards, Csv.Header + Csv.Dossier(Code(9), "02/03/2022"), new(2022, 4, 1));
        cut.After(cut.DieAsync, "PUT", $"history/{March.Id}");
        await Should.ThrowAsync<Exception>(() => one.DrainAsync());
        await BreakLeaseAsync(two);
        await two.DropAsync(Wards, Csv.Header + Csv.Dossier(Code(10), "03/03/2022"), new(2022, 4, 2));
        await two.Get<SweepExports>().RunAsync(None);
        await two.DrainAsync();
        published.Add(await VersionAsync());
        (await two.Get<PublicationHistory>().ReadAsync(March.Id, None)).Select(h => h.Version).Reverse().ShouldBe(published);
    }

    [Fact]
    public async Task What_was_signed_before_a_column_is_published_as_before_and_what_cannot_be_read_stops_its_own_period_alone()
    {
        await using var pipeline = await StartAsync();
        await pipeline.Get<PeriodSigning>().SignAsync(March, Chief, mayBePartial: true, None);
        await pipeline.Get<PublishPeriod>().RunAsync(March, None);
        var signature = (await pipeline.Get<SigningStore>().OfAsync(March.Id, None)).Single();
        var blob = pipeline.Get<WorkAccount>().Account.Container(StorageNames.Counts).GetBlobClient($"signed/{March.Id}/{signature.Place}.json.gz");
        using (var gzip = new GZipStream((await blob.DownloadContentAsync(None)).Value.Content.ToStream(), CompressionMode.Decompress))
        {
            var kept = (await JsonNode.ParseAsync(gzip, cancellationToken: None))!;
            foreach (var row in kept["Rows"]!.AsArray())
            {
                row!.AsObject().Remove("ComparableSince").ShouldBeTrue();
                row.AsObject().Remove("ReceivedPostal").ShouldBeTrue();
            }

            await PutAsync(kept.ToJsonString());
        }

        await pipeline.Get<PublishPeriod>().RunAsync(March, None);
        (await pipeline.RowAsync(March.Id, "tnc-phuong-1")).Received.ShouldBe(3);

        await PutAsync("{\"Version\":");
        await pipeline.DropAsync(Wards, Csv.Header + Csv.Dossier(Code(9), "02/03/2022"), new(2022, 4, 1));
        await pipeline.DrainAsync();
        (await pipeline.RowAsync("nd09-2022-Q1", "tnc-phuong-1")).Received.ShouldBe(4, "the other periods are published");
        var due = (await pipeline.Get<PendingWork>().ListAsync(PendingWork.Periods, None)).Single();
        (due.Item, due.Error.Split(':')[0]).ShouldBe((March.Id, "JsonException"));
        (await pipeline.Get<OperationFindings>().OfAsync(None)).ShouldContain(f => f.Key == $"publish|{March.Id}");
        (await pipeline.Get<Health>().CheckAsync(None)).IsHealthy.ShouldBeFalse();

        async Task PutAsync(string json)
        {
            using var packed = new MemoryStream();
            await using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
            {
                await gzip.WriteAsync(Encoding.UTF8.GetBytes(json));
            }

            packed.Position = 0;
            await blob.UploadAsync(packed, overwrite: true, None);
        }
    }

    private static string Code(int number) => $"000.01.13.H53-220301-{number:0000}";

    private static async Task RefusesAsync(TestPipeline pipeline, string why) => (await Should.ThrowAsync<PipelineException>(
        pipeline.Get<PeriodSigning>().SignAsync(March, Chief, mayBePartial: true, None))).Message.ShouldContain(why);

    private static async Task BreakLeaseAsync(TestPipeline pipeline)
    {
        try
        {
            await pipeline.Get<WorkAccount>().Account.Container(StorageNames.Locks).GetBlobClient("publish").GetBlobLeaseClient().BreakAsync(TimeSpan.Zero);
        }
        catch (Azure.RequestFailedException e) when (e.Status == 409)
        {
            // Nobody holds it.
        }
    }

    /// <summary>Three dossiers of a ward in March, and days that tell that the month is over.</summary>
    private static async Task<TestPipeline> StartAsync()
    {
        var pipeline = await TestPipeline.StartAsync();
        await pipeline.DropAsync(
            Wards, Csv.Header + Csv.Dossier(Code(1), "01/03/2022") + Csv.Dossier(Code(2), "01/03/2022") + Csv.Dossier(Code(3), "14/03/2022"),
            new(2022, 3, 31), from: new(2022, 2, 20));
        await pipeline.DrainAsync();
        return pipeline;
    }
}
