using Azure.Data.Tables;
using GovPipeline.Domain.Errors;
using GovPipeline.Domain.Periods;
using GovPipeline.Pipeline.Explaining;
using GovPipeline.Pipeline.Reports;
using GovPipeline.Pipeline.Serving;
using GovPipeline.Reporting.Explanations;
using GovPipeline.Storage.Accounts;
using GovPipeline.Storage.Published;
using GovPipeline.Testing;

namespace GovPipeline.Pipeline.Tests;

/// <summary>Readers that come while a period is being published.</summary>
public sealed class ReaderTests
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly Period Half = Period.Parse("nd09-2022-H1");

    [Fact]
    public async Task A_reader_waits_for_the_publication_to_end_and_never_mixes_two()
    {
        await using var pipeline = await TestPipeline.StartAsync();
        await pipeline.DropAsync("onestop-wards", Csv.Header + Csv.Dossier("000.01.13.H53-220301-0001", "01/03/2022"), new(2022, 6, 14), new(2022, 3, 1));
        await pipeline.DrainAsync();
        var tables = pipeline.Get<PublishedTables>();
        var before = (await tables.ReadWholeAsync(Half, None)).ShouldNotBeNull();
        before.Rows.Sum(r => r.Checksum).ShouldBe(before.Dataset.Checksum);
        before.Indicators.ShouldNotBeEmpty();
        (await tables.ReadWholeAsync(Period.Parse("nd09-1999-H1"), None)).ShouldBeNull();

        // The writer has written one row, and its last one is still to come.
        var table = pipeline.Get<PublishedAccount>().Account.Table("halfyear");
        var row = (await tables.ReadEntitiesAsync("halfyear", Half.Id, None))[0];
        var (half, whole) = (new TableEntity(row) { ["Checksum"] = row.GetInt64("Checksum") + 1 }, new TableEntity(row));
        await table.UpdateEntityAsync(half, Azure.ETag.All, TableUpdateMode.Replace);
        var reading = tables.ReadWholeAsync(Half, None);
        await Task.Delay(700);
        reading.IsCompleted.ShouldBeFalse();
        await table.UpdateEntityAsync(whole, Azure.ETag.All, TableUpdateMode.Replace);
        (await reading).ShouldNotBeNull().Dataset.Version.ShouldBe(before.Dataset.Version);

        // One that does not end is said to every reader.
        await table.UpdateEntityAsync(half, Azure.ETag.All, TableUpdateMode.Replace);
        var data = pipeline.Get<ReportData>();
        var report = Should.ThrowAsync<PipelineException>(() => data.OfAsync(Half, data.DefaultUnit, None));
        var answer = pipeline.Get<IndicatorApi>().GetAsync(new Dictionary<string, IReadOnlyList<string>> { ["ky"] = [Half.Id] }, null, "test", None);
        (await report).Code.ShouldBe("GP406");
        (await answer).Status.ShouldBe(503);
    }

    [Fact]
    public async Task Who_looks_again_at_a_period_reads_its_rows_once_and_a_new_publication_at_once()
    {
        await using var pipeline = await TestPipeline.StartAsync();
        await pipeline.DropAsync("onestop-wards", Csv.Header + Csv.Dossier("000.01.13.H53-220301-0001", "01/03/2022"), new(2022, 6, 13), new(2022, 3, 1));
        await pipeline.DrainAsync();
        var data = pipeline.Get<ReportData>();
        async Task<(long Received, long Requests)> LookAsync()
        {
            var requests = RequestCount.Begin();
            var report = await data.OfAsync(Half, data.DefaultUnit, None);
            return (report.Total.Received, requests.Requests);
        }

        var first = await LookAsync();
        var again = await LookAsync();
        again.ShouldBe((1, first.Requests - 2), "the period's rows and its indicators were read before");
        await pipeline.DropAsync("onestop-wards", Csv.Header + Csv.Dossier("000.01.13.H53-220301-0001", "01/03/2022")
            + Csv.Dossier("000.01.13.H53-220302-0001", "02/03/2022"), new(2022, 6, 14), new(2022, 3, 1));
        await pipeline.DrainAsync();
        (await LookAsync()).Received.ShouldBe(2);
        (await LookAsync()).Received.ShouldBe(2);

        // What a figure is made of, and the next page of the indicators, are of the period that was looked at.
        var counted = RequestCount.Begin();
        var figure = new FigureName("halfyear", Half, data.DefaultUnit, "Received");
        (await pipeline.Get<FigureExplainer>().ExplainAsync(figure, withRows: false, None)).Published.ShouldBe(2);
        var explained = counted.Requests;
        await pipeline.DropAsync("onestop-wards", Csv.Header + Csv.Dossier("000.01.13.H53-220303-0001", "03/03/2022"), new(2022, 6, 15), new(2022, 3, 1));
        await pipeline.DrainAsync();
        counted = RequestCount.Begin();
        (await pipeline.Get<FigureExplainer>().ExplainAsync(figure, withRows: false, None)).Published.ShouldBe(3);
        counted.Requests.ShouldBeGreaterThan(explained);
        counted = RequestCount.Begin();
        (await pipeline.Get<IndicatorApi>().GetAsync(new Dictionary<string, IReadOnlyList<string>> { ["ky"] = [Half.Id] }, null, "test", None))
            .Status.ShouldBe(200);
        counted.Requests.ShouldBe(3, "all periods, this one, and the audit");
    }
}
