using Azure;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using GovPipeline.Storage.Accounts;

namespace GovPipeline.Storage.Mail;

/// <summary>Mails to send, one entry per recipient, each claimed by one sender at a time.</summary>
/// <param name="work">The work account.</param>
public sealed class Outbox(WorkAccount work)
{
    internal const string Partition = "mail";

    /// <summary>How long a claim lasts; whoever sends must be done well before.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromMinutes(5);

    private readonly TableClient _table = work.Account.Table(StorageNames.Outbox);
    private readonly BlobContainerClient _contents = work.Account.Container(StorageNames.Mails);

    /// <summary>Adds a mail unless its id is there already; what the first one says stands.</summary>
    /// <returns>Whether it is new.</returns>
    public async Task<bool> AddAsync(OutboxRecord mail, MailContent content, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(mail);
        if (await FindAsync(mail.RowKey, cancellationToken).ConfigureAwait(false) is not null)
        {
            return false;
        }

        // Before the row, so that no row is without its content, and under a name of its own: of two who write the same mail one
        // adds the row, and the row says whose content goes out.
        mail.Content = $"{mail.RowKey}-{Guid.NewGuid():N}.json";
        await _contents.GetBlobClient(mail.Content).UploadAsync(BinaryData.FromObjectAsJson(content), cancellationToken).ConfigureAwait(false);
        try
        {
            await _table.AddEntityAsync(mail, cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (RequestFailedException e) when (e.Status == 409)
        {
            if (await FindAsync(mail.RowKey, cancellationToken).ConfigureAwait(false) is { } standing && standing.Content == mail.Content)
            {
                return true; // the answer was lost, and its request sent twice
            }

            await _contents.GetBlobClient(mail.Content).DeleteIfExistsAsync(cancellationToken: cancellationToken).ConfigureAwait(false);
            return false;
        }
    }

    /// <summary>A mail, or null.</summary>
    public async Task<OutboxRecord?> FindAsync(string id, CancellationToken cancellationToken)
    {
        var answer = await _table.GetEntityIfExistsAsync<OutboxRecord>(Partition, id, cancellationToken: cancellationToken).ConfigureAwait(false);
        return answer.HasValue ? answer.Value : null;
    }

    /// <summary>What a mail says.</summary>
    public async Task<MailContent> ContentAsync(OutboxRecord mail, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(mail);
        return (await _contents.GetBlobClient(Name(mail)).DownloadContentAsync(cancellationToken)
            .ConfigureAwait(false)).Value.Content.ToObjectFromJson<MailContent>()!;
    }

    /// <summary>A file of the work account that goes with a mail.</summary>
    public async Task<byte[]> FileAsync(MailFile file, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(file);
        return (await work.Account.Container(file.Container).GetBlobClient(file.Blob).DownloadContentAsync(cancellationToken)
            .ConfigureAwait(false)).Value.Content.ToArray();
    }

    /// <summary>Makes a mail due again that was given up or sent, under the same Message-ID.</summary>
    /// <returns>Whether there is such a mail and nobody is sending it.</returns>
    public async Task<bool> RenewAsync(string id, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (await FindAsync(id, cancellationToken).ConfigureAwait(false) is not { } mail || (mail.State == OutboxStates.Sending && mail.LeaseUntil > now))
        {
            return false;
        }

        (mail.State, mail.Attempts, mail.NextTryAt) = (OutboxStates.Queued, 0, now);
        await SaveAsync(mail, cancellationToken).ConfigureAwait(false);
        return true;
    }

    /// <summary>All mails, oldest first.</summary>
    public Task<IReadOnlyList<OutboxRecord>> ListAsync(CancellationToken cancellationToken) => QueryAsync(null, cancellationToken);

    /// <summary>Claims a mail for sending; null when it is sent, given up, not due, or another's.</summary>
    public async Task<OutboxRecord?> ClaimAsync(string id, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (await FindAsync(id, cancellationToken).ConfigureAwait(false) is not { } mail)
        {
            return null;
        }

        var due = mail.State == OutboxStates.Queued ? mail.NextTryAt <= now : mail.State == OutboxStates.Sending && mail.LeaseUntil <= now;
        if (!due)
        {
            return null;
        }

        (mail.State, mail.Attempts, mail.LeaseUntil) = (OutboxStates.Sending, mail.Attempts + 1, now + Lease);
        return await TryUpdateAsync(mail, cancellationToken).ConfigureAwait(false) ? mail : null;
    }

    /// <summary>Makes a claim last anew, just before the server is spoken to.</summary>
    /// <returns>False when the claim has run out and another has taken the mail.</returns>
    public Task<bool> RenewClaimAsync(OutboxRecord mail, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(mail);
        mail.LeaseUntil = now + Lease;
        return TryUpdateAsync(mail, cancellationToken);
    }

    /// <summary>Mails that are due or claimed by a host that is gone.</summary>
    public async Task<IReadOnlyList<OutboxRecord>> DueAsync(DateTimeOffset now, CancellationToken cancellationToken) => await QueryAsync(
        TableClient.CreateQueryFilter(
            $"(State eq {OutboxStates.Queued} and NextTryAt le {now}) or (State eq {OutboxStates.Sending} and LeaseUntil le {now})"), cancellationToken)
                .ConfigureAwait(false);

    /// <summary>Mails in a state.</summary>
    public async Task<IReadOnlyList<OutboxRecord>> InStateAsync(string state, CancellationToken cancellationToken) =>
        await QueryAsync(TableClient.CreateQueryFilter($"State eq {state}"), cancellationToken).ConfigureAwait(false);

    /// <summary>Removes mails that were sent before a moment, with what they said.</summary>
    /// <returns>How many.</returns>
    public async Task<int> ForgetAsync(DateTimeOffset before, CancellationToken cancellationToken)
    {
        var old = await QueryAsync(TableClient.CreateQueryFilter($"State eq {OutboxStates.Sent} and SentAt lt {before}"), cancellationToken)
            .ConfigureAwait(false);
        foreach (var mail in old)
        {
            await _contents.GetBlobClient(Name(mail)).DeleteIfExistsAsync(cancellationToken: cancellationToken).ConfigureAwait(false);
            await _table.DeleteEntityAsync(mail.PartitionKey, mail.RowKey, cancellationToken: cancellationToken).ConfigureAwait(false);
        }

        return old.Count;
    }

    /// <summary>Writes what became of a claimed mail.</summary>
    public Task SaveAsync(OutboxRecord mail, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(mail);
        return _table.UpdateEntityAsync(mail, mail.ETag, TableUpdateMode.Replace, cancellationToken);
    }

    private async Task<bool> TryUpdateAsync(OutboxRecord mail, CancellationToken cancellationToken)
    {
        try
        {
            var written = await _table.UpdateEntityAsync(mail, mail.ETag, TableUpdateMode.Replace, cancellationToken).ConfigureAwait(false);
            mail.ETag = written.Headers.ETag!.Value;
            return true;
        }
        catch (RequestFailedException e) when (e.Status is 404 or 412)
        {
            return false;
        }
    }

    private async Task<IReadOnlyList<OutboxRecord>> QueryAsync(string? filter, CancellationToken cancellationToken)
    {
        var found = new List<OutboxRecord>();
        await foreach (var mail in _table.QueryAsync<OutboxRecord>(filter, cancellationToken: cancellationToken).ConfigureAwait(false))
        {
            found.Add(mail);
        }

        return [.. found.OrderBy(m => m.CreatedAt).ThenBy(m => m.RowKey, StringComparer.Ordinal)];
    }

    private static string Name(OutboxRecord mail) => mail.Content.Length > 0 ? mail.Content : $"{mail.RowKey}.json"; // of an earlier version
}
