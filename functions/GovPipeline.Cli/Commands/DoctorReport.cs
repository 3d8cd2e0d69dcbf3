using GovPipeline.Cli.Output;
using System.Net.Sockets;
using GovPipeline.Cli.Sessions;
using GovPipeline.LocalHost;
using GovPipeline.Domain.Errors;
using GovPipeline.Pipeline.Configuration;
using GovPipeline.Reporting.Sending;
using GovPipeline.Sources.Pulling;
using static GovPipeline.Cli.Output.Speech;

namespace GovPipeline.Cli.Commands;

/// <summary>The parts of <c>doctor</c> that look at each key.</summary>
internal static class DoctorReport
{
    /// <summary>Whether every secret that a source needs is there.</summary>
    public static bool Secrets(Session session, CommandOutput output)
    {
        var fine = true;
        foreach (var source in session.Get<ReferenceData>().Sources.Enabled.Where(s => s.Pull?.Auth.Secret is not null))
        {
            try
            {
                session.Get<ISourceSettings>().Secret(source.Pull!.Auth.Secret!, source.Id);
                output.Line($"✓ {source.Id}: {source.Pull.BaseUrl}");
            }
            catch (PipelineException e)
            {
                fine = false;
                output.Line($"✗ {e.Code} {e.In(Current)} → {e.RemedyIn(Current)}");
            }
        }

        if (session.Get<IdentityKey>().Hasher is null)
        {
            output.Line(T("– Secrets:IdentityKey: không có, cột người nộp không được đọc",
                "– Secrets:IdentityKey: none, the column of submitters is left unread"));
        }

        return fine;
    }

    /// <summary>Says who gets the rejection slips of each source; that nobody does stops the start.</summary>
    public static bool Slips(Session session, CommandOutput output)
    {
        var reference = session.Get<ReferenceData>();
        foreach (var readers in reference.Sources.Enabled.GroupBy(s => string.Join(", ", reference.SlipReaders(s).Select(r => r.Address)),
            StringComparer.Ordinal))
        {
            output.Line(T($"✓ phiếu trả dòng → {readers.Key}: ", $"✓ slips → {readers.Key}: ") + string.Join(", ", readers.Select(s => s.Id)));
        }

        return true;
    }

    /// <summary>Whether the mail server answers.</summary>
    public static async Task<bool> MailAsync(MailOptions mail, CommandOutput output, CancellationToken cancellationToken)
    {
        try
        {
            using var client = new TcpClient();
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            limit.CancelAfter(TimeSpan.FromSeconds(10));
            await client.ConnectAsync(mail.Host, mail.Port, limit.Token).ConfigureAwait(false);
            output.Line($"✓ {mail.Host}:{mail.Port} ({mail.Security})");
            return true;
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException)
        {
            var told = new PipelineException(e, ErrorCatalogue.MailUnreachable, $"{mail.Host}:{mail.Port}", e.Message);
            output.Line($"✗ {told.Code} {told.In(Current)} → {told.RemedyIn(Current)}");
            return false;
        }
    }
}
