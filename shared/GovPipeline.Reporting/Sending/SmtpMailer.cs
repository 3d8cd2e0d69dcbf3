using System.Net.Sockets;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using GovPipeline.Domain.Errors;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using Microsoft.Extensions.Options;
using MimeKit;

namespace GovPipeline.Reporting.Sending;

/// <summary>Sends mails over SMTP, one connection a mail.</summary>
/// <param name="options">The server.</param>
/// <param name="time">The clock.</param>
public sealed class SmtpMailer(IOptions<MailOptions> options, TimeProvider time)
{
    /// <summary>Sends; returns when the server has taken the mail.</summary>
    /// <exception cref="PipelineException">
    /// GP501 when the server refuses it, GP502 when it cannot be reached or breaks off, GP503 when it wants another log-in, GP504
    /// when no secure line comes about.
    /// </exception>
    public async Task SendAsync(OutgoingMail mail, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(mail);
        var settings = options.Value;
        using var message = Message(mail, settings);
        using var client = new SmtpClient { Timeout = settings.TimeoutSeconds * 1000, CheckCertificateRevocation = settings.CertificateSha256 is null };
        if (settings.CertificateSha256 is { } pinned)
        {
            client.ServerCertificateValidationCallback = (_, certificate, _, errors) =>
                errors == SslPolicyErrors.None || (certificate is X509Certificate2 c
                    && string.Equals(c.GetCertHashString(HashAlgorithmName.SHA256), pinned, StringComparison.OrdinalIgnoreCase));
        }

        try
        {
            await client.ConnectAsync(settings.Host, settings.Port, Security(settings.Security), cancellationToken).ConfigureAwait(false);
            if (settings.User is { Length: > 0 } user)
            {
                await client.AuthenticateAsync(user, settings.Password ?? string.Empty, cancellationToken).ConfigureAwait(false);
            }

            await client.SendAsync(message, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is ServiceNotAuthenticatedException or AuthenticationException
            or SmtpCommandException { StatusCode: SmtpStatusCode.AuthenticationRequired or SmtpStatusCode.AuthenticationMechanismTooWeak
                or SmtpStatusCode.AuthenticationInvalidCredentials or SmtpStatusCode.EncryptionRequiredForAuthenticationMechanism })
        {
            throw new PipelineException(e, ErrorCatalogue.MailLogin, $"{settings.Host}:{settings.Port}", e.Message.Split('\n')[0]);
        }
        catch (Exception e) when (e is SslHandshakeException or NotSupportedException)
        {
            throw new PipelineException(e, ErrorCatalogue.MailTls, $"{settings.Host}:{settings.Port}", e.Message.Split('\n')[0]);
        }
        catch (Exception e) when (e is SmtpCommandException or FormatException or ParseException)
        {
            throw new PipelineException(e, ErrorCatalogue.MailRefused, mail.MessageId, e.Message);
        }
        catch (Exception e) when (e is SocketException or IOException or ProtocolException or ServiceNotConnectedException or TimeoutException)
        {
            throw new PipelineException(e, ErrorCatalogue.MailUnreachable, $"{settings.Host}:{settings.Port}", e.Message.Split('\n')[0]);
        }

        try
        {
            await client.DisconnectAsync(quit: true, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or SocketException or ProtocolException)
        {
            // The mail was taken; a farewell that fails does not make it unsent.
        }
    }

    private MimeMessage Message(OutgoingMail mail, MailOptions settings)
    {
        var body = new BodyBuilder { TextBody = mail.Body.Text, HtmlBody = mail.Body.Html };
        foreach (var picture in mail.Pictures)
        {
            var linked = body.LinkedResources.Add($"{picture.Name}.png", picture.Content, new ContentType("image", "png"));
            (linked.ContentId, linked.ContentDisposition) = (picture.Name, new ContentDisposition(ContentDisposition.Inline));
        }

        foreach (var file in mail.Files)
        {
            body.Attachments.Add(file.Name, file.Content);
        }

        var message = new MimeMessage
        {
            Subject = mail.Body.Subject,
            MessageId = mail.MessageId,
            Date = time.GetUtcNow().ToOffset(TimeSpan.FromHours(7)),
            Body = body.ToMessageBody(),
        };
        message.From.Add(new MailboxAddress(settings.FromName, settings.From));
        message.To.Add(new MailboxAddress(mail.RecipientName, mail.Recipient));
        if (mail.InReplyTo.Length > 0)
        {
            message.InReplyTo = mail.InReplyTo;
        }

        foreach (var thread in mail.References)
        {
            message.References.Add(thread);
        }

        message.Headers.Add(HeaderId.AutoSubmitted, "auto-generated");
        return message;
    }

    private static SecureSocketOptions Security(MailSecurity security) => security switch
    {
        MailSecurity.Tls => SecureSocketOptions.SslOnConnect,
        MailSecurity.None => SecureSocketOptions.None,
        _ => SecureSocketOptions.StartTls,
    };
}
