namespace GovPipeline.Sources.Reading;

/// <summary>How a table of a file was understood.</summary>
/// <param name="Sheet">Sheet or archive entry; empty when the file has only one.</param>
/// <param name="Row">The (last) row of the header.</param>
/// <param name="Columns">Column of the source by heading of the file.</param>
/// <param name="Missing">Columns of the source that the table does not have and need not.</param>
/// <param name="Unread">Headings that mean nothing to the source and are left unread.</param>
public sealed record TableHeader(string Sheet, int Row, IReadOnlyDictionary<string, string> Columns, IReadOnlyList<string> Missing,
    IReadOnlyList<string> Unread);
