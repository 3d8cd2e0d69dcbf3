using GovPipeline.Domain.Text;

namespace GovPipeline.Sources.Learning;

/// <summary>What an unknown export seems to be.</summary>
/// <param name="Definition">The proposed source definition, JSON as <c>source.schema.json</c> has it.</param>
/// <param name="IsDossiers">Whether its rows are dossiers; else they are measures.</param>
/// <param name="Matches">What each heading was taken for.</param>
/// <param name="Doubts">What a person has to look at before the definition is used; empty when all is sure.</param>
public sealed record LearnedSource(string Definition, bool IsDossiers, IReadOnlyList<LearnedColumn> Matches, IReadOnlyList<Bilingual> Doubts);

/// <summary>A heading and what it was taken for.</summary>
/// <param name="Heading">The heading of the file.</param>
/// <param name="Column">The canonical column, or the name of a measure; empty for one that is left unread.</param>
/// <param name="IsSure">Whether the reference data have the heading, so that nothing was guessed.</param>
public sealed record LearnedColumn(string Heading, string Column, bool IsSure);
