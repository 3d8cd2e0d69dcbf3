using Azure;
using Azure.Data.Tables;
using GovPipeline.Storage.Accounts;

namespace GovPipeline.Storage.Mail;

/// <summary>Mails to send, one entry per recipient, each claimed by one sender at a time.</summary>
/// <param name="work">The work account.</param>
public sealed class Outbox(WorkAccount work)
{
    internal const string Partition = "mail";

    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(5);
    private readonly TableClient _table = work.Account.Table(StorageNames.Outbox);

    /// <summary>Adds a mail unless its id is there already.</summary>
    /// <returns>Whether it is new.</returns>
    public async Task<bool> AddAsync(OutboxRecord mail, CancellationToken cancellationToken)
    {
        try
        {
            await _table.AddEntityAsync(mail, cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (RequestFailedException e) when (e.Status == 409)
        {
            return false;
        }
    }

    /// <summary>All mails, oldest first.</summary>
    public async Task<IReadOnlyList<OutboxRecord>> ListAsync(CancellationToken cancellationToken)
    {
        var found = new List<OutboxRecord>();
        await foreach (var mail in _table.QueryAsync<OutboxRecord>(cancellationToken: cancellationToken).ConfigureAwait(false))
        {
            found.Add(mail);
        }

        return [.. found.OrderBy(m => m.CreatedAt).ThenBy(m => m.RowKey, StringComparer.Ordinal)];
    }

    /// <summary>Claims a mail for sending; null when it is sent, given up, not due, or another's.</summary>
    public async Task<OutboxRecord?> ClaimAsync(string id, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var answer = await _table.GetEntityIfExistsAsync<OutboxRecord>(Partition, id, cancellationToken: cancellationToken).ConfigureAwait(false);
        if (!answer.HasValue)
        {
            return null;
        }

        var mail = answer.Value!;
        var due = mail.State == OutboxStates.Queued ? mail.NextTryAt <= now : mail.State == OutboxStates.Sending && mail.LeaseUntil <= now;
        if (!due)
        {
            return null;
        }

        (mail.State, mail.Attempts, mail.LeaseUntil) = (OutboxStates.Sending, mail.Attempts + 1, now + Lease);
        try
        {
            var written = await _table.UpdateEntityAsync(mail, mail.ETag, TableUpdateMode.Replace, cancellationToken).ConfigureAwait(false);
            mail.ETag = written.Headers.ETag!.Value;
            return mail;
        }
        catch (RequestFailedException e) when (e.Status == 412)
        {
            return null;
        }
    }

    /// <summary>Writes what became of a claimed mail.</summary>
    public Task SaveAsync(OutboxRecord mail, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(mail);
        return _table.UpdateEntityAsync(mail, mail.ETag, TableUpdateMode.Replace, cancellationToken);
    }
}
