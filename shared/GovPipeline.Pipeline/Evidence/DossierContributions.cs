using System.IO.Hashing;
using System.Reflection;
using System.Text;
using GovPipeline.Domain.Counting;
using GovPipeline.Domain.Dossiers;
using GovPipeline.Storage.Signing;

namespace GovPipeline.Pipeline.Evidence;

/// <summary>Which counters of a period a dossier is in: a bit each, so that what counted then can be held against what counts now.</summary>
/// <param name="first">First day of the period.</param>
/// <param name="last">Last day that is counted.</param>
/// <param name="lateness">When a dossier is late.</param>
internal sealed class DossierContributions(DateOnly first, DateOnly last, Lateness lateness)
{
    // Later counters behind the others: the bits of what was signed before stay what they were.
    private static readonly string[] Later = [nameof(PeriodStatistics.SupplementedInTime)];

    /// <summary>The counters, in the order of their bits.</summary>
    public static IReadOnlyList<string> Counters { get; } =
    [
        .. typeof(PeriodStatistics).GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => p.PropertyType == typeof(long))
            .Select(p => p.Name).OrderBy(n => Array.IndexOf(Later, n)).ThenBy(n => n, StringComparer.Ordinal),
    ];

    private static readonly CounterFormula[] Formulas = [.. Counters.Select(c => CounterFormula.Find(c)!)]; // after what it is made from

    /// <summary>The dossier as it counts, with fingerprints of its code and of all that is told of it.</summary>
    public SignedDossier Of(in Dossier dossier, PartitionKey partition) => new()
    {
        Partition = partition.ToString(),
        Code = Fingerprint(dossier.Code.ToString()),
        Content = Fingerprint((dossier with { Row = 0, FileIndex = 0, ElsewhereToo = false }).ToString()),
        UnitId = dossier.ReceivingUnitId,
        Counters = CountersOf(in dossier),
    };

    private static long Fingerprint(string text) => (long)XxHash3.HashToUInt64(Encoding.UTF8.GetBytes(text));

    private int CountersOf(in Dossier dossier)
    {
        Span<DatedEvent> events = stackalloc DatedEvent[DatedEvent.Most];
        var key = DailyCounts.KeyOf(in dossier);
        var (counters, happened) = (0, DatedEvent.Of(in dossier, lateness, events));
        for (var i = 0; i < Formulas.Length && happened > 0; i++)
        {
            var sum = 0;
            foreach (var dated in events[..happened])
            {
                foreach (var term in Formulas[i].Terms)
                {
                    sum += term.Has(in key, dated, first.DayNumber, last.DayNumber) ? term.Sign : 0;
                }
            }

            counters |= sum != 0 ? 1 << i : 0;
        }

        return counters;
    }
}
