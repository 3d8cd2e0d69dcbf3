using System.Globalization;
using System.Text;
using GovPipeline.Domain.Indicators;
using GovPipeline.Pipeline.Configuration;
using GovPipeline.Testing;
using Shouldly;
using Xunit;

namespace GovPipeline.Cli.Tests;

/// <summary>The table of systems and indicators is made from the reference data.</summary>
public sealed class SystemsTableTests
{
    private const string Begin = "<!-- systems -->\n", End = "<!-- /systems -->";
    private static readonly ReferenceData Reference = ReferenceData.Load(Csv.Seeds);

    [Fact]
    public void The_README_shows_every_system_with_its_sources_indicators_and_targets()
    {
        var path = Path.Combine(Csv.Seeds, "README.md");
        var readme = File.ReadAllText(path);
        var (from, to) = (readme.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length, readme.IndexOf(End, StringComparison.Ordinal));
        if (Environment.GetEnvironmentVariable("GOVPIPELINE_WRITE_DOCS") == "1")
        {
            File.WriteAllText(path, readme[..from] + Table() + readme[to..]);
            return;
        }

        readme[from..to].ShouldBe(Table(), "run the tests once with GOVPIPELINE_WRITE_DOCS=1");
    }

    [Fact]
    public void Every_source_has_a_sample_export_and_every_indicator_a_source()
    {
        foreach (var source in Reference.Sources.All)
        {
            string[] samples = [Path.Combine(Csv.Seeds, "exports", source.Id), Path.Combine(Csv.Seeds, "merger-2025", source.Id)];
            samples.Where(Directory.Exists).SelectMany(Directory.EnumerateFiles).ShouldNotBeEmpty(source.Id);
        }

        Reference.Indicators.ShouldAllBe(i => Reference.Sources.Enabled.Any(s => ReferenceData.Feeds(s, i)));
    }

    private static string Table()
    {
        var table = new StringBuilder("| System | Sources | Indicator | Target in force for the sample |\n|---|---|---|---|\n");
        foreach (var system in Reference.Indicators.GroupBy(i => i.System))
        {
            var sources = Reference.Sources.All.Where(s => system.Any(i => ReferenceData.Feeds(s, i))).Select(s => $"`{s.Id}`");
            var first = true;
            foreach (var indicator in system)
            {
                table.Append(CultureInfo.InvariantCulture,
                    $"| {(first ? system.Key : string.Empty)} | {(first ? string.Join(", ", sources) : string.Empty)} | {indicator.Id} "
                    + $"{indicator.NameVi}{(indicator.IsEstimate ? " \\*" : string.Empty)} | {Targets(indicator)} |\n");
                first = false;
            }
        }

        return table.ToString();
    }

    private static string Targets(Indicator indicator) => string.Join("; ", Reference.Targets.All
        .Where(t => t.IndicatorId == indicator.Id && t.ValidFrom <= new DateOnly(2022, 6, 14) && t.ValidTo >= new DateOnly(2022, 6, 14))
        .Select(t => $"{Figures.Percent(t.Value, 0)}{(t.Tier is { } tier ? $" ({tier})" : string.Empty)}{(t.IsExample ? ", example" : string.Empty)}"));
}
