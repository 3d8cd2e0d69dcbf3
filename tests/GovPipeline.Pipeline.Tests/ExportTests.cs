using DuckDB.NET.Data;
using GovPipeline.Pipeline.Exporting;
using GovPipeline.Storage.Ledger;
using GovPipeline.Storage.Published;
using GovPipeline.Testing;

namespace GovPipeline.Pipeline.Tests;

/// <summary>The published tables as files, read again by an engine that is not ours.</summary>
[Collection(AllSystems.Name)]
public sealed class ExportTests(SystemsFixture fixture)
{
    private const string Period = "nd09-2022-H1";
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task DuckDB_reads_from_the_files_what_is_published()
    {
        foreach (var format in PublishedExport.Formats)
        {
            var folder = Directory.CreateTempSubdirectory("govpipeline-export-");
            try
            {
                await HoldsAsync(fixture.Pipeline, folder.FullName, format);
            }
            finally
            {
                folder.Delete(recursive: true);
            }
        }
    }

    [Fact]
    public async Task What_leaves_the_authority_speaks_of_no_small_group_though_the_tables_inside_do()
    {
        await using var pipeline = await TestPipeline.StartAsync(new() { ["Secrets:IdentityKey"] = Convert.ToBase64String(new byte[16]) });
        var rows = string.Concat(Enumerable.Range(1, 30).Select(i => Csv.Dossier(
            $"000.01.13.H53-220301-{i:D4}", "01/03/2022", unit: i <= 3 ? "Phường 1" : i <= 14 ? "Phường 2" : "Phường 3")));
        await pipeline.DropAsync("onestop-wards", Csv.Header + rows, new(2022, 6, 14));
        (await pipeline.DrainAsync()).ShouldBeEmpty();
        (await pipeline.RowAsync(Period, "tnc-phuong-1")).Received.ShouldBe(3);
        var folder = Directory.CreateTempSubdirectory("govpipeline-export-");
        try
        {
            await pipeline.Get<PublishedExport>().WriteAsync(
                folder.FullName, Domain.Periods.Period.Parse(Period), "parquet", PublishedExport.FewestOutside, "x", None);
            var file = Path.Combine(folder.FullName, "halfyear.parquet");
            Ask<long>($"SELECT count(*) FROM '{file}' WHERE Total BETWEEN 1 AND 4 OR Received BETWEEN 1 AND 4").ShouldBe(0);
            Ask<string>($"SELECT Status FROM '{file}' WHERE UnitId = 'tnc-phuong-1' AND FieldKey = 'all'").ShouldBe("Suppressed");
            Ask<long>($"SELECT count(*) FROM '{file}' WHERE UnitId IN ('tnc-phuong-2', 'tnc-phuong-3') AND FieldKey = 'all' AND Status = 'Suppressed'")
                .ShouldBe(1, "one of the neighbours, by a key: 3 is not what is left");
            var (exact, written) = ((await pipeline.Get<PublishedTables>().FindAsync<DatasetRow>("datasets", "all", Period, None))!.Version,
                Ask<string>($"SELECT Version FROM '{Path.Combine(folder.FullName, "datasets.parquet")}'"));
            written.ShouldNotBe(exact, "the version of the exact figures could be tried out");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task HoldsAsync(TestPipeline pipeline, string folder, string format)
    {
        var written = await pipeline.Get<PublishedExport>().WriteAsync(folder, null, format, 0, "lan@may-1", None);
        foreach (var (path, rows) in written)
        {
            var table = Path.GetFileNameWithoutExtension(path);
            var published = await pipeline.Get<PublishedTables>().ReadEntitiesAsync(table, table == "datasets" ? "all" : null, None);
            rows.ShouldBe(published.Count, table);
            Ask<long>($"SELECT count(*) FROM '{path}'").ShouldBe(rows, table);
        }

        // The line that the command prints.
        var file = Path.Combine(folder, $"halfyear.{format}");
        Ask<decimal>($"SELECT CAST(sum(OnlineNumerator) AS DECIMAL(18, 0)) FROM '{file}' WHERE FieldKey = 'all' AND NOT IsRollup AND Period = '{Period}'")
            .ShouldBe(8490);
        Ask<string>($"SELECT UnitName FROM '{file}' WHERE UnitId = 'tnc-one-stop' AND FieldKey = 'all' AND Period = '{Period}'")
            .ShouldBe("Bộ phận Một cửa thành phố");
        Ask<double>($"SELECT max(abs(OnlineRate - OnlineNumerator / OnlineDenominator)) FROM '{file}' WHERE HasOnlineRate").ShouldBe(0, 1e-12);
        var note = (await pipeline.Get<AuditLog>().NewestAsync(5, None)).Single(n => n.Detail == $"{format}, fewest 0");
        (note.Action, note.Who, note.What).ShouldBe((AuditRecord.Exported, "lan@may-1", "published all"));
        note.Count.ShouldBeGreaterThan(100);
    }

    private static T Ask<T>(string sql)
    {
        using var connection = new DuckDBConnection("Data Source=:memory:");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return (T)command.ExecuteScalar()!;
    }
}
