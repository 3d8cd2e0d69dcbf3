using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using GovPipeline.Domain.Units;

namespace GovPipeline.Domain.Tests;

/// <summary>What may stand beside what when units merge, split and change their boundaries.</summary>
public sealed class SuccessionTests
{
    private const string Basis = "NQ 1682/NQ-UBTVQH15";
    private static readonly DateOnly Day = new(2025, 7, 1), After = new(2025, 12, 1), Before = new(2025, 3, 1);

    [Fact]
    public void A_unit_merged_from_whole_units_is_their_sum()
    {
        var lineage = Merger(new() { From = "a", To = "new", On = Day, LegalBasis = Basis }, new() { From = "b", To = "new", On = Day, LegalBasis = Basis })
            .Of(["new"], After, Before);
        lineage.IsComparable.ShouldBeTrue();
        lineage.IsUnchanged.ShouldBeFalse();
        lineage.Units.ShouldBe(["a", "b"]);
    }

    [Fact]
    public void On_one_side_of_the_day_nothing_has_changed()
    {
        var map = Merger(new Succession { From = "a", To = "new", On = Day, LegalBasis = Basis });
        map.Of(["new"], After, Day).ShouldSatisfyAllConditions(l => l.IsUnchanged.ShouldBeTrue(), l => l.Units.ShouldBe(["new"]));
        map.Of(["a"], Day.AddDays(-1), Before).IsUnchanged.ShouldBeTrue();
    }

    [Fact]
    public void The_last_day_before_is_on_the_other_side() =>
        Merger(new Succession { From = "a", To = "new", On = Day, LegalBasis = Basis }).Of(["new"], Day, Day.AddDays(-1)).Units.ShouldBe(["a"]);

    [Fact]
    public void Part_of_a_unit_that_is_none_of_ours_makes_it_incomparable()
    {
        var lineage = Merger(
            new() { From = "a", To = "new", On = Day, LegalBasis = Basis },
            new() { FromName = "xã Thái Bình", To = "new", On = Day, IsPartial = true, LegalBasis = Basis }).Of(["new"], After, Before);
        lineage.Reason!.Vi.ShouldBe("từ 01/07/2025 có một phần xã Thái Bình mà hệ thống không có số liệu (NQ 1682/NQ-UBTVQH15)");
        lineage.Since.ShouldBe(Day);
        lineage.Units.ShouldBeEmpty();
    }

    [Fact]
    public void A_share_of_people_is_no_share_of_dossiers() => Merger(
        new() { From = "a", To = "new", On = Day, LegalBasis = Basis },
        new() { From = "b", To = "new", On = Day, IsPartial = true, Share = 0.9m, LegalBasis = Basis }).Of(["new"], After, Before)
        .Reason!.Vi.ShouldContain("chỉ một phần Xã b về Phường new");

    [Fact]
    public void A_split_unit_is_the_sum_of_all_its_parts_and_not_one_of_them()
    {
        var map = new Successions(Directory, [
            new() { From = "a", To = "new", On = Day, IsPartial = true, Share = 0.6m, LegalBasis = Basis },
            new() { From = "a", To = "other", On = Day, IsPartial = true, Share = 0.4m, LegalBasis = Basis },
        ]);
        map.Of(["new", "other"], After, Before).Units.ShouldBe(["a"]);
        map.Of(["new"], After, Before).Reason!.Vi.ShouldContain("Xã a đã chuyển một phần sang Phường other");
    }

    [Fact]
    public void A_unit_that_begins_without_a_past_that_is_told_is_incomparable() => new Successions(Directory, []).Of(["new"], After, Before)
        .Reason!.Vi.ShouldBe("Phường new có từ 01/07/2025, chưa khai đơn vị trước đó");

    [Fact]
    public void An_area_whose_unit_ended_without_successor_is_not_what_it_was()
    {
        var map = new Successions(Directory, [
            new() { From = "a", To = "new", On = Day, LegalBasis = Basis }, new() { From = "b", On = Day, LegalBasis = Basis },
        ]);
        map.Of(["new"], After, Before).Units.ShouldBe(["a"]); // the area then had b too: whoever compares it sees that these are not its units
    }

