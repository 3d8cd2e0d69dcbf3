using GovPipeline.Domain.Alerts;
using GovPipeline.Domain.Errors;
using GovPipeline.Pipeline.Alerting;
using GovPipeline.Pipeline.Ingesting;
using GovPipeline.Pipeline.Running;
using GovPipeline.Storage.Exports;
using GovPipeline.Storage.Ledger;
using GovPipeline.Storage.Quarantine;
using GovPipeline.Testing;
using Shouldly;
using Xunit;

namespace GovPipeline.Pipeline.Tests;

/// <summary>Files that wait for a person, that stop their reader, that never end; and what of a file is kept beside its rows.</summary>
public sealed class DoubtTests
{
    private static readonly DateOnly First = new(2022, 5, 30);

    [Fact]
    public async Task A_channel_column_that_turns_all_online_waits_until_a_person_takes_it_in()
    {
        await using var pipeline = await TestPipeline.StartAsync();
        for (var day = 0; day < 6; day++)
        {
            await pipeline.DropAsync("onestop-wards", Export(day, online: i => i % 10 < 6), First.AddDays(day));
            await pipeline.DrainAsync();
        }

        var name = await pipeline.DropAsync("onestop-wards", Export(6, online: _ => true), First.AddDays(6));
        await pipeline.DrainAsync();
        var refused = await pipeline.FileAsync(name);
        (refused.State, refused.ErrorCode).ShouldBe((FileStates.Refused, "GP216"));
        refused.Error.ShouldContain("100 %");

        // A good file of the next day does not make it forgotten.
        await pipeline.DropAsync("onestop-wards", Export(7, online: i => i % 10 < 6), First.AddDays(7));
        await pipeline.DrainAsync();
        (await pipeline.Get<OperationFindings>().OfAsync(CancellationToken.None))
            .ShouldContain(f => f.Kind == AlertKind.FileRejected && f.Key == $"file|{name}");

        await pipeline.Get<ExportStore>().ConfirmAsync(name, First.AddDays(6), null, CancellationToken.None);
        await pipeline.DrainAsync();
        (await pipeline.FileAsync(name)).State.ShouldBe(FileStates.Ingested);
        (await pipeline.RowAsync("nd09-2022-H1", "tnc-phuong-1")).Received.ShouldBe(8 * 60);
    }

    [Fact]
    public async Task A_file_that_lacks_a_column_all_before_it_had_waits()
    {
        await using var pipeline = await TestPipeline.StartAsync();
        for (var day = 0; day < 6; day++)
        {
            await pipeline.DropAsync("onestop-wards", Export(day, online: i => i % 2 == 0), First.AddDays(day));
            await pipeline.DrainAsync();
        }

        var name = await pipeline.DropAsync(
            "onestop-wards", Export(6, online: i => i % 2 == 0).Replace("Lĩnh vực", "Lnh vc", StringComparison.Ordinal), First.AddDays(6));
        await pipeline.DrainAsync();
        var refused = await pipeline.FileAsync(name);
        (refused.ErrorCode, refused.Error.Contains("field", StringComparison.Ordinal)).ShouldBe(("GP216", true));
    }

    [Fact]
    public async Task A_channel_that_half_of_the_rows_lost_waits_although_an_empty_one_is_in_person_by_law()
    {
        await using var pipeline = await TestPipeline.StartAsync();
        for (var day = 0; day < 6; day++)
        {
            await pipeline.DropAsync("onestop-wards", Export(day, online: i => i % 10 < 6), First.AddDays(day));
            await pipeline.DrainAsync();
        }

        var half = string.Concat(Export(6, online: i => i % 10 < 6).Split('\n').Select((l, i) => (i % 2 == 1 ? l.Replace("Trực tuyến", string.Empty,
            StringComparison.Ordinal) : l) + '\n'));
        var name = await pipeline.DropAsync("onestop-wards", half, First.AddDays(6));
        await pipeline.DrainAsync();
        var refused = await pipeline.FileAsync(name);
        (refused.ErrorCode, refused.Error.Contains("không ghi kênh nộp", StringComparison.Ordinal)).ShouldBe(("GP216", true), refused.Error);
    }

