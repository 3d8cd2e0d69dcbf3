using GovPipeline.Domain.Counting;
using GovPipeline.Domain.Text;
using GovPipeline.Domain.Time;
using GovPipeline.Reporting.Explanations;

namespace GovPipeline.Pipeline.Evidence;

/// <summary>One term of a count, by day, channel and service level.</summary>
/// <param name="name">What it counts.</param>
internal sealed class TermTally(Bilingual name)
{
    private readonly SortedDictionary<string, decimal> _days = new(StringComparer.Ordinal), _channels = new(StringComparer.Ordinal),
        _levels = new(StringComparer.Ordinal);

    /// <summary>Its value.</summary>
    public decimal Value { get; private set; }

    /// <summary>Takes a dossier in; days before the first are kept by month.</summary>
    public void Add(in CountKey key, int day, int first, int sign)
    {
        Value += sign;
        var local = DateOnly.FromDayNumber(day);
        Add(_days, day >= first ? DayText.Iso(local) : DayText.Iso(local)[..7], sign);
        Add(_channels, key.Channel.ToString(), sign);
        Add(_levels, key.Level.ToString(), sign);
    }

    /// <summary>The term as it is explained.</summary>
    public ExplainedTerm ToTerm() => new(name, Value) { Days = _days, Channels = _channels, Levels = _levels };

    private static void Add(SortedDictionary<string, decimal> sums, string key, int sign) => sums[key] = sums.GetValueOrDefault(key) + sign;
}
