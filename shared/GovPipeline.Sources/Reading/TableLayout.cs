namespace GovPipeline.Sources.Reading;

/// <summary>What the columns of a kind of source are and who reads them.</summary>
/// <param name="Aliases">Headings by canonical column.</param>
/// <param name="Required">Canonical columns that a table must have.</param>
/// <param name="ParserOf">Makes the parser of a table of its columns, the notes of the file and the texts above the header.</param>
internal sealed record TableLayout(
    IReadOnlyDictionary<string, IReadOnlyList<string>> Aliases, IReadOnlyList<string> Required,
    Func<ColumnMap, FileNotes, IReadOnlyList<string>, RowParser> ParserOf);
