using GovPipeline.Domain.Dossiers;
using GovPipeline.Domain.Periods;
using GovPipeline.Domain.Time;
using GovPipeline.Pipeline.Jobs;
using GovPipeline.Pipeline.Messages;
using GovPipeline.Storage.Alerts;
using GovPipeline.Storage.Ledger;
using GovPipeline.Storage.Published;
using GovPipeline.Testing;

namespace GovPipeline.Pipeline.Tests;

/// <summary>Exact at the edges, on the real emulator: units that end, words that are keys of ours, corrections that blank a cell, days at the border.</summary>
public sealed class EdgeTests
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly DateOnly Day = new(2022, 6, 14);

    [Fact]
    public async Task What_an_abolished_unit_still_holds_stays_its_own_until_it_is_resolved()
    {
        await using var pipeline = await TestPipeline.StartAsync();
        pipeline.Time.SetUtcNow(new(2025, 8, 20, 0, 0, 0, TimeSpan.Zero));
        await pipeline.DropAsync("onestop-wards", Csv.Header
            + Csv.Dossier("000.01.13.H53-250620-0001", "20/06/2025", "04/07/2025", "05/07/2025")
            + Csv.Dossier("000.01.13.H53-250620-0002", "20/06/2025", "04/07/2025"), new(2025, 7, 31), new(2025, 6, 1));
        (await pipeline.DrainAsync()).ShouldBeEmpty();
        foreach (var unit in (string[])["tnc-phuong-1", "area:tay-ninh-city", "tier:commune"])
        {
            var july = await pipeline.RowAsync("cal-2025-M07", unit);
            (july.CarriedOver, july.Received, july.ResolvedLate, july.Pending, july.PendingLate).ShouldBe((2, 0, 1, 1, 1), unit);
        }

        (await pipeline.RowsAsync("cal-2025-M07")).ShouldNotContain(r => r.UnitId == "tnc-phuong-2", "a unit that ended and holds nothing is not there");
        (await DatasetAsync(pipeline, "cal-2025-M07")).BrokenIdentities.ShouldBeEmpty();
    }

    [Fact]
    public async Task Words_that_are_keys_of_ours_or_fit_no_key_are_published_like_any_other()
    {
        await using var pipeline = await TestPipeline.StartAsync();
        string[] fields = ["all", "ALL", "(không ghi)", "", new string('/', 200), "a|b", "Đất đai", "ĐẤT   ĐAI", "'; DROP--", new string('x', 290)];
        var rows = fields.Select((f, i) =>
            Csv.Dossier($"000.01.13.H53-220301-{i:D4}", "01/03/2022", field: f.Contains(',', StringComparison.Ordinal) ? $"\"{f}\"" : f));
        var name = await pipeline.DropAsync("onestop-wards", Csv.Header + string.Concat(rows), Day);
        var incidents = await pipeline.DropAsync("software-incidents",
            "MaSuCo,HeThong,BatDau,KetThuc,SoDonViAnhHuong,MucDo\nS1," + new string('h', 1500)
            + ",01/06/2022 08:00:00,01/06/2022 09:00:00,3,Cao\nS2,all,01/06/2022 08:00:00,01/06/2022 09:00:00,3,Cao\n", Day);
        (await pipeline.DrainAsync()).ShouldBeEmpty();
        (await pipeline.FileAsync(name)).ShouldSatisfyAllConditions(f => f.Error.ShouldBeEmpty(), f => f.Rejected.ShouldBe(0));
        var published = (await pipeline.RowsAsync("nd09-2022-H1")).Where(r => r.UnitId == "tnc-phuong-1").ToList();
        published.Single(r => r.Field == PeriodRow.AllFields).Received.ShouldBe(fields.Length);
        published.Where(r => r.Field != PeriodRow.AllFields).Sum(r => r.Received).ShouldBe(fields.Length, "every dossier is in one field");
        published.Where(r => r.Field != PeriodRow.AllFields).Select(r => (r.Field, r.Received)).ShouldBe(
            [("(không ghi)", 2), ("(khác)", 6), ("Đất đai", 2)], ignoreOrder: true);
        (await pipeline.FileAsync(incidents)).Rejected.ShouldBe(2, "a system of no list is asked about");
    }

    [Fact]
    public async Task A_correction_that_leaves_a_cell_empty_does_not_keep_the_value_from_before()
    {
        const string Header = "NgaySoLieu,MaDonVi,Huong,LoaiVanBan,TongSo,GuiNhanDienTu\n";
        var first = Header + "01/06/2022,25456,DI,CV,50,45\n02/06/2022,25456,DI,CV,10,9\n";
        var correction = Header + "01/06/2022,25456,DI,CV,40,\n";
        foreach (var isTurned in (bool[])[false, true])
        {
            await using var pipeline = await TestPipeline.StartAsync();
            foreach (var (content, day) in isTurned ? new[] { (correction, Day), (first, Day.AddDays(-1)) } : [(first, Day.AddDays(-1)), (correction, Day)])
            {
                await pipeline.DropAsync("eoffice", content, day);
                await pipeline.DrainAsync();
            }

            var row = await IndicatorAsync(pipeline, "nd09-2022-H1", "VB01", "tnc-phuong-1");
            (row.Numerator, row.Denominator).ShouldBe((9, 10), "half a reading shifts no rate, and no two rows are mixed");
        }
    }

    [Fact]
    public async Task A_rate_outside_its_bounds_is_an_alert()
    {
        var seeds = Csv.CopySeeds();
        Csv.Change(seeds, "sources/certification.json", "\"partOf\": \"cases\"", "\"required\": false"); // a definition that does not guard its parts
        await using var pipeline = await TestPipeline.StartAsync(new() { ["Pipeline:Seeds"] = seeds });
        await pipeline.DropAsync("certification", "Ngay,MaDonVi,SoVuChungThuc,SoBanDienTu\n01/06/2022,25456,10,12\n", Day);
        await pipeline.DrainAsync();
        var rows = await pipeline.Get<PublishedTables>().ReadAsync<IndicatorRow>("indicators", "nd09-2022-H1", None);
        var bounded = pipeline.Reference.Indicators.Where(i => i.IsBounded).Select(i => i.Id).ToHashSet();
        var outside = rows.Where(r => r.HasData && bounded.Contains(r.Indicator) && r.Value is < 0 or > 1).ToList();
        var broken = (await DatasetAsync(pipeline, "nd09-2022-H1")).BrokenIdentities;
        (broken.Length > 0).ShouldBe(outside.Count > 0);
        outside.ShouldAllBe(r => broken.Contains($"{r.UnitId}|{r.Indicator}", StringComparison.Ordinal));
        outside.ShouldNotBeEmpty("twelve of ten copies");
        (await pipeline.Get<AlertStore>().LiveAsync(None)).ShouldContain(a => a.Key == "identity");
        Directory.Delete(seeds, recursive: true);
    }

    [Fact]
    public async Task What_figures_are_compared_with_does_not_depend_on_the_order_of_files()
    {
        string Month(int m, int sent) => $"NgaySoLieu,MaDonVi,Huong,LoaiVanBan,TongSo,GuiNhanDienTu\n05/0{m}/2022,25456,DI,CV,100,{sent}\n";
        (string Content, DateOnly Day, DateOnly From)[] files =
        [
            (Month(4, 40), new(2022, 4, 14), new(2022, 3, 15)), (Month(5, 50), new(2022, 5, 14), new(2022, 4, 15)),
            (Month(6, 60), new(2022, 6, 14), new(2022, 5, 15)),
        ];
        string? expected = null;
        foreach (var order in new[] { new[] { 0, 1, 2 }, [2, 1, 0], [1, 2, 0] })
        {
            await using var pipeline = await TestPipeline.StartAsync();
            foreach (var i in order)
            {
                await pipeline.DropAsync("eoffice", files[i].Content, files[i].Day, files[i].From);
                await pipeline.DrainAsync();
            }

            var june = await IndicatorAsync(pipeline, "nd09-2022-M06", "VB01", "tnc-phuong-1");
            (june.Value, june.HasPrevious, june.PreviousValue).ShouldBe((0.6, true, 0.5), string.Join(',', order));
            var april = await IndicatorAsync(pipeline, "nd09-2022-M04", "VB01", "tnc-phuong-1");
            april.HasPrevious.ShouldBeFalse("of March nothing is known");
            var snapshot = await pipeline.SnapshotAsync();
            expected ??= snapshot;
            snapshot.Split('\n').Except(expected.Split('\n')).ShouldBeEmpty(string.Join(',', order));
            expected.Split('\n').Except(snapshot.Split('\n')).ShouldBeEmpty(string.Join(',', order));
        }
    }

    [Fact]
    public async Task Nothing_published_goes_past_the_day_that_data_tell_of()
    {
        await using var pipeline = await TestPipeline.StartAsync();
        await pipeline.DropAsync("onestop-wards", Csv.Header
            + Csv.Dossier("000.01.13.H53-220614-0001", "14/06/2022 23:59:59") + Csv.Dossier("000.01.13.H53-220615-0001", "15/06/2022 00:10:00"), Day, Day);
        await pipeline.DrainAsync();
        (await pipeline.Get<PublishedTables>().ReadAsync<DailyRow>("daily", "cal-2022-M06", None)).Single().ShouldSatisfyAllConditions(
            d => d.Day.ShouldBe("2022-06-14"), d => d.Received.ShouldBe(1));
        (await pipeline.RowAsync("cal-2022-M06", "tnc-phuong-1")).Received.ShouldBe(1);
        (await pipeline.RowAsync("nd09-2022-H1", "tnc-phuong-1")).Received.ShouldBe(1);
    }

    [Fact]
    public async Task What_another_system_tells_makes_no_dossier_late_and_brings_none_in()
    {
        var wards = Csv.Header + Csv.Dossier("000.01.13.H53-220601-0001", "01/06/2022", due: "12/06/2022")
            + Csv.Dossier("000.01.13.H53-220611-0001", "11/06/2022 00:10:00", due: "20/06/2022");
        const string Office = "NgaySoLieu,MaDonVi,Huong,LoaiVanBan,TongSo,GuiNhanDienTu\n14/06/2022,25456,DI,CV,5,5\n";
        string[] tables = new string[2];
        for (var order = 0; order < 2; order++)
        {
            await using var pipeline = await TestPipeline.StartAsync();
            foreach (var isWards in order == 0 ? (bool[])[true, false] : [false, true])
            {
                await (isWards
                    ? pipeline.DropAsync("onestop-wards", wards, new(2022, 6, 10), new(2022, 6, 1))
                    : pipeline.DropAsync("eoffice", Office, Day, new(2022, 6, 1)));
                await pipeline.DrainAsync();
            }

            (await pipeline.RowAsync("nd09-2022-H1", "tnc-phuong-1")).ShouldSatisfyAllConditions(
                r => (r.Received, r.Pending, r.PendingLate, r.AsOf).ShouldBe((1, 1, 0, "2022-06-10")), r => r.Missing.ShouldContain("11/06/2022–14/06/2022"));
            (await pipeline.Get<PublishedTables>().ReadAsync<DailyRow>("daily", "cal-2022-M06", CancellationToken.None)).Select(d => d.Day)
                .ShouldBe(["2022-06-01"]);
            (await DatasetAsync(pipeline, "nd09-2022-H1"))
                .ShouldSatisfyAllConditions(d => d.AsOf.ShouldBe("2022-06-14"), d => d.BrokenIdentities.ShouldBeEmpty());
            tables[order] = await pipeline.SnapshotAsync();

            await pipeline.DropAsync("eoffice", Office.Replace("14/06", "31/07", StringComparison.Ordinal), new(2022, 7, 31), new(2022, 7, 1));
            await pipeline.DrainAsync();
            (await pipeline.RowAsync("cal-2022-M07", "tnc-phuong-1")).ShouldSatisfyAllConditions(
                r => (r.HasData, r.Pending, r.AsOf).ShouldBe((false, 0, "2022-06-30")), r => r.Complete.ShouldBeFalse());
            (await DatasetAsync(pipeline, "cal-2022-M07")).BrokenIdentities.ShouldBeEmpty();

            // The wards go on after a gap: what they still hold is late now, and in the months between too.
            await pipeline.DropAsync("onestop-wards", Csv.Header + Csv.Dossier("000.01.13.H53-220901-0001", "01/09/2022"), new(2022, 9, 1), new(2022, 9, 1));
            await pipeline.DrainAsync();
            (await pipeline.RowAsync("cal-2022-M07", "tnc-phuong-1")).ShouldSatisfyAllConditions(
                r => (r.CarriedOver, r.PendingLate, r.AsOf).ShouldBe((2, 2, "2022-07-31")), r => r.Complete.ShouldBeFalse());
        }

        tables[1].Split('\n').ShouldBe(tables[0].Split('\n'));
    }

    [Fact]
    public async Task A_field_has_one_key_in_every_period_whatever_its_spelling()
    {
        await using var pipeline = await TestPipeline.StartAsync();
        var rows = ((string, string)[])[("05", "Đất đai"), ("05", "Đất   đai"), ("05", "ĐẤT ĐAI"), ("06", "ĐẤT ĐAI"), ("06", "DAT DAI"), ("06", "ĐẤT ĐAI")];
        await pipeline.DropAsync("onestop-wards", Csv.Header + string.Concat(
            rows.Select((r, i) => Csv.Dossier($"000.01.13.H53-22{r.Item1}01-{i:D4}", $"01/{r.Item1}/2022", field: r.Item2))), Day, new(2022, 5, 1));
        await pipeline.DrainAsync();
        foreach (var period in (string[])["cal-2022-M05", "cal-2022-M06"])
        {
            (await pipeline.RowsAsync(period)).Single(r => r is { UnitId: "tnc-phuong-1", FieldKey: "dat dai" })
                .ShouldSatisfyAllConditions(r => r.Field.ShouldBe("Đất đai"), r => r.Received.ShouldBe(3));
        }
    }

    [Fact]
    public async Task Codes_that_the_reference_says_are_one_are_one_dossier()
    {
        await using var pipeline = await TestPipeline.StartAsync();
        await pipeline.DropAsync("onestop-wards", Csv.Header
            + Csv.Dossier("H53.13-220301-0001", "01/03/2022", updated: "01/03/2022")
                + Csv.Dossier("000.00.13.H53-220301-0001", "01/03/2022", updated: "02/03/2022")
            + Csv.Dossier("000.00.13.H53 -220301-0001", "01/03/2022", updated: "03/03/2022"), Day);
        await pipeline.DrainAsync();
        (await pipeline.RowAsync("nd09-2022-H1", "tnc-phuong-1")).Received.ShouldBe(1);
    }

    [Theory]
    [InlineData("01/01/1990", "")]
    [InlineData("15/06/2022", "14/06/2032")]
    public async Task Every_day_that_is_taken_in_can_be_counted_and_published(string received, string due)
    {
        await using var pipeline = await TestPipeline.StartAsync();
        var name = await pipeline.DropAsync("onestop-wards", Csv.Header
            + Csv.Dossier("000.01.13.H53-220301-0001", "01/03/2022") + Csv.Dossier("000.01.13.H53-220301-0002", received, due), Day, new(2022, 1, 1));
        (await pipeline.DrainAsync()).ShouldBeEmpty();
        (await pipeline.FileAsync(name)).Rejected.ShouldBe(0);
        (await pipeline.RowAsync("nd09-2022-H1", "tnc-phuong-1")).Pending.ShouldBe(received.EndsWith("2022", StringComparison.Ordinal) ? 1 : 2);
        var datasets = await pipeline.Get<PublishedTables>().ReadAsync<DatasetRow>("datasets", "all", None);
        datasets.ShouldAllBe(d => string.CompareOrdinal(d.PeriodEnd, "2022-01-01") >= 0, "of the years before nobody told anything");
    }

    [Fact]
    public async Task A_file_that_nobody_dated_has_the_day_of_its_newest_row_and_publishes_no_period_without_data()
    {
        await using var pipeline = await TestPipeline.StartAsync();
        pipeline.Time.SetUtcNow(new(2026, 11, 24, 0, 0, 0, TimeSpan.Zero));
        var name = Storage.Exports.ExportStore.NameFor("onestop-wards", null, pipeline.Time.GetUtcNow(), "ho-so.csv");
        var staged = pipeline.Get<Storage.Exports.ExportStore>().Begin(name, null, null, isDateCertain: false);
        var rows = Enumerable.Range(1, 10).Select(i => Csv.Dossier($"000.01.13.H53-2206{i:D2}-0001", $"{i:D2}/06/2022"));
        await staged.WriteAsync(System.Text.Encoding.UTF8.GetBytes(Csv.Header + string.Concat(rows)), None);
        await staged.CommitAsync(None);
        (await pipeline.DrainAsync()).ShouldBeEmpty();
        (await pipeline.FileAsync(name)).ExportDate.ShouldBe("2022-06-10");
        var datasets = await pipeline.Get<PublishedTables>().ReadAsync<DatasetRow>("datasets", "all", None);
        datasets.ShouldAllBe(d => string.CompareOrdinal(d.AsOf, "2022-06-10") <= 0 && string.CompareOrdinal(d.PeriodStart, "2022-06-10") <= 0);
        datasets.Count.ShouldBeInRange(9, 12, "the periods around the days it tells of");
    }

    [Fact]
    public async Task A_day_far_from_the_rows_is_asked_about_and_taken_in_when_it_is_confirmed()
    {
        await using var pipeline = await TestPipeline.StartAsync();
        var exports = pipeline.Get<Storage.Exports.ExportStore>();
        const string Name = "onestop-wards/2022/06/14/x.csv";
        var staged = exports.Begin(Name, null, null, isDateCertain: false);
        await staged.WriteAsync(System.Text.Encoding.UTF8.GetBytes(Csv.Header + Csv.Dossier("000.01.13.H53-220301-0001", "01/03/2022")), None);
        await staged.CommitAsync(None);
        await pipeline.DrainAsync();
        (await pipeline.FileAsync(Name)).ErrorCode.ShouldBe("GP212");
        (await pipeline.RowsAsync("nd09-2022-H1")).ShouldBeEmpty();
        await exports.ConfirmAsync(Name, null, null, None);
        await pipeline.DrainAsync();
        (await pipeline.FileAsync(Name)).ShouldSatisfyAllConditions(f => f.State.ShouldBe(FileStates.Ingested), f => f.ExportDate.ShouldBe("2022-06-14"));
    }

    [Fact]
    public async Task Another_rule_of_lateness_counts_everything_anew()
    {
        var seeds = Csv.CopySeeds();
        string prefix;
        await using (var byDay = await TestPipeline.StartAsync(new() { ["Pipeline:Seeds"] = seeds }))
        {
            prefix = byDay.Prefix;
            await byDay.DropAsync("onestop-wards",
                Csv.Header + Csv.Dossier("000.01.13.H53-220301-0001", "01/03/2022", "10/03/2022 11:00:00", "10/03/2022 16:00:00"), Day);
            await byDay.Get<SweepExports>().RunAsync(None);
            await byDay.DrainAsync();
            (await byDay.RowAsync("nd09-2022-H1", "tnc-phuong-1")).ResolvedLate.ShouldBe(0);
        }

        Csv.Change(seeds, "reference/conventions.json", "\"lateness\": \"day\"", "\"lateness\": \"instant\"");
        await using var byInstant = await TestPipeline.StartAsync(new() { ["Pipeline:Seeds"] = seeds }, prefix);
        await byInstant.Get<SweepExports>().RunAsync(None);
        (await byInstant.DrainAsync()).ShouldBeEmpty();
        (await byInstant.RowAsync("nd09-2022-H1", "tnc-phuong-1")).ResolvedLate.ShouldBe(1);
        Directory.Delete(seeds, recursive: true);
    }

    [Fact]
    public async Task A_part_that_cannot_be_counted_is_named_the_rest_is_published_and_the_operators_are_told()
    {
        await using var pipeline = await TestPipeline.StartAsync();
        await pipeline.DropAsync("onestop-wards", Csv.Header
            + Csv.Dossier("000.01.13.H53-220301-0001", "01/03/2022") + Csv.Dossier("000.02.13.H53-220301-0001", "01/03/2022", unit: "Phường 2"), Day,
                new(2022, 1, 1));
        var facts = pipeline.Get<Storage.Accounts.WorkAccount>().Account.Container(Storage.Accounts.StorageNames.Facts);
        await pipeline.Get<IngestExport>().RunAsync((await pipeline.Get<Ingesting.MissedExports>().ListAsync(None)).Single(), None);
        var broken = facts.GetBlobClient("dossiers/org=000.02.13.H53/month=2203/part.parquet");
        var whole = (await broken.DownloadContentAsync()).Value.Content;
        await broken.UploadAsync(BinaryData.FromString("not Parquet"), overwrite: true);
        var left = await pipeline.DrainAsync();
        left.ShouldContain(l => l.StartsWith("000.02.13.H53/2203", StringComparison.Ordinal));
        (await pipeline.RowAsync("nd09-2022-H1", "tnc-phuong-1")).ShouldSatisfyAllConditions(
            r => r.Received.ShouldBe(1), r => r.Complete.ShouldBeFalse(), r => r.Missing.ShouldContain("000.02.13.H53/2203"));
        (await DatasetAsync(pipeline, "nd09-2022-H1")).Missing.ShouldContain("chưa tính 1 phần hồ sơ: 000.02.13.H53/2203");
        var findings = await pipeline.Get<Alerting.OperationFindings>().OfAsync(None);
        findings.ShouldContain(f => f.Key == "fold|000.02.13.H53/2203");
        (await pipeline.Get<Running.Health>().CheckAsync(None))
            .ShouldSatisfyAllConditions(h => h.IsHealthy.ShouldBeFalse(), h => h.Stuck.Single().ShouldStartWith("000.02.13.H53/2203"));

        await broken.UploadAsync(whole, overwrite: true); // mended; the next hour tries again
        await pipeline.Get<SweepExports>().RunAsync(None);
        (await pipeline.DrainAsync()).ShouldBeEmpty();
        (await pipeline.RowAsync("nd09-2022-H1", "tnc-phuong-2")).Received.ShouldBe(1);
        (await DatasetAsync(pipeline, "nd09-2022-H1")).Missing.ShouldNotContain("chưa tính");
    }

    private static async Task<DatasetRow> DatasetAsync(TestPipeline pipeline, string period) =>
        (await pipeline.Get<PublishedTables>().FindAsync<DatasetRow>("datasets", "all", period, None))!;

    private static async Task<IndicatorRow> IndicatorAsync(TestPipeline pipeline, string period, string indicator, string unit) =>
        (await pipeline.Get<PublishedTables>().FindAsync<IndicatorRow>("indicators", period, $"{unit}|{indicator}", None))!;
}
