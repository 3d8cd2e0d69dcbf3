using System.Text.Json.Nodes;
using GovPipeline.Storage.Published;
using GovPipeline.Testing;
using Shouldly;
using Xunit;

namespace GovPipeline.Pipeline.Tests;

/// <summary>The next system of its kind is a definition and an indicator row, no code.</summary>
public sealed class NextSystemTests
{
    [Fact]
    public async Task A_system_that_nobody_thought_of_is_added_by_a_definition_and_an_indicator_and_corrected_by_a_later_file()
    {
        var seeds = Csv.CopySeeds();
        try
        {
            await File.WriteAllTextAsync(Path.Combine(seeds, "sources", "hotline.json"), """
                {
                  "id": "hotline", "nameVi": "Đường dây nóng", "nameEn": "Hotline", "kind": "measures",
                  "expected": { "every": "month", "days": 5 },
                  "measures": {
                    "key": ["Mã cuộc gọi"], "date": ["Ngày gọi"], "unit": ["Đơn vị"],
                    "times": { "called": ["Ngày gọi"], "answered": ["Ngày trả lời"] },
                    "dimensions": { "kind": { "columns": ["Loại"], "values": { "question": ["Hỏi đáp"], "complaint": ["Khiếu nại"] } } },
                    "values": {
                      "calls": { "count": true },
                      "kept": { "within": { "from": "called", "to": "answered", "workingDays": 3, "dimension": "kind", "byValue": { "complaint": 1 } } }
                    }
                  }
                }
                """);
            var indicators = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(seeds, "reference", "indicators.json")))!.AsArray();
            indicators.Add(JsonNode.Parse("""
                {
                  "id": "DN01", "nameVi": "Cuộc gọi trả lời đúng hẹn", "nameEn": "Calls answered in time", "system": "hotline",
                  "legalBasis": "Quy chế đường dây nóng", "numerator": { "measures": ["kept"] }, "denominator": { "measures": ["calls"] }
                }
                """));
            await File.WriteAllTextAsync(Path.Combine(seeds, "reference", "indicators.json"), indicators.ToJsonString());

            await using var pipeline = await TestPipeline.StartAsync(new() { ["Pipeline:Seeds"] = seeds });
            const string Header = "Mã cuộc gọi,Ngày gọi,Đơn vị,Loại,Ngày trả lời\n";
            await pipeline.DropAsync("hotline", Header
                + "C1,02/06/2022,Phường 1,Hỏi đáp,07/06/2022\nC2,02/06/2022,Phường 1,Khiếu nại,07/06/2022\nC3,14/06/2022,Phường 2,Hỏi đáp,\n",
                new(2022, 6, 14));
            await pipeline.DrainAsync();
            (await RowAsync(pipeline, "tnc-phuong-1")).ShouldBe((1, 2)); // three working days after Thursday are over on Tuesday; one is not
            (await RowAsync(pipeline, "tnc-phuong-2")).ShouldBe((0, 0)); // still open and not late: nothing is known

            // The call of Phường 1 was Phường 2's, and its day another: the old reading does not stay behind.
            await pipeline.DropAsync("hotline", Header + "C2,03/06/2022,Phường 2,Hỏi đáp,07/06/2022\nC3,14/06/2022,Phường 2,Hỏi đáp,15/06/2022\n",
                new(2022, 6, 15));
            await pipeline.DrainAsync();
            (await RowAsync(pipeline, "tnc-phuong-1")).ShouldBe((1, 1));
            (await RowAsync(pipeline, "tnc-phuong-2")).ShouldBe((2, 2));
        }
        finally
        {
            Directory.Delete(seeds, recursive: true);
        }
    }

    private static async Task<(double, double)> RowAsync(TestPipeline pipeline, string unit)
    {
        var rows = await pipeline.Get<PublishedTables>().ReadAsync<IndicatorRow>("indicators", "nd09-2022-H1", CancellationToken.None);
        var row = rows.Single(r => r.Indicator == "DN01" && r.UnitId == unit);
        return (row.Numerator, row.Denominator);
    }
}
