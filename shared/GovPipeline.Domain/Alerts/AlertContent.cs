using System.Text.Json.Serialization;
using GovPipeline.Domain.Text;

namespace GovPipeline.Domain.Alerts;

/// <summary>What an alert says when it is looked at; made anew each time it is seen.</summary>
/// <param name="Headline">The message in one sentence, without a full stop.</param>
/// <param name="Facts">What stands behind it, label and value.</param>
/// <param name="Trend">The values before it, oldest first; empty for none.</param>
/// <param name="Target">The target the trend is drawn against; null for none.</param>
public sealed record AlertContent(Bilingual Headline, IReadOnlyList<AlertFact> Facts, IReadOnlyList<TrendPoint> Trend, double? Target)
{
    private const int MostFacts = 100, LongestText = 500;

    /// <summary>The figure as it is printed, <c>64,3%</c>, so that the next mail can say what changed; null for what is no figure.</summary>
    public Bilingual? Figure { get; init; }

    /// <summary>Whether it is about a target that no document sets: it is told in a neutral colour, and is no breach.</summary>
    public bool IsExample { get; init; }

    /// <summary>The same where there is no room for all: the first facts, how many more there are, and no text without an end.</summary>
    public AlertContent Shortened() => this with
    {
        Headline = Short(Headline),
        Facts =
        [
            .. Facts.Take(MostFacts).Select(f => f with { Label = Short(f.Label), Value = Short(f.Value) }),
            .. Facts.Count <= MostFacts ? (AlertFact[])[] : [new(new("Còn nữa", "More"), Bilingual.Same($"{Facts.Count - MostFacts}"))],
        ],
    };

    private static Bilingual Short(Bilingual text) => new(Short(text.Vi), Short(text.En));

    private static string Short(string text) => text.Length <= LongestText ? text : text[..LongestText] + "…";
}

/// <summary>One line behind an alert.</summary>
/// <param name="Label">What it is.</param>
/// <param name="Value">What it says.</param>
/// <param name="IsKey">Whether it stands even where there is room for little: period, as of when, complete or not.</param>
public sealed record AlertFact(Bilingual Label, Bilingual Value, bool IsKey = false);

/// <summary>A value of a trend.</summary>
/// <param name="Label">Its month, <c>3/2022</c>.</param>
/// <param name="Value">A fraction; null where nothing is known.</param>
public sealed record TrendPoint(string Label, double? Value)
{
    /// <summary>The published period that it is the figure of; null where it is of several units together, or nobody asks.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Period { get; init; }
}
