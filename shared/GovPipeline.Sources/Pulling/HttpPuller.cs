using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using GovPipeline.Domain.Errors;
using GovPipeline.Sources.Definitions;
using GovPipeline.Sources.Formats;
using Polly.CircuitBreaker;
using Polly.Timeout;

namespace GovPipeline.Sources.Pulling;

/// <summary>
/// Pulls the export of a source over HTTP into a target, page by page, holding only a buffer of it. A truncated, empty or
/// foreign answer is an error and never an export.
/// </summary>
/// <param name="clients">Makes the client of the name <see cref="ClientName"/>, which carries <see cref="SourcePolicies"/>.</param>
/// <param name="settings">Addresses.</param>
/// <param name="authentication">Keys and tokens.</param>
public sealed class HttpPuller(IHttpClientFactory clients, ISourceSettings settings, SourceAuthentication authentication)
{
    /// <summary>Name of the client.</summary>
    public const string ClientName = "GovPipeline.Sources";

    /// <summary>Pulls. The caller commits the target when the outcome is <see cref="PullOutcome.Landed"/>.</summary>
    /// <exception cref="PipelineException">GP10x.</exception>
    public async Task<PullResult> PullAsync(PullRequest request, IExportTarget target, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var source = request.Source;
        var pull = source.Pull ?? throw new InvalidOperationException($"{source.Id} is not pulled.");
        var client = clients.CreateClient(ClientName);
        var baseUrl = SourcePuller.AddressOf(source, settings);
        var copy = PageCopy.Of(source, target);
        var paging = new Paging(source.Id, pull.Paging, SourcePuller.FirstUrl(baseUrl, pull, request.From, request.To));
        long? total = null;
        string? etag = null;
        while (paging.Next is { } url)
        {
            var ifNoneMatch = pull.Paging.Type == PagingKind.None && url.AbsoluteUri == request.KnownUrl ? request.KnownETag : null;
            var page = await PageAsync(client, source, baseUrl, url, ifNoneMatch, copy, cancellationToken).ConfigureAwait(false);
            if (page.NotModified)
            {
                return new(PullOutcome.Unchanged, 0, 0, 1, paging.First.AbsoluteUri, request.KnownETag);
            }

            etag = pull.Paging.Type == PagingKind.None ? page.ETag : null;
            total ??= page.Total;
            paging.Take(page);
        }

        if (!copy.HasContent)
        {
            throw new PipelineException(ErrorCatalogue.SourceEmpty, source.Id);
        }

        if (total is { } expected && expected != copy.Rows)
        {
            throw new PipelineException(ErrorCatalogue.SourceTruncated, source.Id, $"{copy.Rows} / {expected} ({pull.TotalHeader})");
        }

        var outcome = copy.Rows == 0 ? PullOutcome.NoRows : PullOutcome.Landed;
        return new(outcome, copy.Rows, copy.Bytes, paging.Pages, paging.First.AbsoluteUri, etag);
    }

