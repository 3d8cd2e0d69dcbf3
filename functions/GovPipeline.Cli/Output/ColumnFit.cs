namespace GovPipeline.Cli.Output;

/// <summary>
/// What of a table fits a screen: ids, numbers and days are never broken over lines, so that they can be read and copied; headings and texts are
/// wrapped between words; the last columns are left out where there is no room.
/// </summary>
internal sealed class ColumnFit
{
    private const int Between = 3, Edge = 1, LongestWhole = 28, NarrowestText = 14, Fewest = 2;
    private readonly string[] _headings;
    private readonly bool[] _isWhole;

    private ColumnFit(string[] headings, bool[] isWhole, int count) => (_headings, _isWhole, Count) = (headings, isWhole, count);

    /// <summary>How many columns are shown.</summary>
    public int Count { get; }

    /// <summary>Whether cells of a column stay on one line.</summary>
    public bool IsWhole(int column) => _isWhole[column];

    /// <summary>A heading with its lines.</summary>
    public string Heading(int column) => _headings[column];

    public static ColumnFit Of(IReadOnlyList<string> headings, IReadOnlyList<string[]> rows, int width)
    {
        var longest = headings.Select((_, i) => rows.Select(r => r[i].Length).DefaultIfEmpty(0).Max()).ToArray();
        var isWhole = longest.Select((l, i) => l <= LongestWhole || (i == 0 && !rows.Any(r => r[i].Contains(' ', StringComparison.Ordinal)))).ToArray();
        var isRoomy = Edge + longest.Select((l, i) => Math.Max(l, headings[i].Length) + Between).Sum() <= width;
        var lines = headings.Select((h, i) => isRoomy || !isWhole[i] ? h : Wrapped(h, longest[i])).ToArray();
        var (count, used) = (0, Edge);
        while (count < headings.Count)
        {
            var widest = lines[count].Split(isWhole[count] ? '\n' : ' ').Max(l => l.Length);
            var needed = Math.Max(widest, isWhole[count] ? longest[count] : Math.Min(longest[count], NarrowestText)) + Between;
            if (count >= Fewest && used + needed > width)
            {
                break;
            }

            (used, count) = (used + needed, count + 1);
        }

        return new(lines, isWhole, count);
    }

    /// <summary>A heading over as many lines as it takes to be no wider than its cells, or its longest word.</summary>
    private static string Wrapped(string heading, int width)
    {
        var words = heading.Split(' ');
        var most = Math.Max(width, words.Max(w => w.Length));
        var lines = new List<string> { words[0] };
        foreach (var word in words.Skip(1))
        {
            if (lines[^1].Length + 1 + word.Length <= most)
            {
                lines[^1] += " " + word;
            }
            else
            {
                lines.Add(word);
            }
        }

        return string.Join('\n', lines);
    }
}
