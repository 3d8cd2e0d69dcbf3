using System.Reflection;
using GovPipeline.Domain.Counting;

namespace GovPipeline.Domain.Indicators;

/// <summary>The counters an indicator may name, and the three online rates by their basis.</summary>
public static class Counters
{
    private static readonly Dictionary<string, Func<PeriodStatistics, long>> ByName = BuildByName();

    /// <summary>The names, in the order of the record.</summary>
    public static IEnumerable<string> Names => ByName.Keys;

    /// <summary>The counter of a name.</summary>
    /// <exception cref="ArgumentException">There is no such counter.</exception>
    public static long Read(PeriodStatistics statistics, string name) => ByName.TryGetValue(name, out var read)
        ? read(statistics)
        : throw new ArgumentException($"'{name}' is not a counter; counters are {string.Join(", ", ByName.Keys)}.", nameof(name));

    /// <summary>The online rate by the denominator of a basis.</summary>
    public static Rate OnlineRate(PeriodStatistics statistics, DenominatorBasis basis = DenominatorBasis.All) => basis switch
    {
        DenominatorBasis.Enabled => new(statistics.EnabledOnline, statistics.EnabledReceived),
        DenominatorBasis.FullProcess => new(statistics.FullProcessOnline, statistics.FullProcessReceived),
        _ => new(statistics.ReceivedOnline, statistics.ReceivedOnline + statistics.ReceivedInPerson + statistics.ReceivedPostal),
    };

    private static Dictionary<string, Func<PeriodStatistics, long>> BuildByName()
    {
        var counters = new Dictionary<string, Func<PeriodStatistics, long>>(StringComparer.Ordinal);
        foreach (var property in typeof(PeriodStatistics).GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            if (property.PropertyType == typeof(long))
            {
                counters[property.Name] = property.GetMethod!.CreateDelegate<Func<PeriodStatistics, long>>();
            }
        }

        counters["ResolvedInTime"] = s => s.ResolvedEarly + s.ResolvedOnTime;
        return counters;
    }
}
