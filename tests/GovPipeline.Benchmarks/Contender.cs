using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using DuckDB.NET.Data;
using GovPipeline.Domain.Counting;
using GovPipeline.Domain.Dossiers;
using GovPipeline.Domain.Errors;
using GovPipeline.Pipeline.Configuration;
using GovPipeline.Pipeline.Ingesting;
using GovPipeline.Sources.Reading;
using GovPipeline.Storage.Facts;

namespace GovPipeline.Benchmarks;

/// <summary>What a contender used and found. Both must find the same.</summary>
internal sealed record ContenderResult(double WallSeconds, double CpuSeconds, double PeakMegabytes, long Dossiers, long Received, long Online, long Finished);

/// <summary>One way to read, validate and fold an export, run in a process of its own so that its memory is its own.</summary>
internal static class Contender
{
    private const int SpillMegabytes = 16;

    public static int Run(string name, string file)
    {
        using var process = Process.GetCurrentProcess();
        var (clock, cpu) = (Stopwatch.StartNew(), process.TotalProcessorTime);
        var (dossiers, received, online, finished) = name switch { "ours" => Ours(file), "cells" => Cells(file), "refused" => Refused(file), _ => Duck(file) };
        process.Refresh();
        var result = new ContenderResult(
            clock.Elapsed.TotalSeconds, (process.TotalProcessorTime - cpu).TotalSeconds, PeakMegabytes(), dossiers, received, online, finished);
        Console.WriteLine(JsonSerializer.Serialize(result));
        return 0;
    }

