namespace GovPipeline.Emulation;

/// <summary>A real SMTP server on loopback with a page that shows what it got (maildev).</summary>
public sealed class MailServer : IAsyncDisposable
{
    private readonly NodeServer _server;

    private MailServer(NodeServer server, int smtpPort, int webPort) => (_server, SmtpPort, WebPort) = (server, smtpPort, webPort);

    /// <summary>Port of SMTP.</summary>
    public int SmtpPort { get; }

    /// <summary>Port of the page.</summary>
    public int WebPort { get; }

    /// <summary>Address of the page.</summary>
    public Uri Page => new($"http://127.0.0.1:{WebPort}/");

    /// <summary>Starts it.</summary>
    /// <param name="say">Told what takes long.</param>
    /// <param name="more">Further arguments of maildev.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public static async Task<MailServer> StartAsync(Action<string> say, IEnumerable<string> more, CancellationToken cancellationToken)
    {
        var infra = await NodeServers.EnsureAsync(say, cancellationToken).ConfigureAwait(false);
        return await NodeServer.OnFreePortsAsync(2, async ports =>
        {
            string[] arguments = ["--ip", "127.0.0.1", "--smtp", $"{ports[0]}", "--web-ip", "127.0.0.1", "--web", $"{ports[1]}", "--silent", .. more];
            var server = await NodeServer.StartAsync(infra, "maildev/dist/bin/maildev.js", arguments, ports, cancellationToken).ConfigureAwait(false);
            return new MailServer(server, ports[0], ports[1]);
        }).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _server.DisposeAsync();
}
