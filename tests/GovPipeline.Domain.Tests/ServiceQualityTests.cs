using GovPipeline.Domain.Alerts;
using GovPipeline.Domain.ServiceQuality;

namespace GovPipeline.Domain.Tests;

/// <summary>The index of QĐ 766/QĐ-TTg: its points, its rules for nothing, its ranges; and when a difference grows.</summary>
public sealed class ServiceQualityTests
{
    [Fact]
    public void Parts_are_hundred_points_and_components_those_of_their_part()
    {
        QualityPart.All.Sum(p => p.Points).ShouldBe(100);
        QualityPart.All.ShouldAllBe(p => QualityComponent.All.Where(c => c.Part == p).Sum(c => c.Points) == p.Points);
        QualityComponent.All.Select(c => c.Id).ShouldBeUnique();
    }

    [Theory]
    [InlineData("3.3", 2135, 3322, 6.0)] // 64.27 % is above 50 %
    [InlineData("3.3", 50, 100, 6.0)]
    [InlineData("3.3", 4999, 10000, 6.0)] // 5.9988 to two decimals
    [InlineData("3.3", 25, 100, 3.0)]
    [InlineData("3.1", 60, 100, 1.5)]
    [InlineData("2.1", 97, 100, 19.4)]
    [InlineData("5.4", 0.9, 1, 6.0)]
    [InlineData("5.4", 0.45, 1, 3.0)]
    [InlineData("5.4", -0.2, 1, 0.0)]
    [InlineData("2.1", 0, 5, 0.0)]
    public void Points_are_in_proportion_up_to_the_rate_that_gives_all(string id, double numerator, double denominator, double points) =>
        QualityComponent.All.Single(c => c.Id == id).PointsOf((decimal)numerator, (decimal)denominator).ShouldBe((decimal)points);

    [Theory]
    [InlineData("5.2", 6.0)]
    [InlineData("5.3", 6.0)]
    [InlineData("5.4", 0.0)]
    [InlineData("2.1", null)]
    [InlineData("3.3", null)]
    public void Nothing_to_measure_follows_its_own_rule(string id, double? points) =>
        QualityComponent.All.Single(c => c.Id == id).PointsOf(0, 0).ShouldBe((decimal?)points);

    [Fact]
    public void What_is_not_known_is_a_range_and_the_portal_is_held_against_it()
    {
        QualityFigure[] figures = [.. QualityComponent.All.Where(c => c.Part == QualityPart.Satisfaction).Select(c =>
            c == QualityComponent.Answered ? new QualityFigure(c, QualityState.Computed, 1, 2) : QualityFigure.Unknown(c))];
        var part = new QualityPartFigure(QualityPart.Satisfaction, figures, 16);
        (part.Points, part.Covered, part.Range, part.Agrees).ShouldBe((3m, 6m, (3m, 15m), false));
        (part with { Portal = 14.9m }).Agrees.ShouldBe(true);
        (part with { Portal = null }).Agrees.ShouldBeNull();
        new QualityPartFigure(QualityPart.Payment, [], null).Points.ShouldBeNull();
    }

    [Fact]
    public void An_estimate_opens_the_range_and_no_portal_is_held_against_it()
    {
        var figure = new QualityFigure(QualityComponent.InTime, QualityState.Computed, 95, 100) { IsEstimate = true };
        var part = new QualityPartFigure(QualityPart.Progress, [figure], 17.85m);
        (part.Points, part.Range, part.Agrees, part.IsEstimate).ShouldBe((19m, (0m, 20m), true, true));
        var multiplied = new QualityFigure(QualityComponent.FiledOnline, QualityState.Computed, 40, 100) { Factor = 0.5m };
        (multiplied.Rate, multiplied.Points).ShouldBe((0.2m, 2.4m));
    }

    [Fact]
    public void What_only_a_person_states_is_marked_so() => QualityComponent.All.Where(c => QualityFigure.Unknown(c).State == QualityState.Manual)
        .Select(c => c.Id).ShouldBe(["1.1", "1.2", "1.3", "4.4", "4.5a"]);

    [Fact]
    public void The_statutory_list_says_what_it_needs_where_nothing_tells_it() =>
        StatutoryItem.All.ShouldAllBe(i => i.Indicators.Count > 0 == (i.Needs == null));

    [Theory]
    [InlineData(980, 1000, 1000, 1000, true)] // 2 % apart, before 0
    [InlineData(981, 1000, 1000, 1000, false)] // 19 dossiers
    [InlineData(970, 1000, 980, 1000, true)] // 1.5 times
    [InlineData(971, 1000, 980, 1000, false)]
    [InlineData(980, 1000, 970, 1000, false)] // it shrinks
    [InlineData(20000, 20100, 100, 100, false)] // half a percent
    [InlineData(1030, 1000, 1000, 1000, true)] // too many are as telling as too few
    [InlineData(0, 0, 0, 0, false)]
    public void A_difference_that_grows_is_told_and_one_that_stands_or_is_small_is_not(long reported, long own, long earlier, long earlierOwn, bool isTold) =>
        (DifferenceGrowth.Of((reported, own), (earlier, earlierOwn), 20, 0.02m) is not null).ShouldBe(isTold);
}