    [Fact]
    public async Task Codes_that_a_spreadsheet_rounded_until_many_dossiers_had_one_wait_for_a_person()
    {
        await using var pipeline = await TestPipeline.StartAsync();
        var rounded = Csv.Header + string.Concat(Enumerable.Range(0, 60).Select(i =>
            Csv.Dossier($"2022053000000000{i / 30}0", $"{1 + (i % 28):00}/05/2022", unit: i % 2 == 0 ? "Phường 1" : "Phường 2")));
        var name = await pipeline.DropAsync("onestop-wards", rounded, First);
        await pipeline.DrainAsync();
        var refused = await pipeline.FileAsync(name);
        (refused.ErrorCode, refused.Error.Contains("56 dòng", StringComparison.Ordinal)).ShouldBe(("GP224", true), refused.Error);
        await pipeline.Get<ExportStore>().ConfirmAsync(name, First, null, CancellationToken.None);
        await pipeline.DrainAsync();
        (await pipeline.FileAsync(name)).State.ShouldBe(FileStates.Ingested, "a person may know better");
    }

    [Fact]
    public async Task The_file_of_another_source_covers_no_days_of_this_one()
    {
        await using var pipeline = await TestPipeline.StartAsync();
        var (_, day, city) = Csv.SeedExports().First(e => e.Source == "onestop-city");
        var name = await pipeline.DropAsync("onestop-wards", city, day);
        await pipeline.DrainAsync();
        var refused = await pipeline.FileAsync(name);
        (refused.ErrorCode, refused.Error.Contains("Bộ phận Một cửa", StringComparison.Ordinal)).ShouldBe(("GP225", true), refused.Error);
        (await pipeline.Get<SourceLog>().DataThroughAsync(CancellationToken.None)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_file_dated_before_its_rows_is_one_mistake_and_not_one_in_each_row()
    {
        await using var pipeline = await TestPipeline.StartAsync();
        var name = await pipeline.DropAsync("onestop-wards", Export(0, online: _ => false), new(2010, 1, 1));
        await pipeline.DrainAsync();
        var refused = await pipeline.FileAsync(name);
        (refused.ErrorCode, refused.Rejected).ShouldBe(("GP226", 0), refused.Error);
        refused.Error.ShouldContain("01/01/2010");
        await pipeline.Get<ExportStore>().ConfirmAsync(name, First, null, CancellationToken.None);
        await pipeline.DrainAsync();
        (await pipeline.FileAsync(name)).State.ShouldBe(FileStates.Ingested);
    }

    [Fact]
    public async Task A_file_that_took_its_reader_with_it_three_times_is_not_read_again()
    {
        await using var pipeline = await TestPipeline.StartAsync();
        var good = await pipeline.DropAsync("onestop-wards", Export(0, online: _ => false), First);
        var poison = await pipeline.DropAsync("onestop-wards", Export(1, online: _ => false), First.AddDays(1));
        var blob = (await pipeline.Get<ExportStore>().FindAsync(poison, CancellationToken.None))!;
        for (var i = 0; i < ReadingTries.Most; i++)
        {
            (await pipeline.Get<ReadingTries>().BeginAsync(Holds.OfExport(blob), CancellationToken.None)).ShouldBeTrue(); // and the process ends
            pipeline.Time.Advance(TimeSpan.FromMinutes(1));
        }

        await pipeline.DrainAsync();
        ((await pipeline.FileAsync(good)).State, (await pipeline.FileAsync(poison)).ErrorCode).ShouldBe((FileStates.Ingested, "GP218"));

        // When the cause is mended it is taken in again on demand.
        await pipeline.Get<ReadingTries>().EndAsync(Holds.OfExport(blob), CancellationToken.None);
        var ledger = pipeline.Get<FileLedger>();
        await ledger.ForgetAsync((await ledger.FindBlobAsync(poison, CancellationToken.None))!, CancellationToken.None);
        pipeline.Get<MissedExports>().Forget(poison);
        await pipeline.DrainAsync();
        (await pipeline.FileAsync(poison)).State.ShouldBe(FileStates.Ingested);
        (await pipeline.Get<PendingWork>().ListAsync("reading", CancellationToken.None)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Files_that_once_stopped_the_night_have_an_outcome_each_and_the_rest_is_published()
    {
        await using var pipeline = await TestPipeline.StartAsync();
        var rows = Export(0, online: _ => false);
        (string Source, string Content)[] poison =
        [
            ("onestop-wards", rows.Replace("Hộ tịch", "Hộ \uFFFEtịch", StringComparison.Ordinal)),
            ("onestop-wards", rows.Replace("Đang xử lý", "Đang \uFFFFxử", StringComparison.Ordinal)),
            ("onestop-wards", string.Join(',', Enumerable.Range(0, 55).Select(i => new string('h', 15_000) + i)) + "\n" + rows),
            ("onestop-wards", rows.Replace("Hộ tịch", new string('#', 120), StringComparison.Ordinal)),
            ("onestop-wards", rows.Replace("Ngày cập nhật\n", "Ngày cập nhật,Mã phiếu cách ly,Dòng gốc\n", StringComparison.Ordinal)
                .Replace("Phường 1,\n", $"Phường 1,,{new string('a', 62)}/b,1\n", StringComparison.Ordinal)),
            ("meetings", "MaCuocHop,DonViToChuc,NgayHop,SoThanhPhanMoi,SoThamDu,SoDangNhapPhanMem,SoTaiLieu,SoTrangTaiLieu,CoInGiay,TrangThai\n"
                + "HOP-1,Phường 1,01/06/2022,999999999999,999999999999,1,999999999999,999999999999,1,DA_HOP\n"),
        ];
        var names = new List<string>();
        foreach (var (source, content) in poison)
        {
            names.Add(await pipeline.DropAsync(source, content, First.AddDays(3)));
        }

        await pipeline.DropAsync("onestop-wards", Export(1, online: _ => true), First.AddDays(1));
        (await pipeline.DrainAsync()).ShouldBeEmpty();
        foreach (var name in names)
        {
            var file = await pipeline.FileAsync(name);
            (file.State == FileStates.Ingested || file.ErrorCode.StartsWith("GP2", StringComparison.Ordinal)).ShouldBeTrue($"{name} {file.State} {file.Error}");
        }

        (await pipeline.RowAsync("nd09-2022-H1", "tnc-phuong-1")).ReceivedOnline.ShouldBe(60);
    }

    [Fact]
    public async Task Two_hosts_at_one_file_are_not_taken_for_readers_that_died()
    {
        await using var pipeline = await TestPipeline.StartAsync();
        for (var i = 0; i < 10; i++)
        {
            (await pipeline.Get<ReadingTries>().BeginAsync("x", CancellationToken.None)).ShouldBeTrue();
        }
    }

    [Fact]
    public async Task What_does_not_end_is_left_behind_and_what_listens_is_ended()
    {
        using var never = new ManualResetEventSlim();
        (await TimeLimited.RunAsync<MemoryStream>(
            _ =>
            {
                never.Wait(CancellationToken.None);
                return new();
            },
            TimeSpan.FromMilliseconds(50), TimeSpan.FromMilliseconds(50), CancellationToken.None)).ShouldBeNull();
        never.Set();
        (await TimeLimited.RunAsync<MemoryStream>(
            token =>
            {
                token.WaitHandle.WaitOne();
                token.ThrowIfCancellationRequested();
                return new();
            },
            TimeSpan.FromMilliseconds(50), TimeSpan.FromMinutes(1), CancellationToken.None)).ShouldBeNull();
        (await TimeLimited.RunAsync(_ => new MemoryStream(), TimeSpan.FromMinutes(1), TimeSpan.Zero, CancellationToken.None)).ShouldNotBeNull();
        await Should.ThrowAsync<InvalidOperationException>(
            TimeLimited.RunAsync<MemoryStream>(_ => throw new InvalidOperationException(), TimeSpan.FromMinutes(1), TimeSpan.Zero, CancellationToken.None));
        await Should.ThrowAsync<OperationCanceledException>(TimeLimited.RunAsync<MemoryStream>(
            token =>
            {
                token.ThrowIfCancellationRequested();
                return new();
            },
            TimeSpan.FromMinutes(1), TimeSpan.Zero, new CancellationToken(canceled: true)));
    }

    [Fact]
    public async Task What_of_a_file_is_no_data_is_kept_beside_its_rows()
    {
        await using var pipeline = await TestPipeline.StartAsync();
        var rows = Export(0, online: _ => false).TrimEnd().Split('\n').Select((l, i) => i == 0 ? $"STT,{l}" : $"{i},{l}");
        var name = await pipeline.DropAsync(
            "onestop-wards", string.Join('\n', rows).Replace("Hộ tịch", "Nuôi chim yến", StringComparison.Ordinal)
                + "\nTổng cộng,,,,,,,,,,\nNgười lập biểu,,,,,,,,,,\n", First);
        await pipeline.DrainAsync();
        var file = await pipeline.FileAsync(name);
        (file.Rows, file.Layout, file.LeftOut, file.Unlisted).ShouldBe((60, 2, "total: 1, signature: 1", "Lĩnh vực: 60"));
        var kept = FileDetail.Parse(await pipeline.Get<QuarantineStore>()
            .FindBlobAsync(QuarantineStore.DetailName("onestop-wards", file.Sha256), CancellationToken.None));
        kept.Unlisted.Single().ShouldBe(new("Lĩnh vực", string.Empty, 60));
        kept.Layout.Select(l => l.Numbers).ShouldBe(["62", "63"]);
    }

    [Fact]
    public void A_share_that_chance_explains_is_no_contradiction()
    {
        Sources.Reading.FileShape Shape(long received, long online) => new() { Rows = received, Received = received, Online = online };
        var before = Enumerable.Repeat(Shape(60, 54), 6).ToList();
        Shape(20, 20).Contradiction(before).ShouldBeNull("0.9 to the 20th is one in eight");
        Shape(200, 200).Contradiction(before)!.ShouldContain("100 %");
        Shape(200, 0).Contradiction(before)!.ShouldContain("0 %");
        Shape(200, 200).Contradiction([.. before.Take(4)]).ShouldBeNull("too few files before it");
        Shape(200, 200).Contradiction([.. before, Shape(50, 50)]).ShouldBeNull("it has been so before");
    }

    [Theory]
    [InlineData(1.0, null)]
    [InlineData(0.5, null)]
    [InlineData(0.05, "TongSo")]
    [InlineData(20.0, "TongSo")]
    public void Counts_that_fall_to_a_tenth_or_grow_tenfold_are_one(double times, string? named)
    {
        Sources.Reading.FileShape Shape(double sum) => new()
        {
            Rows = 10, Readings = new Dictionary<string, long> { ["TongSo"] = 10 }, Sums = new Dictionary<string, double> { ["TongSo"] = sum },
        };
        var found = Shape(500 * times).Contradiction([.. Enumerable.Range(0, 6).Select(i => Shape(480 + (i * 10)))]);
        (found is null).ShouldBe(named is null);
        found?.ShouldContain(named!);
    }

    [Fact]
    public void Codes_of_files_that_wait_for_a_person_are_those_that_a_person_can_take_in() =>
        ErrorCatalogue.All.Where(e => ErrorCatalogue.WaitsForPerson(e.Code)).ShouldAllBe(e => e.RemedyVi.Contains("--yes"));

    private static string Export(int day, Func<int, bool> online)
    {
        var date = First.AddDays(day);
        var received = date.ToString("dd/MM/yyyy", System.Globalization.CultureInfo.InvariantCulture);
        return Csv.Header + string.Concat(Enumerable.Range(0, 60).Select(i =>
            Csv.Dossier($"000.01.13.H53-{date:yyMMdd}-{i:D4}", received, channel: online(i) ? "Trực tuyến" : "Trực tiếp")));
    }
}
