using System.Globalization;
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

        // The next page of the indicators is of the period that was looked at.
        var counted = RequestCount.Begin();
        (await pipeline.Get<IndicatorApi>().GetAsync(new Dictionary<string, IReadOnlyList<string>> { ["ky"] = [Half.Id] }, null, "test", None))
            .Status.ShouldBe(200);
        counted.Requests.ShouldBe(3, "all periods, this one, and the audit");
    }

    [Theory]
    [InlineData("halfyear", "Received", "Received", 77L)]
    [InlineData("indicators", "HS01", "Value", 0.77)]
    public async Task Who_asks_what_a_figure_is_made_of_reads_its_period_once_and_the_figure_each_time(string table, string column, string cell, object byHand)
    {
        await using var pipeline = await TestPipeline.StartAsync();
        await pipeline.DropAsync("onestop-wards", Csv.Header + Csv.Dossier("000.01.13.H53-220301-0001", "01/03/2022"), new(2022, 6, 13), new(2022, 3, 1));
        await pipeline.DrainAsync();
        var tables = pipeline.Get<PublishedTables>();
        var figure = new FigureName(table, Half, pipeline.Get<ReportData>().DefaultUnit, column);
        async Task<(Explanation Explained, long Requests)> ExplainAsync()
        {
            var requests = RequestCount.Begin();
            var explained = await pipeline.Get<FigureExplainer>().ExplainAsync(figure, withRows: false, None);
            explained.Version.ShouldBe((await tables.FindAsync<DatasetRow>("datasets", "all", Half.Id, None))!.Version);
            return (explained, requests.Requests - 1);
        }

        var first = await ExplainAsync();
        var again = await ExplainAsync();
        (again.Requests, again.Explained.Agrees).ShouldBe((first.Requests - 1, true), "rows and indicators were read before; the figure's own row is read");
        await pipeline.DropAsync("onestop-wards", Csv.Header + Csv.Dossier("000.01.13.H53-220301-0001", "01/03/2022")
            + Csv.Dossier("000.01.13.H53-220302-0001", "02/03/2022"), new(2022, 6, 14), new(2022, 3, 1));
        await pipeline.DrainAsync();
        (await ExplainAsync()).Explained.Agrees.ShouldBeTrue();
        var newer = await ExplainAsync();
        newer.Explained.Agrees.ShouldBeTrue();

        // Somebody changes the figure by hand: it is what is explained, and not what is counted.
        var rows = pipeline.Get<PublishedAccount>().Account.Table(table);
        var row = (await tables.ReadEntitiesAsync(table, Half.Id, None)).Single(r => r.GetString("UnitId") == figure.Of
            && (table == "indicators" ? r.GetString("Indicator") == column : r.GetString("FieldKey") == PeriodRow.AllFields));
        var before = row[cell];
        row[cell] = byHand;
        await rows.UpdateEntityAsync(row, Azure.ETag.All, TableUpdateMode.Replace);
        var changed = await ExplainAsync();
        (changed.Explained.Published, changed.Explained.Explained, changed.Explained.Agrees)
            .ShouldBe((Convert.ToDecimal(byHand, CultureInfo.InvariantCulture), newer.Explained.Published, false));

        // A publication that has written it and not yet ended is waited for.
        row[cell] = before;
        row["Checksum"] = row.GetInt64("Checksum") + 1;
        await rows.UpdateEntityAsync(row, Azure.ETag.All, TableUpdateMode.Replace);
        (await Should.ThrowAsync<PipelineException>(ExplainAsync)).Code.ShouldBe("GP406");
    }

    [Fact]
    public async Task What_was_changed_by_hand_and_put_right_is_read_again_after_some_minutes()
    {
        await using var pipeline = await TestPipeline.StartAsync();
        await pipeline.DropAsync("onestop-wards", Csv.Header + Csv.Dossier("000.01.13.H53-220301-0001", "01/03/2022"), new(2022, 6, 13), new(2022, 3, 1));
        await pipeline.DrainAsync();
        var data = pipeline.Get<ReportData>();
        var rows = pipeline.Get<PublishedAccount>().Account.Table("halfyear");
        var row = (await pipeline.Get<PublishedTables>().ReadEntitiesAsync("halfyear", Half.Id, None))
            .Single(r => r.GetString("UnitId") == data.DefaultUnit && r.GetString("FieldKey") == PeriodRow.AllFields);
        foreach (var received in new[] { 77L, 1L })
        {
            row["Received"] = received;
            await rows.UpdateEntityAsync(row, Azure.ETag.All, TableUpdateMode.Replace);
            pipeline.Time.Advance(TimeSpan.FromMinutes(6));
            (await data.OfAsync(Half, data.DefaultUnit, None)).Total.Received.ShouldBe(received);
        }
    }
}
