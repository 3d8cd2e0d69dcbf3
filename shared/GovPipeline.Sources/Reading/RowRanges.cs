using System.Globalization;
using System.Text;

namespace GovPipeline.Sources.Reading;

/// <summary>Numbers of rows as ranges, bounded.</summary>
internal sealed class RowRanges
{
    private const int MostRanges = 500;
    private readonly List<(int First, int Last)> _ranges = [];
    private bool _isCut;

    public long Count { get; private set; }

    public void Add(int row)
    {
        Count++;
        if (_ranges.Count > 0 && _ranges[^1].Last + 1 == row)
        {
            _ranges[^1] = (_ranges[^1].First, row);
        }
        else if (_ranges.Count < MostRanges)
        {
            _ranges.Add((row, row));
        }
        else
        {
            _isCut = true;
        }
    }

    public override string ToString()
    {
        var text = new StringBuilder();
        foreach (var (first, last) in _ranges)
        {
            text.Append(text.Length == 0 ? string.Empty : ", ").Append(CultureInfo.InvariantCulture, $"{first}");
            if (last > first)
            {
                text.Append(CultureInfo.InvariantCulture, $"-{last}");
            }
        }

        return _isCut ? text.Append(", …").ToString() : text.ToString();
    }
}
