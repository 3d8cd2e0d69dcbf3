using GovPipeline.Domain.Indicators;
using GovPipeline.Domain.Measures;
using GovPipeline.Domain.Periods;
using GovPipeline.Domain.Targets;
using GovPipeline.Domain.Units;

namespace GovPipeline.Domain.Tests;

public sealed class UnitAndTargetTests
{
    private static readonly DateOnly In2022 = new(2022, 3, 1), In2026 = new(2026, 3, 1);

    private static readonly UnitDirectory Units = new(
    [
        new() { Id = "city", Tier = UnitTier.District, IsArea = true, Names = [new() { Name = "TP Tây Ninh" }] },
        new() { Id = "p3", Tier = UnitTier.Commune, ParentId = "city", Names = [new() { Code = "25459", Name = "Phường 3", ValidTo = new(2025, 6, 30) }] },
        new() { Id = "p4", Tier = UnitTier.Commune, ParentId = "city",
            Names = [new() { Code = "25462", Name = "Phường 4", Aliases = ["Phường IV"], ValidTo = new(2025, 6, 30) }] },
        new() { Id = "hn", Tier = UnitTier.Commune, ParentId = "city",
            Names = [new() { Code = "25465", Name = "Phường Hiệp Ninh", ValidTo = new(2025, 6, 30) }] },
        new() { Id = "tan-ninh", Tier = UnitTier.Commune, Names = [new() { Code = "25459", Name = "Phường Tân Ninh", ValidFrom = new(2025, 7, 1) }] },
    ]);

    [Theory]
    [InlineData("P. 4")]
    [InlineData("P4")]
    [InlineData("p. 04")]
    [InlineData("Phường IV")]
    [InlineData("PHƯỜNG 4")]
    [InlineData("phuong 4")]
    [InlineData("25462")]
    public void A_unit_is_found_however_it_is_spelt(string text) => Units.Resolve(text, In2022)!.Id.ShouldBe("p4");

    [Fact]
    public void A_decomposed_spelling_means_the_same() =>
        Units.Resolve("Phường Hiệp Ninh".Normalize(System.Text.NormalizationForm.FormD), In2022)!.Id.ShouldBe("hn");

    [Fact]
    public void A_code_means_its_holder_on_the_day()
    {
        Units.Resolve("25459", In2022)!.Id.ShouldBe("p3");
        Units.Resolve("25459", In2026)!.Id.ShouldBe("tan-ninh");
        Units.Resolve("Phường 3", In2026).ShouldBeNull();
    }

    [Fact]
    public void Two_units_of_one_name_on_the_same_day_are_a_mistake() => Should.Throw<ArgumentException>(() => new UnitDirectory(
    [
        new() { Id = "a", Tier = UnitTier.Commune, Names = [new() { Name = "Phường 1" }] },
        new() { Id = "b", Tier = UnitTier.Commune, Names = [new() { Name = "P.1" }] },
    ])).Message.ShouldContain("phuong 1");

    [Fact]
    public void An_area_adds_each_unit_below_it_once() => Units.UnitsBelow("city").Select(u => u.Id).ShouldBe(["p3", "p4", "hn"]);

    [Fact]
    public void The_most_specific_target_in_force_applies()
    {
        var book = new TargetBook(
        [
            Target("all", 0.5m), Target("tier", 0.6m) with { Tier = UnitTier.Commune }, Target("unit", 0.7m) with { UnitId = "p3" },
            Target("later", 0.9m) with { UnitId = "p3", ValidFrom = new(2023, 1, 1) },
        ]);
        book.For("HS01", "p3", UnitTier.Commune, In2022)!.Id.ShouldBe("unit");
        book.For("HS01", "p3", UnitTier.Commune, new(2023, 1, 1))!.Id.ShouldBe("later");
        book.For("HS01", "p4", UnitTier.Commune, In2022)!.Id.ShouldBe("tier");
        book.For("HS01", "city", null, In2022)!.Id.ShouldBe("all");
        book.For("HS01", "p4", UnitTier.Commune, new(2019, 12, 31)).ShouldBeNull();
    }

    [Fact]
    public void Zero_is_not_unknown()
    {
        Target("t", 0.6m).Judge(0m).ShouldBe(TargetStatus.Below);
        Target("t", 0.6m).Judge(null).ShouldBe(TargetStatus.NoData);
        new Rate(0, 5).Value.ShouldBe(0m);
        new Rate(0, 0).Value.ShouldBeNull();
        Figures.Percent(new Rate(0, 0).Value).ShouldBe("chưa có dữ liệu");
        (Target("t", 0.6m) with { WarnValue = 0.65m }).Judge(0.64m).ShouldBe(TargetStatus.Warning);
    }

    [Theory]
    [InlineData(2135, 3322, 0, "64%")]
    [InlineData(2135, 3322, 1, "64,3%")]
    [InlineData(2135, 3322, 2, "64,27%")]
    [InlineData(6355, 7937, 1, "80,1%")]
    [InlineData(8490, 11259, 1, "75,4%")]
    [InlineData(2571, 4000, 1, "64,3%")] // 64,275 and not to even
    [InlineData(257, 400, 1, "64,3%")] // 64,25 away from zero
    public void A_rate_is_rounded_only_when_printed_half_away_from_zero(int numerator, int denominator, int decimals, string printed) =>
        Figures.Percent(new Rate(numerator, denominator).Value, decimals).ShouldBe(printed);

    [Fact]
    public void A_mean_of_unit_rates_is_not_the_ratio_of_sums()
    {
        IndicatorFigure[] units = [new(9, 10, true), new(100, 100, true), IndicatorFigure.Unknown];
        IndicatorFigure.Combine(units, Aggregation.MeanOfUnitRates).Rate.Value.ShouldBe(0.95m);
        IndicatorFigure.Combine(units, Aggregation.RatioOfSums).Rate.ShouldBe(new Rate(109, 110));
        IndicatorFigure.Combine([IndicatorFigure.Unknown], Aggregation.RatioOfSums).HasData.ShouldBeFalse();
    }

    [Fact]
    public void Of_several_measures_the_least_of_each_reading_counts_and_half_a_reading_does_not()
    {
        var indicator = new Indicator
        {
            Id = "VB02", NameVi = "x", NameEn = "x", System = "x", LegalBasis = "x",
            Numerator = new() { Measures = ["org", "person"], Where = new Dictionary<string, string> { ["direction"] = "outgoing" } },
            Denominator = new() { Measures = ["electronic"], Where = new Dictionary<string, string> { ["direction"] = "outgoing" } },
        };
        var day = new DateOnly(2022, 3, 1).DayNumber;
        MeasureReading R(string measure, decimal value, string dimensions = "direction=outgoing", int addDays = 0) => new()
        {
            UnitId = "u", Day = day + addDays, Dimensions = dimensions, Measure = measure, Value = value, Row = 1, FileIndex = 0,
        };
        MeasureReading[] readings =
        [
            R("org", 8), R("person", 7), R("electronic", 10), R("electronic", 99, "direction=incoming"), R("electronic", 50, addDays: 1),
            R("org", 50, addDays: 1),
        ];
        MeasureIndicators.ByUnit(indicator, MeasureCells.Of(readings), Period.Parse("nd09-2022-H1"), new(2022, 6, 14), new HashSet<string>())["u"]
            .ShouldBe(new IndicatorFigure(7, 10, true));
    }

    private static Target Target(string id, decimal value) => new()
        { Id = id, IndicatorId = "HS01", Value = value, ValidFrom = new(2020, 1, 1), LegalBasis = "x" };
}
