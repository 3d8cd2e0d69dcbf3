using GovPipeline.Infra.Tests.PowerBi;
using GovPipeline.LocalHost;
using GovPipeline.Pipeline.Jobs;
using GovPipeline.Storage.Accounts;
using GovPipeline.Testing;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using Microsoft.Extensions.DependencyInjection;

namespace GovPipeline.Infra.Tests;

/// <summary>Edge: rows in one account, tables in another. What lands in the second is looked at, after a night.</summary>
public sealed class EdgeAccountTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task The_published_account_gets_published_tables_and_nothing_else_and_no_property_of_a_dossier()
    {
        var connection = await Emulator.ConnectionStringAsync();
        var (work, published) = ("w" + Guid.NewGuid().ToString("N")[..8], "p" + Guid.NewGuid().ToString("N")[..8]);
        using var host = LocalHostBuilder.Build(
            new Dictionary<string, string?>
            {
                ["Work"] = connection, ["Work:prefix"] = work, ["Published"] = connection, ["Published:prefix"] = published,
                ["Pipeline:SmallestGroup"] = "5", ["Secrets:IdentityKey"] = Convert.ToBase64String(new byte[32]),
            },
            verbose: false);
        await host.Services.GetRequiredService<StorageSetup>().EnsureAsync(None);
        var exports = host.Services.GetRequiredService<Storage.Exports.ExportStore>();
        var csv = "Mã hồ sơ,Chủ hồ sơ,CCCD,Lĩnh vực,Mức độ,Hình thức nộp,Ngày tiếp nhận,Ngày hẹn trả,Ngày kết thúc xử lý,Trạng thái,"
            + "Đơn vị tiếp nhận,Ngày cập nhật\n"
            + string.Concat(Enumerable.Range(1, 30).Select(i =>
                $"000.01.13.H53-220301-{i:D4},Nguyễn Văn Mẫu,072000000{i:D3},Hộ tịch,Mức độ 4,Trực tuyến,01/03/2022,10/03/2022,,Đang xử lý,"
                + $"Phường {1 + (i % 2)},\n"))
            + "000.01.13.H53-220301-0099,Trần Thị Mẫu,072000000999,Hộ tịch,Mức độ 4,Trực tuyến,32/03/2022,,,Đang xử lý,Phường 1,\n";
        var staged = exports.Begin("onestop-wards/2022/06/14/20220615T000000000-a.csv", new(2022, 6, 14), null, isDateCertain: true);
        await staged.WriteAsync(System.Text.Encoding.UTF8.GetBytes(csv), None);
        await staged.CommitAsync(None);
        (await host.Services.GetRequiredService<LocalJobs>().DrainAsync(null, None)).ShouldBeEmpty();
        await host.Services.GetRequiredService<CheckOperations>().RunAsync(None);

        (await new BlobServiceClient(connection).GetBlobContainersAsync().Select(c => c.Name).ToListAsync())
            .ShouldNotContain(n => n.StartsWith(published, StringComparison.Ordinal));
        (await new QueueServiceClient(connection).GetQueuesAsync().Select(q => q.Name).ToListAsync())
            .ShouldNotContain(n => n.StartsWith(published, StringComparison.Ordinal));
        var service = new TableServiceClient(connection);
        var tables = (await service.QueryAsync().Select(t => t.Name).ToListAsync()).Where(n => n.StartsWith(published, StringComparison.Ordinal)).ToList();
        tables.Select(t => t[published.Length..]).ShouldBe(StorageNames.PublishedTables, ignoreOrder: true);
        var entities = 0;
        foreach (var table in PublishedDictionary.Tables)
        {
            string[] may = [.. table.Columns.Select(c => c.Name), "odata.etag", "PartitionKey", "RowKey", "Timestamp"];
            await foreach (var entity in service.GetTableClient(published + table.Name).QueryAsync<TableEntity>())
            {
                entity.Keys.ShouldBeSubsetOf(may, table.Name);
                var told = string.Join(' ', entity.Select(p => p.Value));
                told.ShouldNotContain("H53-220301");
                told.ShouldNotContain("Văn Mẫu");
                told.ShouldNotContain("Thị Mẫu");
                told.ShouldNotContain("072000");
                entities++;
            }
        }

        entities.ShouldBeGreaterThan(50);
    }
}
