using System.Text;
using GovPipeline.Domain.Dossiers;
using GovPipeline.Domain.Errors;
using GovPipeline.Domain.Measures;
using GovPipeline.Pipeline.Configuration;
using GovPipeline.Sources.Definitions;
using GovPipeline.Sources.Reading;

namespace GovPipeline.Sources.Tests;

/// <summary>Reads a text or bytes as an export of a source of the seeds.</summary>
internal sealed class Reading
{
    private static readonly ReferenceData Reference = ReferenceData.Load(ReferenceData.FindFolder(null));

    public List<Dossier> Dossiers { get; } = [];

    public List<MeasureReading> Readings { get; } = [];

    public List<RejectedRow> Rejected { get; } = [];

    public List<RepairedRow> Repaired { get; } = [];

    public FileTally Tally { get; private set; } = FileTally.None;

    public static Domain.Units.UnitDirectory Units => Reference.Units;

    public static ReadingVocabulary Vocabulary => Reference.Vocabulary;

    public static SourceDefinition Source(string id) => Reference.Sources.Find(id)!;

    public static Reading Of(string csv, string source = "onestop-wards", DateOnly? exportDate = null, SourceDefinition? definition = null) =>
        Of(Encoding.UTF8.GetBytes(csv), source, exportDate, definition);

    public static Reading Of(byte[] bytes, string source = "onestop-wards", DateOnly? exportDate = null, SourceDefinition? definition = null,
        byte[]? key = null)
    {
        var context = Context(source, exportDate, definition, key);
        while (true)
        {
            var reading = Once(bytes, context);
            if (reading.Tally.Rules == context.Rules)
            {
                return reading;
            }

            context = context with { Rules = reading.Tally.Rules };
        }
    }

    /// <summary>What reading an export of a source of the seeds needs to know.</summary>
    public static ExportContext Context(
        string source = "onestop-wards", DateOnly? exportDate = null, SourceDefinition? definition = null, byte[]? key = null) =>
        Reference.ReadingOf(
            definition ?? Source(source), "file.csv", exportDate ?? new(2022, 6, 14), key is null ? null : new IdentityHasher(key))
            with { Organisations = OrganisationCodes.None };

    /// <summary>Reads once, by the rules of a context.</summary>
    public static Reading Once(byte[] bytes, ExportContext context)
    {
        var reading = new Reading();
        var report = new RowReport(reading.Rejected.Add, reading.Repaired.Add);
        using var stream = new MemoryStream(bytes);
        reading.Tally = context.Source.Kind == SourceKind.Dossiers
            ? ExportReader.ReadDossiers(stream, context, (in d) => reading.Dossiers.Add(d), report, CancellationToken.None)
            : ExportReader.ReadMeasures(stream, context, reading.Readings.Add, report, CancellationToken.None);
        return reading;
    }
}
