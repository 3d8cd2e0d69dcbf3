using GovPipeline.Domain.Errors;
using GovPipeline.Sources.Definitions;
using GovPipeline.Sources.Formats;

namespace GovPipeline.Sources.Pulling;

/// <summary>Copies the pages of an answer one after another into one file. A page that fails is taken back and can be copied again.</summary>
internal abstract class PageCopy(SourceDefinition source, IExportTarget target)
{
    /// <summary>Rows so far.</summary>
    public long Rows { get; protected set; }

    /// <summary>Bytes so far.</summary>
    public long Bytes { get; protected set; }

    /// <summary>Whether anything at all came, were it only a header or an empty list.</summary>
    public abstract bool HasContent { get; }

    protected SourceDefinition Source => source;

    protected IExportTarget Target => target;

    /// <summary>The copy that suits what a source answers with.</summary>
    public static PageCopy Of(SourceDefinition source, IExportTarget target) => source.Pull!.Content switch
    {
        PullContent.Json => new JsonPages(source, target),
        PullContent.File => new WholeFile(source, target),
        _ => new CsvPages(source, target),
    };

    /// <summary>Copies a page.</summary>
    /// <returns>Rows of the page.</returns>
    public abstract Task<long> CopyAsync(Stream page, CancellationToken cancellationToken);

    /// <summary>Refuses a page of a browser: usually for logging in.</summary>
    protected void RefuseMarkup(ReadOnlySpan<byte> page)
    {
        if (FormatSniffer.StartsWithMarkup(page))
        {
            throw new PipelineException(ErrorCatalogue.SourceNotData, source.Id, "HTML / XML");
        }
    }

    protected async ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        CheckSize(Bytes + bytes.Length);
        await target.WriteAsync(bytes, cancellationToken).ConfigureAwait(false);
        Bytes += bytes.Length;
    }

    /// <summary>Ends an answer that does not end: all its pages together are one file, and have the limit of one.</summary>
    protected void CheckSize(long bytes)
    {
        if (bytes > source.Limits.MaxBytes)
        {
            throw new PipelineException(ErrorCatalogue.SourceTooLarge, source.Id, source.Limits.MaxBytes);
        }
    }
}
