using System.Text.Json;
using GovPipeline.Domain.Errors;
using GovPipeline.Sources.Definitions;
using GovPipeline.Sources.Formats;

namespace GovPipeline.Sources.Pulling;

/// <summary>
/// Copies JSON pages one after another, a line end between them. Each page is gone through to its end before it is kept, so that
/// half of one is never taken for a whole.
/// </summary>
internal sealed class JsonPages(SourceDefinition source, IExportTarget target) : PageCopy(source, target)
{
    private bool _any;

    public override bool HasContent => _any;

    public override async Task<long> CopyAsync(Stream page, CancellationToken cancellationToken)
    {
        using var whole = TemporaryFile.Create("page", options: FileOptions.Asynchronous);
        var buffer = new byte[128 * 1024];
        for (int read; (read = await page.ReadAsync(buffer, cancellationToken).ConfigureAwait(false)) > 0;)
        {
            CheckSize(Bytes + whole.Length + read);
            await whole.WriteAsync(buffer.AsMemory(0, read), cancellationToken).ConfigureAwait(false);
        }

        await whole.FlushAsync(cancellationToken).ConfigureAwait(false);
        whole.Position = 0;
        RefuseMarkup(buffer.AsSpan(0, await whole.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false)));
        var rows = Count(whole);
        Target.BeginPage();
        var (before, any) = (Bytes, _any);
        try
        {
            whole.Position = 0;
            for (int read; (read = await whole.ReadAsync(buffer, cancellationToken).ConfigureAwait(false)) > 0;)
            {
                await WriteAsync(buffer.AsMemory(0, read), cancellationToken).ConfigureAwait(false);
            }

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

    private long Count(FileStream page)
    {
        try
        {
            return new JsonRecords(page, Source.Id, new ReadingBudget(Source.Id, Source.Limits, page.Length)).Count();
        }
        catch (JsonException e)
        {
            throw new PipelineException(e, ErrorCatalogue.SourceTruncated, Source.Id, "JSON");
        }
    }
}
