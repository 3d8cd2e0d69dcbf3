using System.Security.Cryptography;
using System.Text;
using GovPipeline.Domain.Privacy;
using GovPipeline.Pipeline.Messages;
using GovPipeline.Storage.Accounts;
using GovPipeline.Storage.Mail;
using GovPipeline.Storage.Queues;

namespace GovPipeline.Pipeline.Running;

/// <summary>
/// Puts mails into the outbox. A mail's id is made of what it is about and who gets it: posted again by a job that runs
/// twice, it is the same mail and goes out once.
/// </summary>
public sealed class MailPost(Outbox outbox, JobQueues queues, PersonalDataGuard guard, TimeProvider time)
{
    /// <summary>The id of a mail: what it is about, and to whom.</summary>
    public static string IdOf(string about, string address)
    {
        ArgumentNullException.ThrowIfNull(address);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{about}|{address.ToUpperInvariant()}")))[..32];
    }

    /// <summary>The Message-ID of a mail.</summary>
    public static string MessageIdOf(string id) => $"{id}@govpipeline";

    /// <summary>Posts a mail.</summary>
    /// <param name="about">What it is about, the same for the same mail.</param>
    /// <param name="address">Address.</param>
    /// <param name="name">Name shown; may be empty.</param>
    /// <param name="subject">Subject.</param>
    /// <param name="content">What it says.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task SendAsync(string about, string address, string name, string subject, MailContent content, CancellationToken cancellationToken)
    {
        var id = IdOf(about, address);
        var now = time.GetUtcNow();
        var mail = new OutboxRecord
        {
            RowKey = id,
            Recipient = address,
            RecipientName = name,
            Subject = guard.Masked(subject),
            MessageId = MessageIdOf(id),
            NextTryAt = now,
            LeaseUntil = now,
            CreatedAt = now,
        };
        var guarded = content with { Text = guard.Masked(content.Text), Html = guard.Masked(content.Html) };
        if (await outbox.AddAsync(mail, guarded, cancellationToken).ConfigureAwait(false))
        {
            await queues.SendAsync(StorageNames.MailQueue, new MailMessage(id), null, cancellationToken).ConfigureAwait(false);
        }
    }
}
