using System.Security.Cryptography;
using System.Text;
using GovPipeline.Pipeline.Messages;
using GovPipeline.Reporting.Mails;
using GovPipeline.Storage.Accounts;
using GovPipeline.Storage.Mail;
using GovPipeline.Storage.Queues;

namespace GovPipeline.Pipeline.Running;

/// <summary>
/// Puts mails into the outbox. A mail's id is made of what it is about and who gets it: posted again by a job that runs
/// twice, it is the same mail and goes out once.
/// </summary>
public sealed class MailPost(Outbox outbox, JobQueues queues, TimeProvider time)
{
    /// <summary>Posts a mail.</summary>
    /// <param name="about">What it is about, the same for the same mail.</param>
    /// <param name="address">Address.</param>
    /// <param name="name">Name shown; may be empty.</param>
    /// <param name="body">Subject and parts.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <param name="attachmentBlob">Blob of the container of quarantine that is attached; empty for none.</param>
    /// <param name="attachmentName">Name the recipient sees it under.</param>
    public async Task SendAsync(
        string about, string address, string name, MailBody body, CancellationToken cancellationToken, string attachmentBlob = "", string attachmentName = "")
    {
        ArgumentNullException.ThrowIfNull(address);
        ArgumentNullException.ThrowIfNull(body);
        var id = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{about}|{address.ToUpperInvariant()}")))[..32];
        var now = time.GetUtcNow();
        var mail = new OutboxRecord
        {
            RowKey = id,
            Recipient = address,
            RecipientName = name,
            Subject = body.Subject,
            Text = body.Text,
            Html = body.Html,
            AttachmentBlob = attachmentBlob,
            AttachmentName = attachmentName,
            MessageId = $"{id}@govpipeline",
            NextTryAt = now,
            LeaseUntil = now,
            CreatedAt = now,
        };
        if (await outbox.AddAsync(mail, cancellationToken).ConfigureAwait(false))
        {
            await queues.SendAsync(StorageNames.MailQueue, new MailMessage(id), null, cancellationToken).ConfigureAwait(false);
        }
    }
}
