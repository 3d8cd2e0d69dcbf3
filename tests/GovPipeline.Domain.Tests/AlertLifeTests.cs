using GovPipeline.Domain.Alerts;
using GovPipeline.Domain.Time;

namespace GovPipeline.Domain.Tests;

public sealed class AlertLifeTests
{
    private static readonly DateTimeOffset Monday = VietnamClock.At(new(2022, 1, 24), new(7, 30));
    private static readonly WorkingCalendar Calendar = new([new(2022, 1, 31), new(2022, 2, 1), new(2022, 2, 2), new(2022, 2, 3), new(2022, 2, 4)], []);

    [Fact]
    public void The_same_breach_is_one_alert_and_one_that_comes_back_is_a_new_occurrence()
    {
        var alert = Raise();
        (alert.State, alert.Occurrence, alert.Notices).ShouldBe((AlertState.Open, 1, 1));
        AlertLife.See(alert, "p", Finding(AlertKind.BelowTarget), Monday.AddDays(1))
            .ShouldSatisfyAllConditions(a => a.Notices.ShouldBe(1), a => a.Steps.Count.ShouldBe(1));
        var over = AlertLife.Resolve(alert, AlertLife.Pipeline, string.Empty, Monday.AddDays(2));
        (over.State, over.Notices).ShouldBe((AlertState.Resolved, 2));
        var again = AlertLife.See(over, "p", Finding(AlertKind.BelowTarget), Monday.AddDays(3));
        (again.State, again.Occurrence, again.Notices).ShouldBe((AlertState.Open, 2, 1));
        again.Steps.Select(s => s.What).ShouldBe(["raised", "resolved", "raised"]);
    }

    [Fact]
    public void What_falls_through_its_target_is_news_and_what_climbs_back_to_the_warning_level_is_not()
    {
        var warned = AlertLife.See(null, "p", Finding(AlertKind.BelowWarning), Monday);
        var below = AlertLife.See(AlertLife.Acknowledge(warned, "A", "", Monday), "p", Finding(AlertKind.BelowTarget), Monday.AddDays(1));
        (below.State, below.Notices, below.Kind).ShouldBe((AlertState.Open, 2, AlertKind.BelowTarget));
        var back = AlertLife.See(below, "p", Finding(AlertKind.BelowWarning), Monday.AddDays(2));
        (back.Notices, back.Kind).ShouldBe((2, AlertKind.BelowWarning));
    }

    [Fact]
    public void Nobody_who_acknowledges_for_five_working_days_sends_it_to_leadership_and_Tet_is_no_working_day()
    {
        var alert = Raise();
        AlertLife.Escalate(alert, 5, Calendar, VietnamClock.At(new(2022, 1, 28), new(7, 30))).State.ShouldBe(AlertState.Open, "Friday is the fourth");
        AlertLife.Escalate(alert, 5, Calendar, VietnamClock.At(new(2022, 2, 6), new(7, 30))).State.ShouldBe(AlertState.Open,
            "Tết and the weekend do not count");
        var escalated = AlertLife.Escalate(alert, 5, Calendar, VietnamClock.At(new(2022, 2, 7), new(7, 30)));
        (escalated.State, escalated.Notices).ShouldBe((AlertState.Escalated, 2));
        AlertLife.Escalate(AlertLife.Acknowledge(alert, "A", "", Monday), 5, Calendar,
            VietnamClock.At(new(2022, 3, 1), new(7, 30))).State.ShouldBe(AlertState.Acknowledged);
        AlertLife.Acknowledge(escalated, "Chánh Văn phòng", "đã giao", Monday).Steps[^1]
            .ShouldBe(new AlertStep(Monday, "acknowledged", "Chánh Văn phòng", "đã giao"));
    }

    [Fact]
    public void Silence_ends_after_its_day_and_what_ends_in_silence_is_told_to_nobody()
    {
        var silent = AlertLife.Silence(Raise(), new(2022, 1, 26), "A", "đang nâng cấp", Monday);
        AlertLife.See(silent, "p", Finding(AlertKind.BelowTarget), Monday.AddDays(2)).State.ShouldBe(AlertState.Silenced);
        var open = AlertLife.See(silent, "p", Finding(AlertKind.BelowTarget), Monday.AddDays(3));
        (open.State, open.Notices).ShouldBe((AlertState.Open, 2));
        AlertLife.Resolve(silent, "A", "", Monday.AddDays(1)).Notices.ShouldBe(1);
    }

    [Theory]
    [InlineData(2000, 3000, 0.8, 100, 20, 600, 880, true)] // 880 of 600: out of reach
    [InlineData(2300, 3000, 0.8, 100, 20, 600, 580, true)] // 97 %, above the best month of 85 %
    [InlineData(2380, 3000, 0.8, 100, 20, 600, 500, false)] // 83 %, reached before
    [InlineData(3000, 3000, 0.8, 100, 20, 600, 0, false)]
    [InlineData(10, 3000, 0.8, 100, 0, 0, 2390, true)]
    public void Pace_says_how_many_are_needed_and_whether_the_unit_ever_did_as_well(
        int counted, int cases, double target, int gone, int left, long expected, long needed, bool behind)
    {
        var forecast = PaceForecast.Of(counted, cases, (decimal)target, gone, left);
        (forecast.ExpectedCases, forecast.NeededCases, forecast.IsBehind(0.85m)).ShouldBe((expected, needed, behind));
    }

    [Fact]
    public void A_week_is_a_sudden_drop_only_when_it_is_large_and_no_chance_and_the_unit_has_a_past()
    {
        (long, long)[] usual = [.. Enumerable.Repeat((80L, 100L), 8)];
        WeeklyDrop.Of([.. usual, (50L, 100L)], 20)!.ShouldSatisfyAllConditions(d => d.Rate.ShouldBe(0.5m), d => d.Usual.ShouldBe(0.8m));
        WeeklyDrop.Of([.. usual, (72L, 100L)], 20).ShouldBeNull("eight points are no drop");
        WeeklyDrop.Of([.. usual, (14L, 21L)], 20).ShouldBeNull("thirteen points of 21 cases are chance");
        WeeklyDrop.Of([.. usual, (1L, 19L)], 20).ShouldBeNull("too few cases");
        WeeklyDrop.Of([(80, 100), (80, 100), (80, 100), (0, 100)], 20).ShouldBeNull("three weeks are no past");
    }

    private static Alert Raise() => AlertLife.See(null, "p", Finding(AlertKind.BelowTarget), Monday);

    private static AlertFinding Finding(AlertKind kind) => new(kind, "target|HS01|u", "u", null, string.Empty, new(new("x", "x"), [], [], null));
}
