using System.Text.RegularExpressions;

namespace GovPipeline.House.Tests;

/// <summary>How the sources are written.</summary>
public sealed partial class TextTests
{
    private const int LongestLine = 160;

    // The one place (days in DayText, moments in LocalTimestamp), and the forms that exports and file names have.
    private static readonly string[] MayNameForms =
    [
        "shared/GovPipeline.Domain/Time/", "shared/GovPipeline.Samples/", "shared/GovPipeline.Sources/Reading/", "shared/GovPipeline.Sources/Pulling/",
        "shared/GovPipeline.Sources/Formats/",
    ];

    [Fact]
    public void No_line_is_longer_than_a_reader_can_follow()
    {
        var long_ = House.Sources(House.Root).SelectMany(f => File.ReadLines(f).Select((line, i) => (Where: $"{House.Name(f)}:{i + 1}", line.Length)))
            .Where(l => l.Length > LongestLine).Select(l => $"{l.Where} ({l.Length})");
        long_.ShouldBeEmpty();
    }

    [Fact]
    public void Days_are_written_and_read_in_one_place()
    {
        var places = House.Sources(Path.Combine(House.Root, "shared")).Concat(House.Sources(Path.Combine(House.Root, "functions")))
            .Where(f => !MayNameForms.Any(m => House.Name(f).StartsWith(m, StringComparison.Ordinal)))
            .SelectMany(f => File.ReadLines(f).Select((line, i) => (Where: $"{House.Name(f)}:{i + 1}", Line: line)))
            .Where(l => DayForm().IsMatch(l.Line)).Select(l => $"{l.Where} {l.Line.Trim()}");
        places.ShouldBeEmpty();
    }

    [Fact]
    public void Every_project_has_a_README_of_a_few_lines_that_names_its_folders()
    {
        foreach (var project in House.Projects)
        {
            var path = Path.Combine(project, "README.md");
            File.Exists(path).ShouldBeTrue(House.Name(path));
            var text = File.ReadAllText(path);
            foreach (var folder in House.FoldersOf(project))
            {
                text.ShouldContain($"`{folder}`", customMessage: House.Name(path));
            }
        }

        File.ReadLines(Path.Combine(House.Root, "README.md")).Count().ShouldBeLessThan(90, "the root README is short: what, two commands, picture, links");
    }

    [Fact]
    public void Links_of_documentation_lead_somewhere()
    {
        foreach (var page in House.Files(House.Root, "*.md"))
        {
            var broken = LinkPattern().Matches(File.ReadAllText(page)).Select(m => m.Groups[1].Value.Split('#')[0])
                .Where(l => l.Length > 0 && !l.Contains("://", StringComparison.Ordinal))
                .Where(l => !Path.Exists(Path.Combine(Path.GetDirectoryName(page)!, l)));
            broken.ShouldBeEmpty(House.Name(page));
        }
    }

    [Fact]
    public void Decisions_say_context_options_and_outcome_and_are_listed()
    {
        var folder = Path.Combine(House.Root, "shared", "DECISIONS");
        var index = File.ReadAllText(Path.Combine(folder, "README.md"));
        var pages = Directory.GetFiles(folder, "*.md").Where(p => Path.GetFileName(p) != "README.md").Order(StringComparer.Ordinal).ToList();
        pages.Select((p, i) => (Name: Path.GetFileName(p), Number: i + 1)).ShouldAllBe(p => Regex.IsMatch(p.Name, $@"^{p.Number:D4}-[a-z0-9-]+\.md$"));
        foreach (var page in pages)
        {
            var text = File.ReadAllText(page);
            HeadingPattern().Matches(text).Select(m => m.Value).ShouldBe(["## Context", "## Options", "## Outcome"], Path.GetFileName(page));
            index.ShouldContain($"({Path.GetFileName(page)})");
        }

        var named = House.Sources(House.Root).SelectMany(f => DecisionPattern().Matches(File.ReadAllText(f)).Select(m => m.Groups[1].Value)).Distinct();
        named.ShouldAllBe(n => File.Exists(Path.Combine(folder, n)));
    }

    [GeneratedRegex(@"(ToString|ParseExact)\([^)]*""[^""]*(yyyy-MM-dd|dd/MM/yyyy)|\{[^{}""]*:(yyyy-MM-dd|dd/MM/yyyy)[^{}]*\}")]
    private static partial Regex DayForm();

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex LinkPattern();

    [GeneratedRegex(@"^## .+$", RegexOptions.Multiline)]
    private static partial Regex HeadingPattern();

    [GeneratedRegex(@"DECISIONS/(\d{4}-[a-z0-9-]+\.md)")]
    private static partial Regex DecisionPattern();
}
