using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace GovPipeline.Samples;

/// <summary>
/// A source system of the demo: a real HTTP server on loopback that hands out the sample exports of <c>seeds/exports</c> page by page
/// to whoever has its key.
/// </summary>
public sealed class SampleSystem : IAsyncDisposable
{
    /// <summary>What opens each of the three systems.</summary>
    public const string Key = "khoa-mau-khong-bi-mat";

    private readonly WebApplication _app;

    private SampleSystem(WebApplication app) => _app = app;

    /// <summary>Its address.</summary>
    public string Address => _app.Urls.First();

    /// <summary>The city's one-stop: API key, pages by <c>Link</c>, a total, gzip.</summary>
    public static Task<SampleSystem> CityAsync(string exports) => StartAsync(app => app.MapGet("/api/ho-so", async (HttpContext http) =>
    {
        if (http.Request.Headers["X-Api-Key"] != Key)
        {
            http.Response.StatusCode = 401;
            return;
        }

        var (header, rows) = Rows(Path.Combine(exports, "onestop-city"), Query(http, "tu"), Query(http, "den"));
        var (page, size) = (Number(http, "page", 1), Number(http, "size", 500));
        if (page * size < rows.Count)
        {
            var next = $"/api/ho-so?tu={Query(http, "tu")}&den={Query(http, "den")}&size={size}&page={page + 1}";
            http.Response.Headers.Link = $"<{next}>; rel=\"next\"";
        }

        http.Response.Headers["X-Total-Count"] = rows.Count.ToString(CultureInfo.InvariantCulture);
        await WriteAsync(http, header, rows.Skip((page - 1) * size).Take(size)).ConfigureAwait(false);
    }));

    /// <summary>The wards' and communes' one-stop: name and password, numbered pages.</summary>
    public static Task<SampleSystem> WardsAsync(string exports) => StartAsync(app => app.MapGet("/export.csv", async (HttpContext http) =>
    {
        var expected = "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"govpipeline:{Key}"));
        if (http.Request.Headers.Authorization != expected)
        {
            http.Response.StatusCode = 401;
            return;
        }

        var (header, rows) = Rows(Path.Combine(exports, "onestop-wards"), Query(http, "from"), Query(http, "to"));
        var (page, size) = (Number(http, "page", 1), Number(http, "pageSize", 1000));
        await WriteAsync(http, header, rows.Skip((page - 1) * size).Take(size)).ConfigureAwait(false);
    }));

    /// <summary>The e-office: OAuth 2.0 client credentials, a cursor.</summary>
    public static Task<SampleSystem> EOfficeAsync(string exports) => StartAsync(app =>
    {
        const string Token = "the-dai-dien";
        app.MapPost("/oauth/token", async (HttpContext http) =>
        {
            var form = await http.Request.ReadFormAsync().ConfigureAwait(false);
            var expected = "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"govpipeline:{Key}"));
            return http.Request.Headers.Authorization == expected && form["grant_type"] == "client_credentials"
                ? Results.Text($$"""{"access_token":"{{Token}}","token_type":"Bearer","expires_in":3600}""", "application/json")
                : Results.StatusCode(401);
        });
        app.MapGet("/thong-ke", async (HttpContext http) =>
        {
            if (http.Request.Headers.Authorization != $"Bearer {Token}")
            {
                http.Response.StatusCode = 401;
                return;
            }

            var (header, rows) = Rows(Path.Combine(exports, "eoffice"), Query(http, "tuNgay"), Query(http, "denNgay"));
            var (start, size) = (Number(http, "cursor", 0), Number(http, "limit", 2000));
            if (start + size < rows.Count)
            {
                http.Response.Headers["X-Next-Cursor"] = (start + size).ToString(CultureInfo.InvariantCulture);
            }

            await WriteAsync(http, header, rows.Skip(start).Take(size)).ConfigureAwait(false);
        });
    });

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await _app.DisposeAsync().ConfigureAwait(false);

    private static async Task<SampleSystem> StartAsync(Action<WebApplication> map)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.Configure<KestrelServerOptions>(o => o.Listen(IPAddress.Loopback, 0));
        var app = builder.Build();
        map(app);
        await app.StartAsync().ConfigureAwait(false);
        return new(app);
    }

    /// <summary>The rows of the sample's files whose last day is among the days asked for.</summary>
    private static (string Header, IReadOnlyList<string> Rows) Rows(string folder, string from, string to)
    {
        var (header, rows) = (string.Empty, new List<string>());
        foreach (var file in Directory.EnumerateFiles(folder, "*.csv").Order(StringComparer.Ordinal))
        {
            var day = Path.GetFileNameWithoutExtension(file);
            var lines = File.ReadLines(file);
            header = lines.First();
            if (string.CompareOrdinal(day, from) >= 0 && string.CompareOrdinal(day, to) <= 0)
            {
                rows.AddRange(lines.Skip(1));
            }
        }

        return (header, rows);
    }

    private static string Query(HttpContext http, string name) => http.Request.Query[name].ToString();

    private static int Number(HttpContext http, string name, int otherwise) =>
        int.TryParse(http.Request.Query[name], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : otherwise;

    private static async Task WriteAsync(HttpContext http, string header, IEnumerable<string> rows)
    {
        http.Response.ContentType = "text/csv; charset=utf-8";
        var gzip = http.Request.Headers.AcceptEncoding.ToString().Contains("gzip", StringComparison.Ordinal);
        if (gzip)
        {
            http.Response.Headers.ContentEncoding = "gzip";
        }

        await using var body = gzip ? new GZipStream(http.Response.Body, CompressionLevel.Fastest, leaveOpen: true) : http.Response.Body;
        await using var writer = new StreamWriter(body, new UTF8Encoding(false), leaveOpen: true);
        await writer.WriteAsync(header + "\n").ConfigureAwait(false);
        foreach (var row in rows)
        {
            await writer.WriteAsync(row + "\n").ConfigureAwait(false);
        }
    }
}
