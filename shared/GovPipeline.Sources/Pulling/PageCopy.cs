using GovPipeline.Domain.Errors;
using GovPipeline.Sources.Definitions;
using GovPipeline.Sources.Formats;

namespace GovPipeline.Sources.Pulling;

/// <summary>Copies the pages of an answer one after another into one file. A page that fails is taken back and can be copied again.</summary>
internal abstract class PageCopy(string sourceId, IExportTarget target)
{
    /// <summary>Rows so far.</summary>
    public long Rows { get; protected set; }

    /// <summary>Bytes so far.</summary>
    public long Bytes { get; protected set; }

    /// <summary>Whether anything at all came, were it only a header or an empty list.</summary>
    public abstract bool HasContent { get; }

    protected string SourceId => sourceId;

    protected IExportTarget Target => target;

    /// <summary>The copy that suits what a source answers with.</summary>
    public static PageCopy Of(SourceDefinition source, IExportTarget target) => source.Pull!.Content switch
    {
        PullContent.Json => new JsonPages(source.Id, target),
        PullContent.File => new WholeFile(source.Id, target),
        _ => new CsvPages(source.Id, target),
    };

    /// <summary>Copies a page.</summary>
    /// <returns>Rows of the page.</returns>
    public abstract Task<long> CopyAsync(Stream page, CancellationToken cancellationToken);

    /// <summary>Refuses a page of a browser: usually for logging in.</summary>
    protected void RefuseMarkup(ReadOnlySpan<byte> page)
    {
        if (FormatSniffer.StartsWithMarkup(page))
        {
            throw new PipelineException(ErrorCatalogue.SourceNotData, sourceId, "HTML / XML");
        }
    }

    protected async ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        await target.WriteAsync(bytes, cancellationToken).ConfigureAwait(false);
        Bytes += bytes.Length;
    }
}
