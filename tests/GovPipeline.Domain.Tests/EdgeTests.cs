using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using GovPipeline.Domain.Counting;
using GovPipeline.Domain.Dossiers;
using GovPipeline.Domain.Naming;
using GovPipeline.Domain.Periods;
using GovPipeline.Domain.Time;

namespace GovPipeline.Domain.Tests;

/// <summary>What lies at the edges: days, versions, spellings, lateness.</summary>
public sealed class EdgeTests
{
    private static readonly ExportFile March = new("s", new(2022, 3, 1), "b"), July = new("s", new(2022, 7, 1), "a");

    [Fact]
    public void Every_plausible_day_has_its_periods_and_their_neighbours()
    {
        for (var day = PlausibleDays.First; day <= PlausibleDays.Last; day = day.AddDays(day.Day < 13 ? 13 : 1))
        {
            foreach (var period in DuePeriods.OfRows([day]))
            {
                period.Contains(day).ShouldBeTrue();
                Period.Parse(period.Id).ShouldBe(period);
                period.Next().Previous().ShouldBe(period);
                period.Preceding().End.ShouldBe(period.Start.AddDays(-1));
                period.Previous().Preceding().End.ShouldBeLessThan(period.Start);
            }
        }
    }

    [Theory]
    [InlineData("0001-01-01")]
    [InlineData("1985-03-02")]
    [InlineData("2061-01-01")]
    [InlineData("9999-12-31")]
    public void What_is_due_is_told_whatever_the_day(string text)
    {
        var day = DateOnly.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
        DuePeriods.OfCounts(day, null, new(2022, 6, 14)).Count()
            .ShouldBe(day.Year > 2022 ? 0 : DuePeriods.OfCounts(PlausibleDays.First, null, new(2022, 6, 14)).Count());
        DuePeriods.OfReadings(day, day, feedsGrowth: true).ShouldNotBeEmpty();
        DuePeriods.OfDays(day, day).ShouldNotBeEmpty();
        DuePeriods.OfRows([day]).ShouldNotBeEmpty();
        DuePeriods.OfCounts(day, null, null).ShouldBeEmpty("before any data are told of nothing is published");
    }

    [Fact]
    public void A_change_of_readings_makes_the_periods_due_that_are_compared_with_theirs()
    {
        var due = DuePeriods.OfReadings(new(2022, 4, 20), new(2022, 4, 20), feedsGrowth: false).Select(p => p.Id).ToList();
        due.ShouldContain("nd09-2022-M05");
        due.ShouldContain("nd09-2022-M06", "its period before is another");
        due.ShouldContain("nd09-2023-Y");
        due.ShouldNotContain("nd09-2022-M07");
        due.ShouldNotContain("nd09-2022-M04");
    }

    [Theory]
    [InlineData("nd09-2022-9M", "nd09-2021-9M", "nd09-2021-Y")]
    [InlineData("nd09-2022-H1", "nd09-2021-H2", "nd09-2021-H2")]
    [InlineData("cal-2022-M01", "cal-2021-M12", "cal-2021-M12")]
    public void Nine_months_are_compared_with_nine_months_and_carry_over_from_the_year(string id, string previous, string preceding) =>
        (Period.Parse(id).Previous().Id, Period.Parse(id).Preceding().Id).ShouldBe((previous, preceding));

    [Fact]
    public void A_row_without_an_update_time_is_as_new_as_its_exports_day()
    {
        var old = new Dossier { Updated = LocalTimestamp.From(new DateOnly(2022, 3, 1), 36_000) };
        var blank = new Dossier();
        Newest.Compare(in blank, July, in old, March).ShouldBePositive("an export four months newer");
        Newest.Compare(in old, March, in blank, March).ShouldBePositive("of the same day the row that names its time");
        Newest.Compare(in blank, March, in old, March).ShouldBeNegative();
        var later = new Dossier { Updated = LocalTimestamp.From(new DateOnly(2022, 7, 1), 1) };
        Newest.Compare(in later, July, in blank, July).ShouldBePositive();
    }

    [Property(MaxTest = 300)]
    public Property Which_version_is_newest_is_a_total_order() => Prop.ForAll(
        (from moment in Gen.Choose(-1, 5)
         from day in Gen.Choose(0, 3)
         from sha in Gen.Elements("a", "b")
         from row in Gen.Choose(1, 3)
         select (Dossier: new Dossier { Updated = moment < 0 ? LocalTimestamp.None : LocalTimestamp.From(new DateOnly(2022, 3, 1), moment * 20_000),
             Row = row }, File: new ExportFile("s", new DateOnly(2022, 3, 1).AddDays(day), sha)))
        .ArrayOf(3).ToArbitrary(),
        v =>
        {
            int Compare(int i, int j) => Math.Sign(Newest.Compare(in v[i].Dossier, v[i].File, in v[j].Dossier, v[j].File));
            return Compare(0, 1) == -Compare(1, 0) && (Compare(0, 1) <= 0 || Compare(1, 2) <= 0 || Compare(0, 2) > 0);
        });

    [Fact]
    public void A_row_updated_on_the_exports_day_without_an_hour_stands_before_one_that_names_no_time()
    {
        var (one, other) = (new ExportFile("a", new(2022, 6, 14), "aa"), new ExportFile("a", new(2022, 6, 14), "bb"));
        var (dated, bare) = (new Dossier { Updated = LocalTimestamp.From(new(2022, 6, 14)), Row = 1 }, new Dossier { Row = 2 });
        foreach (var (left, right) in new[] { (one, other), (other, one), (one, one) })
        {
            Newest.Compare(in dated, left, in bare, right).ShouldBePositive();
            Newest.Compare(in bare, right, in dated, left).ShouldBeNegative();
        }
    }

