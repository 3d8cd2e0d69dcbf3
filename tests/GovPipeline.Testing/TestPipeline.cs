using System.Text;
using Azure.Core.Pipeline;
using GovPipeline.LocalHost;
using GovPipeline.Pipeline.Configuration;
using GovPipeline.Storage.Accounts;
using GovPipeline.Storage.Exports;
using GovPipeline.Storage.Ledger;
using GovPipeline.Storage.Published;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Time.Testing;

namespace GovPipeline.Testing;

/// <summary>The whole pipeline on the real emulator, with containers, queues and tables of its own and a clock that stands still.</summary>
public sealed class TestPipeline : IAsyncDisposable
{
    private readonly IHost _host;
    private int _files;

    private TestPipeline(IHost host, FakeTimeProvider time, string prefix) => (_host, Time, Prefix) = (host, time, prefix);

    /// <summary>The clock.</summary>
    public FakeTimeProvider Time { get; }

    /// <summary>What the names of everything in storage begin with.</summary>
    public string Prefix { get; }

    /// <summary>Reference data.</summary>
    public ReferenceData Reference => Get<ReferenceData>();

    /// <summary>Starts one.</summary>
    /// <param name="settings">Configuration beside storage.</param>
    /// <param name="prefix">Names of an earlier one, to go on with its data; null for new ones.</param>
    /// <param name="onRequest">Is told of every storage request, and may fail it; null for none.</param>
    /// <param name="connection">Another way to the emulator; null for the straight one.</param>
    public static async Task<TestPipeline> StartAsync(
        Dictionary<string, string?>? settings = null, string? prefix = null, HttpPipelinePolicy? onRequest = null, string? connection = null)
    {
        prefix ??= "t" + Guid.NewGuid().ToString("N")[..10];
        connection ??= await Emulator.ConnectionStringAsync(prefix).ConfigureAwait(false);
        var time = new FakeTimeProvider(new DateTimeOffset(2022, 6, 15, 18, 30, 0, TimeSpan.Zero));
        var all = new Dictionary<string, string?>(settings ?? [])
        {
            ["Work"] = connection,
            ["Published"] = connection,
            ["Work:prefix"] = prefix,
            ["Published:prefix"] = prefix,
        };
        var options = new StorageOptions { ConnectionString = connection, Prefix = prefix };
        var host = LocalHostBuilder.Build(all, verbose: false, s => s
            .AddSingleton<TimeProvider>(time)
            .AddSingleton(new WorkAccount(options, onRequest))
            .AddSingleton(new PublishedAccount(options, onRequest)));
        var pipeline = new TestPipeline(host, time, prefix);
        await pipeline.Get<StorageSetup>().EnsureAsync(CancellationToken.None).ConfigureAwait(false);
        return pipeline;
    }

    /// <summary>All services.</summary>
    public IServiceProvider Services => _host.Services;

    /// <summary>A service.</summary>
    public T Get<T>()
        where T : notnull => _host.Services.GetRequiredService<T>();

    /// <summary>Drops a file into the container of exports.</summary>
    /// <returns>Its name.</returns>
    public Task<string> DropAsync(string source, string content, DateOnly exportDate, DateOnly? from = null) =>
        DropAsync(source, Encoding.UTF8.GetBytes(content), exportDate, from);

    /// <summary>Drops a file into the container of exports.</summary>
    /// <returns>Its name.</returns>
    public async Task<string> DropAsync(string source, byte[] content, DateOnly exportDate, DateOnly? from = null)
    {
        var name = ExportStore.NameFor(source, exportDate, Time.GetUtcNow(), $"{Interlocked.Increment(ref _files)}.csv");
        var staged = Get<ExportStore>().Begin(name, exportDate, from, isDateCertain: true);
        await staged.WriteAsync(content, CancellationToken.None).ConfigureAwait(false);
        await staged.CommitAsync(CancellationToken.None).ConfigureAwait(false);
        return name;
    }

    /// <summary>Starts the host's workers; timers stand still with the clock.</summary>
    public Task RunAsync() => _host.StartAsync();

    /// <summary>Stops them.</summary>
    public Task StopAsync() => _host.StopAsync();

    /// <summary>Works until nothing is left to do.</summary>
    /// <returns>What is left to do, and why.</returns>
    public Task<IReadOnlyList<string>> DrainAsync() => Get<LocalJobs>().DrainAsync(null, CancellationToken.None);

    /// <summary>The record of a dropped file.</summary>
    public async Task<FileRecord> FileAsync(string name)
    {
        var ledger = Get<FileLedger>();
        var pointer = await ledger.FindBlobAsync(name, CancellationToken.None).ConfigureAwait(false)
            ?? throw new InvalidOperationException($"{name} is not in the ledger.");
        return await ledger.FindAsync(name.Split('/')[0], pointer.Sha256, CancellationToken.None).ConfigureAwait(false) ?? pointer;
    }

    /// <summary>A row of a period's table.</summary>
    public async Task<PeriodRow> RowAsync(string period, string unit, string field = PeriodRow.AllFields) =>
        (await RowsAsync(period).ConfigureAwait(false)).Single(r => r.UnitId == unit && r.Field == field);

    /// <summary>All rows of a period's table.</summary>
    public Task<IReadOnlyList<PeriodRow>> RowsAsync(string period) => Get<PublishedTables>().ReadAsync<PeriodRow>(
        PeriodRow.TableOf(Domain.Periods.Period.Parse(period).Kind), period, CancellationToken.None);

    /// <summary>Everything that is published, one line a row, times of writing left out; for comparing.</summary>
    public async Task<string> SnapshotAsync()
    {
        var text = new StringBuilder();
        foreach (var table in StorageNames.PublishedTables)
        {
            foreach (var entity in await Get<PublishedTables>().ReadEntitiesAsync(table, null, CancellationToken.None).ConfigureAwait(false))
            {
                var properties = entity.Where(p => p.Key is not ("odata.etag" or "Timestamp")).OrderBy(p => p.Key, StringComparer.Ordinal);
                text.Append(table).Append(' ').AppendJoin(' ', properties.Select(p => $"{p.Key}={p.Value}")).Append('\n');
            }
        }

        return text.ToString();
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ((IAsyncDisposable)_host).DisposeAsync();
}
