using System.Text.Json;
using GovPipeline.Emulation;
using MimeKit;

namespace GovPipeline.Testing;

/// <summary>A real SMTP server that fails as it is told: <c>ok</c>, <c>busy</c>, <c>login</c>, <c>refuse</c>, <c>drop</c>; or is away.</summary>
public sealed class FaultySmtp : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("govpipeline-smtp-").FullName;
    private NodeServer? _server;

    private FaultySmtp() => Port = NodeServer.FreePorts(1)[0];

    /// <summary>Its port.</summary>
    public int Port { get; }

    private string ModeFile => Path.Combine(_folder, "mode");

    private string MailFile => Path.Combine(_folder, "mails.jsonl");

    /// <summary>Starts one that works.</summary>
    public static async Task<FaultySmtp> StartAsync()
    {
        var smtp = new FaultySmtp();
        await File.WriteAllTextAsync(smtp.MailFile, string.Empty).ConfigureAwait(false);
        smtp.Behave("ok");
        await smtp.ComeBackAsync().ConfigureAwait(false);
        return smtp;
    }

    /// <summary>What points a pipeline at it.</summary>
    public Dictionary<string, string?> Settings(params (string Key, string Value)[] more)
    {
        var settings = new Dictionary<string, string?>
        {
            ["Mail:Host"] = "127.0.0.1", ["Mail:Port"] = $"{Port}", ["Mail:Security"] = "None", ["Mail:From"] = "govpipeline@tayninh.example",
            ["Mail:TimeoutSeconds"] = "10",
        };
        foreach (var (key, value) in more)
        {
            settings[key] = value;
        }

        return settings;
    }

    /// <summary>How it answers from now on.</summary>
    public void Behave(string mode) => File.WriteAllText(ModeFile, mode);

    /// <summary>Goes away.</summary>
    public async Task GoAwayAsync()
    {
        await _server!.DisposeAsync().ConfigureAwait(false);
        _server = null;
    }

    /// <summary>Comes back on the same port.</summary>
    public async Task ComeBackAsync()
    {
        var infra = await NodeServers.EnsureAsync(_ => { }, CancellationToken.None).ConfigureAwait(false);
        _server = await NodeServer.StartAsync(infra, "../../tests/GovPipeline.Testing/faulty-smtp.mjs", [$"{Port}", ModeFile, MailFile], [Port],
            CancellationToken.None).ConfigureAwait(false);
    }

    /// <summary>Every mail whose data it got, in order.</summary>
    public async Task<IReadOnlyList<(string To, MimeMessage Message)>> MailsAsync()
    {
        var mails = new List<(string, MimeMessage)>();
        foreach (var line in await File.ReadAllLinesAsync(MailFile).ConfigureAwait(false))
        {
            var json = JsonDocument.Parse(line).RootElement;
            using var raw = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(json.GetProperty("raw").GetString()!));
            mails.Add((json.GetProperty("to").GetString()!, await MimeMessage.LoadAsync(raw).ConfigureAwait(false)));
        }

        return mails;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
        {
            await _server.DisposeAsync().ConfigureAwait(false);
        }

        Directory.Delete(_folder, recursive: true);
    }
}
