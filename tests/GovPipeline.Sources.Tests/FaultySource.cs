using System.Net;
using GovPipeline.Sources.Definitions;
using GovPipeline.Sources.Pulling;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace GovPipeline.Sources.Tests;

/// <summary>A real HTTP server that answers as a test says, and a puller that asks it.</summary>
internal sealed class FaultySource : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ServiceProvider _services;

    private FaultySource(WebApplication app, Func<HttpContext, Task> answer)
    {
        _app = app;
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton(TimeProvider.System).AddSingleton<ISourceSettings>(new Settings(this)).AddSources();
        _services = services.BuildServiceProvider();
        Answer = answer;
    }

    public Func<HttpContext, Task> Answer { get; set; }

    public List<string> Requests { get; } = [];

    public string Address => _app.Urls.First();

    public static async Task<FaultySource> StartAsync(Func<HttpContext, Task> answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.Configure<KestrelServerOptions>(o => o.Listen(IPAddress.Loopback, 0));
        var app = builder.Build();
        FaultySource? source = null;
        app.Run(http =>
        {
            lock (source!.Requests)
            {
                source.Requests.Add(http.Request.Path + http.Request.QueryString);
            }

            return source.Answer(http);
        });
        source = new(app, answer);
        await app.StartAsync().ConfigureAwait(false);
        return source;
    }

    /// <summary>A definition that asks it, with short pauses.</summary>
    public static SourceDefinition Definition(PagingDefinition? paging = null, AuthDefinition? auth = null, int retries = 2, int timeout = 5,
        string? total = null, int breakAfter = 50) => new()
    {
        Id = "test",
        NameVi = "x",
        NameEn = "x",
        Kind = SourceKind.Dossiers,
        Pull = new()
        {
            BaseUrl = "http://replaced",
            Path = "data?from={from}&to={to}",
            Paging = paging ?? new(),
            Auth = auth ?? new(),
            Retries = retries,
            RetryDelayMilliseconds = 5,
            TimeoutSeconds = timeout,
            TotalHeader = total,
            BreakAfter = breakAfter,
        },
    };

    public async Task<(PullResult Result, string Content)> PullAsync(SourceDefinition source, string? knownETag = null)
    {
        using var target = new MemoryTarget();
        var known = knownETag is null ? null : $"{Address}/data?from=2022-06-01&to=2022-06-14";
        var result = await _services.GetRequiredService<SourcePuller>().PullAsync(
            new(source, new(2022, 6, 1), new(2022, 6, 14), known, knownETag), target, CancellationToken.None);
        return (result, target.Text);
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await _app.DisposeAsync();
    }

    private sealed class Settings(FaultySource source) : ISourceSettings
    {
        public string Secret(string name, string neededBy) => "bí mật-" + name;

        public string? BaseUrl(string sourceId) => source.Address;
    }

    private sealed class MemoryTarget : IExportTarget, IDisposable
    {
        private readonly MemoryStream _stream = new();
        private long _mark;

        public string Text => System.Text.Encoding.UTF8.GetString(_stream.ToArray());

        public void BeginPage() => _mark = _stream.Length;

        public void Dispose() => _stream.Dispose();

        public void DiscardPage() => _stream.SetLength(_mark);

        public async ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
        {
            _stream.Position = _stream.Length;
            await _stream.WriteAsync(bytes, cancellationToken);
        }
    }
}
