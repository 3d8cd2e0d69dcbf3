using System.Globalization;
using System.Text;
using GovPipeline.Domain.Time;
using GovPipeline.Domain.Units;

namespace GovPipeline.Samples;

/// <summary>
/// The sample year that straddles 1 July 2025, in <c>seeds/merger-2025</c>: until 30 June the city's one-stop and ten wards and communes, from then
/// three wards. The wards' system is moved with them: it names the new wards for dossiers received before.
/// </summary>
public static class MergerYear
{
    /// <summary>First day of the new units.</summary>
    public static readonly DateOnly Day = new(2025, 7, 1);

    private const int Seed = 2025;

    /// <summary>Spans between the days on which a period of either calendar or a unit begins; dossiers of each are known to the last.</summary>
    private static readonly (DateOnly From, DateOnly To)[] Spans =
    [
        (new(2024, 12, 15), new(2024, 12, 31)), (new(2025, 1, 1), new(2025, 6, 14)), (new(2025, 6, 15), new(2025, 6, 30)),
        (new(2025, 7, 1), new(2025, 12, 14)), (new(2025, 12, 15), new(2025, 12, 31)),
    ];

    private static readonly (string Name, string After, string Organisation, UnitTier Tier, (int Received, int Online)[] BySpan)[] Units =
    [
        ("UBND thành phố Tây Ninh", "", "000.00.13.H53", UnitTier.District, [(31, 23), (310, 236), (29, 22), (0, 0), (0, 0)]),
        ("Phường 1", "Phường Tân Ninh", "000.01.13.H53", UnitTier.Commune, [(8, 7), (82, 74), (9, 8), (0, 0), (0, 0)]),
        ("Phường 2", "Phường Tân Ninh", "000.02.13.H53", UnitTier.Commune, [(9, 8), (91, 83), (8, 8), (0, 0), (0, 0)]),
        ("Phường 3", "Phường Tân Ninh", "000.03.13.H53", UnitTier.Commune, [(11, 10), (110, 99), (11, 9), (0, 0), (0, 0)]),
        ("Phường IV", "Phường Tân Ninh", "000.04.13.H53", UnitTier.Commune, [(6, 5), (66, 58), (7, 6), (0, 0), (0, 0)]),
        ("P. Hiệp Ninh", "Phường Tân Ninh", "000.05.13.H53", UnitTier.Commune, [(10, 9), (102, 93), (10, 9), (0, 0), (0, 0)]),
        ("Phường Ninh Sơn", "Phường Bình Minh", "000.06.13.H53", UnitTier.Commune, [(9, 8), (95, 85), (9, 9), (0, 0), (0, 0)]),
        ("Phường Ninh Thạnh", "Phường Ninh Thạnh", "000.07.13.H53", UnitTier.Commune, [(9, 8), (88, 80), (9, 8), (0, 0), (0, 0)]),
        ("Xã Thạnh Tân", "Phường Bình Minh", "000.08.13.H53", UnitTier.Commune, [(5, 4), (47, 41), (5, 4), (0, 0), (0, 0)]),
        ("Xã Tân Bình", "Phường Bình Minh", "000.09.13.H53", UnitTier.Commune, [(5, 5), (49, 43), (5, 5), (0, 0), (0, 0)]),
        ("Xã Bình Minh", "Phường Bình Minh", "000.10.13.H53", UnitTier.Commune, [(6, 5), (62, 55), (6, 5), (0, 0), (0, 0)]),
        ("Phường Tân Ninh", "", "000.21.13.H53", UnitTier.Commune, [(0, 0), (0, 0), (0, 0), (612, 569), (64, 60)]),
        ("Phường Bình Minh", "", "000.22.13.H53", UnitTier.Commune, [(0, 0), (0, 0), (0, 0), (398, 366), (41, 38)]),
        ("Phường Ninh Thạnh", "", "000.23.13.H53", UnitTier.Commune, [(0, 0), (0, 0), (0, 0), (275, 250), (28, 26)]),
    ];

    private static readonly DateOnly[] Deliveries =
    [
        .. Enumerable.Range(1, 6).Select(m => new DateOnly(2025, m, 14)), new(2025, 6, 30),
        .. Enumerable.Range(7, 6).Select(m => new DateOnly(2025, m, 14)), new(2025, 12, 31),
    ];