    [Theory]
    [InlineData("a", null, "new", false, null, "", "legalBasis")]
    [InlineData("nobody", null, "new", false, null, Basis, "no unit 'nobody'")]
    [InlineData("a", "xã A", "new", false, null, Basis, "give from, or fromName")]
    [InlineData(null, "xã A", null, false, null, Basis, "give from or to")]
    [InlineData("new", null, "other", false, null, Basis, "'new' does not exist on the day before")]
    [InlineData("a", null, "b", false, null, Basis, "'b' does not exist on that day")]
    [InlineData("a", null, "new", false, "0.5", Basis, "share")]
    [InlineData("a", null, "new", true, "1.5", Basis, "share")]
    [InlineData("lasting", null, "new", false, null, Basis, "'lasting' still exists")]
    public void A_change_that_cannot_be_is_refused_with_its_reason(
        string? from, string? fromName, string? to, bool isPartial, string? share, string basis, string reason) =>
        Should.Throw<ArgumentException>(() => Merger(new Succession
        {
            From = from, FromName = fromName, To = to, On = Day, IsPartial = isPartial, LegalBasis = basis,
            Share = share is null ? null : decimal.Parse(share, System.Globalization.CultureInfo.InvariantCulture),
        })).Message.ShouldContain(reason);

    [Property(MaxTest = 500)]
    public Property What_is_comparable_is_the_same_territory(PositiveInt seed)
    {
        var (days, map, territories) = RandomMap(new Random(seed.Get), changes: 1 + (seed.Get % 3));
        var (first, last) = (territories[0], territories[^1]);
        return Subsets(last.Keys).All(units =>
        {
            var lineage = map.Of(units, days[^1].AddDays(30), days[0].AddDays(-30));
            return !lineage.IsComparable
                || Area(lineage.Units, first).SequenceEqual(Area(units, last));
        }).ToProperty();
    }

    [Property(MaxTest = 500)]
    public Property Across_one_day_all_that_is_the_same_territory_is_comparable(PositiveInt seed)
    {
        var (days, map, territories) = RandomMap(new Random(seed.Get), changes: 1);
        var then = Subsets(territories[0].Keys).Select(u => string.Join(',', Area(u, territories[0]))).ToHashSet(StringComparer.Ordinal);
        return Subsets(territories[1].Keys).All(units =>
            map.Of(units, days[0].AddDays(30), days[0].AddDays(-30)).IsComparable == then.Contains(string.Join(',', Area(units, territories[1])))).ToProperty();
    }

    [Fact]
    public void A_unit_that_ended_is_told_of_until_somebody_says_where_it_went()
    {
        var units = new UnitDirectory([
            new() { Id = "old", Tier = UnitTier.Commune, Names = [new() { Name = "Xã A", ValidTo = new(2025, 6, 30) }] },
            new() { Id = "new", Tier = UnitTier.Commune, Names = [new() { Name = "Xã B", ValidFrom = new(2025, 7, 1) }] },
        ]);
        Successions.None(units).Untold.Select(u => u.Id).ShouldBe(["old"]);
        new Successions(units, [new() { On = new(2025, 7, 1), From = "old", LegalBasis = "NQ" }]).Untold.ShouldBeEmpty("nobody succeeds it, and that is said");
    }

    [Fact]
    public void Units_that_cannot_be_are_refused_and_nothing_hangs()
    {
        static Unit Of(string id, string? parent, params UnitName[] names) => new() { Id = id, Tier = UnitTier.Commune, ParentId = parent,
            IsArea = true, Names = names };
        var name = new UnitName { Name = "x" };
        Should.Throw<ArgumentException>(() => new UnitDirectory([Of("a", "a", name)])).Message.ShouldContain("below itself");
        Should.Throw<ArgumentException>(() => new UnitDirectory([Of("a", "b", name), Of("b", "a", name)])).Message.ShouldContain("below itself");
        Should.Throw<ArgumentException>(() => new UnitDirectory([Of("a", null)])).Message.ShouldContain("entry 1");
        Should.Throw<ArgumentException>(() => new UnitDirectory([Of("a", null, name, name)])).Message.ShouldContain("two names");
        Should.Throw<ArgumentException>(() => new UnitDirectory([Of("a", null, name with { ValidFrom = Day, ValidTo = Before })])).Message
            .ShouldContain("before validFrom");
        Should.Throw<ArgumentException>(() => new Successions(Directory, [null!])).Message.ShouldContain("entry 1");
    }

