using System.Text.Json;
using GovPipeline.Domain.Errors;
using GovPipeline.Sources.Formats;

namespace GovPipeline.Sources.Pulling;

/// <summary>Copies JSON pages one after another, a line end between them. Each page is parsed, so that half of one is never taken for a whole.</summary>
internal sealed class JsonPages(string sourceId, IExportTarget target) : PageCopy(sourceId, target)
{
    private bool _any;

    public override bool HasContent => _any;

    public override async Task<long> CopyAsync(Stream page, CancellationToken cancellationToken)
    {
        using var whole = new MemoryStream();
        await page.CopyToAsync(whole, cancellationToken).ConfigureAwait(false);
        if (whole.Length > JsonRecords.MostWrapped)
        {
            throw new PipelineException(ErrorCatalogue.SourcePaging, SourceId, $"{whole.Length} > {JsonRecords.MostWrapped} bytes (paging.size)");
        }

        var bytes = whole.GetBuffer().AsMemory(0, (int)whole.Length);
        RefuseMarkup(bytes.Span);
        var rows = Count(bytes);
        Target.BeginPage();
        var (before, any) = (Bytes, _any);
        try
        {
            await WriteAsync(bytes, cancellationToken).ConfigureAwait(false);
            await WriteAsync("\n"u8.ToArray(), cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            Target.DiscardPage();
            (Bytes, _any) = (before, any);
            throw;
        }

        _any = true;
        Rows += rows;
        return rows;
    }

    private long Count(ReadOnlyMemory<byte> page)
    {
        try
        {
            using var document = JsonDocument.Parse(page.Span is [0xEF, 0xBB, 0xBF, ..] ? page[3..] : page);
            return JsonRecords.Rows(document.RootElement).Count();
        }
        catch (JsonException e)
        {
            throw new PipelineException(e, ErrorCatalogue.SourceTruncated, SourceId, "JSON");
        }
    }
}
