namespace GovPipeline.Reporting.Slips;

/// <summary>A rejected row.</summary>
/// <param name="Row">The row as the slip names it.</param>
/// <param name="Cells">Its cells by heading.</param>
/// <param name="Problems">What is wrong, by heading; an empty heading means the whole row.</param>
public sealed record SlipRow(string Row, IReadOnlyDictionary<string, string> Cells, IReadOnlyList<SlipProblem> Problems)
{
    /// <summary>What stands in the slip for a cell that the file's row does not have: no value, so that the row is not taken for a whole one.</summary>
    public const string NoCell = "?";

    /// <summary>Headings of cells that the row does not have, of a row that was cut off.</summary>
    public IReadOnlyList<string> Lacking { get; init; } = [];
}
