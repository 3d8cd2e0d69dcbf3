using System.Text.RegularExpressions;
using GovPipeline.Domain.Dossiers;
using GovPipeline.Infra.Tests.PowerBi;
using GovPipeline.Pipeline.Configuration;
using GovPipeline.Sources.Definitions;
using GovPipeline.Storage.Accounts;
using GovPipeline.Testing;

namespace GovPipeline.Infra.Tests;

/// <summary>The pages of <c>infra/security</c> against the code: what is read, where it is kept, what tests are named.</summary>
public sealed partial class InventoryTests
{
    private static readonly string Folder = Path.Combine(PowerBiProject.Root, "infra", "security");
    private static readonly string Inventory = File.ReadAllText(Path.Combine(Folder, "personal-data.md"));

    [Fact]
    public void Every_column_that_a_reader_maps_is_in_the_inventory_once_and_no_other()
    {
        var section = Section("## Columns that are read", "Sources of measures bring");
        Rows(section).SelectMany(r => Names(r.Split('|')[1])).ShouldBe(DossierColumns.Names, ignoreOrder: true);
    }

    [Fact]
    public void Every_source_of_records_is_named_with_its_key_and_brings_nothing_that_names_a_person()
    {
        var records = ReferenceData.Load(Csv.Seeds).Sources.All.Where(s => s.Measures is { Key.Count: > 0 }).ToList();
        var text = Section("Sources of measures bring", "## Where it is kept");
        foreach (var source in records)
        {
            text.ShouldContain($"`{source.Id}`");
            text.ShouldContain($"`{source.Measures!.Key[0]}`");
        }

        Names(text).Count().ShouldBe(records.Count * 2);
    }

    [Fact]
    public void Every_place_of_storage_is_in_the_inventory_with_how_long()
    {
        var rows = Rows(Section("## Where it is kept", "## Keys")).Select(r => r.Split('|')).ToList();
        List<string> Of(string kind) => [.. rows.Where(r => r[1].Trim().StartsWith(kind, StringComparison.Ordinal)).SelectMany(r => Names(r[1]))];
        Of("container").ShouldBe(StorageNames.Containers, ignoreOrder: true);
        Of("queue").ShouldBe(StorageNames.Queues, ignoreOrder: true);
        Of("table").ShouldBe(StorageNames.WorkTables, ignoreOrder: true);
        rows.ShouldAllBe(r => r.Length == 5 && r[3].Trim().Length > 0);
        var keys = rows.SelectMany(r => Names(r[3])).Where(n => n.StartsWith("Pipeline:", StringComparison.Ordinal)).Distinct();
        keys.ShouldBeSubsetOf(KnownSettings.All);
    }

    [Fact]
    public void No_published_column_could_hold_what_is_of_a_dossier()
    {
        string[] ofDossiers = [.. typeof(Dossier).GetProperties().Select(p => p.Name).Where(n => n is not ("Field" or "Received" or "Row" or "Refused"))];
        var columns = PublishedDictionary.Tables.SelectMany(t => t.Columns).ToList();
        var published = columns.Select(c => c.Name).ToHashSet(StringComparer.Ordinal);
        columns.Where(c => c.Type == typeof(string) && c.Name != "Status").Select(c => c.Name).Intersect(ofDossiers)
            .ShouldBeEmpty("a published table holds counts; whatever a dossier has of its own stays in the facts");
        published.ShouldNotContain(n => n.Contains("Code", StringComparison.Ordinal) && n != "UnitCode");
        published.ShouldNotContain(n => n.Contains("Hash", StringComparison.Ordinal) || n.Contains("Submitter", StringComparison.Ordinal));
    }

    [Fact]
    public void Every_test_that_the_threat_model_names_is_there()
    {
        var tests = Directory.EnumerateFiles(Path.Combine(PowerBiProject.Root, "tests"), "*.cs", SearchOption.AllDirectories)
            .Select(f => Path.GetFileNameWithoutExtension(f)).ToHashSet(StringComparer.Ordinal);
        var rows = Rows(File.ReadAllText(Path.Combine(Folder, "threats.md")));
        rows.Count.ShouldBeGreaterThan(12);
        foreach (var row in rows)
        {
            var named = Names(row.Split('|')[3]).ToList();
            named.ShouldNotBeEmpty(row);
            named.ShouldAllBe(n => n == ".ci/run" || n == "hostile" || tests.Contains(n));
        }
    }

    private static string Section(string from, string to)
    {
        var (start, end) = (Inventory.IndexOf(from, StringComparison.Ordinal), Inventory.IndexOf(to, StringComparison.Ordinal));
        return Inventory[start..end];
    }

    private static List<string> Rows(string text) =>
        [.. text.Split('\n').Where(l => l.StartsWith('|') && !l.StartsWith("|---", StringComparison.Ordinal)).Skip(1)];

    private static IEnumerable<string> Names(string text) => NamePattern().Matches(text).Select(m => m.Groups[1].Value);

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex NamePattern();
}
