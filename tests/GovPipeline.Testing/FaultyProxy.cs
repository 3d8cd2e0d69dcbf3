using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace GovPipeline.Testing;

/// <summary>
/// A real HTTP proxy before the emulator's three services that fails as a seed says: connections dropped before a request,
/// answers lost after it was done, 503, 409 and 412 for nothing, long delays.
/// </summary>
public sealed class FaultyProxy : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly HttpClient _client = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, MaxConnectionsPerServer = 64 });
    private readonly Lock _lock = new();
    private readonly Random _random;
    private readonly Dictionary<int, Uri> _behind = [];
    private int _faults;

    private FaultyProxy(WebApplication app, int seed) => (_app, _random) = (app, new Random(seed));

    /// <summary>What opens the services through the proxy.</summary>
    public string ConnectionString { get; private set; } = string.Empty;

    /// <summary>How often of a thousand requests something goes wrong; 0 for never.</summary>
    public int PerThousand { get; set; }

    /// <summary>How long a delay is.</summary>
    public TimeSpan Delay { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>Faults so far.</summary>
    public int Faults => _faults;

    /// <summary>Starts one before the emulator of a connection string.</summary>
    public static async Task<FaultyProxy> StartAsync(string connection, int seed)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.Configure<KestrelServerOptions>(o =>
        {
            o.Limits.MaxRequestBodySize = null;
            for (var i = 0; i < 3; i++)
            {
                o.Listen(IPAddress.Loopback, 0);
            }
        });
        var app = builder.Build();
        var proxy = new FaultyProxy(app, seed);
        app.Run(proxy.AnswerAsync);
        await app.StartAsync().ConfigureAwait(false);
        var ports = app.Urls.Select(u => new Uri(u).Port).ToList();
        foreach (var (service, port) in new[] { "BlobEndpoint", "QueueEndpoint", "TableEndpoint" }.Zip(ports))
        {
            var address = new Uri(connection.Split(';').Single(p => p.StartsWith(service, StringComparison.Ordinal))[(service.Length + 1)..]);
            proxy._behind[port] = new Uri(address.GetLeftPart(UriPartial.Authority));
            connection = connection.Replace(address.Authority, $"127.0.0.1:{port}", StringComparison.Ordinal);
        }

        proxy.ConnectionString = connection;
        return proxy;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync().ConfigureAwait(false);
        _client.Dispose();
    }

    private async Task AnswerAsync(HttpContext http)
    {
        var fault = Draw();
        switch (fault)
        {
            case Fault.Dropped:
                http.Abort();
                return;
            case Fault.Busy:
                http.Response.StatusCode = 503;
                return;
            case Fault.Conflict when http.Request.Method is "PUT" or "POST" or "DELETE":
                http.Response.StatusCode = 412;
                http.Response.Headers["x-ms-error-code"] = "ConditionNotMet";
                return;
            case Fault.Delayed:
                await Task.Delay(Delay, http.RequestAborted).ConfigureAwait(false);
                break;
        }

        using var request = Request(http);
        using var answer = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, http.RequestAborted).ConfigureAwait(false);
        if (fault == Fault.AnswerLost)
        {
            http.Abort();
            return;
        }

        http.Response.StatusCode = (int)answer.StatusCode;
        foreach (var (name, values) in answer.Headers.Concat(answer.Content.Headers)
            .Where(h => h.Key is not ("Transfer-Encoding" or "Connection" or "Keep-Alive")))
        {
            http.Response.Headers[name] = values.ToArray();
        }

        await answer.Content.CopyToAsync(http.Response.Body, http.RequestAborted).ConfigureAwait(false);
    }

    private HttpRequestMessage Request(HttpContext http)
    {
        var target = http.Features.Get<Microsoft.AspNetCore.Http.Features.IHttpRequestFeature>()!.RawTarget;
        var request = new HttpRequestMessage(new HttpMethod(http.Request.Method), new Uri(_behind[http.Connection.LocalPort], target));
        if (http.Request.ContentLength > 0 || http.Request.Headers.ContainsKey("Transfer-Encoding"))
        {
            request.Content = new StreamContent(http.Request.Body);
        }
        else if (http.Request.Method is "PUT" or "POST")
        {
            request.Content = new ByteArrayContent([]);
        }

        foreach (var (name, values) in http.Request.Headers.Where(h => h.Key is not ("Host" or "Transfer-Encoding" or "Connection")))
        {
            if (!request.Headers.TryAddWithoutValidation(name, values.ToArray()))
            {
                request.Content?.Headers.TryAddWithoutValidation(name, values.ToArray());
            }
        }

        return request;
    }

    private Fault Draw()
    {
        lock (_lock)
        {
            if (_random.Next(1000) >= PerThousand)
            {
                return Fault.None;
            }

            _faults++;
            return _random.Next(20) == 0 ? Fault.Delayed : (Fault)_random.Next(1, 5);
        }
    }

    private enum Fault
    {
        None,
        Dropped,
        AnswerLost,
        Busy,
        Conflict,
        Delayed,
    }
}
