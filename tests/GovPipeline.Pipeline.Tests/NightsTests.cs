using GovPipeline.Domain.Alerts;
using GovPipeline.Domain.Periods;
using GovPipeline.Domain.Time;
using GovPipeline.Pipeline.Jobs;
using GovPipeline.Pipeline.Messages;
using GovPipeline.Storage.Alerts;
using GovPipeline.Storage.Ledger;
using GovPipeline.Storage.Published;
using GovPipeline.Testing;

namespace GovPipeline.Pipeline.Tests;

/// <summary>Two hundred nights with a virtual clock: exactly the mails of the table, no more and no fewer.</summary>
public sealed class NightsTests
{
    private const string Key = "target|HS01|tnc-one-stop";
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly DateOnly First = new(2021, 12, 15);

    /// <summary>From which night on the city had which figure: online and received.</summary>
    private static readonly (int Night, int Online, int Received)[] Story =
    [
        (1, 1, 15), // too few
        (10, 90, 100), // met
        (30, 84, 100), // below the warning level of 85 %
        (37, 79, 100), // below the target of 80 %
        (60, 90, 100), // over
        (80, 70, 100), // back, and acknowledged on the 82nd
        (100, 81, 100), // climbs back to the warning level: nothing to tell
        (110, 95, 100), // over
        (120, 60, 100), // back, and out of reach; the missed target is silenced on the 121st until the 140th, the pace is not
        (150, 90, 100), // over
        (160, 50, 100), // back for one night, 21 days before the period closes
        (161, 90, 100),
        (162, 50, 100), // swings around its target: the same alert, which is watched
        (163, 90, 100),
        (186, 10, 100), // the next half-year
    ];

    /// <summary>
    /// The mails: night, to whom (U the unit, L leaders), what each tells: kind, why, figure. Weekly repetition; to leadership
    /// after five working days, Tết and 30/4–3/5 being none; an acknowledged alert is quiet; one is over when it was well for three days.
    /// </summary>
    private static readonly (int Night, string To, string Says)[] Expected =
    [
        (30, "UL", "Gần mức cảnh báo, Mới, 84%"),
        (37, "UL", "Dưới mục tiêu, Nặng hơn, 79%"),
        (44, "UL", "Dưới mục tiêu, Chuyển lãnh đạo, 79%"),
        (51, "UL", "Dưới mục tiêu, Vẫn tiếp diễn từ 21/01/2022, 79%"),
        (58, "UL", "Dưới mục tiêu, Vẫn tiếp diễn từ 21/01/2022, 79%"),
        (63, "UL", "Dưới mục tiêu, Đã hết, 90%"),
        (80, "UL", "Dưới mục tiêu, Mới, 70%"),
        (113, "UL", "Gần mức cảnh báo, Đã hết, 95%"),
        (120, "UL", "Dưới mục tiêu, Mới, 60%; Khó kịp mục tiêu, Mới, 60%"),
        (127, "UL", "Khó kịp mục tiêu, Chuyển lãnh đạo, 60%"),
        (134, "UL", "Khó kịp mục tiêu, Vẫn tiếp diễn từ 14/04/2022, 60%"),
        (140, "UL", "Dưới mục tiêu, Nặng hơn, 60%"),
        (141, "UL", "Khó kịp mục tiêu, Vẫn tiếp diễn từ 14/04/2022, 60%"),
        (147, "UL", "Dưới mục tiêu, Chuyển lãnh đạo, 60%"),
        (148, "UL", "Khó kịp mục tiêu, Vẫn tiếp diễn từ 14/04/2022, 60%"),
        (153, "UL", "Dưới mục tiêu, Đã hết, 90%; Khó kịp mục tiêu, Đã hết, 90%"),
        (160, "UL", "Dưới mục tiêu, Mới, 50%; Khó kịp mục tiêu, Mới, 50%; Sắp chốt kỳ, Mới, 21 ngày"),
        (160, "L", "Dưới mục tiêu, Mới, 50%; Khó kịp mục tiêu, Mới, 50%"),
        (166, "UL", "Dưới mục tiêu, Đã hết, 90%; Khó kịp mục tiêu, Đã hết, 90%"),
        (186, "UL", "Dưới mục tiêu, Mới, 10%"),
        (191, "UL", "Dưới mục tiêu, Chuyển lãnh đạo, 10%"),
        (198, "UL", "Dưới mục tiêu, Vẫn tiếp diễn từ 19/06/2022, 10%"),
    ];

