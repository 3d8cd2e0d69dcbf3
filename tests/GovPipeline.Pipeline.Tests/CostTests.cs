using System.Text;
using GovPipeline.Pipeline.Running;
using GovPipeline.Storage.Ledger;
using GovPipeline.Testing;

namespace GovPipeline.Pipeline.Tests;

/// <summary>What a change costs, as the pipeline itself counts it.</summary>
public sealed class CostTests
{
    private static readonly CancellationToken None = CancellationToken.None;
    private const int MostAnOrganisation = 13, MostDisturbed = 1;
    private static readonly DateOnly Day1 = new(2022, 6, 13);

    [Fact]
    public async Task Promise_8_one_changed_dossier_costs_the_same_beside_one_organisation_and_year_and_beside_ten_of_each()
    {
        var (one, ten) = (await ChangeAsync(organisations: 1, years: 1), await ChangeAsync(organisations: 10, years: 10));
        ten.Requests.ShouldBeLessThanOrEqualTo(one.Requests + 12,
            $"the year before has half-months to compare with; a file of each organisation or year would be many more\n{one.Runs}\n{ten.Runs}");
        ten.Bytes.ShouldBeLessThanOrEqualTo(one.Bytes + 200_000, "other units stand in the same closings and are ranked beside it");
    }

    [Fact]
    public async Task Each_further_organisation_of_a_night_costs_its_own_files_once()
    {
        var (one, ten) = (await ChangeAsync(10, 1, changed: 1), await ChangeAsync(10, 1, changed: 10));
        (ten.Requests - one.Requests).ShouldBeLessThanOrEqualTo(9 * MostAnOrganisation,
            "its facts, counts and tests are read and written once; notes, closings and months of trends are asked for together\n"
                + $"{one.Runs}\n{ten.Runs}");
    }

    /// <summary>
    /// What the runs of jobs request when one dossier of some organisations is corrected. A run that was disturbed, and done again by another, is left
    /// out: storage that fails costs more.
    /// </summary>
    private static async Task<(long Requests, long Bytes, string Runs)> ChangeAsync(int organisations, int years, int changed = 1)
    {
        await using var pipeline = await TestPipeline.StartAsync();
        var wards = pipeline.Reference.Units.Receiving.Where(u => u.Tier == Domain.Units.UnitTier.Commune).Take(organisations).ToList();
        wards.Count.ShouldBe(organisations);
        var rows = new StringBuilder(Csv.Header);
        foreach (var (ward, i) in wards.Select((w, i) => (w, i)))
        {
            var name = ward.NameOn(Day1).Name;
            for (var year = 2023 - years; year <= 2022; year++)
            {
                foreach (var month in Enumerable.Range(1, 5))
                {
                    rows.Append(Csv.Dossier($"000.{i + 1:D2}.13.H53-{year % 100:D2}{month:D2}03-0001", $"03/{month:D2}/{year}", $"20/{month:D2}/{year}",
                        $"10/{month:D2}/{year}", unit: name, updated: $"10/{month:D2}/{year}"));
                }
            }
        }

        // The days of 2022 are told, so that its periods are published; what the years before hold is in facts, counts and closings all the same.
        await pipeline.DropAsync("onestop-wards", rows.ToString(), Day1, new(2022, 1, 1));
        await pipeline.DrainAsync();
        var before = await RunsAsync();
        var late = wards.Take(changed).Select((ward, i) => Csv.Dossier($"000.{i + 1:D2}.13.H53-220503-0001", "03/05/2022", "20/05/2022", "25/05/2022",
            unit: ward.NameOn(Day1).Name, updated: "13/06/2022"));
        await pipeline.DropAsync("onestop-wards", Csv.Header + string.Concat(late), Day1, Day1);
        await pipeline.DrainAsync();
        (await pipeline.RowAsync("nd09-2022-H1", wards[0].Id)).ResolvedLate.ShouldBe(1);
        var all = (await RunsAsync()).ExceptBy(before.Select(r => r.RowKey), r => r.RowKey).ToList();
        var after = all.FindAll(r => r.Outcome is RunRecord.Done or RunRecord.Nothing);
        var runs = string.Join("; ", all.Select(r => $"{r.PartitionKey} {r.Subject}: {r.Requests}, {r.Outcome} {r.Message}"));
        (all.Count - after.Count).ShouldBeLessThanOrEqualTo(MostDisturbed, runs);
        return (after.Sum(r => r.Requests), after.Sum(r => r.StorageBytes), runs);

        Task<IReadOnlyList<RunRecord>> RunsAsync() => pipeline.Get<RunHistory>().SinceAsync(JobNames.All, DateTimeOffset.MinValue, None);
    }
}
