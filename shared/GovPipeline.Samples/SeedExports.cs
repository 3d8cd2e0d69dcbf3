using System.Globalization;
using System.Text;
using GovPipeline.Domain.Time;
using GovPipeline.Domain.Units;

namespace GovPipeline.Samples;

/// <summary>
/// The sample exports of Tây Ninh city for 15/12/2021 to 14/6/2022 that stand in <c>seeds/exports</c>. They yield the
/// published figures exactly: 3,322 / 2,135 at the city, 7,937 / 6,355 at the wards and communes.
/// </summary>
public static class SeedExports
{
    /// <summary>First day of the period.</summary>
    public static readonly DateOnly From = new(2021, 12, 15);

    /// <summary>Last day of the period.</summary>
    public static readonly DateOnly To = new(2022, 6, 14);

    private const int Seed = 2022;

    private static readonly SampleUnit City = new("UBND thành phố Tây Ninh", UnitTier.District, "000.00.13.H53", 3322, 2135, 280);

    private static readonly SampleUnit[] Wards =
    [
        new("Phường 1", UnitTier.Commune, "000.01.13.H53", 812, 655, 22),
        new("Phường 2", UnitTier.Commune, "000.02.13.H53", 903, 748, 25),
        new("Phường 3", UnitTier.Commune, "000.03.13.H53", 1104, 905, 31),
        new("Phường IV", UnitTier.Commune, "000.04.13.H53", 668, 510, 18),
        new("P. Hiệp Ninh", UnitTier.Commune, "000.05.13.H53", 1022, 838, 27),
        new("Phường Ninh Sơn", UnitTier.Commune, "000.06.13.H53", 948, 742, 26),
        new("Phường Ninh Thạnh", UnitTier.Commune, "000.07.13.H53", 887, 716, 20),
        new("Xã Thạnh Tân", UnitTier.Commune, "000.08.13.H53", 471, 355, 12),
        new("Xã Tân Bình", UnitTier.Commune, "000.09.13.H53", 496, 392, 14, Padded: 60),
        new("Xã Bình Minh", UnitTier.Commune, "000.10.13.H53", 626, 494, 17),
    ];

    /// <summary>Last days of the windows that the sources are asked for; the first brings what was received before.</summary>
    public static IReadOnlyList<DateOnly> Deliveries { get; } =
    [
        new(2021, 12, 14), new(2022, 1, 14), new(2022, 2, 14), new(2022, 3, 14), new(2022, 4, 14), new(2022, 5, 14), new(2022, 6, 14),
    ];

    /// <summary>Every file of the sample by its name below <c>seeds/exports</c>.</summary>
    public static IEnumerable<(string Name, string Content)> All(WorkingCalendar calendar)
    {
        foreach (var file in Dossiers("onestop-city", [City], calendar, Seed, new SampleCsv(',', cityWording: true)))
        {
            yield return file with { Content = "\uFEFF" + file.Content };
        }

        foreach (var file in Dossiers("onestop-wards", Wards, calendar, Seed + 1, new SampleCsv(';', cityWording: false)))
        {
            yield return file;
        }

        foreach (var delivery in Deliveries.Skip(1))
        {
            yield return ($"eoffice/{Name(delivery)}.csv", EOfficeSample.Csv([City, .. Wards], delivery.AddMonths(-1).AddDays(1), delivery, calendar, Seed));
            yield return ($"eoffice-register/{Name(delivery)}.csv",
                EOfficeSample.Register([City, .. Wards], delivery.AddMonths(-1).AddDays(1), delivery, calendar, Seed));
        }

        foreach (var file in Systems(calendar))
        {
            yield return file;
        }
    }

    private static IEnumerable<(string Name, string Content)> Systems(WorkingCalendar calendar)
    {
        var samples = new SystemSamples([City, .. Wards], calendar, Seed);
        foreach (var delivery in Deliveries.Skip(1))
        {
            foreach (var (source, content) in samples.Month(delivery.AddMonths(-1).AddDays(1), delivery))
            {
                yield return ($"{source}/{Name(delivery)}.csv", content);
            }
        }

        foreach (var (source, content) in samples.Half())
        {
            yield return ($"{source}/{Name(To)}.csv", content);
        }
    }

    private static string Name(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static IEnumerable<(string Name, string Content)> Dossiers(
        string source, IReadOnlyList<SampleUnit> units, WorkingCalendar calendar, int seed, SampleCsv csv)
    {
        var sampler = new DossierSampler(seed, calendar);
        var dossiers = units.SelectMany(u => sampler.Of(u, From, To)).ToList();
        var random = new Random(seed);
        var since = DateTime.MinValue;
        foreach (var delivery in Deliveries)
        {
            // The night's export is made at the end of its last day.
            var moment = delivery.ToDateTime(new TimeOnly(23, 59, 59));
            var rows = new List<string[]>();
            foreach (var dossier in dossiers)
            {
                if (dossier.UpdatedBy(moment) is { } updated && (updated > since || random.Next(60) == 0))
                {
                    rows.Add(csv.Cells(rows.Count + 1, dossier, moment)); // now and then one comes again unchanged
                }
            }

            yield return ($"{source}/{Name(delivery)}.csv", Content(csv, rows, random));
            since = moment;
        }
    }

    private static string Content(SampleCsv csv, List<string[]> rows, Random random)
    {
        var content = new StringBuilder(csv.Header).Append('\n');
        var kind = random.Next(8);
        foreach (var row in rows)
        {
            content.Append(csv.Join(row)).Append('\n');
            switch (random.Next(450))
            {
                case 0:
                    content.Append(csv.Join(row)).Append('\n'); // twice in one file
                    break;
                case 1:
                    // A broken copy beside the good row: what is rejected is named and nothing is lost.
                    content.Append(csv.Join(BadRows.Break(row, kind++))).Append('\n');
                    break;
            }
        }

        return content.ToString();
    }
}
