using GovPipeline.Domain.Time;
using GovPipeline.Domain.Units;

namespace GovPipeline.Samples;

/// <summary>
/// A generated export of any size, for trying, testing and measuring. Of five rows one is a later version of a dossier
/// that came before. The same numbers, the same file.
/// </summary>
public static class RandomExport
{
    private const int RowsPerLaterVersion = 5;

    /// <summary>Writes the export.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="units">The units that receive, at least one; those that do not exist on the first day are left out.</param>
    /// <param name="rows">Data rows, bad ones included.</param>
    /// <param name="badRows">How many of them are bad.</param>
    /// <param name="from">First day of receipt.</param>
    /// <param name="to">Last day of receipt.</param>
    /// <param name="seed">Any number.</param>
    /// <param name="calendar">Working days.</param>
    /// <param name="progress">Told of rows written now and then; null for nobody.</param>
    public static void Write(
        TextWriter writer, IReadOnlyList<Unit> units, long rows, long badRows, DateOnly from, DateOnly to, int seed, WorkingCalendar calendar,
        Action<long>? progress = null)
    {
        var csv = new SampleCsv(',', cityWording: true, lean: true);
        writer.Write(csv.Header);
        writer.Write('\n');
        var good = rows - badRows;
        var dossiers = good - (good / RowsPerLaterVersion);
        var badEvery = badRows == 0 ? long.MaxValue : Math.Max(1, good / badRows);
        var moment = to.ToDateTime(new TimeOnly(23, 59, 59));
        var again = new Queue<SampleDossier>();
        var (row, bad) = (0L, 0L);
        string[]? last = null;
        void Emit(SampleDossier dossier, DateTime asOf)
        {
            last = csv.Cells((int)++row, dossier, asOf);
            writer.Write(csv.Join(last));
            writer.Write('\n');
            for (; bad < badRows && row / badEvery > bad; bad++)
            {
                writer.Write(csv.Join(BadRows.Break(last, (int)bad)));
                writer.Write('\n');
            }

            if (row % 50_000 == 0)
            {
                progress?.Invoke(row + bad);
            }
        }

        var i = 0L;
        foreach (var dossier in Dossiers([.. units.Where(u => u.ExistsOn(from))], dossiers, from, to, seed, calendar))
        {
            var isEarly = ++i % (RowsPerLaterVersion - 1) == 0 && i / (RowsPerLaterVersion - 1) <= good - dossiers;
            Emit(dossier, isEarly ? dossier.Received.AddSeconds(1) : moment);
            if (isEarly)
            {
                again.Enqueue(dossier);
            }

            if (again.Count > 100)
            {
                Emit(again.Dequeue(), moment);
            }
        }

        while (again.TryDequeue(out var dossier))
        {
            Emit(dossier, moment);
        }

        progress?.Invoke(row + bad);
    }

    private static IEnumerable<SampleDossier> Dossiers(
        IReadOnlyList<Unit> units, long count, DateOnly from, DateOnly to, int seed, WorkingCalendar calendar)
    {
        var random = new Random(seed);
        var sampler = new DossierSampler(seed, calendar);
        var days = sampler.WorkingDays(from, to);
        var samples = units.Select((u, n) => new SampleUnit(u.NameOn(from).Name, u.Tier, $"000.{n:D2}.13.H53", 0, 0, 0)).ToArray();
        var numbers = new int[samples.Length];
        var today = DateOnly.MinValue;
        for (var i = 0L; i < count; i++)
        {
            var day = days[(int)(i * days.Count / count)];
            if (day != today)
            {
                today = day;
                Array.Clear(numbers);
            }

            var unit = random.Next(samples.Length);
            var channel = random.Next(100) switch { < 72 => SampleChannel.Online, < 75 => SampleChannel.Postal, _ => SampleChannel.InPerson };
            yield return sampler.Make(samples[unit], day, channel) with
            {
                Code = DossierSampler.Code(samples[unit].Organisation, day, ++numbers[unit]),
                WrongChannelAtFirst = null,
            };
        }
    }
}
