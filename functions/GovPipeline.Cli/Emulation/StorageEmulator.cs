using System.Text.Json;

namespace GovPipeline.Cli.Emulation;

/// <summary>
/// The embedded default: Azurite on free loopback ports, its data in a folder of ours, telemetry off. Of several
/// govpipeline processes on one folder the first owns the server and the others use it.
/// </summary>
internal sealed class StorageEmulator : IAsyncDisposable
{
    private const string Account = "devstoreaccount1";

    // The published key of every storage emulator; it opens nothing else.
    private const string WellKnownKey = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    private readonly NodeServer? _server;
    private readonly FileStream? _lock;
    private readonly string _statePath;

    private StorageEmulator(NodeServer? server, FileStream? owned, string statePath, State state) =>
        (_server, _lock, _statePath, ConnectionString) = (server, owned, statePath, Connection(state));

    /// <summary>Opens all three services.</summary>
    public string ConnectionString { get; }

    /// <summary>Starts the emulator of a folder, or joins the one that runs.</summary>
    /// <param name="folder">Folder of its data.</param>
    /// <param name="say">Told what takes long.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <param name="inMemory">Whether its data may go when it ends: quicker, for tests.</param>
    public static async Task<StorageEmulator> OpenAsync(string folder, Action<string> say, CancellationToken cancellationToken, bool inMemory = false)
    {
        Directory.CreateDirectory(folder);
        var (lockPath, statePath) = (Path.Combine(folder, "emulator.lock"), Path.Combine(folder, "emulator.json"));
        while (true)
        {
            if (TryLock(lockPath) is { } owned)
            {
                try
                {
                    return await StartAsync(folder, owned, statePath, say, inMemory, cancellationToken).ConfigureAwait(false);
                }
                catch
                {
                    await owned.DisposeAsync().ConfigureAwait(false);
                    throw;
                }
            }

            if (await ReadAsync(statePath, cancellationToken).ConfigureAwait(false) is { } state
                && await NodeServer.AnswersAsync(state.Table, cancellationToken).ConfigureAwait(false))
            {
                return new(null, null, statePath, state);
            }

            await Task.Delay(100, cancellationToken).ConfigureAwait(false); // its owner is starting or ending it
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
        {
            await _server.DisposeAsync().ConfigureAwait(false);
            File.Delete(_statePath);
        }

        if (_lock is not null)
        {
            await _lock.DisposeAsync().ConfigureAwait(false);
        }
    }

    private static async Task<StorageEmulator> StartAsync(
        string folder, FileStream owned, string statePath, Action<string> say, bool inMemory, CancellationToken cancellationToken)
    {
        var infra = await NodeServers.EnsureAsync(say, cancellationToken).ConfigureAwait(false);
        var ports = NodeServer.FreePorts(3);
        var state = new State(ports[0], ports[1], ports[2]);
        string[] arguments =
        [
            "--disableTelemetry", "--skipApiVersionCheck", "--silent",
            .. inMemory ? (string[])["--inMemoryPersistence"] : ["--location", Path.GetFullPath(Path.Combine(folder, "storage"))],
            "--blobHost", "127.0.0.1", "--blobPort", $"{state.Blob}",
            "--queueHost", "127.0.0.1", "--queuePort", $"{state.Queue}",
            "--tableHost", "127.0.0.1", "--tablePort", $"{state.Table}",
        ];
        var server = await NodeServer.StartAsync(infra, "azurite/dist/src/azurite.js", arguments, ports, cancellationToken).ConfigureAwait(false);
        await File.WriteAllTextAsync(statePath, JsonSerializer.Serialize(state), cancellationToken).ConfigureAwait(false);
        return new(server, owned, statePath, state);
    }

    private static FileStream? TryLock(string path)
    {
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException)
        {
            return null;
        }
    }

    private static async Task<State?> ReadAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            return JsonSerializer.Deserialize<State>(await File.ReadAllTextAsync(path, cancellationToken).ConfigureAwait(false));
        }
        catch (Exception e) when (e is IOException or JsonException)
        {
            return null;
        }
    }

    private static string Connection(State state) =>
        $"DefaultEndpointsProtocol=http;AccountName={Account};AccountKey={WellKnownKey};"
        + $"BlobEndpoint=http://127.0.0.1:{state.Blob}/{Account};QueueEndpoint=http://127.0.0.1:{state.Queue}/{Account};"
        + $"TableEndpoint=http://127.0.0.1:{state.Table}/{Account};";

    private sealed record State(int Blob, int Queue, int Table);
}
