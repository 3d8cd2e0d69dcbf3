using System.Text.Json;
using GovPipeline.Domain.Errors;
using Shouldly;
using Xunit;

namespace GovPipeline.Sources.Tests;

/// <summary>Files that once lost, changed or leaked something without a word, each with what has to become of it.</summary>
public sealed class OddFileTests
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Odd");

    private static readonly Dictionary<string, Outcome> Expected = JsonSerializer.Deserialize<Dictionary<string, Outcome>>(
        File.ReadAllText(Path.Combine(Folder, "expected.json")), JsonSerializerOptions.Web)!;

    public static TheoryData<string> Files => [.. Expected.Keys];

    [Fact]
    public void Each_file_is_expected_and_each_expected_file_is_there() =>
        Directory.EnumerateFiles(Folder).Select(Path.GetFileName).Where(f => f != "expected.json").Order(StringComparer.Ordinal)
            .ShouldBe(Expected.Keys.Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Files))]
    public void An_odd_file_has_the_outcome_that_a_careful_clerk_expects(string file)
    {
        var (expected, bytes) = (Expected[file], File.ReadAllBytes(Path.Combine(Folder, file)));
        if (expected.Refused is { } code)
        {
            Should.Throw<PipelineException>(() => Reading.Of(bytes, expected.Source)).Code.ShouldBe(code);
            return;
        }

        var reading = Reading.Of(bytes, expected.Source);
        reading.Rejected.SelectMany(r => r.Errors).GroupBy(e => e.Code).ToDictionary(g => g.Key, g => g.Count())
            .ShouldBe(expected.Errors ?? [], ignoreOrder: true);
        reading.Tally.Accepted.ShouldBe(expected.Accepted);
        reading.Tally.LayoutLines.ToDictionary(l => l.Reason.ToString(), l => l.Rows).ShouldBe(expected.Layout ?? [], ignoreOrder: true);
        reading.Tally.Unlisted.Sum(w => w.Rows).ShouldBe(expected.Unlisted);
    }

    private sealed record Outcome(
        string? Refused, long Accepted, Dictionary<string, int>? Errors, Dictionary<string, long>? Layout, long Unlisted, string Source = "onestop-wards");
}
