using GovPipeline.Domain.Errors;
using GovPipeline.Pipeline.Messages;
using GovPipeline.Pipeline.Running;
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
    private const int MostNotes = 12;
    private static readonly TimeSpan BetweenNotes = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestPause = TimeSpan.FromHours(6), Margin = TimeSpan.FromMinutes(1);

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
            var message = await ComposeAsync(mail, cancellationToken).ConfigureAwait(false);

            // The claim is made anew just before the server is spoken to, and the talk ends before the claim does: a host that
            // slept, or waited for storage, past its claim sends nothing.
            var asked = time.GetTimestamp();
            if (!await outbox.RenewClaimAsync(mail, time.GetUtcNow(), cancellationToken).ConfigureAwait(false))
            {
                (run.Nothing, run.Note) = (true, "claimed by another host");
                return;
            }

            var left = Outbox.Lease - Margin - time.GetElapsedTime(asked);
            if (left <= TimeSpan.Zero)
            {
                (run.Nothing, run.Note) = (true, "the claim ran out"); // taken up again when its lease is over
                return;
            }

            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            limit.CancelAfter(left);
            await SendAsync(message, limit.Token, cancellationToken).ConfigureAwait(false);
            (mail.State, mail.SentAt, mail.ErrorCode, mail.LastError, run.Rows) = (OutboxStates.Sent, time.GetUtcNow(), string.Empty, string.Empty, 1);
        }
        catch (Exception e) when (e is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            await AgainAsync(mail, Explain(mail, e), run, cancellationToken).ConfigureAwait(false);
        }

        await NoteAsync(mail).ConfigureAwait(false);
    }

    /// <summary>Not to be stopped, and tried for as long as the claim lasts: the server may have the mail, and without the note it gets it twice.</summary>
    private async Task NoteAsync(OutboxRecord mail)
    {
        var isDoubted = false;
        for (var tries = 1; ; tries++)
        {
            try
            {
                if (isDoubted && !await IsStillOursAsync(mail).ConfigureAwait(false))
                {
                    return; // the note was written and only its answer lost, or another has taken the mail since
                }

                await outbox.SaveAsync(mail, CancellationToken.None).ConfigureAwait(false);
                return;
            }
            catch (Exception e) when (tries < MostNotes && e is Azure.RequestFailedException or AggregateException)
            {
                isDoubted = true;
                await Task.Delay(BetweenNotes).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Whether a mail stands as this host claimed it, whatever storage said of a condition; its mark is then taken over.</summary>
    private async Task<bool> IsStillOursAsync(OutboxRecord mail)
    {
        if (await outbox.FindAsync(mail.RowKey, CancellationToken.None).ConfigureAwait(false) is not { State: OutboxStates.Sending } standing
            || standing.Attempts != mail.Attempts)
        {
            return false;
        }

        mail.ETag = standing.ETag;
        return true;
    }

    private async Task SendAsync(OutgoingMail message, CancellationToken limit, CancellationToken stop)
    {
        try
        {
            await mailer.SendAsync(message, limit).ConfigureAwait(false);
        }
        catch (OperationCanceledException e) when (!stop.IsCancellationRequested)
        {
            throw new PipelineException(e, ErrorCatalogue.MailUnreachable, $"{options.Value.Host}:{options.Value.Port}", "timeout");
        }
    }

    /// <summary>Every error of a mail has a code and an end: nothing leaves a mail "sending" for ever.</summary>
    private static PipelineException Explain(OutboxRecord mail, Exception e) => e switch
    {
        PipelineException known => known,
        Azure.RequestFailedException { Status: 404 } missing => new(missing, ErrorCatalogue.MailContentMissing, mail.RowKey, missing.ErrorCode ?? "404"),
        _ => new(e, ErrorCatalogue.MailUnexpected, mail.RowKey, $"{e.GetType().Name}: {e.Message.Split('\n')[0]}"),
    };

    private async Task<OutgoingMail> ComposeAsync(OutboxRecord mail, CancellationToken cancellationToken)
    {
        var content = await outbox.ContentAsync(mail, cancellationToken).ConfigureAwait(false);
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
        run.Fail(error.Code, error.Message);
        (mail.ErrorCode, mail.LastError) = (error.Code, error.Message);
        if (mail.Attempts >= options.Value.MaxAttempts || error.Code == ErrorCatalogue.MailContentMissing.Code) // what is not there will not come by itself
        {
            mail.State = OutboxStates.Failed;
            return;
        }

        var pause = TimeSpan.FromTicks(Math.Min(TimeSpan.FromMinutes(Math.Pow(2, mail.Attempts - 1)).Ticks, LongestPause.Ticks));
        (mail.State, mail.NextTryAt) = (OutboxStates.Queued, time.GetUtcNow() + pause);
        await queues.SendAsync(StorageNames.MailQueue, new MailMessage(mail.RowKey), pause + TimeSpan.FromSeconds(1), cancellationToken).ConfigureAwait(false);
    }
}
