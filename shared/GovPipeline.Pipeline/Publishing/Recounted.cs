using GovPipeline.Domain.Authenticity;
using GovPipeline.Domain.Counting;
using GovPipeline.Domain.Measures;

namespace GovPipeline.Pipeline.Publishing;

/// <summary>Counts and readings that were made anew.</summary>
/// <param name="Counts">Counts of all dossiers.</param>
/// <param name="Readings">Readings by source.</param>
/// <param name="Authenticity">Counts of the tests of authenticity by unit and day.</param>
internal sealed record Recounted(
    IReadOnlyList<DailyCount> Counts, IReadOnlyDictionary<string, MeasureCells> Readings,
    IReadOnlyList<(string UnitId, int Day, AuthenticityCounts Counts)> Authenticity);
