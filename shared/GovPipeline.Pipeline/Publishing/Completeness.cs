using GovPipeline.Domain.Time;
using GovPipeline.Domain.Units;
using GovPipeline.Sources.Definitions;

namespace GovPipeline.Pipeline.Publishing;

/// <summary>
/// Says of a figure whether its data are complete and what is missing, and whether anything at all is known of a unit. Another
/// figure's source takes nothing from it.
/// </summary>
internal static class Completeness
{
    private const int MostRanges = 3, MostPartitions = 5;

    /// <summary>What is missing for all figures of the period, in Vietnamese; empty when nothing is.</summary>
    public static string OfPeriod(PeriodData data, SourceCatalogue sources) => Missing(data, sources.Enabled, countsDossiers: true);

    /// <summary>What is missing for a figure of a unit or roll-up; empty when nothing is.</summary>
    /// <param name="data">The period.</param>
    /// <param name="unit">The unit or roll-up.</param>
    /// <param name="feeding">The sources that feed the figure.</param>
    /// <param name="countsDossiers">Whether dossiers are counted, so that partitions that could not be counted are missing too.</param>
    /// <param name="units">The units.</param>
    public static string OfFigure(PeriodData data, ReportedUnit unit, IEnumerable<SourceDefinition> feeding, bool countsDossiers, UnitDirectory units) =>
        Missing(data, Telling(unit, feeding, units), countsDossiers);

    /// <summary>Whether the period before is known as far as a figure goes: what half its days tell is not compared with.</summary>
    public static bool IsComparable(PeriodData data, ReportedUnit unit, IEnumerable<SourceDefinition> feeding, UnitDirectory units) =>
        Telling(unit, feeding, units).All(s => !data.Before.Uncovered.TryGetValue(s.Id, out var days) || days.Count == 0);

    /// <summary>What is missing without the remark that the period is not over.</summary>
    public static string SourcesOnly(string missing) =>
        string.Join(PublishedText.Between, missing.Split(PublishedText.Between, StringSplitOptions.RemoveEmptyEntries)
            .Where(m => !m.StartsWith(PublishedText.NotOver.Vi, StringComparison.Ordinal)));

    /// <summary>What is missing for the period beside what is missing for a figure.</summary>
    public static string Beside(string missing, string ofFigure) => string.Join(
        PublishedText.Between,
        missing.Split(PublishedText.Between, StringSplitOptions.RemoveEmptyEntries).Except(ofFigure.Split(PublishedText.Between), StringComparer.Ordinal));

    /// <summary>Whether a source of dossiers told of the unit on any day of the period.</summary>
    public static bool IsTold(PeriodData data, Unit unit, SourceCatalogue sources)
    {
        var days = data.Through.DayNumber - data.Period.Start.DayNumber + 1;
        return sources.Enabled.Any(s =>
            s.Kind == SourceKind.Dossiers && s.TellsOf(unit) && data.Now.Uncovered.TryGetValue(s.Id, out var uncovered) && uncovered.Count < days);
    }

    private static IEnumerable<SourceDefinition> Telling(ReportedUnit unit, IEnumerable<SourceDefinition> feeding, UnitDirectory units)
    {
        var members = unit.Members.Select(m => units.Find(m)!).ToList();
        return feeding.Where(s => members.Exists(m => s.TellsOf(m)));
    }

    private static string Missing(PeriodData data, IEnumerable<SourceDefinition> sources, bool countsDossiers)
    {
        var missing = sources.Where(s => data.Now.Uncovered.TryGetValue(s.Id, out var days) && days.Count > 0)
            .Select(s => $"{s.NameVi}: {Ranges(data.Now.Uncovered[s.Id])}").Order(StringComparer.Ordinal).ToList();
        if (countsDossiers && data.Uncounted.Count > 0)
        {
            var more = data.Uncounted.Count > MostPartitions ? ", …" : string.Empty;
            missing.Insert(0, PublishedText.Uncounted(data.Uncounted.Count, string.Join(", ", data.Uncounted.Take(MostPartitions)) + more).Vi);
        }

        if (data.AsOf < data.Period.End)
        {
            missing.Insert(0, PublishedText.NotOver.Vi); // up to which day is in AsOf: said here too, every night would write every row again
        }

        return string.Join(PublishedText.Between, missing);
    }

    private static string Ranges(IReadOnlyList<DateOnly> days)
    {
        var ranges = new List<string>();
        for (var i = 0; i < days.Count;)
        {
            var first = days[i];
            var last = first;
            while (++i < days.Count && days[i] == last.AddDays(1))
            {
                last = days[i];
            }

            ranges.Add(first == last ? DayText.Print(first) : $"{DayText.Print(first)}–{DayText.Print(last)}");
        }

        return string.Join(", ", ranges.Take(MostRanges)) + (ranges.Count > MostRanges ? ", …" : string.Empty);
    }
}
