using GovPipeline.Domain.Dossiers;
using GovPipeline.Domain.Indicators;
using GovPipeline.Domain.Measures;
using GovPipeline.Domain.Periods;
using GovPipeline.Domain.Text;
using GovPipeline.Domain.Time;
using GovPipeline.Pipeline.Publishing;
using GovPipeline.Reporting.Explanations;
using GovPipeline.Sources.Definitions;
using GovPipeline.Storage.Facts;

namespace GovPipeline.Pipeline.Explaining;

/// <summary>Finds the readings that an indicator of other systems is made of.</summary>
public sealed class MeasureEvidence(MeasureFacts measures)
{
    /// <summary>A reading that is used, with its file.</summary>
    internal sealed record FiledCell(UsedCell Used, SourceDefinition Source, ExportFile File, int Row);

    /// <summary>The readings that the figure of units or an item is made of.</summary>
    /// <param name="indicator">The indicator.</param>
    /// <param name="sources">The sources that feed it.</param>
    /// <param name="data">The period.</param>
    /// <param name="isOf">Whether a reading is of the unit or item.</param>
    /// <param name="cancellationToken">Stops it.</param>
    internal async Task<IReadOnlyList<FiledCell>> FindAsync(
        Indicator indicator, IEnumerable<SourceDefinition> sources, PeriodData data, Func<MeasureCell, bool> isOf, CancellationToken cancellationToken)
    {
        var found = new List<FiledCell>();
        foreach (var source in sources)
        {
            var filed = await FilesAsync(source, data.Period, cancellationToken).ConfigureAwait(false);
            var cells = data.Readings.GetValueOrDefault(source.Id) ?? MeasureCells.None;
            found.AddRange(MeasureIndicators.UsedBy(indicator, cells, data.Period, data.AsOf, data.Now.Procedures, isOf)
                .Select(u => filed.TryGetValue(KeyOf(u.Cell), out var from) ? new FiledCell(u, source, from.File, from.Row) : null).OfType<FiledCell>());
        }

        return found;
    }

    /// <summary>The file and row of each cell that a source has around a period.</summary>
    internal async Task<IReadOnlyDictionary<(string, string, int, string, bool), (ExportFile File, int Row)>> FilesAsync(
        SourceDefinition source, Period period, CancellationToken cancellationToken)
    {
        var first = period.Previous().Start.AddYears(-DuePeriods.GrowthYears);
        var identities = new Dictionary<string, (string Identity, bool IsEstimate)>(StringComparer.Ordinal);
        var filed = new Dictionary<(string, string, int, string, bool), (ExportFile, int)>();
        foreach (var (reading, file) in await measures.ReadFiledAsync(source.Id, first, period.End, cancellationToken).ConfigureAwait(false))
        {
            if (!identities.TryGetValue(reading.Dimensions, out var known))
            {
                identities[reading.Dimensions] = known = MeasureCells.IdentityOf(reading.Dimensions);
            }

            filed[(reading.RecordKey, reading.UnitId, reading.Day, known.Identity, known.IsEstimate)] = (file, reading.Row);
        }

        return filed;
    }

    /// <summary>What a cell is found by.</summary>
    internal static (string, string, int, string, bool) KeyOf(MeasureCell cell) =>
        (cell.RecordKey, cell.UnitId, cell.Day, cell.Identity, cell.IsEstimate);

    /// <summary>Readings as terms, one a set of dimensions; without those that give nothing, unless none gives anything.</summary>
    /// <param name="name">What they are together.</param>
    /// <param name="cells">The readings.</param>
    /// <param name="value">What each gives.</param>
    /// <param name="nameOf">What a set of dimensions of a source is called.</param>
    internal static ExplainedPart Part(
        Bilingual name, IEnumerable<FiledCell> cells, Func<UsedCell, decimal> value, Func<SourceDefinition, string, Bilingual> nameOf)
    {
        var terms = Terms(cells, value, nameOf).OrderBy(t => t.Name.Vi, StringComparer.Ordinal).ToList();
        return new(name, terms.Sum(t => t.Value), terms.Exists(t => t.Value != 0) ? [.. terms.Where(t => t.Value != 0)] : [.. terms.Take(1)]);
    }

    private static IEnumerable<ExplainedTerm> Terms(
        IEnumerable<FiledCell> cells, Func<UsedCell, decimal> value, Func<SourceDefinition, string, Bilingual> nameOf) => cells
        .GroupBy(c => (c.Source, c.Used.Cell.Identity))
        .Select(g => new ExplainedTerm(nameOf(g.Key.Source, g.Key.Identity), g.Sum(c => value(c.Used)))
        {
            Days = new SortedDictionary<string, decimal>(
                g.GroupBy(c => DayText.Iso(DateOnly.FromDayNumber(c.Used.Cell.Day)), StringComparer.Ordinal)
                    .ToDictionary(d => d.Key, d => d.Sum(c => value(c.Used)), StringComparer.Ordinal),
                StringComparer.Ordinal),
        });
}