    [Fact]
    public void Fields_are_names_of_a_closed_list_and_everything_else_is_one()
    {
        var fields = new NameList([new("Đất đai", ["Đất, nhà"]), new("Hộ tịch")]);
        var statistics = FieldStatistics.Of(
        [
            ("u", "ĐẤT ĐAI", new() { Received = 2 }), ("u", "Đất   đai", new() { Received = 3 }), ("v", "đất nhà", new() { Received = 4 }),
            ("u", "", new() { Received = 1 }), ("u", "(không ghi)", new() { Received = 1 }), ("u", "///", new() { Received = 1 }),
            ("u", "all", new() { Received = 1 }), ("u", "Nguyễn Văn An", new() { Received = 1 }),
        ], fields);
        statistics.ByField.Count.ShouldBe(4);
        (statistics.NameOf("dat dai"), statistics.Of("u", "dat dai").Received, statistics.Of("v").Received).ShouldBe(("Đất đai", 5, 4));
        (statistics.NameOf(string.Empty), statistics.Of("u", string.Empty).Received).ShouldBe((FieldStatistics.NotGiven, 2));
        (statistics.NameOf("khac"), statistics.Of("u", "khac").Received).ShouldBe((NameList.NotListed, 3));
    }

    [Fact]
    public void A_wording_of_a_closed_list_stands_for_one_name()
    {
        Should.Throw<ArgumentException>(() => new NameList([new("Đất đai"), new("Nhà đất", ["ĐẤT-ĐAI"])])).Message.ShouldContain("Nhà đất");
        Should.Throw<ArgumentException>(() => new NameList([new("—")])).Message.ShouldContain("—");
    }

    [Theory]
    [InlineData(Lateness.Day, 16, 0, 0, 0, 1)]
    [InlineData(Lateness.Instant, 16, 1, 0, 0, 0)]
    [InlineData(Lateness.Instant, 8, 0, 0, 0, 1)]
    public void Late_is_by_the_day_or_by_the_instant(Lateness lateness, int finishedAt, int late, int early, int pendingLate, int onTime)
    {
        var due = new DateTime(2022, 6, 10, 11, 0, 0);
        var s = Of(lateness, new(2022, 6, 30), Returned(due, new(2022, 6, 10, finishedAt, 0, 0)));
        (s.ResolvedLate, s.ResolvedEarly, s.ResolvedOnTime, s.PendingLate).ShouldBe((late, early, onTime, pendingLate));
        Of(lateness, new(2022, 6, 10), Open(due)).PendingLate.ShouldBe(lateness == Lateness.Instant ? 1 : 0, "at the end of its due day");
        Of(lateness, new(2022, 6, 10), Open(new(2022, 6, 10))).PendingLate.ShouldBe(0, "a due date without a time is the whole day");
        Of(lateness, new(2022, 6, 11), Open(new(2022, 6, 10))).PendingLate.ShouldBe(1);
        s.BrokenIdentities().ShouldBeEmpty();
    }

    [Fact]
    public void A_competent_unit_that_nobody_knows_is_counted_apart()
    {
        Dossier Received(string competent) => Open(new(2022, 6, 10)) with { CompetentUnitId = competent };
        var s = Of(Lateness.Day, new(2022, 6, 30), Received(string.Empty), Received("u"), Received("v"), Received(Dossier.UnknownUnit));
        (s.Received, s.ReceivedNonLocal, s.ReceivedLocalityUnknown).ShouldBe((4, 1, 1));
    }

    [Theory]
    [InlineData("H53.13-220601-0001", "000.00.13.H53-220601-0001")]
    [InlineData("h53.13-220601-0001", "000.00.13.H53-220601-0001")]
    [InlineData("H53.14-220601-0001", "H53.14-220601-0001")]
    [InlineData("BN-77", "BN-77")]
    public void Identifiers_that_the_reference_says_are_one_are_one(string code, string national) =>
        new OrganisationCodes([new("H53.13", "000.00.13.H53")]).National(DossierCode.Parse(code)).ToString().ShouldBe(national);

    [Fact]
    public void Half_months_make_up_every_period()
    {
        foreach (var period in Period.Overlapping(new(2020, 1, 1), new(2024, 12, 31)))
        {
            HalfMonth.Of(period.Start).ShouldBe(period.Start);
            HalfMonth.Of(period.End.AddDays(1)).ShouldBe(period.End.AddDays(1));
        }

        HalfMonth.Parse(HalfMonth.Format([new(new(2022, 6, 15), 3), new(new(2022, 6, 1), 12)])).ShouldBe([new(new(2022, 6, 1), 12), new(new(2022, 6, 15), 3)]);
    }

    private static PeriodStatistics Of(Lateness lateness, DateOnly asOf, params Dossier[] dossiers)
    {
        var counter = new PeriodCounter(Period.Parse("cal-2022-M06"), asOf, NameList.Empty);
        foreach (var count in DailyCounts.Of(dossiers, lateness).Rows())
        {
            counter.Add(in count);
        }

        return counter.Statistics().Of("u");
    }

    private static Dossier Open(DateTime due) => new()
    {
        Code = DossierCode.Parse("H53-220101-0001"), ReceivingUnitId = "u", CompetentUnitId = string.Empty, ProcedureCode = string.Empty, Field = string.Empty,
        Received = LocalTimestamp.From(new DateTime(2022, 6, 1)), Due = LocalTimestamp.From(due), Status = DossierStatus.Processing,
    };

    private static Dossier Returned(DateTime due, DateTime finished) =>
        Open(due) with { Finished = LocalTimestamp.From(finished), Status = DossierStatus.Returned };
}
