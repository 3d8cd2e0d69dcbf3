using Azure;
using Azure.Data.Tables;
using GovPipeline.Storage.Accounts;

namespace GovPipeline.Storage.Ledger;

/// <summary>
/// Counts how often reading an export was begun and never ended: a file that takes the process with it (its stack, its memory) would
/// otherwise take every later one with it too. Noted before the reading and struck off after it, whatever it came to.
/// </summary>
/// <param name="work">The work account.</param>
/// <param name="time">The clock.</param>
public sealed class ReadingTries(WorkAccount work, TimeProvider time)
{
    /// <summary>Readings that may end with their process before the file is not read any more.</summary>
    public const int Most = 3;

    private const string Readings = "reading", Count = "Count", BegunAt = "BegunAt";

    // Two hosts that read the same file at once began it close together; a process that died is started again later.
    private static readonly TimeSpan Apart = TimeSpan.FromSeconds(20);

    private readonly TableClient _table = work.Account.Table(StorageNames.Pending);

    /// <summary>Notes that a reading begins.</summary>
    /// <param name="export">The export and its version.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>Whether the file may be read: it has not ended its process <see cref="Most"/> times.</returns>
    public async Task<bool> BeginAsync(string export, CancellationToken cancellationToken)
    {
        while (!await TryAddAsync(export, cancellationToken).ConfigureAwait(false))
        {
            var now = time.GetUtcNow();
            var known = await _table.GetEntityIfExistsAsync<TableEntity>(Readings, TableKeys.Escape(export), cancellationToken: cancellationToken)
                .ConfigureAwait(false);
            if (!known.HasValue)
            {
                continue; // ended by another host since
            }

            var count = known.Value!.GetInt32(Count) ?? 0;
            if (count >= Most)
            {
                return false;
            }

            var again = known.Value.GetDateTimeOffset(BegunAt) is { } before && now - before < Apart ? Math.Max(1, count) : count + 1;
            try
            {
                await _table.UpdateEntityAsync(Reading(export, now, again), known.Value.ETag, TableUpdateMode.Replace, cancellationToken).ConfigureAwait(false);
                return true;
            }
            catch (RequestFailedException e) when (e.Status is 404 or 412)
            {
                // Another host begins or ends it: look again.
            }
        }

        return true;
    }

    /// <summary>Notes the first reading; false when one is noted.</summary>
    private async Task<bool> TryAddAsync(string export, CancellationToken cancellationToken)
    {
        try
        {
            await _table.AddEntityAsync(Reading(export, time.GetUtcNow(), 1), cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (RequestFailedException e) when (e.Status == 409)
        {
            return false;
        }
    }

    private static TableEntity Reading(string export, DateTimeOffset begun, int count) =>
        new(Readings, TableKeys.Escape(export)) { ["Item"] = export, [BegunAt] = begun, [Count] = count };

    /// <summary>Notes that a reading ended, with the file read or not.</summary>
    public async Task EndAsync(string export, CancellationToken cancellationToken)
    {
        try
        {
            await _table.DeleteEntityAsync(Readings, TableKeys.Escape(export), ETag.All, cancellationToken).ConfigureAwait(false);
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            // Ended by another host.
        }
    }
}