    [Fact]
    public async Task Two_hundred_nights_give_exactly_the_mails_of_the_table()
    {
        await using var smtp = await FaultySmtp.StartAsync();
        await using var pipeline = await TestPipeline.StartAsync(smtp.Settings());
        var (found, seen) = (new List<(int, string, string)>(), 0);
        for (var night = 1; night <= 200; night++)
        {
            var day = First.AddDays(night - 1);
            pipeline.Time.AdjustTime(VietnamClock.At(day.AddDays(1), new(7, 30)));
            await PublishAsync(pipeline, day, night);
            if (night is 82)
            {
                await pipeline.Get<AlertStore>().ChangeAsync("nd09-2022-H1", Key, a => AlertLife.Acknowledge(a!, "A", "", pipeline.Time.GetUtcNow()), None);
            }
            else if (night is 121)
            {
                await pipeline.Get<AlertStore>()
                    .ChangeAsync("nd09-2022-H1", Key, a => AlertLife.Silence(a!, First.AddDays(139), "A", "", pipeline.Time.GetUtcNow()), None);
            }

            await AlertTests.MorningAsync(pipeline);
            var mails = (await smtp.MailsAsync()).Skip(seen).ToList();
            seen += mails.Count;
            found.AddRange(mails.Select(m => (Who: Who(m.To), What: What(m.Message.TextBody!)))
                .GroupBy(m => m.What)
                    .Select(g => (night, string.Concat(g.Select(m => m.Who).Order(StringComparer.Ordinal).Distinct().OrderDescending()), g.Key)));
        }

        found.Select(f => $"{f}").ShouldBe(Expected.Select(e => $"{e}"), string.Join('\n', found));
    }

    private static string Who(string address) =>
        address.StartsWith("motcua", StringComparison.Ordinal) ? "U" : address.StartsWith("vanhanh", StringComparison.Ordinal) ? "O" : "L";

    /// <summary>Every alert of a mail: kind, why it stands there, and the figure.</summary>
    private static string What(string text)
    {
        var lines = text.Split('\n').Select(l => l.Trim()).ToList();
        return string.Join("; ", lines.Select((line, i) => (line, i)).Where(l => l.line.StartsWith('[')).Select(l =>
        {
            var said = lines.Take(l.i).Last(before => before.Length > 0);
            var percent = said.Split('%')[0].Split(' ')[^1];
            var figure = said.StartsWith("Còn ", StringComparison.Ordinal) ? said.Split(' ')[1] + " ngày" : percent.Replace(",0", "%",
                StringComparison.Ordinal);
            var (kind, news) = l.line.Trim('[', ']').Split(" · ") is [var k, var n] ? (k, n) : (l.line, string.Empty);
            return $"{kind}, {news.Split(':', ',')[0]}, {figure}";
        }));
    }

    private static async Task PublishAsync(TestPipeline pipeline, DateOnly day, int night)
    {
        var period = Period.Containing(ReportingCalendar.Nd09, PeriodKind.HalfYear, day)!;
        var (_, online, received) = Story.Last(s => s.Night <= night);
        await pipeline.Get<SourceLog>().DataThroughAsync("onestop-city", day, None);
        var value = (double)online / received;
        var row = new IndicatorRow
        {
            Period = period.Id, PeriodStart = $"{period.Start:yyyy-MM-dd}", PeriodEnd = $"{period.End:yyyy-MM-dd}", UnitId = "tnc-one-stop",
            UnitName = "TP Tây Ninh", UnitTier = "District", IsRollup = false,
            Indicator = "HS01", IndicatorName = "Tỷ lệ hồ sơ nộp trực tuyến", System = "one-stop", Aggregation = "RatioOfSums", Basis = "All",
            Numerator = online, Denominator = received, Value = value,
            Format = "Percent", IsEstimate = false, PreviousValue = 0, HasPrevious = false, Rank = 0, RankedUnits = 0, Target = 0.8, TargetId = "t",
            TargetComparator = "AtLeast", TargetWarn = 0.85, Complete = true, Missing = string.Empty, TargetLegalBasis = "x", TargetIsExample = false,
            Gap = value - 0.8,
            Checksum = 0,
            Status = value < 0.8 ? "Below" : value < 0.85 ? "Warning" : "Met", LegalBasis = "x", Source = "onestop-city", HasData = true,
            AsOf = $"{day:yyyy-MM-dd}",
        };
        await pipeline.Get<PublishedTables>().ReplaceAsync("indicators", period.Id, [row], null, None);
        await pipeline.Get<PublishedTables>().SaveAsync(
            new DatasetRow
            {
                Partition = "all", Period = period.Id, PeriodName = "x", Calendar = "Nd09", Kind = "HalfYear",
                PeriodStart = row.PeriodStart, PeriodEnd = row.PeriodEnd, AsOf = row.AsOf, Version = $"{night}",
                Rows = 1, IndicatorRows = 1, Complete = false, Missing = string.Empty,
                BrokenIdentities = string.Empty, FileRows = 0, AcceptedRows = 0, RejectedRows = 0, Files = 0, RefusedFiles = 0,
                    RejectedDossierRows = 0, Repairs = string.Empty,
                Checksum = 0,
                IndicatorChecksum = 0,
                Definitions = string.Empty, State = string.Empty, SignedBy = string.Empty, SignedDocument = string.Empty, SignedOn = string.Empty,
            },
            null,
            None);
        await pipeline.Get<EvaluateAlerts>().RunAsync(new AlertMessage(period.Id), None);
    }
}
