using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using GovPipeline.Domain.Alerts;
using GovPipeline.Domain.Indicators;
using GovPipeline.Domain.Text;
using GovPipeline.Testing;
using GovPipeline.Web.Mails;

namespace GovPipeline.Web.Tests;

/// <summary>No word of a page or mail is missing in either language, and none stands anywhere but in the resource files.</summary>
public sealed partial class WordTests
{
    private static readonly string Folder = Path.Combine(Path.GetDirectoryName(Csv.Seeds)!, "shared", "GovPipeline.Web");

    private static readonly string[] Sources =
    [
        .. Directory.EnumerateFiles(Folder, "*", SearchOption.AllDirectories)
            .Where(f => Path.GetExtension(f) is ".razor" or ".cs" && !f.Contains("/obj/", StringComparison.Ordinal) && !f.Contains("/bin/",
                StringComparison.Ordinal)),
    ];

    [Fact]
    public void Both_files_have_the_same_words_with_the_same_places()
    {
        var (vi, en) = (Read("Words.resx"), Read("Words.en.resx"));
        vi.Keys.Order(StringComparer.Ordinal).ShouldBe(en.Keys.Order(StringComparer.Ordinal));
        foreach (var (key, text) in vi)
        {
            text.Trim().ShouldNotBeEmpty(key);
            en[key].Trim().ShouldNotBeEmpty(key);
            Places(text).ShouldBe(Places(en[key]), key);
            new Words(Language.Vietnamese)[key].ShouldBe(text);
            new Words(Language.English)[key].ShouldBe(en[key]);
        }
    }

    [Fact]
    public void Every_word_is_used_and_every_word_that_is_used_is_there()
    {
        var made = new[]
        {
            Enum.GetNames<AlertNews>().Select(n => $"MailNews{n}"), Enum.GetNames<AlertState>().Select(s => $"State{s}"),
            Enum.GetNames<Aggregation>().Select(a => $"Aggregation{a}"), Enum.GetNames<Domain.Units.UnitTier>().SelectMany(t => (string[])[$"Tier{t}",
                $"Level{t}"]),
            StepPattern().Matches(File.ReadAllText(Path.Combine(Folder, "..", "GovPipeline.Domain", "Alerts", "AlertLife.cs")))
                .Select(m => $"Step{char.ToUpper(m.Groups[1].Value[0], CultureInfo.InvariantCulture)}{m.Groups[1].Value[1..]}"),
        }.SelectMany(n => n).ToHashSet(StringComparer.Ordinal);
        var all = string.Concat(Sources.Append(Path.Combine(Folder, "..", "GovPipeline.Pipeline", "Serving", "DashboardPage.cs"))
            .Append(Path.Combine(Folder, "..", "GovPipeline.Pipeline", "Serving", "AcknowledgePage.cs"))
            .Append(Path.Combine(Folder, "..", "GovPipeline.Pipeline", "Serving", "ExplainPage.cs")).Select(File.ReadAllText));
        var words = Read("Words.resx");
        made.Where(m => !words.ContainsKey(m)).ShouldBeEmpty();
        words.Keys.Where(k => !made.Contains(k) && !all.Contains($"\"{k}\"", StringComparison.Ordinal)).ShouldBeEmpty("words that nothing says");
        UsedPattern().Matches(all).Select(m => m.Groups[1].Value).Where(k => !words.ContainsKey(k)).ShouldBeEmpty();
    }

    [Fact]
    public void No_Vietnamese_stands_outside_of_the_resource_files()
    {
        string[] allowed = ["Còn thiếu", "Việc cần làm", "Tiếng Việt"]; // labels of facts that are looked for, and a language's own name
        var found = Sources.SelectMany(f => File.ReadLines(f).Where(l => !l.TrimStart().StartsWith("//", StringComparison.Ordinal))
            .Where(l => LetterPattern().IsMatch(allowed.Aggregate(l, (text, a) => text.Replace(a, string.Empty, StringComparison.Ordinal))))
            .Select(l => $"{Path.GetFileName(f)}: {l.Trim()}"));
        found.ShouldBeEmpty();
    }

    private static Dictionary<string, string> Read(string file) => XDocument.Load(Path.Combine(Folder, "Words", file)).Root!.Elements("data")
        .ToDictionary(d => d.Attribute("name")!.Value, d => d.Element("value")!.Value, StringComparer.Ordinal);

    private static IEnumerable<string> Places(string text) => PlacePattern().Matches(text).Select(m => m.Value).Distinct().Order(StringComparer.Ordinal);

    [GeneratedRegex(@"\{\d\}")]
    private static partial Regex PlacePattern();

    [GeneratedRegex("""now, "([a-z]+)",""")]
    private static partial Regex StepPattern();

    [GeneratedRegex("""(?:\bW|words)(?:\.Of\(|\[)"([A-Za-z]+)[",]""")]
    private static partial Regex UsedPattern();

    [GeneratedRegex("[àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ]", RegexOptions.IgnoreCase)]
    private static partial Regex LetterPattern();
}
