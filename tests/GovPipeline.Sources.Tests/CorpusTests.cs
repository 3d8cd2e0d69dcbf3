using System.Globalization;
using System.Text.Json;
using GovPipeline.Domain.Text;
using GovPipeline.Domain.Dossiers;
using GovPipeline.Domain.Measures;
using GovPipeline.Sources.Definitions;
using Shouldly;
using Xunit;

namespace GovPipeline.Sources.Tests;

/// <summary>Small files as offices really export them, each with the records it must become.</summary>
public sealed class CorpusTests
{
    internal static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Corpus");

    private static readonly Expectations Expected = JsonSerializer.Deserialize<Expectations>(
        File.ReadAllText(Path.Combine(Folder, "expected.json")), JsonSerializerOptions.Web)!;

    public static TheoryData<string> Files => [.. Expected.Files.Keys];

    [Fact]
    public void Each_file_of_the_corpus_is_expected_and_each_expected_file_is_there() =>
        Directory.EnumerateFiles(Folder).Select(Path.GetFileName).Where(f => f != "expected.json").Order(StringComparer.Ordinal)
            .ShouldBe(Expected.Files.Keys.Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Files))]
    public void A_file_becomes_the_records_it_means(string file)
    {
        var expected = Expected.Files[file];
        var reading = Reading.Of(File.ReadAllBytes(Path.Combine(Folder, file)), definition: Definition(expected.Definition));

        reading.Rejected.SelectMany(r => r.Errors).Select(e => e.En).ShouldBeEmpty();
        Lines(reading).ShouldBe(expected.Records ?? Expected.Standard);
        reading.Tally.Format.ShouldBe(expected.Format);
        reading.Tally.Layout.ShouldBe(expected.Layout);
        reading.Tally.Repairs.ShouldBe(expected.Repairs ?? []);
        string.Join(", ", reading.Tally.Skipped.Where(s => s.Rows > 0).Select(s => s.Name)).ShouldBe(expected.Skipped ?? string.Empty);
        reading.Repaired.Sum(r => r.Repairs.Count).ShouldBe((int)reading.Tally.Repairs.Values.Sum());
    }

    internal static SourceDefinition? Definition(string? name)
    {
        if (name is null)
        {
            return null;
        }

        var mistakes = new List<Bilingual>();
        var file = Path.Combine(Folder, "definitions", name + ".json");
        var source = SourceCatalogue.Read(name, File.ReadAllText(file), Reading.Units, mistakes);
        mistakes.ShouldBeEmpty();
        return source;
    }

    internal static string? DefinitionOf(string file) => Expected.Files[file].Definition;

    internal static IReadOnlyList<string> Lines(Reading reading) =>
        [.. reading.Dossiers.Select(Line), .. reading.Readings.Select(Line)];

    private static string Line(Dossier d) => string.Join(
        " | ", d.Code, d.ProcedureCode, d.Field, d.Level, d.Channel, Moment(d.Received), Moment(d.Due), Moment(d.Finished), d.Status, d.ReceivingUnitId);

    private static string Line(MeasureReading r) => string.Create(
        CultureInfo.InvariantCulture, $"{r.UnitId} | {DateOnly.FromDayNumber(r.Day):yyyy-MM-dd} | {r.RecordKey}{r.Dimensions} | {r.Measure} | {r.Value}");

    private static string? Moment(Domain.Time.LocalTimestamp moment) =>
        moment.ToDateTime()?.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture).Replace(" 00:00:00", string.Empty, StringComparison.Ordinal);

    private sealed record Expectations(IReadOnlyList<string> Standard, Dictionary<string, Expectation> Files);

    private sealed record Expectation(
        string Format, long Layout, string? Skipped, string? Definition, IReadOnlyList<string>? Records, Dictionary<string, long>? Repairs);
}
