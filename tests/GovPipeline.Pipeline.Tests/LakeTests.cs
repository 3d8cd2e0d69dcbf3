using DuckDB.NET.Data;
using GovPipeline.Domain.Periods;
using GovPipeline.Storage.Accounts;
using GovPipeline.Storage.Published;
using GovPipeline.Testing;

namespace GovPipeline.Pipeline.Tests;

/// <summary>The facts as one Hive-partitioned data set, counted by the SQL of <c>infra/lake</c> in an engine that is not ours.</summary>
public sealed class LakeTests
{
    private static readonly string[] Counters =
        ["CarriedOver", "Received", "ReceivedOnline", "Resolved", "ResolvedEarly", "ResolvedLate", "Pending", "PendingLate", "Refused"];

    [Fact]
    public async Task A_half_year_counted_in_the_lake_is_the_published_one()
    {
        await using var pipeline = await TestPipeline.StartAsync();
        foreach (var (source, day, content) in Csv.SeedExports().Where(e => e.Source == "onestop-city"))
        {
            await pipeline.DropAsync(source, content, day);
        }

        // What the samples lack: a paused and a stopped one, a refused one, one that a source deleted, codes of two years.
        await pipeline.DropAsync("onestop-wards", Csv.Header
            + Csv.Dossier("000.01.13.H53-211201-0001", "01/12/2021", due: "10/12/2021", updated: "01/06/2022", status: "Yêu cầu bổ sung giấy tờ")
            + Csv.Dossier("000.01.13.H53-211201-0002", "01/12/2021", due: "10/12/2021", updated: "01/06/2022", status: "Dừng xử lý")
            + Csv.Dossier("000.01.13.H53-220301-9003", "01/03/2022", updated: "01/06/2022", status: "Không được tiếp nhận")
            + Csv.Dossier("000.01.13.H53-220301-9004", "01/03/2022", due: "05/03/2022", finished: "04/03/2022", updated: "01/06/2022", status: "Rút hồ sơ"),
            new(2022, 6, 14));
        await pipeline.DrainAsync();

        var folder = Directory.CreateTempSubdirectory("govpipeline-lake-");
        try
        {
            var container = pipeline.Get<WorkAccount>().Account.Container(StorageNames.Facts);
            await foreach (var blob in container.GetBlobsAsync())
            {
                var path = Path.Combine(folder.FullName, blob.Name);
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                await container.GetBlobClient(blob.Name).DownloadToAsync(path);
            }

            foreach (var id in (string[])["nd09-2022-H1", "cal-2022-Q1", "cal-2022-M05"])
            {
                var period = Period.Parse(id);
                var published = (await pipeline.RowsAsync(id)).Where(r => r is { IsRollup: false, FieldKey: PeriodRow.AllFields, HasData: true }).ToList();
                var asOf = DateOnly.Parse(published[0].AsOf, System.Globalization.CultureInfo.InvariantCulture);
                var counted = Counted(folder.FullName, period.Start, period.End < asOf ? period.End : asOf);
                var zero = Counters.Select(_ => 0L);
                foreach (var row in published)
                {
                    Counters.Select(c => (long)typeof(PeriodRow).GetProperty(c)!.GetValue(row)!)
                        .ShouldBe(counted.GetValueOrDefault(row.UnitId) ?? zero, $"{id} {row.UnitId}: {string.Join(", ", Counters)}");
                }

                counted.Keys.ShouldBeSubsetOf(published.Select(r => r.UnitId));
            }

            (await pipeline.RowAsync("nd09-2022-H1", "tnc-phuong-1")).Refused.ShouldBeGreaterThan(0);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static Dictionary<string, long[]> Counted(string facts, DateOnly first, DateOnly last)
    {
        using var connection = new DuckDBConnection("Data Source=:memory:");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = File.ReadAllText(Path.Combine(Path.GetDirectoryName(Csv.Seeds)!, "infra", "lake", "half-year.sql"));
        command.Parameters.Add(new DuckDBParameter("facts", facts));
        command.Parameters.Add(new DuckDBParameter("first", first));
        command.Parameters.Add(new DuckDBParameter("last", last));
        using var reader = command.ExecuteReader();
        var rows = new Dictionary<string, long[]>();
        while (reader.Read())
        {
            rows[reader.GetString(0)] = [.. Counters.Select(c => reader.GetInt64(reader.GetOrdinal(c)))];
        }

        return rows;
    }
}
