using GovPipeline.Domain.Periods;
using GovPipeline.Domain.Time;

namespace GovPipeline.Domain.Tests;

public sealed class PeriodTests
{
    [Theory]
    [InlineData("nd09-2022-H1", "2021-12-15", "2022-06-14")]
    [InlineData("nd09-2022-H2", "2022-06-15", "2022-12-14")]
    [InlineData("cal-2022-H1", "2022-01-01", "2022-06-30")]
    [InlineData("nd09-2022-M01", "2021-12-15", "2022-01-14")]
    [InlineData("nd09-2022-M03", "2022-02-15", "2022-03-14")]
    [InlineData("nd09-2022-Q1", "2021-12-15", "2022-03-14")]
    [InlineData("nd09-2022-Q4", "2022-09-15", "2022-12-14")]
    [InlineData("nd09-2022-9M", "2021-12-15", "2022-09-14")]
    [InlineData("nd09-2022-Y", "2021-12-15", "2022-12-14")]
    [InlineData("cal-2024-M02", "2024-02-01", "2024-02-29")]
    public void A_period_has_the_days_of_the_law(string id, string start, string end)
    {
        var period = Period.Parse(id);
        (period.Id, $"{period.Start:yyyy-MM-dd}", $"{period.End:yyyy-MM-dd}").ShouldBe((id, start, end));
    }

    [Fact]
    public void Given_a_dossier_received_on_14_June_when_the_half_year_closes_then_it_counts_in_H1()
    {
        Period.Containing(ReportingCalendar.Nd09, PeriodKind.HalfYear, new(2022, 6, 14))!.Id.ShouldBe("nd09-2022-H1");
        Period.Containing(ReportingCalendar.Nd09, PeriodKind.HalfYear, new(2022, 6, 15))!.Id.ShouldBe("nd09-2022-H2");
        Period.Containing(ReportingCalendar.Cal, PeriodKind.HalfYear, new(2022, 6, 15))!.Id.ShouldBe("cal-2022-H1");
        Period.Containing(ReportingCalendar.Nd09, PeriodKind.HalfYear, new(2021, 12, 15))!.Id.ShouldBe("nd09-2022-H1");
    }

    [Fact]
    public void Periods_of_a_kind_follow_each_other_without_a_gap()
    {
        foreach (var calendar in Enum.GetValues<ReportingCalendar>())
        {
            foreach (var kind in Enum.GetValues<PeriodKind>())
            {
                var period = Period.Containing(calendar, kind, new(2024, 3, 1))!;
                for (var i = 0; i < 15; i++, period = period.Previous())
                {
                    period.Preceding().End.AddDays(1).ShouldBe(period.Start);
                }
            }
        }
    }

    [Fact]
    public void Overlapping_finds_each_period_that_shares_a_day_once()
    {
        var found = Period.Overlapping(new(2022, 6, 14), new(2022, 6, 15)).Select(p => p.Id).ToList();
        found.ShouldBe(found.Distinct());
        found.ShouldContain("nd09-2022-H1");
        found.ShouldContain("nd09-2022-H2");
        found.ShouldContain("nd09-2022-9M");
        found.ShouldNotContain("nd09-2022-Q4");
    }

    [Fact]
    public void The_period_of_a_day_is_the_one_of_its_kind_that_overlaps_it()
    {
        for (var day = new DateOnly(2019, 12, 1); day <= new DateOnly(2021, 1, 31); day = day.AddDays(1))
        {
            var overlapping = Period.Overlapping(day, day).ToDictionary(p => (p.Calendar, p.Kind));
            foreach (var calendar in Enum.GetValues<ReportingCalendar>())
            {
                foreach (var kind in Enum.GetValues<PeriodKind>())
                {
                    Period.Containing(calendar, kind, day).ShouldBe(overlapping.GetValueOrDefault((calendar, kind)), $"{calendar} {kind} {day}");
                }
            }
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("nd09-2022")]
    [InlineData("nd09-2022-H3")]
    [InlineData("xx-2022-H1")]
    [InlineData("nd09-22-H1")]
    public void What_is_no_period_is_said_to_be_none(string id) =>
        Should.Throw<FormatException>(() => Period.Parse(id)).Message.ShouldContain("nd09-2022-H1");

    [Fact]
    public void A_moment_of_UTC_belongs_to_the_Vietnamese_day()
    {
        VietnamClock.DayOf(new DateTimeOffset(2021, 12, 31, 17, 30, 0, TimeSpan.Zero)).ShouldBe(new DateOnly(2022, 1, 1));
        VietnamClock.StartOf(new(2021, 12, 15)).UtcDateTime.ShouldBe(new DateTime(2021, 12, 14, 17, 0, 0));
        VietnamClock.Verify().ShouldBeNull();
    }

    [Fact]
    public void A_machine_that_knows_the_zone_by_another_name_or_not_at_all_counts_the_same_hours()
    {
        var (byOther, unknown) = (VietnamClock.ZoneOf(id => id == "SE Asia Standard Time" ? VietnamClock.Zone : null), VietnamClock.ZoneOf(_ => null));
        byOther.ShouldBe(VietnamClock.Zone);
        for (var day = new DateTime(1976, 1, 1); day.Year < 2061; day = day.AddHours(18))
        {
            unknown.GetUtcOffset(day).ShouldBe(VietnamClock.Zone.GetUtcOffset(day));
        }
    }

    [Theory]
    [InlineData("1970-01-01 00:00:00")]
    [InlineData("2014-12-31 23:59:59")]
    [InlineData("2015-01-01 00:00:00")]
    [InlineData("2015-01-01 00:00:01")]
    [InlineData("2060-12-31 23:59:59")]
    public void A_local_timestamp_gives_back_what_it_was_given(string text)
    {
        var moment = DateTime.ParseExact(text, "yyyy-MM-dd HH:mm:ss", System.Globalization.CultureInfo.InvariantCulture);
        var stamp = LocalTimestamp.From(moment);
        (stamp.ToDateTime(), stamp.Day, LocalTimestamp.FromRaw(stamp.Raw)).ShouldBe((moment, DateOnly.FromDateTime(moment), stamp));
        LocalTimestamp.None.CompareTo(stamp).ShouldBeLessThan(0);
    }

    [Fact]
    public void Working_days_leave_out_weekends_and_holidays_and_count_worked_weekends()
    {
        var calendar = new WorkingCalendar([new(2022, 5, 2), new(2022, 5, 3)], [new(2022, 5, 7)]);
        calendar.AddWorkingDays(new(2022, 4, 29), 1).ShouldBe(new DateOnly(2022, 5, 4));
        calendar.AddWorkingDays(new(2022, 5, 6), 1).ShouldBe(new DateOnly(2022, 5, 7));
        calendar.AddWorkingDays(new(2022, 5, 6), 0).ShouldBe(new DateOnly(2022, 5, 6));
    }
}
