using GovPipeline.Domain.Privacy;

namespace GovPipeline.Sources.Reading;

/// <summary>Counts the wordings that closed lists do not have.</summary>
internal sealed class UnlistedWords
{
    private const int MostRemembered = 2000, MostShown = 100, LongestShown = 60;

    // What several rows say is a word of an office; what one says may be a citizen's name.
    private const int RowsOfAWord = 3;

    private readonly Dictionary<(string Column, string Text), long> _rows = [];
    private long _others;

    public void Note(string column, ReadOnlySpan<char> text)
    {
        var key = (column, text.Trim().ToString());
        if (_rows.TryGetValue(key, out var rows) || _rows.Count < MostRemembered)
        {
            _rows[key] = rows + 1;
        }
        else
        {
            _others++;
        }
    }

    /// <summary>Them, the commonest first.</summary>
    public IReadOnlyList<UnlistedWord> All =>
    [
        .. _rows.Select(w => new UnlistedWord(w.Key.Column, IsWord(w.Key.Text, w.Value) ? w.Key.Text : PersonalData.Mask, w.Value))
            .Append(new(string.Empty, PersonalData.Mask, _others)).Where(w => w.Rows > 0)
            .GroupBy(w => (w.Column, w.Text), (key, same) => new UnlistedWord(key.Column, key.Text, same.Sum(w => w.Rows)))
            .OrderByDescending(w => w.Rows).ThenBy(w => w.Column, StringComparer.Ordinal).ThenBy(w => w.Text, StringComparer.Ordinal).Take(MostShown),
    ];

    private static bool IsWord(string text, long rows) => rows >= RowsOfAWord && text.Length <= LongestShown && !text.Any(char.IsDigit)
        && !PersonalData.IsIn(text) && !PersonalData.MayBeName(text);
}
