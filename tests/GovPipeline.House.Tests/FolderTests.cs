using System.Text.RegularExpressions;

namespace GovPipeline.House.Tests;

/// <summary>Which project and which folder may use which.</summary>
public sealed partial class FolderTests
{
    private static readonly string[] Joints = ["GovPipeline.Sources", "GovPipeline.Storage", "GovPipeline.Reporting"];

    public static TheoryData<string> Projects => [.. House.Projects.Select(House.Name)];

    [Theory]
    [MemberData(nameof(Projects))]
    public void No_folders_of_a_project_use_each_other_in_a_circle(string project)
    {
        var folder = Path.Combine(House.Root, project);
        var name = Path.GetFileName(folder);
        var folders = House.FoldersOf(folder);
        bool IsType(string f, string type) => File.Exists(Path.Combine(folder, f, $"{type}.cs"));
        IReadOnlySet<string> UsedBy(string f) => House.Sources(Path.Combine(folder, f))
            .SelectMany(file => Used(File.ReadAllText(file), name, folders, IsType)).Where(u => u != f).ToHashSet(StringComparer.Ordinal);
        var uses = folders.ToDictionary(f => f, UsedBy, StringComparer.Ordinal);
        Circles(uses).ShouldBeEmpty();
    }

    [Fact]
    public void A_circle_would_be_found()
    {
        var folders = new[] { "A", "B", "C" };
        IEnumerable<string> In(string text) => Used(text, "GovPipeline.X", folders, (_, type) => type == "Thing");
        In("using GovPipeline.X.B;").ShouldBe(["B"]);
        In("namespace GovPipeline.X.A;\nvar c = new C.Thing();").ShouldBe(["A", "C"], ignoreOrder: true);
        In("/// <see cref=\"B.Thing\"/>\nvar c = other.C.Thing; var d = B.Concat(C);").ShouldBeEmpty();
        Circles(new Dictionary<string, IReadOnlySet<string>> { ["A"] = Set("B"), ["B"] = Set("C"), ["C"] = Set("A") })
            .ShouldBe(["A", "B", "C"], ignoreOrder: true);
        Circles(new Dictionary<string, IReadOnlySet<string>> { ["A"] = Set("B"), ["B"] = Set("C"), ["C"] = Set() }).ShouldBeEmpty();
    }

    [Fact]
    public void Sources_storage_and_reporting_do_not_know_each_other_and_the_domain_knows_nothing()
    {
        foreach (var project in House.Projects.Where(p => House.Name(p).StartsWith("shared/", StringComparison.Ordinal)))
        {
            var known = ReferencePattern().Matches(File.ReadAllText(Directory.GetFiles(project, "*.csproj").Single())).Select(m => m.Groups[1].Value).ToList();
            var name = Path.GetFileName(project);
            switch (name)
            {
                case "GovPipeline.Domain" or "GovPipeline.Emulation":
                    known.Where(k => k != "GovPipeline.Domain").ShouldBeEmpty(name);
                    break;
                case "GovPipeline.Sources" or "GovPipeline.Storage" or "GovPipeline.Reporting":
                    known.Intersect(Joints).ShouldBeEmpty(name);
                    break;
            }

            known.ShouldAllBe(k => House.Projects.Any(p => p.EndsWith($"shared/{k}", StringComparison.Ordinal)),
                "nothing shared knows a function, a tool or a test");
        }
    }

    [Fact]
    public void Internals_are_open_to_the_projects_own_tests_alone()
    {
        foreach (var project in House.Projects)
        {
            var open = InternalsPattern().Matches(File.ReadAllText(Directory.GetFiles(project, "*.csproj").Single())).Select(m => m.Groups[1].Value);
            open.ShouldAllBe(o => o == Path.GetFileName(project) + ".Tests", House.Name(project));
        }
    }

    private static HashSet<string> Set(params string[] folders) => [.. folders];

    /// <summary>Folders that a file names: in a using, in a whole name, or in one that begins with the folder.</summary>
    private static IEnumerable<string> Used(string text, string project, IEnumerable<string> folders, Func<string, string, bool> isType)
    {
        var code = CommentPattern().Replace(text, string.Empty);
        var last = Regex.Escape(project[(project.LastIndexOf('.') + 1)..]);
        return folders.Where(f => Regex.IsMatch(code, $@"\b{Regex.Escape(project)}\.{f}\b")
            || Regex.Matches(code, $@"(?<![\w.])(?:{last}\.)?{f}\.([A-Z]\w*)").Any(m => isType(f, m.Groups[1].Value)));
    }

    private static List<string> Circles(Dictionary<string, IReadOnlySet<string>> uses)
    {
        return [.. uses.Keys.Where(f => Reached(f).Contains(f))];

        HashSet<string> Reached(string from)
        {
            var (reached, open) = (new HashSet<string>(StringComparer.Ordinal), new Stack<string>(uses[from]));
            while (open.TryPop(out var next))
            {
                if (reached.Add(next))
                {
                    foreach (var further in uses.GetValueOrDefault(next) ?? Set())
                    {
                        open.Push(further);
                    }
                }
            }

            return reached;
        }
    }

    [GeneratedRegex(@"ProjectReference Include=""[^""]*?/(GovPipeline\.[A-Za-z]+)\.csproj""")]
    private static partial Regex ReferencePattern();

    [GeneratedRegex(@"InternalsVisibleTo Include=""([^""]+)""")]
    private static partial Regex InternalsPattern();

    [GeneratedRegex(@"//.*$", RegexOptions.Multiline)]
    private static partial Regex CommentPattern();
}
