using System.Globalization;
using System.Text;
using GovPipeline.Domain.Errors;
using GovPipeline.Sources.Reading;

namespace GovPipeline.Sources.Tests;

/// <summary>Rows are read ahead by another thread, some hundreds at once: nothing of that is seen.</summary>
public sealed class ReadAheadTests
{
    private const string Header = "Mã hồ sơ,Trạng thái,Hình thức nộp,Ngày nhận,Hạn xử lý,Ngày có kết quả,Ngày trả,Đơn vị tiếp nhận";

    private static string Row(int number, string channel) => string.Create(
        CultureInfo.InvariantCulture, $"000.01.13.H53-220301-{number:D4},Đang xử lý,{channel},01/03/2022 08:00,,,,Phường 1");

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Rows_errors_and_their_numbers_come_in_the_order_of_the_file_wherever_batches_end(int seed)
    {
        var random = new Random(seed);
        var (rows, bad) = (random.Next(300, 3000), new HashSet<int>());
        var text = new StringBuilder(Header + ",Ghi chú\n");
        for (var row = 2; row < rows + 2; row++)
        {
            var isBad = random.Next(20) == 0;
            _ = isBad && bad.Add(row);
            var note = random.Next(10) == 0 ? $"\"{new string('x', random.Next(3000))},\n\"\"y\"\"\"" : string.Empty;
            text.Append(Row(row, isBad ? "thư bồ câu" : "Trực tuyến") + $",{note}\n");
        }

        var result = Reading.Of(text.ToString());
        result.Rejected.Select(r => r.Row).ShouldBe(bad.Order());
        result.Dossiers.Select(d => d.Row).ShouldBe(Enumerable.Range(2, rows).Except(bad));
        result.Dossiers.ShouldAllBe(d => d.Code.ToString().EndsWith($"-{d.Row:D4}", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(510)]
    [InlineData(511)]
    [InlineData(512)]
    [InlineData(513)]
    [InlineData(5000)]
    public void What_ends_a_file_before_its_end_comes_after_the_rows_before_it(int rows)
    {
        var text = new StringBuilder(Header + "\n");
        for (var row = 0; row < rows; row++)
        {
            text.Append(Row(row, "Trực tuyến") + "\n");
        }

        text.Append(CultureInfo.InvariantCulture, $"000.01.13.H53-220301-9999,{new string('z', 3 << 20)}\n"); // longer than any record may be
        var read = 0;
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(text.ToString()));
        Should.Throw<PipelineException>(() => ExportReader.ReadDossiers(
            stream, Reading.Context() with { Rules = new() { LinesAreRows = true } }, (in _) => read++, RowReport.Silent,
                CancellationToken.None)).Code.ShouldStartWith("GP2");
        read.ShouldBe(rows);
    }

    [Fact]
    public async Task Whoever_stops_in_the_middle_is_let_go_wherever_the_other_thread_stands()
    {
        var text = Encoding.UTF8.GetBytes(Header + "\n" + string.Concat(Enumerable.Range(0, 20_000).Select(i => Row(i % 10_000, "Trực tuyến") + "\n")));
        for (var stop = 1; stop < 6000; stop += 397)
        {
            var read = 0;
            using var stream = new MemoryStream(text);
            var reading = Task.Run(() => ExportReader.ReadDossiers(
                stream, Reading.Context(), (in _) => Stop(++read == stop), RowReport.Silent, CancellationToken.None));
            if (stop % 2 == 0)
            {
                await Task.Delay(20); // all that may be read ahead is
            }

            await Should.ThrowAsync<InvalidOperationException>(() => reading.WaitAsync(TimeSpan.FromSeconds(20)));
        }
    }

    /// <summary>Of a row that is read ahead, code and days are worked out by the other thread; the first rows of a table are not.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void A_row_says_the_same_wherever_in_the_file_it_stands(int seed)
    {
        const int Few = 30;
        string[] codes = ["000.01.13.H53-220301-0001", "000.01.13.h53-220301-0002", " 000.01.13.H53-220302-0003", "H53.13-220302-4", "NGUYEN VAN AN",
            "072000000001", "000.01.13.H53 220301-0005", "000.01.13.Н53-220301-0006", "", "1-2-3", "A-1-",
            "000.01.13.H53-220301-0001-0002-0003-0004-0005-0006", "T1-01-01"];
        string[] days = ["01/03/2022 08:00", "01/03/2022 23:59", "13/02/2022 07:30", "2/3/2022 8:00", "2022-03-01T08:00:00", "03/03/2022", " 05/03/2022 09:15 ",
            "31/02/2022 08:00", "03/13/2022 08:00", "01/03/2032 08:00", "01/03/1985 08:00", "01/03/2022 24:00", "01-03-2022 08:00", "hôm qua", "", "",
            "29/02/2020 08:00", "29/02/2021 08:00", "31/12/2060 08:00", "01/01/2061 08:00", "44621,5"];
        var random = new Random(seed);
        T Any<T>(T[] some) => some[random.Next(3) == 0 ? random.Next(some.Length) : 0];
        var rows = Enumerable.Range(0, 3000)
            .Select(i => i % Few == 0
                ? "000.01.13.H53-220215-0001,Đã trả kết quả,,15/02/2022 08:00,15/02/2022 08:00,15/02/2022 08:00,15/02/2022 08:00,Phường 1"
                : $"{Any(codes)},{Any(["Đã trả kết quả", "Đang xử lý", "Đã trả"])},{Any(["Trực tuyến", "", "bồ câu"])},"
                + $"{Any(days)},{Any(days)},{Any(days)},{Any(days)}," + Any(["Phường 1", "Phường 99", ""]))
            .ToList();
        var whole = Told(rows, 0);
        for (var at = 0; at < rows.Count; at += Few)
        {
            Told(rows.GetRange(at, Few), at).ShouldBe(whole.Where(t => t.Row >= at + 2 && t.Row < at + Few + 2));
        }

        whole.Count(t => t.Says.StartsWith("Dossier", StringComparison.Ordinal)).ShouldBeGreaterThan(20);
    }

    /// <summary>What comes of each row: the record, the errors or the repairs.</summary>
    private static List<(int Row, string Says)> Told(List<string> rows, int before)
    {
        var read = Reading.Once(Encoding.UTF8.GetBytes(Header + "\n" + string.Join('\n', rows) + "\n"),
            Reading.Context() with { IsConfirmed = true });
        return [.. read.Dossiers.Select(d => (d.Row + before, (d with { Row = 0 }).ToString()))
            .Concat(read.Rejected.Select(r => (r.Row + before, $"{r.Key}: {string.Join("; ", r.Errors.Select(e => $"{e.Code} {e.Column} {e.Value}"))}")))
            .Concat(read.Repaired.Select(r => (r.Row + before, $"{r.Key}: {string.Join("; ", r.Repairs)}")))
            .OrderBy(t => t.Item1).ThenBy(t => t.Item2, StringComparer.Ordinal)];
    }

    private static void Stop(bool now)
    {
        if (now)
        {
            throw new InvalidOperationException();
        }
    }
}
