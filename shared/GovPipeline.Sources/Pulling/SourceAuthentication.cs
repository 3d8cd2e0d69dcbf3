using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using GovPipeline.Domain.Errors;
using GovPipeline.Sources.Definitions;

namespace GovPipeline.Sources.Pulling;

/// <summary>Puts keys, passwords and tokens on requests. Tokens are kept until a minute before they end.</summary>
/// <param name="settings">Secrets.</param>
/// <param name="time">The clock.</param>
public sealed class SourceAuthentication(ISourceSettings settings, TimeProvider time)
{
    private const int LongestToken = 256 * 1024;

    private readonly ConcurrentDictionary<string, (string Token, DateTimeOffset Until)> _tokens = new(StringComparer.Ordinal);

    /// <summary>Authorises a request to a source.</summary>
    public async Task AuthoriseAsync(HttpClient client, HttpRequestMessage request, SourceDefinition source, Uri baseUrl, CancellationToken cancellationToken)
    {
        var auth = source.Pull!.Auth;
        switch (auth.Type)
        {
            case AuthKind.ApiKey:
                request.Headers.TryAddWithoutValidation(auth.Header, settings.Secret(auth.Secret!, source.Id));
                break;
            case AuthKind.Basic:
                request.Headers.Authorization = Basic(auth, source.Id);
                break;
            case AuthKind.OAuth2:
                request.Headers.Authorization =
                    new AuthenticationHeaderValue("Bearer", await TokenAsync(client, source, baseUrl, cancellationToken).ConfigureAwait(false));
                break;
        }
    }

    /// <summary>Forgets a token that the source no longer takes.</summary>
    /// <returns>Whether there was one, so that trying again makes sense.</returns>
    public bool Forget(SourceDefinition source)
    {
        ArgumentNullException.ThrowIfNull(source);
        return _tokens.TryRemove(source.Id, out _);
    }

    private AuthenticationHeaderValue Basic(AuthDefinition auth, string sourceId) => new(
        "Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{auth.User}:{settings.Secret(auth.Secret!, sourceId)}")));

    private async Task<string> TokenAsync(HttpClient client, SourceDefinition source, Uri baseUrl, CancellationToken cancellationToken)
    {
        if (_tokens.TryGetValue(source.Id, out var kept) && kept.Until > time.GetUtcNow())
        {
            return kept.Token;
        }

        var auth = source.Pull!.Auth;
        var form = new Dictionary<string, string> { ["grant_type"] = "client_credentials" };
        if (auth.Scope is { } scope)
        {
            form["scope"] = scope;
        }

        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(baseUrl, auth.TokenUrl)) { Content = new FormUrlEncodedContent(form) };
        request.Options.Set(SourcePolicies.SourceOption, source);
        request.Headers.Authorization = Basic(auth, source.Id);
        using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
        if (!response.IsSuccessStatusCode)
        {
            throw new PipelineException(ErrorCatalogue.SourceRefused, source.Id, $"{(int)response.StatusCode} (token)");
        }

        TokenAnswer? token;
        try
        {
            await response.Content.LoadIntoBufferAsync(LongestToken, cancellationToken).ConfigureAwait(false);
            token = await response.Content.ReadFromJsonAsync<TokenAnswer>(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is JsonException or NotSupportedException
            or HttpRequestException { HttpRequestError: HttpRequestError.ConfigurationLimitExceeded })
        {
            // A page, or an answer without end.
            throw new PipelineException(e, ErrorCatalogue.SourceNotData, source.Id, $"{response.Content.Headers.ContentType?.MediaType} (token)");
        }

        if (string.IsNullOrEmpty(token?.AccessToken))
        {
            throw new PipelineException(ErrorCatalogue.SourceNotData, source.Id, "a token answer without access_token");
        }

        _tokens[source.Id] = (token.AccessToken, time.GetUtcNow().AddSeconds(Math.Max(0, token.ExpiresIn - 60)));
        return token.AccessToken;
    }

    private sealed record TokenAnswer(
        [property: JsonPropertyName("access_token")] string? AccessToken,
        [property: JsonPropertyName("expires_in")] int ExpiresIn);
}