    /// <summary>The product's own path from the bytes of a file to daily counts, storage left out.</summary>
    private static (long, long, long, long) Ours(string file)
    {
        var reference = ReferenceData.Load(ReferenceData.FindFolder(null));
        var context = reference.ReadingOf(reference.Sources.Find("onestop-wards")!, file, new(2022, 6, 14), null);
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.Read, 1, FileOptions.SequentialScan);
        using var hashed = new HashingStream(stream);
        using var spill = new DossierSpill(SpillMegabytes);
        ExportReader.ReadDossiers(hashed, context, spill.Add, RowReport.Silent, CancellationToken.None);
        var stamp = new ExportFile("onestop-wards", new(2022, 6, 14), hashed.Sha256());
        var (dossiers, received, online, finished) = (0L, 0L, 0L, 0L);
        var reading = new Lock();
        Parallel.ForEach(spill.Partitions, new() { MaxDegreeOfParallelism = Environment.ProcessorCount }, key =>
        {
            LentRows lent;
            lock (reading)
            {
                lent = spill.Read(key);
            }

            using var rows = lent;
            var merged = DossierMerge.Merge(DossierPartition.Empty, rows.Rows.Span, stamp).Partition.Dossiers;
            Interlocked.Add(ref dossiers, merged.Length);
            foreach (var count in DailyCounts.Of(merged).Rows().Where(c => !c.Key.IsOfProcedure))
            {
                switch (count.Event)
                {
                    case DossierEvent.Received:
                        Interlocked.Add(ref received, count.Count);
                        Interlocked.Add(ref online, count.Key.Channel.IsOnline() ? count.Count : 0);
                        break;
                    case DossierEvent.FinishedEarly or DossierEvent.FinishedOnTime or DossierEvent.FinishedLate
                        or DossierEvent.FinishedWithoutDueDate or DossierEvent.Withdrawn:
                        Interlocked.Add(ref finished, count.Count);
                        break;
                }
            }
        });
        return (dossiers, received, online, finished);
    }

    /// <summary>A file that is to be refused.</summary>
    private static (long, long, long, long) Refused(string file)
    {
        try
        {
            Ours(file);
            throw new InvalidOperationException($"{file} was read.");
        }
        catch (PipelineException)
        {
            return default;
        }
    }

    /// <summary>Nothing but every cell of a workbook, by the library itself: what any reading costs at the least.</summary>
    private static (long, long, long, long) Cells(string file)
    {
        using var stream = File.OpenRead(file);
        System.Text.Encoding.RegisterProvider(System.Text.CodePagesEncodingProvider.Instance);
        using var workbook = ExcelDataReader.ExcelReaderFactory.CreateReader(stream);
        var cells = 0L;
        do
        {
            while (workbook.Read())
            {
                for (var i = 0; i < workbook.FieldCount; i++)
                {
                    cells += workbook.GetValue(i) is null ? 0 : 1;
                }
            }
        }
        while (workbook.NextResult());
        return (cells, 0, 0, 0);
    }

    /// <summary>What a user would pick instead: one SQL statement that deduplicates and groups; no validation beyond types.</summary>
    private static (long, long, long, long) Duck(string file)
    {
        using var duck = new DuckDBConnection("DataSource=:memory:");
        duck.Open();
        using var command = duck.CreateCommand();
        command.CommandText =
            $"""
            CREATE TABLE newest AS
            SELECT "Mã hồ sơ" AS code,
                   max_by(struct_pack(unit := "Đơn vị tiếp nhận", field := "Lĩnh vực", channel := "Hình thức nộp", level := "Mức độ", status := "Trạng thái",
                     received := "Ngày tiếp nhận"::DATE, due := "Ngày hẹn trả"::DATE, finished := "Ngày kết thúc xử lý"::DATE), "Ngày cập nhật") AS d
            FROM read_csv('{file}', header=true, delim=',', timestampformat='%d/%m/%Y %H:%M', auto_detect=false, columns={Columns})
            GROUP BY code
            """;
        command.ExecuteNonQuery();
        command.CommandText =
            """
            WITH events AS (
              SELECT d.unit, d.field, d.channel, d.level, 'received' AS event, d.received AS day FROM newest WHERE d.received IS NOT NULL
              UNION ALL
              SELECT d.unit, d.field, d.channel, d.level,
                CASE WHEN d.due IS NULL THEN 'nodue' WHEN d.finished < d.due THEN 'early' WHEN d.finished = d.due THEN 'ontime' ELSE 'late' END, d.finished
              FROM newest WHERE d.finished IS NOT NULL),
            counts AS (SELECT unit, field, channel, level, event, day, count(*) AS n FROM events GROUP BY ALL)
            SELECT (SELECT count(*) FROM newest), sum(n) FILTER (event = 'received'), sum(n) FILTER (event = 'received' AND channel = 'Trực tuyến'),
                   sum(n) FILTER (event <> 'received') FROM counts
            """;
        using var reader = command.ExecuteReader();
        reader.Read();
        long Number(int i) => long.Parse(reader.GetValue(i).ToString()!, CultureInfo.InvariantCulture);
        return (Number(0), Number(1), Number(2), Number(3));
    }

    public const string Columns =
        "{'STT': 'BIGINT', 'Mã hồ sơ': 'VARCHAR', 'Chủ hồ sơ': 'VARCHAR', 'Số giấy tờ': 'VARCHAR', 'Mã TTHC': 'VARCHAR', 'Lĩnh vực': 'VARCHAR', 'Mức độ': "
            + "'VARCHAR', "
        + "'Hình thức nộp': 'VARCHAR', 'Ngày nộp hồ sơ': 'TIMESTAMP', 'Ngày tiếp nhận': 'TIMESTAMP', 'Ngày hẹn trả': 'TIMESTAMP', 'Ngày kết thúc xử lý': "
            + "'TIMESTAMP', "
        + "'Ngày trả': 'TIMESTAMP', 'Trạng thái': 'VARCHAR', 'Đơn vị tiếp nhận': 'VARCHAR', 'Kết quả điện tử': 'VARCHAR', 'Ngày cập nhật': 'TIMESTAMP'}";

    public static double PeakMegabytes()
    {
        var line = File.Exists("/proc/self/status") ? File.ReadLines("/proc/self/status")
            .FirstOrDefault(l => l.StartsWith("VmHWM", StringComparison.Ordinal)) : null;
        if (line is not null)
        {
            return double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024;
        }

        using var process = Process.GetCurrentProcess();
        return process.PeakWorkingSet64 / 1024.0 / 1024.0;
    }
}
