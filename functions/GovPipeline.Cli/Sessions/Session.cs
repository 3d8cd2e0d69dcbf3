using GovPipeline.Domain.Errors;
using GovPipeline.Domain.Text;
using GovPipeline.Emulation;
using GovPipeline.LocalHost;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace GovPipeline.Cli.Sessions;

/// <summary>
/// The storage and services of one command. Storage is what <c>--storage</c> names, else what is configured, else the embedded
/// emulator; <c>Published</c> stays where it is configured, and is with <c>Work</c> where it is not.
/// </summary>
internal sealed class Session : IAsyncDisposable
{
    private readonly StorageEmulator? _emulator;
    private readonly EmulatorWatch? _watch;
    private readonly IHost _host;

    private Session(StorageEmulator? emulator, string data, IHost host) =>
        (_emulator, _watch, _host) = (emulator, emulator is null ? null : new(emulator, data), host);

    /// <summary>Opens storage and builds the services.</summary>
    /// <param name="options">What the command line says.</param>
    /// <param name="say">Told what takes long.</param>
    /// <param name="settings">What the command sets beside storage.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <param name="configure">Further services; null for none.</param>
    public static async Task<Session> OpenAsync(
        SessionOptions options, Action<string> say, IEnumerable<KeyValuePair<string, string?>> settings, CancellationToken cancellationToken,
        Action<IServiceCollection>? configure = null)
    {
        var all = new Dictionary<string, string?>(settings);
        var configured = LocalConfiguration.Read(all);
        StorageEmulator? emulator = null;
        if (options.Storage is { } storage)
        {
            var isConnection = storage.Contains('=', StringComparison.Ordinal) || storage.Contains(';', StringComparison.Ordinal);
            if (!isConnection && !IsSet(configured, "Published"))
            {
                throw new PipelineException(ErrorCatalogue.ArgumentWrong, $"--storage {storage}", new Bilingual(
                    "với tài khoản trên Azure phải ghi rõ tài khoản công bố (Published:accountName); không thì bảng công bố nằm trong tài khoản dữ liệu gốc",
                    "with an account on Azure the published account must be named (Published:accountName); without it published tables would be in the account "
                    + "of the raw data"));
            }

            foreach (var account in IsSet(configured, "Published") ? (string[])["Work"] : ["Work", "Published"])
            {
                // The other of the two ways to name an account must not stay behind.
                all[account] = isConnection ? storage : null;
                all[$"{account}:accountName"] = isConnection ? null : storage;
            }
        }
        else if (!IsSet(configured, "Work"))
        {
            emulator = await StorageEmulator.OpenAsync(options.Data, say, cancellationToken).ConfigureAwait(false);
            all["Work"] = emulator.ConnectionString;
            all["Published"] = IsSet(configured, "Published") ? configured["Published"] : emulator.ConnectionString;
        }

        try
        {
            return new(emulator, options.Data, LocalHostBuilder.Build(all, options.Verbose, configure));
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

    /// <summary>The host, for running it.</summary>
    public IHost Host => _host;

    /// <summary>A service.</summary>
    public T Get<T>()
        where T : notnull => _host.Services.GetRequiredService<T>();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_watch is not null)
        {
            await _watch.DisposeAsync().ConfigureAwait(false);
        }

        if (_host is IAsyncDisposable host)
        {
            await host.DisposeAsync().ConfigureAwait(false);
        }

        if (_emulator is not null)
        {
            await _emulator.DisposeAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Whether the configuration names an account, in any way that the host reads.</summary>
    public static bool IsSet(IConfiguration configuration, string account) => configuration[account] is { Length: > 0 }
        || configuration[$"{account}:accountName"] is { Length: > 0 } || configuration[$"AzureWebJobs{account}"] is { Length: > 0 }
        || configuration[$"AzureWebJobs{account}:accountName"] is { Length: > 0 };
}

/// <summary>What the command line says of storage.</summary>
/// <param name="Storage">Connection string or account name; null for what is configured, or the embedded emulator.</param>
/// <param name="Data">Folder of the emulator.</param>
/// <param name="Verbose">Whether to log what runs.</param>
internal sealed record SessionOptions(string? Storage, string Data, bool Verbose);
