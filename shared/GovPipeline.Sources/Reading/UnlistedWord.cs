namespace GovPipeline.Sources.Reading;

/// <summary>A wording of a column that its closed list does not have, for an operator to put there.</summary>
/// <param name="Column">The column as the file heads it.</param>
/// <param name="Text">The wording; masked where it is rare or could name a person.</param>
/// <param name="Rows">Rows that have it.</param>
public sealed record UnlistedWord(string Column, string Text, long Rows);