    /// <summary>One page, tried again when its body breaks off; failures before the body are retried by the client's policy.</summary>
    private async Task<PageAnswer> PageAsync(
        HttpClient client, SourceDefinition source, Uri baseUrl, Uri url, string? ifNoneMatch, PageCopy copy, CancellationToken cancellationToken)
    {
        var pull = source.Pull!;
        for (var attempt = 1; ; attempt++)
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            try
            {
                using var response = await SendAsync(client, source, baseUrl, url, ifNoneMatch, cancellationToken).ConfigureAwait(false);
                limit.CancelAfter(TimeSpan.FromSeconds(pull.TimeoutSeconds));
                return await ReadAsync(source, response, copy, limit.Token).ConfigureAwait(false);
            }
            catch (Exception e) when (Broke(e, limit, cancellationToken) && attempt <= pull.Retries)
            {
                await Task.Delay(SourcePolicies.Backoff(pull, attempt), cancellationToken).ConfigureAwait(false);
            }
            catch (Exception e) when (Explain(e, source, limit, cancellationToken) is { } explained)
            {
                throw explained;
            }
        }
    }

    private static bool Broke(Exception e, CancellationTokenSource limit, CancellationToken cancellationToken) =>
        e is IOException or InvalidDataException or PipelineException { Code: "GP104" }
        || (e is OperationCanceledException && limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested);

    private static PipelineException? Explain(
        Exception e, SourceDefinition source, CancellationTokenSource limit, CancellationToken cancellationToken) => e switch
    {
        PipelineException => null,
        BrokenCircuitException => new(e, ErrorCatalogue.SourcePaused, source.Id),
        TimeoutRejectedException => new(e, ErrorCatalogue.SourceTimeout, source.Id, source.Pull!.TimeoutSeconds),
        OperationCanceledException when cancellationToken.IsCancellationRequested => null,
        OperationCanceledException when limit.IsCancellationRequested => new(e, ErrorCatalogue.SourceTimeout, source.Id, source.Pull!.TimeoutSeconds),
        HttpIOException or IOException or InvalidDataException => new(e, ErrorCatalogue.SourceTruncated, source.Id, e.Message),
        HttpRequestException or OperationCanceledException => new(e, ErrorCatalogue.SourceUnreachable, source.Id, e.Message),
        _ => null,
    };

    private async Task<HttpResponseMessage> SendAsync(
        HttpClient client, SourceDefinition source, Uri baseUrl, Uri url, string? ifNoneMatch, CancellationToken cancellationToken)
    {
        for (var again = false; ; again = true)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, url);
            request.Options.Set(SourcePolicies.SourceOption, source);
            request.Headers.AcceptEncoding.Add(new StringWithQualityHeaderValue("gzip"));
            request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue(source.Pull!.Content == PullContent.Json ? "application/json" : "text/csv"));
            request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("*/*", 0.5));
            if (ifNoneMatch is not null)
            {
                request.Headers.TryAddWithoutValidation("If-None-Match", ifNoneMatch);
            }

            await authentication.AuthoriseAsync(client, request, source, baseUrl, cancellationToken).ConfigureAwait(false);
            var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
            if (response.StatusCode != HttpStatusCode.Unauthorized || again || !authentication.Forget(source))
            {
                return response;
            }

            response.Dispose();
        }
    }

    private static async Task<PageAnswer> ReadAsync(
        SourceDefinition source, HttpResponseMessage response, PageCopy copy, CancellationToken cancellationToken)
    {
        if (response.StatusCode == HttpStatusCode.NotModified)
        {
            return new(response, true, 0, null, null);
        }

        if (response.StatusCode != HttpStatusCode.OK)
        {
            throw new PipelineException(ErrorCatalogue.SourceRefused, source.Id, (int)response.StatusCode);
        }

        if (response.Content.Headers.ContentType?.MediaType is "text/html" or "application/xhtml+xml")
        {
            throw new PipelineException(ErrorCatalogue.SourceNotData, source.Id, "HTML");
        }

        var total = Total(source, response);
        if (total is null && response.Content.Headers.ContentLength is null && response.Headers.TransferEncodingChunked != true)
        {
            // Such an answer ends when the connection does, and a broken one looks just the same.
            throw new PipelineException(ErrorCatalogue.SourceTruncated, source.Id, "no Content-Length, not chunked");
        }

        var raw = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        var isPacked = response.Content.Headers.ContentEncoding.Contains("gzip", StringComparer.OrdinalIgnoreCase);
        await using var body = isPacked ? new CheckedGzipStream(raw, () => new PipelineException(ErrorCatalogue.SourceTruncated, source.Id, "gzip")) : raw;
        var rows = await copy.CopyAsync(body, cancellationToken).ConfigureAwait(false);
        return new(response, false, rows, total, response.Headers.ETag?.ToString());
    }

    private static long? Total(SourceDefinition source, HttpResponseMessage response)
    {
        if (source.Pull!.TotalHeader is not { } header)
        {
            return null;
        }

        return response.Headers.TryGetValues(header, out var values)
            && long.TryParse(values.First(), NumberStyles.None, CultureInfo.InvariantCulture, out var total)
            ? total
            : throw new PipelineException(ErrorCatalogue.SourcePaging, source.Id, $"{header}?");
    }

    /// <summary>What a page told beside its rows.</summary>
    internal sealed record PageAnswer(HttpResponseMessage Response, bool NotModified, long Rows, long? Total, string? ETag);
}
