namespace GovPipeline.Sources.Pulling;

/// <summary>What a pull brought.</summary>
/// <param name="Outcome">Whether there is something to keep.</param>
/// <param name="Rows">Rows, the headers left out.</param>
/// <param name="Bytes">Bytes written.</param>
/// <param name="Pages">Pages asked for.</param>
/// <param name="Url">The address of the first page.</param>
/// <param name="ETag">The answer's entity tag, for the next time; null without one or when the answer had pages.</param>
public sealed record PullResult(PullOutcome Outcome, long Rows, long Bytes, int Pages, string Url, string? ETag);