    /// <summary>Every file of the year by its name: a folder a source.</summary>
    public static IEnumerable<(string Name, string Content)> All(WorkingCalendar calendar) =>
        Files("onestop-city", isCity: true, calendar, new SampleCsv(',', cityWording: true)).Where(f => string.CompareOrdinal(f.Name,
            "onestop-city/2025-09") < 0)
            .Concat(Files("onestop-wards", isCity: false, calendar, new SampleCsv(';', cityWording: false)))
            .Concat([Portal(3, new(2025, 7, 1), new(2025, 9, 30), calendar), Portal(4, new(2025, 10, 1), new(2025, 12, 31), calendar)]);

    /// <summary>
    /// What somebody downloads from the national portal of a quarter: a few dossiers are not synchronised, those of one ward more and more; and its points.
    /// </summary>
    private static (string Name, string Content) Portal(int quarter, DateOnly from, DateOnly to, WorkingCalendar calendar)
    {
        string Print(DateOnly day) => day.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture);
        var content = new StringBuilder($"BỘ CHỈ SỐ PHỤC VỤ NGƯỜI DÂN, DOANH NGHIỆP\nTừ ngày {Print(from)} đến ngày {Print(to)}\n"
            + "STT;Đơn vị;Số hồ sơ tiếp nhận;Hồ sơ trực tuyến;Công khai, minh bạch;Tiến độ, kết quả giải quyết;Cung cấp dịch vụ công trực tuyến;"
            + "Số hóa hồ sơ;Thanh toán trực tuyến;Mức độ hài lòng\n");
        var received = Dossiers(isCity: false, calendar).Select(d => d.Dossier).Where(d => d.Ending is SampleEnding.Returned or SampleEnding.Withdrawn
            && DateOnly.FromDateTime(d.Received) >= from && DateOnly.FromDateTime(d.Received) <= to).ToLookup(d => d.UnitName);
        foreach (var (ward, number) in Units.Where(u => u.BySpan[^1].Received > 0).Select((u, i) => (u.Name, i + 1)))
        {
            var lost = ward == "Phường Bình Minh" ? quarter == 3 ? 8 : 22 : 1;
            var (all, online) = (received[ward].Count(), received[ward].Count(d => d.Channel == SampleChannel.Online));
            content.Append(CultureInfo.InvariantCulture, $"{number};{ward};{all - lost};{online - lost};16,5;")
                .Append(CultureInfo.InvariantCulture, $"{(ward == "Phường Bình Minh" ? "17,85" : "19,2")};9,75;15;6,4;16,9\n");
        }

        return ($"national-portal/{to.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}.csv", content.ToString());
    }

    private static List<(SampleDossier Dossier, string After)> Dossiers(bool isCity, WorkingCalendar calendar)
    {
        var sampler = new DossierSampler(Seed, calendar);
        return [.. Units.Where(u => (u.Tier == UnitTier.District) == isCity).SelectMany(u => u.BySpan.Zip(Spans).Where(s => s.First.Received > 0)
            .SelectMany(s => sampler.Of(new(u.Name, u.Tier, u.Organisation, s.First.Received, s.First.Online, 0), s.Second.From, s.Second.To))
            .Select(d => (d, u.After)))];
    }

    private static IEnumerable<(string Name, string Content)> Files(string source, bool isCity, WorkingCalendar calendar, SampleCsv csv)
    {
        var dossiers = Dossiers(isCity, calendar);
        var since = DateTime.MinValue;
        foreach (var delivery in Deliveries)
        {
            var moment = delivery.ToDateTime(new TimeOnly(23, 59, 59));
            var content = new StringBuilder(csv.Header).Append('\n');
            var rows = 0;
            // Nobody has a dossier of a ward before it is there.
            foreach (var (dossier, after) in dossiers.Where(d => d.Dossier.UpdatedBy(moment) is { } updated && updated > since
                && (delivery >= Day || DateOnly.FromDateTime(d.Dossier.Received) < Day)))
            {
                var named = delivery >= Day && after.Length > 0 ? dossier with { UnitName = after } : dossier;
                content.Append(csv.Join(csv.Cells(++rows, named, moment))).Append('\n');
            }

            if (rows > 0)
            {
                yield return ($"{source}/{delivery.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}.csv", content.ToString());
            }

            since = moment;
        }
    }
}
