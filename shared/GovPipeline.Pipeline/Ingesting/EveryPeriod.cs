using GovPipeline.Storage.Ledger;
using GovPipeline.Storage.Published;

namespace GovPipeline.Pipeline.Ingesting;

/// <summary>
/// Every period that has other figures by what tells of no days of its own. What is due is read before what is published, so that a period that is
/// published for the first time meanwhile is among one of them; the note then has another mark, and its publisher does not strike it off.
/// </summary>
internal static class EveryPeriod
{
    /// <summary>Their ids. Call it under a hold.</summary>
    public static async Task<IReadOnlyCollection<string>> ListAsync(PendingWork pending, PublishedTables tables, CancellationToken cancellationToken)
    {
        var due = await pending.ListAsync(PendingWork.Periods, cancellationToken).ConfigureAwait(false);
        var published = await tables.ReadKeysAsync("datasets", "all", cancellationToken).ConfigureAwait(false);
        return [.. due.Select(d => d.Item).Union(published, StringComparer.Ordinal)];
    }
}
