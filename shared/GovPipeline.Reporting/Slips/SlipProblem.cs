using GovPipeline.Domain.Text;

namespace GovPipeline.Reporting.Slips;

/// <summary>Something wrong in a row.</summary>
/// <param name="Code">Code of the catalogue.</param>
/// <param name="Heading">The column; empty for the whole row.</param>
/// <param name="Sentence">What is wrong.</param>
/// <param name="Remedy">What to do.</param>
public sealed record SlipProblem(string Code, string Heading, Bilingual Sentence, Bilingual Remedy);
