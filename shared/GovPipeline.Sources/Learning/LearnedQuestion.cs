using GovPipeline.Domain.Text;

namespace GovPipeline.Sources.Learning;

/// <summary>Something that only a person can say before a definition is right.</summary>
/// <param name="Text">The question.</param>
/// <param name="Column">The canonical column that it is about.</param>
/// <param name="Word">The wording whose meaning is asked for; empty when the heading of the column is.</param>
/// <param name="Choices">What may be answered, the likeliest first: headings of the file, or values of the vocabulary.</param>
/// <param name="Doubt">The doubt that an answer ends; null for none.</param>
public sealed record LearnedQuestion(Bilingual Text, string Column, string Word, IReadOnlyList<LearnedChoice> Choices, Bilingual? Doubt);

/// <summary>An answer that may be given.</summary>
/// <param name="Value">The heading, or the canonical value.</param>
/// <param name="Name">What it is called.</param>
public sealed record LearnedChoice(string Value, string Name)
{
    /// <summary>What is to be asked when it is chosen: the wordings of a column that nobody had found.</summary>
    public IReadOnlyList<LearnedQuestion> Then { get; init; } = [];
}
