using System.Globalization;
using GovPipeline.Domain.Units;
using GovPipeline.Sources.Definitions;

namespace GovPipeline.Pipeline.Publishing;

/// <summary>Says whether data are complete and what is missing, and whether anything at all is known of a unit.</summary>
internal static class Completeness
{
    private const int MostRanges = 3;
    private const string NotOver = "kỳ chưa kết thúc";

    /// <summary>What is missing, in Vietnamese; empty when nothing is.</summary>
    public static string Missing(PeriodData data, SourceCatalogue sources)
    {
        var missing = data.Uncovered
            .Where(u => u.Value.Count > 0)
            .Select(u => $"{sources.Find(u.Key)?.NameVi ?? u.Key}: {Ranges(u.Value)}")
            .Order(StringComparer.Ordinal).ToList();
        if (data.AsOf < data.Period.End)
        {
            missing.Insert(0, $"{NotOver}, số liệu đến {Print(data.AsOf)}");
        }

        return string.Join("; ", missing);
    }

    /// <summary>What is missing without the remark that the period is not over.</summary>
    public static string SourcesOnly(string missing) =>
        string.Join("; ", missing.Split("; ", StringSplitOptions.RemoveEmptyEntries).Where(m => !m.StartsWith(NotOver, StringComparison.Ordinal)));

    /// <summary>What is missing as far as some sources go, and the remark that the period is not over.</summary>
    public static string About(string missing, IReadOnlyCollection<string> sourceNames) => string.Join(
        "; ",
        missing.Split("; ", StringSplitOptions.RemoveEmptyEntries)
            .Where(m => m.StartsWith(NotOver, StringComparison.Ordinal) || sourceNames.Any(n => m.StartsWith(n + ":", StringComparison.Ordinal))));

    /// <summary>Whether a source of dossiers told of the unit on any day of the period.</summary>
    public static bool IsTold(PeriodData data, Unit unit, SourceCatalogue sources)
    {
        var days = data.Through.DayNumber - data.Period.Start.DayNumber + 1;
        return sources.Enabled.Any(s => s.Kind == SourceKind.Dossiers
            && (s.DefaultUnit == unit.Id || (s.DefaultUnit is null && (s.Tiers.Count == 0 || s.Tiers.Contains(unit.Tier))))
            && data.Uncovered.TryGetValue(s.Id, out var uncovered) && uncovered.Count < days);
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

            ranges.Add(first == last ? Print(first) : $"{Print(first)}–{Print(last)}");
        }

        return string.Join(", ", ranges.Take(MostRanges)) + (ranges.Count > MostRanges ? ", …" : string.Empty);
    }

    private static string Print(DateOnly day) => day.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture);
}
