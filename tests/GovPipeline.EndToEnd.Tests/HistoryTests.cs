using System.Text.Json;
using GovPipeline.Testing;

namespace GovPipeline.EndToEnd.Tests;

/// <summary>Years of old exports are taken in and a period is played again, as processes.</summary>
public sealed class HistoryTests
{
    [Fact]
    public async Task Old_files_are_taken_in_newest_first_again_and_again_and_a_rehearsal_ends_in_the_same_tables()
    {
        var data = Directory.CreateTempSubdirectory("govpipeline-history-").FullName;
        var old = Directory.CreateTempSubdirectory("govpipeline-test-").FullName;
        Directory.CreateDirectory(Path.Combine(old, "onestop-wards"));
        for (var month = 1; month <= 6; month++)
        {
            var rows = string.Concat(Enumerable.Range(1, 5).Select(i => Csv.Dossier($"000.01.13.H53-22{month:00}{i:00}-0001", $"{i:00}/{month:00}/2022")));
            await File.WriteAllTextAsync(Path.Combine(old, "onestop-wards", $"2022-{month:00}-14.csv"), Csv.Header + rows);
        }

        Directory.CreateDirectory(Path.Combine(old, "nobody"));
        await using (var emulator = await Emulation.StorageEmulator.OpenAsync(data, _ => { }, CancellationToken.None))
        {
            // Killed on its way, cut off after the newest two, then gone on with: what is there is passed over by its content.
            using (var killed = CliProcess.Start($"backfill --from 2022-05-01 --to 2022-06-14 --files \"{old}\" --data \"{data}\""))
            {
                var exports = new Azure.Storage.Blobs.BlobContainerClient(emulator.ConnectionString, "exports");
                while (!killed.HasExited && !(await exports.ExistsAsync() && exports.GetBlobs().Any()))
                {
                    await Task.Delay(50);
                }

                killed.HasExited.ShouldBeFalse();
                killed.Kill(entireProcessTree: true);
                await killed.WaitForExitAsync();
            }

            var some = await CliProcess.RunAsync($"backfill --from 2022-05-01 --to 2022-06-14 --files \"{old}\" --data \"{data}\"");
            some.ShouldSatisfyAllConditions(r => r.Code.ShouldBe(0, r.Error), r => r.Output.ShouldMatch("Nhận [12] tệp"), r =>
                r.Error.ShouldContain("'nobody'"));
            var rest = await CliProcess.RunAsync($"backfill --from 2021-12-01 --to 2022-06-14 --files \"{old}\" --data \"{data}\"");
            rest.ShouldSatisfyAllConditions(r => r.Code.ShouldBe(0, r.Error), r => r.Output.ShouldContain("Nhận 4 tệp; 2 tệp đã có từ trước"));
            using var rows = JsonDocument.Parse((await CliProcess.RunAsync($"tables halfyear --period nd09-2022-H1 --json --data \"{data}\"")).Output);
            rows.RootElement.EnumerateArray().Single(r => r.GetProperty("RowKey").GetString() == "tier:commune|all").GetProperty("Received").GetInt64()
                .ShouldBe(30, "in any order, the same figures");

            var played = await CliProcess.RunAsync($"rehearse --period nd09-2022-M06 --json --data \"{data}\"");
            played.Code.ShouldBe(0, played.Error);
            played.Error.ShouldContain("giống hệt");
            using var nights = JsonDocument.Parse(played.Output);
            var last = nights.RootElement.GetProperty("Nights").EnumerateArray().Last(n => n.GetProperty("Files").GetInt32() > 0);
            (last.GetProperty("Night").GetString(), last.GetProperty("Received").GetInt64() > 0).ShouldBe(("2022-06-14", true));
        }

        Directory.Delete(data, recursive: true);
        Directory.Delete(old, recursive: true);
    }
}
