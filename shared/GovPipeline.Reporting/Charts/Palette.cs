namespace GovPipeline.Reporting.Charts;

/// <summary>How a figure stands: the same word and colour in pages, mails, charts, workbooks and documents.</summary>
public enum Tone
{
    /// <summary>Nothing to be held against, or only an example that no document sets.</summary>
    Neutral,

    /// <summary>The target is met, or an alert is over.</summary>
    Good,

    /// <summary>Met, and near the warning level; or a period closes soon.</summary>
    Near,

    /// <summary>The target is missed, or something is wrong.</summary>
    Bad,
}

/// <summary>
/// The colours. Blue against red is told apart by colour-blind readers, each has a contrast of at least 4.5 to 1 on white, and
/// none stands without a word.
/// </summary>
public static class Palette
{
    /// <summary>Text and marks.</summary>
    public const string Ink = "#15202b";

    /// <summary>The colour of a tone, as <c>#rrggbb</c>.</summary>
    public static string Of(Tone tone) => tone switch
    {
        Tone.Good => "#1f5fa8",
        Tone.Near => "#8a5a00",
        Tone.Bad => "#9b1c1c",
        _ => "#4a5763",
    };

    /// <summary>The tone of a published status.</summary>
    /// <param name="status"><c>Met</c>, <c>Warning</c>, <c>Below</c>; others are neutral.</param>
    /// <param name="isExample">Whether no document sets the target.</param>
    public static Tone ToneOf(string status, bool isExample) => (status, isExample) switch
    {
        (_, true) => Tone.Neutral,
        ("Met", _) => Tone.Good,
        ("Warning", _) => Tone.Near,
        ("Below", _) => Tone.Bad,
        _ => Tone.Neutral,
    };
}
