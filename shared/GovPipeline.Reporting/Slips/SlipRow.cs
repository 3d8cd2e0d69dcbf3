namespace GovPipeline.Reporting.Slips;

/// <summary>A rejected row.</summary>
/// <param name="Row">The row as the slip names it.</param>
/// <param name="Cells">Its cells by heading.</param>
/// <param name="Problems">What is wrong, by heading; an empty heading means the whole row.</param>
public sealed record SlipRow(string Row, IReadOnlyDictionary<string, string> Cells, IReadOnlyList<SlipProblem> Problems);
