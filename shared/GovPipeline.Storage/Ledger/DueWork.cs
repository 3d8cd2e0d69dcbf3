using Azure;

namespace GovPipeline.Storage.Ledger;

/// <summary>Something that is due.</summary>
/// <param name="Item">What: a partition, the id of a period, a change under way.</param>
/// <param name="Mark">Says whether it became due again since.</param>
/// <param name="NotedAt">When it was last noted.</param>
/// <param name="Error">Why it could not be done the last time; empty for nothing known.</param>
/// <param name="IsDone">Whether it was done as it stood since, and stays due only because a change was under way.</param>
public sealed record DueItem(string Item, ETag Mark, DateTimeOffset NotedAt, string Error, bool IsDone);

/// <summary>What was due at one look, and what was under way.</summary>
/// <param name="Kind"><see cref="PendingWork.Folds"/>, <see cref="PendingWork.Closings"/> or <see cref="PendingWork.Periods"/>.</param>
/// <param name="Items">What is due.</param>
/// <param name="Folds">Of closings and periods: partitions whose changes are not in the counts yet.</param>
/// <param name="Changes">Changes under way.</param>
public sealed record DueWork(string Kind, IReadOnlyList<DueItem> Items, IReadOnlyList<DueItem> Folds, IReadOnlyList<DueItem> Changes)
{
    /// <summary>Whether what is done now can be struck off: nothing was under way that it may have missed.</summary>
    public bool MayBeStruckOff => Folds.Count == 0 && Changes.Count == 0;
}
