using GovPipeline.Domain.Errors;
using GovPipeline.Pipeline.Messages;
using GovPipeline.Pipeline.Running;
using GovPipeline.Reporting.Mails;
using GovPipeline.Reporting.Sending;
using GovPipeline.Storage.Accounts;
using GovPipeline.Storage.Mail;
using GovPipeline.Storage.Queues;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace GovPipeline.Pipeline.Jobs;

/// <summary>
/// Sends one mail of the outbox. It is marked as sent only when the server has taken it; a failure is tried again with
/// growing pauses; a sender that was killed loses its claim after five minutes and the mail goes out under the same Message-ID.
/// </summary>
public sealed class SendMail(
    JobRunner runner, Outbox outbox, SmtpMailer mailer, JobQueues queues, IOptions<MailOptions> options, TimeProvider time, ILogger<SendMail> logger)
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromHours(6);

    /// <summary>Sends.</summary>
    public Task RunAsync(MailMessage message, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        return runner.RunAsync(nameof(SendMail), message.Id, run => SendAsync(message.Id, run, cancellationToken), cancellationToken);
    }

    private async Task SendAsync(string id, JobRun run, CancellationToken cancellationToken)
    {
        if (await outbox.ClaimAsync(id, time.GetUtcNow(), cancellationToken).ConfigureAwait(false) is not { } mail)
        {
            run.Nothing = true;
            return;
        }

        try
        {
            await mailer.SendAsync(await ComposeAsync(mail, cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
            (mail.State, mail.SentAt, mail.LastError, run.Rows) = (OutboxStates.Sent, time.GetUtcNow(), string.Empty, 1);
        }
        catch (PipelineException e)
        {
            await AgainAsync(mail, e, run, cancellationToken).ConfigureAwait(false);
        }

        // Not to be stopped here: the server has the mail.
        await outbox.SaveAsync(mail, CancellationToken.None).ConfigureAwait(false);
    }

    private async Task<OutgoingMail> ComposeAsync(OutboxRecord mail, CancellationToken cancellationToken)
    {
        var content = await outbox.ContentAsync(mail.RowKey, cancellationToken).ConfigureAwait(false);
        var files = new List<Attachment>();
        foreach (var file in content.Files)
        {
            files.Add(new(file.Name, await outbox.FileAsync(file, cancellationToken).ConfigureAwait(false)));
        }

        return new(mail.MessageId, mail.Recipient, mail.RecipientName, new(mail.Subject, content.Text, content.Html))
        {
            Files = files,
            Pictures = [.. content.Pictures.Select(p => new Attachment(p.ContentId, p.Png))],
            InReplyTo = content.InReplyTo,
            References = content.References,
        };
    }

    private async Task AgainAsync(OutboxRecord mail, PipelineException error, JobRun run, CancellationToken cancellationToken)
    {
        Log.MailFailed(logger, mail.RowKey, mail.Attempts, error.Message);
        (run.ErrorCode, run.Note, mail.LastError) = (error.Code, error.Message, error.Message);
        if (mail.Attempts >= options.Value.MaxAttempts)
        {
            mail.State = OutboxStates.Failed;
            return;
        }

        var pause = TimeSpan.FromTicks(Math.Min(TimeSpan.FromMinutes(Math.Pow(2, mail.Attempts - 1)).Ticks, LongestPause.Ticks));
        (mail.State, mail.NextTryAt) = (OutboxStates.Queued, time.GetUtcNow() + pause);
        await queues.SendAsync(StorageNames.MailQueue, new MailMessage(mail.RowKey), pause + TimeSpan.FromSeconds(1), cancellationToken).ConfigureAwait(false);
    }
}
