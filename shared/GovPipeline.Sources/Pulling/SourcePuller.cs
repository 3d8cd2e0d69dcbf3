using GovPipeline.Domain.Time;
using System.Globalization;
using GovPipeline.Domain.Errors;
using GovPipeline.Sources.Definitions;

namespace GovPipeline.Sources.Pulling;

/// <summary>Pulls a source by the way its address names: HTTP or SFTP.</summary>
/// <param name="http">HTTP.</param>
/// <param name="sftp">SFTP.</param>
/// <param name="settings">Addresses.</param>
public sealed class SourcePuller(HttpPuller http, SftpPuller sftp, ISourceSettings settings)
{
    /// <summary>Pulls. The caller commits the target when the outcome is <see cref="PullOutcome.Landed"/>.</summary>
    /// <exception cref="PipelineException">GP1xx.</exception>
    public Task<PullResult> PullAsync(PullRequest request, IExportTarget target, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var address = settings.BaseUrl(request.Source.Id) ?? request.Source.Pull?.BaseUrl ?? string.Empty;
        return address.StartsWith(PullDefinition.SftpScheme + "://", StringComparison.OrdinalIgnoreCase)
            ? sftp.PullAsync(request, target, cancellationToken)
            : http.PullAsync(request, target, cancellationToken);
    }

    /// <summary>Where a source is: what its setting says, else its definition.</summary>
    /// <exception cref="PipelineException">GP901: it is no address.</exception>
    internal static Uri AddressOf(SourceDefinition source, ISourceSettings settings)
    {
        var text = settings.BaseUrl(source.Id) ?? source.Pull!.BaseUrl;
        return Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Host.Length > 0 ? address
            : throw new PipelineException(ErrorCatalogue.ConfigurationInvalid, $"Sources:{source.Id}:BaseUrl",
                $"'{text}' không phải địa chỉ (máy, cổng 1 đến 65535) / is no address (host, port 1 to 65535)");
    }

    /// <summary>The first address of a pull: base and path, the days filled in.</summary>
    internal static Uri FirstUrl(Uri baseUrl, PullDefinition pull, DateOnly from, DateOnly to)
    {
        var path = pull.Path
            .Replace("{from}", DayText.Iso(from), StringComparison.Ordinal)
            .Replace("{to}", DayText.Iso(to), StringComparison.Ordinal);
        return new Uri(baseUrl.AbsoluteUri.TrimEnd('/') + "/" + path.TrimStart('/'));
    }
}
