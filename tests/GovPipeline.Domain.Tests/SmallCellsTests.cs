using System.Numerics;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using GovPipeline.Domain.Privacy;

namespace GovPipeline.Domain.Tests;

/// <summary>What is hidden of a table of counts, held against a solver that is not the rule's own.</summary>
public sealed class SmallCellsTests
{
    private const int Fewest = 5;

    [Fact]
    public void A_small_ward_takes_the_smallest_of_its_neighbours_with_it()
    {
        var hidden = Hide(("all", 60), ("w1", 3), ("w2", 20), ("w3", 37));
        hidden.ShouldBe(["w1", "w2"], ignoreOrder: true);
    }

    [Fact]
    public void The_size_of_the_neighbour_does_not_tell_that_of_the_small_one()
    {
        // Whether w1 is 1 or 4, what is shown is the same but for the total: any of the three smallest may have been taken, by a key.
        static IReadOnlySet<string> With(Func<string, ulong> order) => SmallCells.Hidden<string>(
            [Cell("all", 69), Cell("w1", 4), Cell("w2", 20), Cell("w3", 20), Cell("w4", 25)], [("all", ["w1", "w2", "w3", "w4"])],
            Fewest, order);
        With(k => k == "w4" ? 0UL : 1).ShouldBe(["w1", "w4"], ignoreOrder: true);
        With(k => k == "w3" ? 0UL : 1).ShouldBe(["w1", "w3"], ignoreOrder: true);
    }

    [Fact]
    public void As_many_hidden_ones_as_they_count_together_take_another() =>
        Hide(("all", 30), ("w1", 1), ("w2", 1), ("w3", 1), ("w4", 1), ("w5", 1), ("w6", 25))
            .ShouldBe(["w1", "w2", "w3", "w4", "w5", "w6"], ignoreOrder: true, "five of five would each be one");

    [Fact]
    public void Two_small_ones_that_are_few_together_take_a_third() =>
        Hide(("all", 40), ("w1", 1), ("w2", 2), ("w3", 30), ("w4", 7)).ShouldBe(["w1", "w2", "w3"], ignoreOrder: true);

    [Fact]
    public void The_total_goes_when_there_is_nobody_else() => Hide(("all", 3), ("w1", 3), ("w2", 0)).ShouldBe(["all", "w1"], ignoreOrder: true);

    [Fact]
    public void Nothing_is_hidden_where_all_are_large_enough_or_nobody_asks()
    {
        Hide(("all", 60), ("w1", 5), ("w2", 0), ("w3", 55)).ShouldBeEmpty();
        SmallCells.Hidden<string>([Cell("all", 3), Cell("w1", 3)], [("all", ["w1"])], 0, Order).ShouldBeEmpty();
    }

    [Fact]
    public void A_sum_of_one_part_is_hidden_with_it_and_so_on_up() =>
        SmallCells.Hidden<string>(
            [Cell("city", 50), Cell("area", 4), Cell("w1", 4), Cell("w2", 46)], [("area", ["w1"]), ("city", ["area", "w2"])], Fewest, Order)
            .ShouldBe(["area", "w1", "w2"], ignoreOrder: true);

    [Property(MaxTest = 1000)]
    public Property No_hidden_cell_of_a_table_of_units_and_fields_can_be_computed_from_what_is_shown() => Prop.ForAll(
        (from units in Gen.Choose(1, 6)
         from fields in Gen.Choose(1, 6)
         from counts in Gen.ArrayOf(Gen.Frequency((2, Gen.Constant(0)), (3, Gen.Choose(1, 4)), (4, Gen.Choose(5, 40))), units * fields)
         select (units, fields, counts)).ToArbitrary(), t => Holds(t.units, t.fields, t.counts));

    private static bool Holds(int units, int fields, int[] counts)
    {
        var cells = new List<KeyValuePair<(int Unit, int Field), IReadOnlyList<long>>>();
        long Count(int u, int f) =>
            Enumerable.Range(0, counts.Length).Where(i => (u < 0 || i / fields == u) && (f < 0 || i % fields == f)).Sum(i => (long)counts[i]);
        for (var u = -1; u < units; u++)
        {
            for (var f = -1; f < fields; f++)
            {
                cells.Add(KeyValuePair.Create((u, f), (IReadOnlyList<long>)[Count(u, f)]));
            }
        }

        var (byUnit, byField) = (Enumerable.Range(0, units).ToList(), Enumerable.Range(0, fields).ToList());
        List<((int Unit, int Field) Total, IReadOnlyCollection<(int Unit, int Field)> Parts)> sums =
        [
            .. byUnit.Prepend(-1).Select(u => ((u, -1), (IReadOnlyCollection<(int, int)>)[.. byField.Select(f => (u, f))])),
            .. byField.Prepend(-1).Select(f => ((-1, f), (IReadOnlyCollection<(int, int)>)[.. byUnit.Select(u => (u, f))])),
        ];
        var hidden = SmallCells.Hidden(cells, sums, Fewest, c => (ulong)((c.Unit * 7919) ^ (c.Field * 104729)) % 1009);
        var small = cells.Where(c => c.Value[0] is > 0 and < Fewest).Select(c => c.Key).ToList();
        if (small.Exists(s => !hidden.Contains(s)) || (small.Count == 0 && hidden.Count > 0))
        {
            return false;
        }

        var unknown = cells.Select(c => c.Key).Where(hidden.Contains).ToList();
        var matrix = sums.Select(s => unknown.Select(k => k == s.Total ? -1 : s.Parts.Contains(k) ? 1 : 0).ToArray()).ToList();
        var rank = Rank(matrix);

        // An unknown is fixed exactly when taking its column away takes one from the rank.
        return Enumerable.Range(0, unknown.Count).All(c => Rank([.. matrix.Select(r => r.Where((_, i) => i != c).ToArray())]) == rank);
    }

    private static int Rank(IReadOnlyList<int[]> matrix)
    {
        var rows = matrix.Select(r => r.Select(v => new BigInteger(v)).ToArray()).ToList();
        var rank = 0;
        for (var c = 0; rows.Count > 0 && c < rows[0].Length; c++)
        {
            var pivot = rows.FindIndex(rank, r => !r[c].IsZero);
            if (pivot < 0)
            {
                continue;
            }

            (rows[rank], rows[pivot]) = (rows[pivot], rows[rank]);
            for (var r = rank + 1; r < rows.Count; r++)
            {
                var factor = rows[r][c];
                for (var i = c; !factor.IsZero && i < rows[r].Length; i++)
                {
                    rows[r][i] = (rows[r][i] * rows[rank][c]) - (rows[rank][i] * factor);
                }
            }

            rank++;
        }

        return rank;
    }

    // Of the smallest the first by name.
    private static ulong Order(string key) => key[^1];

    private static IReadOnlySet<string> Hide(params (string Key, long Count)[] cells) =>
        SmallCells.Hidden([.. cells.Select(c => Cell(c.Key, c.Count))], [("all", [.. cells.Skip(1).Select(c => c.Key)])], Fewest, Order);

    private static KeyValuePair<string, IReadOnlyList<long>> Cell(string key, long count) => KeyValuePair.Create(key, (IReadOnlyList<long>)[count]);
}
