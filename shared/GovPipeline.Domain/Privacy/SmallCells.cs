using System.Numerics;

namespace GovPipeline.Domain.Privacy;

/// <summary>
/// Which cells of a table of counts are not shown outside the authority (<i>ô quá nhỏ</i>): those that speak of fewer persons than the
/// least that may be shown, and as many others as it takes that none of these can be had by subtraction (complementary suppression). Sums
/// hold within one table; two tables of different days, or of periods that overlap, can still be subtracted from each other.
/// </summary>
public static class SmallCells
{
    // A prime below 2^31: what is no whole combination of sums here is none of the rational numbers, but for one case in 2 billion.
    private const long Prime = 2_147_483_647;

    private const int Candidates = 3;

    /// <summary>The cells that are not shown.</summary>
    /// <param name="cells">Counts of each cell, in the order in which cells of equal size are hidden; a cell that is not there counts nothing.</param>
    /// <param name="sums">Which cell is the sum of which.</param>
    /// <param name="fewest">The least count that may be shown, 0 aside; 0 for showing all.</param>
    /// <param name="order">
    /// Which of the few smallest cells is hidden beside a small one, the lowest first: by a key that readers do not know. Were it always the
    /// smallest, its size would tell that of the cell that it hides.
    /// </param>
    public static IReadOnlySet<T> Hidden<T>(
        IReadOnlyList<KeyValuePair<T, IReadOnlyList<long>>> cells, IReadOnlyCollection<(T Total, IReadOnlyCollection<T> Parts)> sums, int fewest,
        Func<T, ulong> order)
        where T : notnull
    {
        ArgumentNullException.ThrowIfNull(cells);
        ArgumentNullException.ThrowIfNull(sums);
        var index = cells.Select((c, i) => (c.Key, i)).ToDictionary(c => c.Key, c => c.i);
        bool IsSmall(IEnumerable<long> counts) => counts.Any(c => c > 0 && c < fewest);
        var hidden = cells.Select(c => IsSmall(c.Value)).ToArray();
        if (Array.TrueForAll(hidden, h => !h))
        {
            return new HashSet<T>();
        }

        var counted = cells.Select(c => c.Value.Any(v => v > 0)).ToArray();
        var known = sums.Where(s => index.ContainsKey(s.Total))
            .Select(s => (Total: index[s.Total], Parts: s.Parts.Where(index.ContainsKey).Select(p => index[p]).Where(p => counted[p]).ToArray())).ToList();
        int OneOf(IEnumerable<int> some) => some.Where(c => !hidden[c] && counted[c]).Distinct().OrderBy(c => cells[c].Value[0]).ThenBy(c => c)
            .Take(Candidates).OrderBy(c => order(cells[c].Key)).ThenBy(c => c).FirstOrDefault(-1);

        // Each hidden part counts one at least: what is left of the sum for one of them must reach what may be shown.
        bool IsTight(List<int> unseen) => Sum(unseen).Any(s => s > 0 && s - (unseen.Count - 1) < fewest);
        IEnumerable<long> Sum(IEnumerable<int> some) => some.Select(c => cells[c].Value.AsEnumerable()).Aggregate((a, b) => a.Zip(b, (x, y) => x + y));
        do
        {
            for (var changed = true; changed;)
            {
                changed = false;
                foreach (var (total, parts) in known)
                {
                    var unseen = parts.Where(p => hidden[p]).ToList();
                    var isBare = hidden[total] ? unseen.Count == 0 : unseen.Count == 1 || (unseen.Count > 1 && IsTight(unseen));
                    var more = isBare ? OneOf(parts) : -1;
                    more = isBare && more < 0 && !hidden[total] ? total : more;
                    if (more >= 0)
                    {
                        (hidden[more], changed) = (true, true);
                    }
                }
            }
        }
        while (HideAnother());

        return cells.Where((_, i) => hidden[i]).Select(c => c.Key).ToHashSet();

        // Every sum has two cells that are not shown, and yet two sums together may give one away.
        bool HideAnother()
        {
            var found = false;
            var equations = known.Select(s => s.Parts.Append(s.Total).Where(c => hidden[c]).ToDictionary(c => c, c => c == s.Total ? Prime - 1 : 1));
            foreach (var cell in Determined(equations))
            {
                var more = OneOf(known.Where(s => s.Total == cell || s.Parts.Contains(cell)).SelectMany(s => s.Parts.Append(s.Total)));
                more = more < 0 ? OneOf(Enumerable.Range(0, cells.Count)) : more; // all around it are hidden or nothing: the table is opened elsewhere
                if (more >= 0)
                {
                    (hidden[more], found) = (true, true);
                }
            }

            return found;
        }
    }

    /// <summary>The unknowns that equations fix, whatever the others are: those that stand alone in a row of the reduced echelon form.</summary>
    private static List<int> Determined(IEnumerable<Dictionary<int, long>> equations)
    {
        var rows = new Dictionary<int, Dictionary<int, long>>();
        foreach (var equation in equations)
        {
            foreach (var pivot in equation.Keys.Where(rows.ContainsKey).ToList())
            {
                Subtract(equation, rows[pivot], equation[pivot]);
            }

            if (equation.Count == 0)
            {
                continue;
            }

            var first = equation.Keys.Min();
            var inverse = (long)BigInteger.ModPow(equation[first], Prime - 2, Prime);
            foreach (var unknown in equation.Keys.ToList())
            {
                equation[unknown] = equation[unknown] * inverse % Prime;
            }

            foreach (var row in rows.Values.Where(r => r.ContainsKey(first)))
            {
                Subtract(row, equation, row[first]);
            }

            rows.Add(first, equation);
        }

        return [.. rows.Where(r => r.Value.Count == 1).Select(r => r.Key)];
    }

    private static void Subtract(Dictionary<int, long> row, Dictionary<int, long> other, long times)
    {
        foreach (var (unknown, factor) in other)
        {
            var left = (row.GetValueOrDefault(unknown) + ((Prime - times) * factor)) % Prime;
            if (left == 0)
            {
                row.Remove(unknown);
            }
            else
            {
                row[unknown] = left;
            }
        }
    }
}