    private static UnitDirectory Directory { get; } = new(
    [
        new() { Id = "a", Tier = UnitTier.Commune, Names = [new() { Name = "Xã a", ValidTo = Day.AddDays(-1) }] },
        new() { Id = "b", Tier = UnitTier.Commune, Names = [new() { Name = "Xã b", ValidTo = Day.AddDays(-1) }] },
        new() { Id = "new", Tier = UnitTier.Commune, Names = [new() { Name = "Phường new", ValidFrom = Day }] },
        new() { Id = "other", Tier = UnitTier.Commune, Names = [new() { Name = "Phường other", ValidFrom = Day }] },
        new() { Id = "lasting", Tier = UnitTier.Commune, Names = [new() { Name = "Xã lasting" }] },
    ]);

    private static Successions Merger(params Succession[] changes) => new(Directory, changes);

    private static IEnumerable<string[]> Subsets(IEnumerable<string> units)
    {
        var all = units.Order(StringComparer.Ordinal).ToArray();
        return Enumerable.Range(1, (1 << all.Length) - 1).Select(bits => all.Where((_, i) => (bits >> i & 1) == 1).ToArray());
    }

    private static IEnumerable<int> Area(IEnumerable<string> units, Dictionary<string, int[]> territory) => units.SelectMany(u => territory[u]).Order();

    /// <summary>A land of ten hamlets whose units change on some days, as maps of unit to hamlets, and the changes between them.</summary>
    private static (DateOnly[] Days, Successions Map, List<Dictionary<string, int[]>> Territories) RandomMap(Random random, int changes)
    {
        const int Hamlets = 10;
        var days = Enumerable.Range(0, changes).Select(i => new DateOnly(2020 + i, 7, 1)).ToArray();
        var holders = new List<string[]> { Enumerable.Range(0, Hamlets).Select(_ => $"u{random.Next(5)}").ToArray() };
        foreach (var (_, index) in days.Select((d, i) => (d, i)))
        {
            var before = holders[^1];
            var renamed = before.Distinct().ToDictionary(u => u, u => random.Next(3) == 0 ? u : $"n{index}-{random.Next(3)}", StringComparer.Ordinal);
            holders.Add([.. before.Select(u => random.Next(8) == 0 ? before[random.Next(Hamlets)] : u).Select(u => renamed[u])]);
        }

        var territories = holders.Select(h => h.Select((unit, hamlet) => (unit, hamlet)).GroupBy(x => x.unit, StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => g.Select(x => x.hamlet).ToArray(), StringComparer.Ordinal)).ToList();
        var names = territories.SelectMany(t => t.Keys).Distinct(StringComparer.Ordinal).Select(id =>
        {
            // Ids are never used again: a unit stands on days in a row, and one that comes back is another.
            var on = Enumerable.Range(0, territories.Count).Where(i => territories[i].ContainsKey(id)).ToList();
            return (Id: id, Spans: on);
        }).ToList();
        var units = new UnitDirectory(names.Select(n => new Unit
        {
            Id = n.Id, Tier = UnitTier.Commune,
            Names = [.. n.Spans.Select(i => new UnitName
            {
                Name = n.Id, ValidFrom = i == 0 ? DateOnly.MinValue : days[i - 1], ValidTo = i == days.Length ? DateOnly.MaxValue : days[i].AddDays(-1),
            })],
        }));
        var map = new List<Succession>();
        for (var i = 0; i < days.Length; i++)
        {
            foreach (var (from, was) in territories[i])
            {
                var parts = territories[i + 1].Select(t => (t.Key, Hamlets: t.Value.Intersect(was).Count())).Where(p => p.Hamlets > 0).ToList();
                var moved = parts.FindAll(p => p.Key != from);
                var isPartial = moved.Count > 1 || territories[i + 1].ContainsKey(from);
                var left = 1m;
                map.AddRange(moved.Select((p, n) =>
                {
                    var share = n == moved.Count - 1 && !territories[i + 1].ContainsKey(from) ? left : Math.Round((decimal)p.Hamlets / was.Length, 3);
                    left -= share;
                    return new Succession { From = from, To = p.Key, On = days[i], IsPartial = isPartial, Share = isPartial ? share : null,
                        LegalBasis = Basis };
                }));
            }
        }

        return (days, new(units, map), territories);
    }
}
