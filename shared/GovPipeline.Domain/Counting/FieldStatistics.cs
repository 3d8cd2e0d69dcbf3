using GovPipeline.Domain.Naming;
using GovPipeline.Domain.Text;

namespace GovPipeline.Domain.Counting;

/// <summary>The counters of a period by unit and field (<i>lĩnh vực</i>); fields are names of a closed list.</summary>
public sealed class FieldStatistics
{
    /// <summary>What is shown for dossiers whose field is not given.</summary>
    public const string NotGiven = "(không ghi)";

    private readonly Dictionary<(string UnitId, string FieldKey), PeriodStatistics> _statistics = [];
    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal) { [string.Empty] = NotGiven };

    private FieldStatistics()
    {
    }

    /// <summary>No figures.</summary>
    public static FieldStatistics None { get; } = new();

    /// <summary>By unit and folded field; <see cref="NameOf"/> gives the field as it is shown.</summary>
    public IReadOnlyDictionary<(string UnitId, string FieldKey), PeriodStatistics> ByField => _statistics;

    /// <summary>All fields together, by unit.</summary>
    public IReadOnlyDictionary<string, PeriodStatistics> ByUnit => field ??= _statistics.GroupBy(s => s.Key.UnitId, s => s.Value, StringComparer.Ordinal)
        .ToDictionary(g => g.Key, g => g.Aggregate(PeriodStatistics.Add), StringComparer.Ordinal);

    /// <summary>The units that have anything to tell, also what they only still hold.</summary>
    public IEnumerable<string> Units => ByUnit.Where(u => u.Value != new PeriodStatistics()).Select(u => u.Key);

    /// <summary>Puts counters together.</summary>
    /// <param name="statistics">Counters by unit and field, in any wording.</param>
    /// <param name="fields">The fields that may be shown; anything else is <see cref="NameList.NotListed"/>.</param>
    public static FieldStatistics Of(IEnumerable<(string UnitId, string Field, PeriodStatistics Statistics)> statistics, NameList fields)
    {
        ArgumentNullException.ThrowIfNull(statistics);
        ArgumentNullException.ThrowIfNull(fields);
        var all = new FieldStatistics();
        var keys = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (unit, text, counters) in statistics)
        {
            if (!keys.TryGetValue(text, out var key))
            {
                var name = fields.Shown(text);
                keys[text] = key = Folding.Fold(name);
                all._names.TryAdd(key, name);
            }

            all._statistics[(unit, key)] = all._statistics.TryGetValue((unit, key), out var sum) ? sum + counters : counters;
        }

        return all;
    }

    /// <summary>The counters of a unit and folded field; all zero when there are none.</summary>
    public PeriodStatistics Of(string unitId, string fieldKey) => _statistics.GetValueOrDefault((unitId, fieldKey)) ?? new();

    /// <summary>All counters of a unit; all zero when there are none.</summary>
    public PeriodStatistics Of(string unitId) => ByUnit.GetValueOrDefault(unitId) ?? new();

    /// <summary>A folded field as it is shown.</summary>
    public string NameOf(string fieldKey) => _names[fieldKey];
}
