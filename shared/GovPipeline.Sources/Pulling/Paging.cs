using System.Globalization;
using System.Text.RegularExpressions;
using GovPipeline.Domain.Errors;
using GovPipeline.Sources.Definitions;

namespace GovPipeline.Sources.Pulling;

/// <summary>Follows the pages of an answer and stops: at its end, or with an error where a source goes round in circles.</summary>
internal sealed partial class Paging
{
    private readonly string _sourceId;
    private readonly PagingDefinition _definition;
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);
    private int _page;

    public Paging(string sourceId, PagingDefinition definition, Uri first)
    {
        (_sourceId, _definition, _page) = (sourceId, definition, definition.First);
        var url = definition.SizeParameter is { } size ? With(first, size, definition.Size.ToString(CultureInfo.InvariantCulture)) : first;
        First = url;
        Next = definition.Type == PagingKind.Page ? WithPage(url) : url;
    }

    /// <summary>The address of the whole answer.</summary>
    public Uri First { get; }

    /// <summary>The next address, or null at the end.</summary>
    public Uri? Next { get; private set; }

    /// <summary>Pages so far.</summary>
    public int Pages { get; private set; }

    /// <summary>Takes a page in and finds the next address.</summary>
    public void Take(HttpPuller.PageAnswer page)
    {
        Pages++;
        _seen.Add(Next!.AbsoluteUri);
        Next = _definition.Type switch
        {
            PagingKind.Link => NextLink(page),
            PagingKind.Cursor => NextCursor(page),
            PagingKind.Page when page.Rows > 0 => NextPage(),
            _ => null,
        };
        if (Next is not null && _seen.Contains(Next.AbsoluteUri))
        {
            throw new PipelineException(ErrorCatalogue.SourcePaging, _sourceId, $"{Next.AbsoluteUri} ×2");
        }

        if (Next is not null && Pages >= _definition.MaxPages)
        {
            throw new PipelineException(ErrorCatalogue.SourcePaging, _sourceId, $"> {_definition.MaxPages} (paging.maxPages)");
        }
    }

    private Uri NextPage()
    {
        _page++;
        return WithPage(First);
    }

    private Uri WithPage(Uri url) => With(url, _definition.Parameter ?? "page", _page.ToString(CultureInfo.InvariantCulture));

    private Uri? NextCursor(HttpPuller.PageAnswer page) =>
        page.Response.Headers.TryGetValues(_definition.CursorHeader, out var values) && values.FirstOrDefault() is { Length: > 0 } cursor
            ? With(First, _definition.Parameter ?? "cursor", cursor)
            : null;

    private Uri? NextLink(HttpPuller.PageAnswer page)
    {
        if (!page.Response.Headers.TryGetValues("Link", out var values))
        {
            return null;
        }

        var match = NextLinkPattern().Match(string.Join(", ", values));
        if (!match.Success)
        {
            return null;
        }

        var next = new Uri(First, match.Groups[1].Value);

        // A key sent to where an answer points would be given to whoever wrote the answer.
        return next.Host == First.Host && next.Port == First.Port && next.Scheme == First.Scheme
            ? next
            : throw new PipelineException(ErrorCatalogue.SourcePaging, _sourceId, $"Link → {next.Host}");
    }

    private static Uri With(Uri url, string parameter, string value)
    {
        var query = url.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries)
            .Where(p => !p.StartsWith(parameter + "=", StringComparison.Ordinal))
            .Append($"{parameter}={Uri.EscapeDataString(value)}");
        return new UriBuilder(url) { Query = string.Join('&', query) }.Uri;
    }

    [GeneratedRegex("""<([^>]+)>\s*;[^,]*rel="?next"?""", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex NextLinkPattern();
}
