using GovPipeline.Cli.Emulation;
using Microsoft.Extensions.DependencyInjection;

namespace GovPipeline.Cli.Hosting;

/// <summary>The storage and services of one command: the embedded emulator, or the account that <c>--storage</c> names.</summary>
internal sealed class Session : IAsyncDisposable
{
    private readonly StorageEmulator? _emulator;
    private readonly ServiceProvider _services;

    private Session(StorageEmulator? emulator, ServiceProvider services) => (_emulator, _services) = (emulator, services);

    /// <summary>Opens storage and builds the services.</summary>
    /// <param name="options">What the command line says.</param>
    /// <param name="say">Told what takes long.</param>
    /// <param name="settings">What the command sets beside storage.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public static async Task<Session> OpenAsync(
        SessionOptions options, Action<string> say, IEnumerable<KeyValuePair<string, string?>> settings, CancellationToken cancellationToken)
    {
        var all = new Dictionary<string, string?>(settings);
        StorageEmulator? emulator = null;
        if (options.Storage is null && Environment.GetEnvironmentVariable("Work") is null && Environment.GetEnvironmentVariable("Work__accountName") is null)
        {
            emulator = await StorageEmulator.OpenAsync(options.Data, say, cancellationToken).ConfigureAwait(false);
            (all["Work"], all["Published"]) = (emulator.ConnectionString, emulator.ConnectionString);
        }
        else if (options.Storage is { } storage)
        {
            var key = storage.Contains('=', StringComparison.Ordinal) || storage.Contains(';', StringComparison.Ordinal) ? string.Empty : ":accountName";
            (all["Work" + key], all["Published" + key]) = (storage, storage);
        }

        try
        {
            return new(emulator, HostBuilder.Build(all, options.Verbose));
        }
        catch
        {
            if (emulator is not null)
            {
                await emulator.DisposeAsync().ConfigureAwait(false);
            }

            throw;
        }
    }

    /// <summary>A service.</summary>
    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync().ConfigureAwait(false);
        if (_emulator is not null)
        {
            await _emulator.DisposeAsync().ConfigureAwait(false);
        }
    }
}

/// <summary>What the command line says of storage.</summary>
/// <param name="Storage">Connection string or account name; null for the embedded emulator.</param>
/// <param name="Data">Folder of the emulator.</param>
/// <param name="Verbose">Whether to log what runs.</param>
internal sealed record SessionOptions(string? Storage, string Data, bool Verbose);
