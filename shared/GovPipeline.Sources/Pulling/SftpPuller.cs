using System.Net.Sockets;
using System.Text;
using GovPipeline.Domain.Errors;
using GovPipeline.Sources.Definitions;
using Renci.SshNet;
using Renci.SshNet.Common;

namespace GovPipeline.Sources.Pulling;

/// <summary>
/// Fetches the export of a source over SFTP. The server is known by its pinned host key and by nothing else; a file that
/// changes while it is read, or is shorter than the server says, is no export.
/// </summary>
/// <param name="settings">Addresses and secrets.</param>
public sealed class SftpPuller(ISourceSettings settings)
{

    /// <summary>Pulls. The caller commits the target when the outcome is <see cref="PullOutcome.Landed"/>.</summary>
    /// <exception cref="PipelineException">GP10x; GP109 for another host key, GP110 when the file is not there.</exception>
    public async Task<PullResult> PullAsync(PullRequest request, IExportTarget target, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(target);
        var source = request.Source;
        var pull = source.Pull!;
        var url = SourcePuller.FirstUrl(SourcePuller.AddressOf(source, settings), pull, request.From, request.To);
        for (var attempt = 1; ; attempt++)
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            limit.CancelAfter(TimeSpan.FromSeconds(pull.TimeoutSeconds));
            target.BeginPage();
            try
            {
                return await FetchAsync(source, url, request, target, limit.Token).ConfigureAwait(false);
            }
            catch (Exception e) when (!cancellationToken.IsCancellationRequested && Explain(e, source, limit) is { } explained)
            {
                target.DiscardPage();
                if (attempt > pull.Retries || explained.Code is not ("GP101" or "GP104" or "GP106"))
                {
                    throw explained;
                }
            }

            await Task.Delay(SourcePolicies.Backoff(pull, attempt), cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<PullResult> FetchAsync(SourceDefinition source, Uri url, PullRequest request, IExportTarget target, CancellationToken cancellationToken)
    {
        string? seen = null;
        using var client = new SftpClient(Connection(source, url));
        client.HostKeyReceived += (_, key) =>
        {
            seen = "SHA256:" + key.FingerPrintSHA256.TrimEnd('=');
            key.CanTrust = seen == source.Pull!.HostKey!.TrimEnd('=');
        };
        try
        {
            await client.ConnectAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (SshConnectionException e) when (seen is not null && seen != source.Pull!.HostKey!.TrimEnd('='))
        {
            throw new PipelineException(e, ErrorCatalogue.SourceHostKey, source.Id, seen, source.Pull.HostKey);
        }

        var path = Uri.UnescapeDataString(url.AbsolutePath);
        var before = await client.GetAttributesAsync(path, cancellationToken).ConfigureAwait(false);
        var etag = $"\"{before.Size}-{before.LastWriteTimeUtc:yyyyMMddHHmmss}\"";
        if (url.AbsoluteUri == request.KnownUrl && etag == request.KnownETag)
        {
            return new(PullOutcome.Unchanged, 0, 0, 1, url.AbsoluteUri, etag);
        }

        var copy = PageCopy.Of(source, target);
        await using (var file = await client.OpenAsync(path, FileMode.Open, FileAccess.Read, cancellationToken).ConfigureAwait(false))
        {
            await copy.CopyAsync(file, cancellationToken).ConfigureAwait(false);
        }

        var after = await client.GetAttributesAsync(path, cancellationToken).ConfigureAwait(false);
        if (after.Size != before.Size || after.LastWriteTimeUtc != before.LastWriteTimeUtc)
        {
            throw new PipelineException(ErrorCatalogue.SourceTruncated, source.Id, $"{before.Size} → {after.Size} bytes");
        }

        if (!copy.HasContent)
        {
            throw new PipelineException(ErrorCatalogue.SourceEmpty, source.Id);
        }

        return new(copy.Rows == 0 ? PullOutcome.NoRows : PullOutcome.Landed, copy.Rows, copy.Bytes, 1, url.AbsoluteUri, etag);
    }

    private ConnectionInfo Connection(SourceDefinition source, Uri url)
    {
        var auth = source.Pull!.Auth;
        var secret = settings.Secret(auth.Secret!, source.Id);
        AuthenticationMethod method = auth.Type == AuthKind.PrivateKey
            ? new PrivateKeyAuthenticationMethod(auth.User!, new PrivateKeyFile(new MemoryStream(Encoding.UTF8.GetBytes(secret))))
            : new PasswordAuthenticationMethod(auth.User!, secret);
        return new(url.Host, url.Port > 0 ? url.Port : 22, auth.User!, method) { Timeout = TimeSpan.FromSeconds(Math.Min(30, source.Pull.TimeoutSeconds)) };
    }

    private static PipelineException? Explain(Exception e, SourceDefinition source, CancellationTokenSource limit) => e switch
    {
        PipelineException known => known,
        SftpPathNotFoundException => new(e, ErrorCatalogue.SourceFileMissing, source.Id, e.Message),
        SshAuthenticationException or SftpPermissionDeniedException => new(e, ErrorCatalogue.SourceRefused, source.Id, e.Message),
        OperationCanceledException when limit.IsCancellationRequested => new(e, ErrorCatalogue.SourceTimeout, source.Id, source.Pull!.TimeoutSeconds),
        SshOperationTimeoutException => new(e, ErrorCatalogue.SourceTimeout, source.Id, source.Pull!.TimeoutSeconds),
        SshException or SocketException or IOException => new(e, ErrorCatalogue.SourceUnreachable, source.Id, e.Message),
        _ => null,
    };
}
