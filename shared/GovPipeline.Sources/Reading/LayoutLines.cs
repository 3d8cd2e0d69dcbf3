namespace GovPipeline.Sources.Reading;

/// <summary>Rows of a sheet that were left out for one reason, by number.</summary>
/// <param name="Sheet">Sheet or archive entry; empty when the file has only one.</param>
/// <param name="Reason">Why.</param>
/// <param name="Rows">How many.</param>
/// <param name="Numbers">Their numbers, <c>12-15, 40</c>; very many end with <c>…</c>.</param>
public sealed record LayoutLines(string Sheet, LayoutReason Reason, long Rows, string Numbers);
